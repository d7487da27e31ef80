/**
 * What frequencies of alterations would be if none of them changed how fast cells divide or die: docs/model.md (95). In a
 * population that grows exponentially M(f) = (μ/β)(1/f − 1/f_max) alterations have at least the frequency f (Williams et
 * al. 2016 Nat Genet 48:238), so between f/2 and f there are (μ/β)/f: twice as many with each halving.
 */
import { neutralAtLeast } from '../../patient/lineage/spectrum';
import type { Frequencies } from '../../worker/clones/messages';

/** Clades smaller than this come and go by chance. */
const LEAST_CARRIERS = 10;
/** Fewer alterations have no shape to compare. */
const LEAST_FOUND = 20;

interface NeutralLine {
  /** μ/β of the line. */
  rate: number;
  /** Alterations expected in each bin; see `Frequencies` of worker/clones/messages.ts. */
  expected: Float64Array;
  /** The bins that its height is taken from: as many alterations as were found in them together. */
  first: number;
  last: number;
}

/**
 * Null where too few alterations were found to draw it by.
 * @param known μ/β of the scenario's own rates; null: as many alterations as were found
 */
export function neutralLine(
  alterations: ArrayLike<number>,
  cells: number,
  known: number | null = null,
): NeutralLine | null {
  // The first bin holds what all cells carry, which has no part in the law.
  const first = 1;
  const last = Math.floor(Math.log2(cells / LEAST_CARRIERS)) - 1;
  let [found, units] = [0, 0];
  for (let bin = first; bin <= Math.min(last, alterations.length - 1); bin++) {
    found += alterations[bin] as number;
    units += 2 ** bin;
  }
  if (known === null && (found < LEAST_FOUND || last <= first)) return null;
  const rate = known ?? found / units;
  return {
    rate,
    expected: Float64Array.from({ length: alterations.length }, (_, bin) => rate * 2 ** bin),
    ...{ first, last },
  };
}

/** Mutations that at least a share of cells carries, but not all of them. */
export interface Cumulative {
  /** Rising. */
  shares: number[];
  found: number[];
  /** null where no line is drawn. */
  neutral: (number | null)[];
}

/** At every share that is half of the one above, down to one cell. */
export function cumulative({ alterations, clonal, cells }: Frequencies, known: number | null): Cumulative {
  const result: Cumulative = { shares: [], found: [], neutral: [] };
  if (cells === 0) return result;
  const line = neutralLine(alterations, cells, known);
  let found = -clonal;
  for (let bin = 0; bin < alterations.length && 2 ** bin < cells; bin++) {
    // Bin b holds shares above this one, and what lies on it is in the next.
    const share = 2 ** -(bin + 1);
    found += alterations[bin]!;
    result.shares.unshift(share);
    result.found.unshift(found);
    result.neutral.unshift(line === null ? null : neutralAtLeast(line.rate, share));
  }
  return result;
}

/** Upper end of a bin's frequencies. */
export const frequencyAt = (bin: number) => 2 ** -(bin + 1);
