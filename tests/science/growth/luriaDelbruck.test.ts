/**
 * The distribution of Luria and Delbrück (Lea and Coulson 1949) in the one-daughter convention: with probability u
 * one of the two daughters is a mutant. Three neutral alterations of different u in the same cultures give m = 1, 5
 * and 10 at once. Cultures end at a fixed number of cells, so that m = uN does not vary; N = 5·10⁴ from one founder
 * cuts the tail by e^{−n/N}, 2% at the largest quantile. bΔt = 0.01 makes m 0.5% too large. Cultures of 10⁶ cells from
 * 100 founders are in luriaDelbruck.long.test.ts.
 *
 * Catches: alterations twice as probable.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createKernel } from '../../../src/kernel/kernel';
import { binned } from '../../../src/verify/detection';
import { fluctuation, type LuriaDelbruck, leaCoulson } from '../../../src/verify/fluctuation';
import { reference } from '../../kit/published';
import { bootstrapQuantile, expectWithinFour, zOfChiSquare, zOfCount } from '../../kit/statistics';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const CULTURES = 2000;

describe('B1: mutants in 2000 cultures', () => {
  let mutants: Record<string, number[]>;
  beforeAll(async () => {
    const kernel = await createKernel('simd');
    mutants = fluctuation(kernel, { founders: 1, cells: 50_000, stepDays: 0.01, cultures: CULTURES });
  });

  it.each(['B1_m1', 'B1_m5', 'B1_m10'])(
    '%s: none with z < 4; quartiles, 90th and 99th in the bootstrap interval',
    (id) => {
      const { params, expected } = reference<LuriaDelbruck>(id);
      const counts = mutants[id]!;
      const none = counts.filter((count) => count === 0).length;
      expectWithinFour(zOfCount(none, CULTURES, expected.P0), 'cultures without mutants');
      for (const [share, wanted] of [
        [0.25, expected.q25],
        [0.5, expected.median],
        [0.75, expected.q75],
        [0.9, expected.q90],
        [0.99, expected.q99],
      ] as const) {
        const [low, high] = bootstrapQuantile(counts, share);
        expect(wanted, `quantile ${share}`).toBeGreaterThanOrEqual(low);
        expect(wanted, `quantile ${share}`).toBeLessThanOrEqual(high);
      }
      const pmf = leaCoulson(params.m!, 4096);
      expected.pmf0_10.forEach((p, n) => {
        expect(pmf[n]).toBeCloseTo(p, 12);
      });
      expectWithinFour(zOfChiSquare(...binned(counts, pmf)), 'χ² of the distribution');
    },
  );
});
