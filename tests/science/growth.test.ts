/**
 * The linear birth–death process (Kendall 1948; Bailey 1964). The kernel's step is the exact law for constant
 * rates, so every case must hold at any step; steps of up to bΔt = 1.75 are taken on purpose.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createKernel } from '../../src/kernel/kernel';
import type { CompartmentKernel } from '../../src/kernel/model';
import { type BirthDeath, growing, massMean } from '../../src/verify/growth';
import { reference } from './reference';
import {
  expectRelative,
  expectWithinFour,
  growTo,
  LINEAGES,
  lineageSizes,
  mean,
  stepWithoutDrug,
  zOfChiSquare,
  zOfCount,
  zOfMean,
  zOfVariance,
} from './support';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

interface Moments {
  mean: number;
  var: number;
  sd: number;
  p_extinct_by_t: number;
  p_extinct_ever: number;
  pmf_single_0_7: number[];
}
let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

/** Sizes at time t of many independent lineages of one founder each. */
function lineages(params: BirthDeath, stepDays: number, runs: number): number[] {
  const model = growing(params, stepDays);
  const steps = Math.round(params.t / stepDays);
  return Array.from({ length: runs }, (_, run) => lineageSizes(kernel, model, steps, 100 + run)).flat();
}

function expectDistribution(sizes: readonly number[], pmf: readonly number[]): void {
  const observed = new Array<number>(pmf.length + 1).fill(0);
  for (const size of sizes) observed[Math.min(size, pmf.length)]!++;
  const rest = 1 - pmf.reduce((sum, p) => sum + p, 0);
  const expected = [...pmf, rest].map((p) => p * sizes.length);
  expectWithinFour(zOfChiSquare(observed, expected), 'χ² of 0…7 descendants');
}

describe('A1: b 0.7, d 0.3 a day, one founder, ten days', () => {
  const { params, expected } = reference<Moments, BirthDeath>('A1');

  it.each([0.1, 0.25, 1, 2.5])('step %d d: mean, variance, extinction and 0…7 cells, z < 4', (step) => {
    const sizes = lineages(params, step, 30);
    expectWithinFour(zOfMean(sizes, expected.mean, expected.sd), 'mean');
    expectWithinFour(zOfVariance(sizes, expected.var), 'variance');
    const extinct = sizes.filter((size) => size === 0).length;
    expectWithinFour(zOfCount(extinct, sizes.length, expected.p_extinct_by_t), 'extinction');
    expectDistribution(sizes, expected.pmf_single_0_7);
  });

  it.each([2.5])('step %d d: relative bias of the mean < 0.005 (standard error 0.0012)', (step) => {
    expectRelative(
      massMean(kernel, growing(params, step, 400_000), Math.round(params.t / step), 4),
      expected.mean,
      0.005,
      'mean',
    );
  });

  it('runs of one founder each: ever extinct with d/b, z < 4', () => {
    const runs = 10_000;
    let extinct = 0;
    for (let seed = 0; seed < runs; seed++) {
      kernel.start(growing(params, 1), seed);
      growTo(kernel, 60);
      if (kernel.cells === 0) extinct++;
    }
    expectWithinFour(zOfCount(extinct, runs, expected.p_extinct_ever), 'extinction');
  });
});

describe('A2: b 0.2, d 0.25 a day, 1000 founders, thirty days', () => {
  const { params, expected } = reference<Moments, BirthDeath>('A2');

  it.each([0.5, 3, 6])(
    'step %d d: mean (relative bias < 0.005) and variance of 10,000 runs, z < 4',
    (step) => {
      const model = growing(params, step, params.n0);
      const sizes = Array.from({ length: 10_000 }, (_, seed) => {
        kernel.start(model, seed);
        stepWithoutDrug(kernel, params.t / step);
        return kernel.cells;
      });
      expectWithinFour(zOfMean(sizes, expected.mean, expected.sd), 'mean');
      expectRelative(mean(sizes), expected.mean, 0.005, 'mean');
      expectWithinFour(zOfVariance(sizes, expected.var), 'variance');
      expect(Math.min(...sizes)).toBeGreaterThan(0);
    },
  );

  it.each([0.5, 6])('step %d d: 0…7 descendants of one founder, χ² with z < 4', (step) => {
    expectDistribution(lineages(params, step, 40), expected.pmf_single_0_7);
  });
});

describe('A4: b 0.14, d 0.13 a day, ten founders, three hundred days', () => {
  const { params, expected } = reference<Moments, BirthDeath>('A4');

  it.each([2, 10])('step %d d: mean, variance, extinction and 0…7 descendants, z < 4', (step) => {
    const sizes = lineages(params, step, 60);
    const groups = Math.floor(LINEAGES / params.n0) * 60;
    const sums = Array.from({ length: groups }, (_, group) =>
      sizes.slice(group * params.n0, (group + 1) * params.n0).reduce((sum, size) => sum + size, 0),
    );
    expectWithinFour(zOfMean(sums, expected.mean, expected.sd), 'mean');
    expectWithinFour(zOfVariance(sums, expected.var), 'variance');
    const extinct = sums.filter((sum) => sum === 0).length;
    expectWithinFour(zOfCount(extinct, groups, expected.p_extinct_by_t), 'extinction');
    expectDistribution(sizes, expected.pmf_single_0_7);
  });

  it('runs of ten founders each: ever extinct with (d/b)¹⁰, z < 4', () => {
    const runs = 3000;
    let extinct = 0;
    for (let seed = 0; seed < runs; seed++) {
      kernel.start(growing(params, 5, params.n0), seed);
      growTo(kernel, 400);
      if (kernel.cells === 0) extinct++;
    }
    expectWithinFour(zOfCount(extinct, runs, expected.p_extinct_ever), 'extinction');
  });
});
