import { Limit } from '../../../assembly/shared/limits';
import { CLASS_COUNT } from '../model';
import type { Observation } from '../observation';
import type { Cell } from './cell';
import type { Phenotype } from './phenotype';

type Seen = Pick<
  Observation,
  'cellsByClass' | 'meanAmountByClass' | 'meanAmount' | 'histogram' | 'histogramByClass'
>;

/** Counts and means over all cells, by resistance class. */
export function observeCells(cells: readonly Cell[], phenotypes: readonly Phenotype[], drugs: number): Seen {
  const seen: Seen = {
    cellsByClass: new Float64Array(CLASS_COUNT),
    meanAmountByClass: new Float64Array(drugs * CLASS_COUNT),
    meanAmount: new Float64Array(drugs),
    histogram: new Float64Array(drugs * Limit.histogramBins),
    histogramByClass: new Float64Array(drugs * CLASS_COUNT * Limit.histogramBins),
  };
  const increase = (array: Float64Array, i: number, by: number) => {
    array[i]! += by;
  };
  for (const cell of cells) {
    const own = phenotypes[cell.phenotype]!.resistanceClass;
    increase(seen.cellsByClass, own, 1);
    cell.amounts.slice(0, drugs).forEach((amount, d) => {
      const row = d * CLASS_COUNT + own;
      const bin = histogramBin(amount);
      increase(seen.meanAmountByClass, row, amount);
      increase(seen.histogram, d * Limit.histogramBins + bin, 1);
      increase(seen.histogramByClass, row * Limit.histogramBins + bin, 1);
    });
  }
  for (let d = 0; d < drugs; d++) {
    const sums = seen.meanAmountByClass.subarray(d * CLASS_COUNT, (d + 1) * CLASS_COUNT);
    const sum = sums.reduce((a, b) => a + b, 0);
    seen.meanAmount[d] = cells.length > 0 ? sum / cells.length : 0;
    sums.forEach((classSum, own) => {
      const count = seen.cellsByClass[own]!;
      sums[own] = count > 0 ? classSum / count : 0;
    });
  }
  return seen;
}

/** Two bins per octave from 2⁻²⁰ µM, by exponent and first mantissa bit of the f32. */
function histogramBin(amount: number): number {
  const bits = new Uint32Array(new Float32Array([amount]).buffer)[0]!;
  return Math.min(Math.max((bits >>> 22) - 2 * (127 - 20), 0), Limit.histogramBins - 1);
}
