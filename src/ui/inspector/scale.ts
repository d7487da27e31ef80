/** How many symbols stand for a number that spans many powers of ten; the legend says so. */
import { MOLECULES_PER_MICROMOLAR } from '../../kernel/inspect/contents';

export const DOTS_PER_DECADE = 6;

export const molecules = (micromolar: number): number => micromolar * MOLECULES_PER_MICROMOLAR;

/** Dots for an amount: {@link DOTS_PER_DECADE} for every factor of ten in molecules, none below one molecule. */
export function dotsFor(micromolar: number, most: number): number {
  const count = molecules(micromolar);
  return count < 1 ? 0 : Math.min(most, 1 + Math.round(DOTS_PER_DECADE * Math.log10(count)));
}

/** Pumps in the membrane: three for a line of clinical level (P = 1), three more for each doubling of 1 + P. */
export function pumpsFor(expression: number, most: number): number {
  return expression <= 0 ? 0 : Math.min(most, Math.max(1, Math.round(3 * Math.log2(1 + expression))));
}

/** Carriers for a strength of 1, 0.1, 0.01 … of the wild type. */
export function carriersFor(strength: number): number {
  return strength <= 0 ? 0 : Math.max(1, Math.round(4 + 1.5 * Math.log10(strength)));
}

/** Targets drawn: four for every factor of ten in molecules; how many of them are bound, in proportion. */
export function targetsFor(total: number, bound: number, most: number): { drawn: number; bound: number } {
  const count = molecules(total);
  if (count < 1) return { drawn: 0, bound: 0 };
  const drawn = Math.min(most, Math.max(1, Math.round(5 * Math.log10(count))));
  return { drawn, bound: Math.round((drawn * bound) / total) };
}
