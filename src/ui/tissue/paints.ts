/** Colours of cells in either theme, from the theme alone: for the page as it is shown and for pictures made before. */
import { Limit } from '../../../assembly/shared/limits';
import type { Look, Range } from '../../kernel/read/ramp';
import type { Scenario } from '../../scenario/schema';
import { type CountMark, classMarks } from '../readouts/classes';
import { subclassMarks, variantCounts } from '../readouts/subclasses';
import { hexOf, rampColour, rampWords, wordOf } from './draw/colour';

/** Colours that say "not a tumour cell"; free sites have none. */
export const mutedIn = (dark: boolean) =>
  dark
    ? { ground: '#171B20', normal: '#2E363B', debris: '#51463C', vessel: '#FFFFFF' }
    : { ground: '#F4F4F1', normal: '#DCE0DB', debris: '#CDBBA9', vessel: '#16191D' };

/** Where the maps begin, as a share: on a dark ground their darkest part would not show. */
export const rampFromIn = (dark: boolean) => (dark ? 0.15 : 0);

const colourIn = (mark: CountMark, dark: boolean) => (dark ? mark.dark : mark.light);

export const founderColourIn = (dark: boolean) => colourIn(classMarks[0] as CountMark, dark);

/** What a look shows, and in which colours. */
export type Paint = Pick<Look, 'shown' | 'colours'>;

/** @param targets whose variants and copies tell the classes' parts apart; null: classes alone */
export function classPaint(targets: Scenario['targets'] | null, dark: boolean): Paint {
  const words = (marks: readonly CountMark[]) => marks.map((mark) => wordOf(colourIn(mark, dark)));
  if (targets === null) return { shown: { by: 'class' }, colours: Uint32Array.from(words(classMarks)) };
  return {
    shown: { by: 'subclass', variants: variantCounts(targets) },
    colours: Uint32Array.from([...words(classMarks), ...words(subclassMarks(targets))]),
  };
}

/** As founded, then one colour per doubling of copies up to 64 and more. */
const COPY_RUNGS = 8;

/** Founder's grey, then viridis without its darkest part. */
export function copyColoursIn(dark: boolean): string[] {
  return Array.from({ length: COPY_RUNGS }, (_, rung) => {
    if (rung === 0) return founderColourIn(dark);
    return hexOf(rampColour('viridis', 0.12 + (0.88 * (rung - 1)) / (COPY_RUNGS - 2)));
  });
}

/** Opacity of the fluid drawn over cells. */
const FLUID_ALPHA = 0.62;
/** Share of a drug's ramp from which on it has that opacity: where there is none, one sees the cells alone. */
const FLUID_CLEAR = 0.12;

/** @param field a drug's place, or oxygen */
export function fluidPaint(field: number | 'oxygen', range: Range, dark: boolean): Paint {
  const oxygen = field === 'oxygen';
  return {
    shown: { by: 'fluid', field: oxygen ? Limit.drugs : field, range },
    colours: rampWords(
      oxygen ? 'cividis' : 'viridis',
      Limit.rampColours,
      rampFromIn(dark),
      (place) => FLUID_ALPHA * (oxygen ? 1 : Math.min(1, place / FLUID_CLEAR)),
    ),
  };
}
