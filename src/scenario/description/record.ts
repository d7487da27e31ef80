/** What was done to a run by hand, at its times, and what it was forked from: with it a saved scenario replays. */
import { part, sheet } from './builders';
import type { Infer } from './tree';

const record = sheet({ group: 'Record', acts: 'restart', chapter: 6 });

/** The longest run, in hours. */
const MOST_HOURS = 36_500 * 24;
const MOST_LINES = 1_000_000;
/** Entries that each of the two lists may have. */
export const MOST_ENTRIES = 4096;

const hours = (label: string, what: string) =>
  record.number({
    label,
    unit: 'h',
    default: 0,
    range: [0, MOST_HOURS],
    help: `Time since day 0 at which ${what}; it acts from the first step that ends then or later on.`,
  });

const line = record.number({
  label: 'After lines',
  default: 0,
  range: [0, MOST_LINES],
  integer: true,
  help: 'Lines that had died out and been founded again when it was done: those before live without it.',
});

/** A value changed while the run was under way. */
export const change = part({
  hours: hours('Changed at', 'a value was changed while the run was under way'),
  path: record.text({
    label: 'Value changed',
    default: '',
    longest: 200,
    help: 'Which value, one that acts at once, such as drugs[0].schedule.doseMg.',
  }),
  value: record.value({
    label: 'Changed to',
    default: 0,
    help: 'What it is from then on.',
  }),
  line,
});

/** An extra dose, beside the schedule. */
export const doseGiven = part({
  hours: hours('Given at', 'an extra dose was given, beside the schedule'),
  drug: record.text({
    label: 'Extra dose of',
    default: '',
    longest: 60,
    help: 'Drug or inhibitor by name; the dose is what its schedule says at that time.',
  }),
  line,
  afterChanges: record.number({
    label: 'After changes',
    default: MOST_ENTRIES,
    range: [0, MOST_ENTRIES],
    integer: true,
    help: 'How many of the changes made at the same time came before the dose.',
  }),
});

export const parent = part({
  hash: record.text({
    label: 'Hash of the parent',
    default: '',
    longest: 64,
    help: 'Hash of the saved run that this one was forked from; it changes nothing in the run.',
  }),
  hours: record.number({
    label: 'Forked at',
    unit: 'h',
    default: 0,
    range: [0, MOST_HOURS],
    help: 'Time of the saved run when this one was forked from it; it changes nothing in the run.',
  }),
});

export interface Change extends Infer<typeof change> {}
export interface DoseGiven extends Infer<typeof doseGiven> {}
