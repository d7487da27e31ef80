/**
 * Resistance at detection with many runs: 1000 cultures of 10⁶ cells, 5000 of 10⁵; rΔt = 0.02 and 0.01.
 *
 * Catches: alterations twice as probable.
 *
 * @module-tag long
 */
import { describe, expect, it } from 'vitest';
import { createKernel } from '../../../src/kernel/kernel';
import { binned, cultures, type Mutation, medianOf, mutantDistribution } from '../../../src/verify/detection';
import { reference } from '../../kit/published';
import { expectWithinFour, mean, variance, zOfChiSquare, zOfCount } from '../../kit/statistics';

/** Every case has seeds of its own, so that cases are independent. */
function firstSeed(id: string): number {
  return 1_000_000 * ['C1', 'C2', 'C4', 'C8_a', 'C8_b', 'C8_d'].indexOf(id) + 5_000_000;
}

describe('detection at 10⁶ cells', () => {
  it.each(['C1', 'C2', 'C4'])('%s: P(resistance), median and distribution of 1000 runs', async (id) => {
    const { params, expected } = reference<{ P_resistance: number }, Mutation>(id);
    const runs = 1000;
    const resistant = cultures(
      await createKernel('simd'),
      params,
      0.02 / (params.r - params.d),
      runs,
      firstSeed(id),
    );
    const p = expected.P_resistance;
    const share = resistant.filter((count) => count > 0).length / runs;
    const se = Math.sqrt((p * (1 - p)) / runs);
    const pmf = mutantDistribution(params);
    const zShape = zOfChiSquare(...binned(resistant, pmf));
    const [median, upTo] = medianOf(pmf);
    const zMedian = zOfCount(resistant.filter((count) => count <= median).length, runs, upTo);
    console.log(`${id}: share ${share}, z ${(share - p) / se}; median z ${zMedian}; χ² z ${zShape}`);
    expect(Math.abs(share - p)).toBeLessThan(4 * se + 0.01 * p);
    expectWithinFour(zMedian, 'share up to the median');
    expectWithinFour(zShape, 'χ² of the distribution');
  });
});

describe('detection at 10⁵ cells', () => {
  it.each(['C8_a', 'C8_b', 'C8_d'])('%s: 5000 runs against formula and Monte Carlo, z < 4', async (id) => {
    const { params, expected } = reference<
      { formula: { P: number }; MC_P: number; MC_P_se: number; MC_meanR: number; MC_meanR_se: number },
      Mutation
    >(id);
    const runs = 5000;
    const resistant = cultures(
      await createKernel('simd'),
      params,
      0.01 / (params.r - params.d),
      runs,
      firstSeed(id),
    );
    const p = expected.formula.P;
    const own = Math.sqrt((p * (1 - p)) / runs);
    const share = resistant.filter((count) => count > 0).length / runs;
    const zFormula = (share - p) / own;
    const zSimulated = (share - expected.MC_P) / Math.hypot(own, expected.MC_P_se);
    const ownMean = Math.sqrt(variance(resistant) / runs);
    const zMean = (mean(resistant) - expected.MC_meanR) / Math.hypot(ownMean, expected.MC_meanR_se);
    const zShape = zOfChiSquare(...binned(resistant, mutantDistribution(params)));
    console.log(
      `${id}: share ${share}, z ${zFormula} ${zSimulated}; mean ${mean(resistant)} z ${zMean}; χ² z ${zShape}`,
    );
    expectWithinFour(zFormula, 'P against the formula');
    expectWithinFour(zSimulated, 'P against Monte Carlo');
    expectWithinFour(zMean, 'mean against Monte Carlo');
    expectWithinFour(zShape, 'χ² of the distribution');
  });
});
