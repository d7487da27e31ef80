/**
 * Luria and Delbrück with 100 founders, whose wild type grows almost without chance, to 10⁶ cells: 2000 cultures.
 * N/N₀ = 10⁴ cuts the tail by e^{−n/10⁴}, 10% at the 99th percentile of m = 10, within its interval.
 *
 * Catches: alterations twice as probable.
 *
 * @module-tag long
 */
import { expect, it } from 'vitest';
import { createKernel } from '../../../src/kernel/kernel';
import { fluctuation, type LuriaDelbruck } from '../../../src/verify/fluctuation';
import { reference } from '../../kit/published';
import { bootstrapQuantile, expectWithinFour, zOfCount } from '../../kit/statistics';

it('B1_m1, B1_m5, B1_m10: 2000 cultures of 10⁶ cells from 100 founders', async () => {
  const cultures = 2000;
  const kernel = await createKernel('simd');
  const mutants = fluctuation(kernel, { founders: 100, cells: 1e6, stepDays: 0.02, cultures });
  for (const id of ['B1_m1', 'B1_m5', 'B1_m10']) {
    const { expected } = reference<LuriaDelbruck>(id);
    const counts = mutants[id]!;
    const none = counts.filter((count) => count === 0).length;
    const z = zOfCount(none, cultures, expected.P0);
    const quantiles = [
      [0.25, expected.q25],
      [0.5, expected.median],
      [0.75, expected.q75],
      [0.9, expected.q90],
      [0.99, expected.q99],
    ] as const;
    const intervals = quantiles.map(([share]) => bootstrapQuantile(counts, share));
    console.log(
      `${id}: none ${none}, z ${z}; quantiles ${JSON.stringify(quantiles)} in ${JSON.stringify(intervals)}`,
    );
    expectWithinFour(z, `${id}: cultures without mutants`);
    intervals.forEach(([low, high], i) => {
      const [share, wanted] = quantiles[i] as readonly [number, number];
      expect(wanted, `${id}: quantile ${share}`).toBeGreaterThanOrEqual(low);
      expect(wanted, `${id}: quantile ${share}`).toBeLessThanOrEqual(high);
    });
  }
});
