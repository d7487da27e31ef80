/**
 * The linear birth–death process (Kendall 1948; Bailey 1964). The kernel's step is the exact law for constant
 * rates, so every case must hold at any step; steps of up to bΔt = 1.75 are taken on purpose. Division or death 2% too
 * fast moves the means by 14% (A1), 12% (A2) and 130% (A4), 18, 30 and 60 standard errors here; more runs of the same
 * are in growth.long.test.ts.
 *
 * Catches: no second event of a cell in a step.
 */
import { beforeAll, describe, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { type BirthDeath, growing } from '../../../src/verify/growth';
import { LONG } from '../../kit/long';
import { reference } from '../../kit/published';
import { expectWithinFour, growTo, zOfCount, zOfMean, zOfVariance } from '../../kit/statistics';
import { expectDistribution, expectManyRuns, expectNearCritical, lineages, type Moments } from './growth';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

describe('A1: b 0.7, d 0.3 a day, one founder, ten days', () => {
  const { params, expected } = reference<Moments, BirthDeath>('A1');

  it.each([0.1, 0.25, 1, 2.5])('step %d d: mean, variance, extinction and 0…7 cells, z < 4', (step) => {
    const sizes = lineages(kernel, params, step, 10);
    expectWithinFour(zOfMean(sizes, expected.mean, expected.sd), 'mean');
    expectWithinFour(zOfVariance(sizes, expected.var), 'variance');
    const extinct = sizes.filter((size) => size === 0).length;
    expectWithinFour(zOfCount(extinct, sizes.length, expected.p_extinct_by_t), 'extinction');
    expectDistribution(sizes, expected.pmf_single_0_7);
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

  it('step 6 d: mean and variance of 2,000 runs, z < 4', () => {
    expectManyRuns(kernel, 6, 2000);
  });

  it.each([0.5, 6])('step %d d: 0…7 descendants of one founder, χ² with z < 4', (step) => {
    expectDistribution(lineages(kernel, params, step, 40), expected.pmf_single_0_7);
  });
});

describe('A4: b 0.14, d 0.13 a day, ten founders, three hundred days', () => {
  const { params, expected } = reference<Moments, BirthDeath>('A4');

  it('step 10 d: mean, variance, extinction and 0…7 descendants, z < 4', LONG, () => {
    expectNearCritical(kernel, 10, 15);
  });

  it('runs of ten founders each: ever extinct with (d/b)¹⁰, z < 4', () => {
    const runs = 1500;
    let extinct = 0;
    for (let seed = 0; seed < runs; seed++) {
      kernel.start(growing(params, 5, params.n0), seed);
      growTo(kernel, 400);
      if (kernel.cells === 0) extinct++;
    }
    expectWithinFour(zOfCount(extinct, runs, expected.p_extinct_ever), 'extinction');
  });
});
