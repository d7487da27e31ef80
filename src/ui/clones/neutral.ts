/**
 * What frequencies of alterations would be if none of them changed how fast cells divide or die: docs/model.md (95). In a
 * population that grows exponentially M(f) = (μ/β)(1/f − 1/f_max) alterations have at least the frequency f (Williams et
 * al. 2016 Nat Genet 48:238), so between f/2 and f there are (μ/β)/f: twice as many with each halving.
 */

/** Clades smaller than this come and go by chance. */
const LEAST_CARRIERS = 10;
/** Fewer alterations have no shape to compare. */
const LEAST_FOUND = 20;

interface NeutralLine {
  /** Alterations expected in each bin; see `Frequencies` of worker/clones/messages.ts. */
  expected: Float64Array;
  /** The bins that its height is taken from: as many alterations as were found in them together. */
  first: number;
  last: number;
}

/** Null where too few alterations were found to draw it by. */
export function neutralLine(alterations: ArrayLike<number>, cells: number): NeutralLine | null {
  // The first bin holds what all cells carry, which has no part in the law.
  const first = 1;
  const last = Math.floor(Math.log2(cells / LEAST_CARRIERS)) - 1;
  let [found, units] = [0, 0];
  for (let bin = first; bin <= Math.min(last, alterations.length - 1); bin++) {
    found += alterations[bin] as number;
    units += 2 ** bin;
  }
  if (found < LEAST_FOUND || last <= first) return null;
  return {
    expected: Float64Array.from({ length: alterations.length }, (_, bin) => (found / units) * 2 ** bin),
    ...{ first, last },
  };
}

/** Upper end of a bin's frequencies. */
export const frequencyAt = (bin: number) => 2 ** -(bin + 1);
