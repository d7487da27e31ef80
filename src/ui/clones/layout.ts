/**
 * Bands of nested clones over time (Muller 1932; drawn as a "fish"). At each time a clone's band is as wide as it and all
 * that came from it together: half of its own cells below, then the bands of its children in the order given, then the
 * other half. So a band always lies within its parent's, two of one parent never overlap, and a clone that comes later
 * moves nothing that was drawn before it.
 */

export interface Tree {
  /** Place of each clone's parent, which comes before it; −1: a founder. */
  parents: ArrayLike<number>;
  /** [clone][time] cells of each clone alone. */
  cells: readonly ArrayLike<number>[];
  times: number;
}

export interface Bands {
  /** [clone][time] edges of each band, in cells from the bottom. */
  lower: Float64Array[];
  upper: Float64Array[];
  /** [time] upper edge of all: how many cells there are. */
  all: Float64Array;
}

/** @throws RangeError where a clone comes before its parent */
export function bandsOf({ parents, cells, times }: Tree): Bands {
  const { length } = parents;
  const columns = () => Array.from({ length }, () => new Float64Array(times));
  const [widths, lower, upper] = [columns(), columns(), columns()];
  const all = new Float64Array(times);
  for (let clone = length - 1; clone >= 0; clone--) {
    const parent = parents[clone] as number;
    if (parent >= clone) throw new RangeError(`clone ${clone} comes before its parent, ${parent}.`);
    const width = widths[clone] as Float64Array;
    addTo(width, cells[clone] as ArrayLike<number>);
    if (parent >= 0) addTo(widths[parent] as Float64Array, width);
  }
  /** Where the next child of each clone begins. */
  const next = columns();
  for (let clone = 0; clone < length; clone++) {
    const below = next[parents[clone] as number] ?? all;
    const [own, width] = [cells[clone] as ArrayLike<number>, widths[clone] as Float64Array];
    for (let at = 0; at < times; at++) {
      const from = below[at] as number;
      (lower[clone] as Float64Array)[at] = from;
      (upper[clone] as Float64Array)[at] = from + (width[at] as number);
      (next[clone] as Float64Array)[at] = from + (own[at] as number) / 2;
      below[at] = from + (width[at] as number);
    }
  }
  return { lower, upper, all };
}

function addTo(sum: Float64Array, part: ArrayLike<number>): void {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + (part[at] as number);
}

/** What the height of the picture stands for. */
export type Height = 'share' | 'cells' | 'log';

/**
 * From cells to where they are drawn. *share*: all cells fill the height, 0…1. *cells*: as they are, about a middle at 0.
 * *log*: the whole is as wide as log₁₀(1 + all cells), about a middle at 0, and within it widths are shares.
 */
export function heightAt(height: Height, cells: number, all: number): number {
  const share = all > 0 ? cells / all : 0;
  if (height === 'share') return share;
  return height === 'cells' ? cells - all / 2 : (share - 0.5) * Math.log10(1 + all);
}

/**
 * The clone whose band is drawn at a height, the innermost of those there; −1: none.
 * @param row of the times
 */
export function bandAt({ lower, upper, all }: Bands, of: Height, row: number, height: number): number {
  const within = (clone: number) =>
    heightAt(of, lower[clone]?.[row] ?? 0, all[row] ?? 0) <= height &&
    height < heightAt(of, upper[clone]?.[row] ?? 0, all[row] ?? 0);
  for (let clone = lower.length - 1; clone >= 0; clone--) if (within(clone)) return clone;
  return -1;
}
