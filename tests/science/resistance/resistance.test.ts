/**
 * Resistance at detection (Iwasa, Nowak, Michor 2006): cultures from one sensitive founder, conditioned on not dying
 * out, stopped at M sensitive cells. Alterations twice as probable move P by 5 standard errors and more. Cultures of 10⁶ cells,
 * and many more runs of these, are in resistance.long.test.ts.
 *
 * Catches: alterations twice as probable.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { binned, cultures, type Mutation, medianOf, mutantDistribution } from '../../../src/verify/detection';
import { longIf } from '../../kit/long';
import { reference } from '../../kit/published';
import { expectWithinFour, zOfChiSquare, zOfCount } from '../../kit/statistics';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

interface Iwasa {
  P_resistance: number;
  mean_R: number;
  alpha: number;
}
interface Simulated {
  formula: { P: number; mean_R: number };
  MC_P: number;
  MC_P_se: number;
}

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

/** rΔt = 0.02. */
function stepDays({ r, d }: Mutation): number {
  return 0.02 / (r - d);
}

/** Every case has seeds of its own, so that cases are independent. */
function firstSeed(id: string): number {
  return 100_000 * (4 + ['C8_a', 'C8_b', 'C8_d'].indexOf(id));
}

function shareResistant(resistant: readonly number[]): number {
  return resistant.filter((count) => count > 0).length / resistant.length;
}

function standardError(p: number, runs: number): number {
  return Math.sqrt((p * (1 - p)) / runs);
}

describe('detection at 10⁶ cells', () => {
  it.each(['C1', 'C2', 'C4'])('%s, theory: P(resistance) as published', (id) => {
    const { params, expected } = reference<Iwasa, Mutation>(id);
    const theory = mutantDistribution(params, 512);
    expect(1 - theory[0]!).toBeCloseTo(expected.P_resistance, 4);
  });
});

describe('detection at 10⁵ cells', () => {
  for (const id of ['C8_a', 'C8_b', 'C8_d'])
    it(`${id}: 200 runs against formula and Monte Carlo, z < 4`, longIf(id !== 'C8_b'), () => {
      const { params, expected } = reference<Simulated, Mutation>(id);
      const runs = 200;
      const resistant = cultures(kernel, params, stepDays(params), runs, firstSeed(id));
      const share = shareResistant(resistant);
      const own = standardError(expected.formula.P, runs);
      expectWithinFour((share - expected.formula.P) / own, 'P against the formula');
      expectWithinFour((share - expected.MC_P) / Math.hypot(own, expected.MC_P_se), 'P against Monte Carlo');
      // The mean has a tail too heavy for so few runs: the median instead, and the whole distribution.
      const pmf = mutantDistribution(params);
      const [median, upTo] = medianOf(pmf);
      const seen = resistant.filter((count) => count <= median).length;
      expectWithinFour(zOfCount(seen, runs, upTo), 'share up to the median');
      expectWithinFour(zOfChiSquare(...binned(resistant, pmf)), 'χ² of the distribution');
    });
});
