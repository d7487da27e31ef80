/** From what the visitor has chosen to what the kernel is told: property, range and colours. */
import { Limit } from '../../../assembly/shared/limits';
import type { Look, Range, Shown } from '../../kernel/read/ramp';
import type { OxygenNeeds, TissueShape } from '../../worker/pictures/tissueMessages';
import { roundUp } from '../plots/scales';
import { classMarks } from '../readouts/classes';
import { split, variantCounts } from '../readouts/subclasses';
import { dark, inks } from '../shell/theme';
import { session } from '../state/chosen';
import { type RunView, run } from '../state/run';
import { activityRange, activityWords } from './activity';
import { cloneWords, type RampName, rampWords, unitsOf, wordOf } from './draw/colour';
import type { Inks } from './draw/messages';
import { classPaint, copyColoursIn, fluidPaint, founderColourIn, mutedIn, rampFromIn } from './paints';
import { amountScale, asVolume, type Choice } from './state';

const RAMP_COLOURS: number = Limit.rampColours;
/** Decades of a logarithmic ramp below its upper end. */
const DECADES = 4;

export const muted = () => mutedIn(dark.value);

export const viewInks = (): Inks => {
  const { ground, vessel } = muted();
  const { surface, rule, ink } = inks();
  return {
    surface: unitsOf(surface),
    ground: unitsOf(ground),
    rule: unitsOf(rule),
    ink: unitsOf(ink),
    vessel: unitsOf(vessel),
  };
};

export const rampFrom = () => rampFromIn(dark.value);

let made = 0;

function look(shown: Shown, colours: Uint32Array, isDark = dark.value): Look {
  const { normal, debris } = mutedIn(isDark);
  // Normal tissue would hide the tumour in it.
  const around = asVolume.value ? 0 : wordOf(normal);
  return { id: ++made, shown, colours, normal: around, debris: wordOf(debris) };
}

/** @param needs of oxygen, where the tissue has any */
export function cellLook(choice: Choice, range: Range | null, needs: OxygenNeeds | null): Look {
  const ranged = range ?? { low: 0, high: 1, logarithmic: false };
  switch (choice.palette) {
    case 'class':
      return classLook();
    case 'clone':
      return look({ by: 'clone' }, cloneWords(founderColour(), dark.value));
    case 'amount':
      return look(
        { by: 'amount', drug: choice.index, range: ranged },
        rampWords('viridis', RAMP_COLOURS, rampFrom()),
      );
    case 'oxygen':
      return look(
        { by: 'field', field: Limit.drugs, range: ranged },
        rampWords('cividis', RAMP_COLOURS, rampFrom()),
      );
    case 'activity':
      return look(
        { by: 'field', field: Limit.drugs, range: ranged },
        needs === null ? new Uint32Array(RAMP_COLOURS) : activityWords(needs, dark.value),
      );
    case 'birth':
      return look({ by: 'birth', range: ranged }, rampWords('plasma', RAMP_COLOURS, rampFrom()));
    default:
      return look(
        { by: 'copies', target: choice.palette === 'pump' ? -1 : choice.index },
        Uint32Array.from(copyColours(), (colour) => wordOf(colour)),
      );
  }
}

/** Of a dish, which has the colours of a tissue: no oxygen is known there, and its cells say so. */
export function dishLook(choice: Choice, range: Range | null): Look {
  if (choice.palette !== 'oxygen' && choice.palette !== 'activity') return cellLook(choice, range, null);
  return look({ by: 'class' }, new Uint32Array(classMarks.length).fill(wordOf(muted().normal)));
}

/** What the colours of classes depend on, beside the classes. */
export const splitKey = () => (split.value ? variantCounts(session.value.running.targets) : null);

function classLook(): Look {
  const { shown, colours } = classPaint(split.value ? session.value.running.targets : null, dark.value);
  return look(shown, colours);
}

/** Classes without their parts, in the theme that is named whatever the page has. */
export function classesIn(isDark: boolean): Look {
  const { shown, colours } = classPaint(null, isDark);
  return look(shown, colours, isDark);
}

export function fluidLook(field: number | 'oxygen', range: Range): Look {
  const { shown, colours } = fluidPaint(field, range, dark.value);
  return look(shown, colours);
}

export const founderColour = () => founderColourIn(dark.value);

export const copyColours = () => copyColoursIn(dark.value);

export const rampOf = (palette: Choice['palette']): RampName =>
  palette === 'oxygen' ? 'cividis' : palette === 'birth' ? 'plasma' : 'viridis';

/** The values that a palette's ramp runs over now; null of one without a ramp. They grow in steps, and never shrink. */
export function rangeOf(choice: Choice, shape: TissueShape): Range | null {
  if (choice.palette === 'amount') return drugRange(highest('inside', choice.index));
  if (choice.palette === 'oxygen') return oxygenRange(shape);
  if (choice.palette === 'activity') return shape.oxygen && activityRange(shape.oxygen);
  if (choice.palette === 'birth') return birthRange();
  return null;
}

export function fluidRange(field: number | 'oxygen', shape: TissueShape): Range {
  return field === 'oxygen' ? oxygenRange(shape) : drugRange(highest('outside', field));
}

function drugRange(most: number): Range {
  const high = roundUp(most > 0 ? most : 1);
  return amountScale.value === 'log'
    ? { low: high / 10 ** DECADES, high, logarithmic: true }
    : { low: 0, high, logarithmic: false };
}

const oxygenRange = ({ oxygen }: TissueShape): Range => ({
  low: 0,
  high: oxygen?.most ?? 1,
  logarithmic: false,
});

/** In steps. */
function birthRange(): Range {
  const days = run.value.course.time.view.at(-1) ?? 0;
  return { low: 0, high: (roundUp(days) * 24) / stepHours(), logarithmic: false };
}

export const stepHours = () => session.value.running.stepHours;

interface Highest {
  run: number;
  /** By drug, µM. */
  inside: number[];
  outside: number[];
}

let seen: Highest = { run: -1, inside: [], outside: [] };

/** The highest amount in cells, or level in plasma, of a drug in this run so far. */
function highest(where: 'inside' | 'outside', drug: number): number {
  noteHighest(run.value);
  return seen[where][drug] ?? 0;
}

/** Cells above it are few enough to share the last colour. */
const RARE = 0.001;

function noteHighest(view: RunView): void {
  const number = view.status?.run ?? -1;
  if (seen.run !== number) seen = { run: number, inside: [], outside: [] };
  view.histogram.forEach((bins, drug) => {
    seen.inside[drug] = Math.max(seen.inside[drug] ?? 0, upperEnd(bins));
  });
  view.course.plasma.forEach((column, drug) => {
    let most = seen.outside[drug] ?? 0;
    for (const level of column.view) if (level > most) most = level;
    seen.outside[drug] = most;
  });
}

/** Upper edge of the bin below which all but a few cells are; bins are those of an observation, class by class. */
function upperEnd(bins: Float64Array): number {
  const count = Limit.histogramBins;
  const byBin = Array.from({ length: count }, (_, bin) => {
    let sum = 0;
    for (let at = bin; at < bins.length; at += count) sum += bins[at] ?? 0;
    return sum;
  });
  const all = byBin.reduce((sum, cells) => sum + cells, 0);
  let above = 0;
  for (let bin = count - 1; bin > 0; bin--) {
    above += byBin[bin] ?? 0;
    if (above > RARE * all) return 2 ** (Math.floor((bin + 1) / 2) - 20) * ((bin + 1) % 2 === 1 ? 1.5 : 1);
  }
  return 0;
}
