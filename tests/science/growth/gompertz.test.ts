/**
 * Gompertz growth of breast cancer (Norton 1988). One simulated cell stands for 10⁵ to 10⁶
 * of the published: the curve depends on N₀/N∞ alone. With crowding 1 − ln N/ln K on division and no death,
 * ln N nears ln K at the rate b/ln K, so b = rate·ln K. A step of 1/20 month holds crowding fixed, which is worth
 * 0.3% of N at most; the rest of the 1% is for chance.
 *
 * Catches: crowding that sets in 20% late.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { reference } from '../../kit/published';
import { expectRelative, founders, plainModel, stepWithoutDrug } from '../../kit/statistics';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const { expected } = reference<{
  N0: number;
  Ninf: number;
  b_per_month: number;
  N: Record<string, number>;
  t_lethal_1e12: number;
}>('N1');
const STEPS_PER_MONTH = 20;

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

function start(cellsPerCell: number, seed: number): void {
  const capacity = expected.Ninf / cellsPerCell;
  kernel.start(
    plainModel({
      // The model's hour is a month here.
      stepHours: 1 / STEPS_PER_MONTH,
      divisionPerHour: expected.b_per_month * Math.log(capacity),
      crowding: 'gompertz',
      capacity,
      founders: founders(Math.round(expected.N0 / cellsPerCell)),
    }),
    seed,
  );
}

describe('N1: Gompertz growth from 4.8·10⁹ cells', () => {
  it.each([
    ['6', 1e5],
    ['12', 1e5],
    ['24', 2e5],
  ])('within 0.01 after %s months, mean of three runs, one cell for %d', (months, cellsPerCell) => {
    let sum = 0;
    for (let seed = 1; seed <= 3; seed++) {
      start(cellsPerCell, seed);
      stepWithoutDrug(kernel, Number(months) * STEPS_PER_MONTH);
      sum += kernel.cells * cellsPerCell;
    }
    expectRelative(sum / 3, expected.N[months]!, 0.01, 'cells');
  });

  it('within 1% after 60 months; 10¹² cells at 31.7 months within 1%', () => {
    start(1e6, 1);
    let crossing = 0;
    for (let step = 1; step <= 60 * STEPS_PER_MONTH; step++) {
      const before = kernel.cells;
      stepWithoutDrug(kernel, 1);
      if (crossing === 0 && kernel.cells >= 1e6) {
        crossing = step - 1 + Math.log(1e6 / before) / Math.log(kernel.cells / before);
      }
    }
    expectRelative(kernel.cells * 1e6, expected.N['60']!, 0.01, 'cells after 60 months');
    expectRelative(crossing / STEPS_PER_MONTH, expected.t_lethal_1e12, 0.01, 'months to 10¹² cells');
    expect(kernel.deaths).toBe(0);
  });
});
