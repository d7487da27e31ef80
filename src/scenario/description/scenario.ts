/**
 * The document that fully describes a patient and a treatment; with its seed it determines every bit of a run. Units
 * stand in the names.
 */
import { list, nullable, part, sheet } from './builders';
import { compartment } from './compartments';
import { drug, inhibitor } from './drugs';
import {
  alterations,
  carrier,
  metabolism,
  mutator,
  passengers,
  pump,
  repair,
  retention,
  target,
} from './mechanisms';
import { change, doseGiven, MOST_ENTRIES, parent } from './record';
import { response, rule, stop, treatment } from './treatment';
import type { Infer } from './tree';
import { MOST_TOGETHER, tumour } from './tumour';

const shared = { group: 'Scenario', chapter: 0 } as const;
const { number, text } = sheet({ ...shared, acts: 'restart' });
const now = sheet({ ...shared, acts: 'now' });
/** What the page has no control for. */
const record = sheet({ ...shared, group: 'Record', acts: 'restart' });

/** Lists have the most entries that the kernel takes: 4 drugs and targets. */
export const scenario = part({
  version: number({
    label: 'Document version',
    default: 1,
    range: [1, 1],
    integer: true,
    help: 'Version of this document format.',
  }),
  title: text({ label: 'Title', default: 'Untitled', longest: 120, help: 'Title of the scenario.' }),
  about: text({
    label: 'About',
    default: '',
    longest: 2000,
    lines: true,
    help: 'What the scenario shows.',
  }),
  seed: number({
    label: 'Seed',
    default: 1,
    range: [0, 4_294_967_295],
    usual: [1, 1000],
    integer: true,
    help: 'Chooses the random numbers: the same scenario with the same seed gives the same run, bit for bit.',
  }),
  stepHours: number({
    label: 'Time step',
    unit: 'h',
    default: 1,
    range: [0.01, 24],
    usual: [0.1, 12],
    scale: 'log',
    help: 'Length of one step. Birth and death are exact for rates constant over a step, so it sets how finely drug levels and rates are followed.',
    assumed: true,
  }),
  untilDays: now.number({
    label: 'Longest run',
    unit: 'd',
    default: 15,
    range: [0.01, 36_500],
    usual: [1, 1000],
    scale: 'log',
    help: 'The run ends at this day if nothing else has ended it.',
    assumed: true,
  }),
  untilCells: now.number({
    label: 'Largest run',
    unit: 'cells',
    default: 0,
    range: [0, MOST_TOGETHER],
    usual: [1000, 100_000_000],
    scale: 'log',
    integer: true,
    help: 'The run ends as soon as this many cells live, treated or not; 0: no such limit.',
  }),
  outputEveryHours: number({
    label: 'Output every',
    unit: 'h',
    default: 24,
    range: [0.01, 8760],
    usual: [0.5, 168],
    scale: 'log',
    help: 'Time between two rows of the summary and two points of the plots; rounded up to whole steps. It changes nothing in the run.',
    assumed: true,
  }),
  cloneCountsFrom: record.number({
    label: 'Clones counted from',
    unit: 'cells',
    default: 0,
    range: [0, 1_000_000_000],
    usual: [10, 10_000],
    scale: 'log',
    integer: true,
    help: 'At output times clones are counted one by one from the first time on that they and all that came from them have had this many cells, at most 4,096 a compartment; smaller ones count within the nearest ancestor that does. Measures of diversity are kept too. 0: neither. It changes nothing in the run.',
  }),
  tumour,
  treatment,
  stop,
  compartments: list(8, compartment),
  pump,
  carrier,
  metabolism,
  retention,
  repair,
  mutator,
  passengers,
  alterations,
  targets: list(4, target),
  drugs: list(4, drug),
  inhibitor: nullable(inhibitor),
  rules: list(16, rule),
  response,
  /** What was done by hand, in the order in which it was done. */
  changes: list(MOST_ENTRIES, change),
  dosesGiven: list(MOST_ENTRIES, doseGiven),
  /** The saved run that this one was forked from; for the record only. */
  parent: nullable(parent),
});

export interface Scenario extends Infer<typeof scenario> {}
