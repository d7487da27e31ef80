/** Cases of the linear birth–death process, for the short tests at some steps and the long ones at more. */
import { expect } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { type BirthDeath, growing } from '../../../src/verify/growth';
import { reference } from '../../kit/published';
import {
  expectRelative,
  expectWithinFour,
  LINEAGES,
  lineageSizes,
  mean,
  stepWithoutDrug,
  zOfChiSquare,
  zOfCount,
  zOfMean,
  zOfVariance,
} from '../../kit/statistics';

export interface Moments {
  mean: number;
  var: number;
  sd: number;
  p_extinct_by_t: number;
  p_extinct_ever: number;
  pmf_single_0_7: number[];
}
/** Sizes at time t of many independent lineages of one founder each. */
export function lineages(
  kernel: CompartmentKernel,
  params: BirthDeath,
  stepDays: number,
  runs: number,
): number[] {
  const model = growing(params, stepDays);
  const steps = Math.round(params.t / stepDays);
  return Array.from({ length: runs }, (_, run) => lineageSizes(kernel, model, steps, 100 + run)).flat();
}

export function expectDistribution(sizes: readonly number[], pmf: readonly number[]): void {
  const observed = new Array<number>(pmf.length + 1).fill(0);
  for (const size of sizes) observed[Math.min(size, pmf.length)]!++;
  const rest = 1 - pmf.reduce((sum, p) => sum + p, 0);
  const expected = [...pmf, rest].map((p) => p * sizes.length);
  expectWithinFour(zOfChiSquare(observed, expected), 'χ² of 0…7 descendants');
}

/** A2, so many runs: mean and variance, z < 4, none extinct; of 10,000 the mean within 0.5% too. */
export function expectManyRuns(kernel: CompartmentKernel, step: number, runs: number): void {
  const { params, expected } = reference<Moments, BirthDeath>('A2');
  const model = growing(params, step, params.n0);
  const sizes = Array.from({ length: runs }, (_, seed) => {
    kernel.start(model, seed);
    stepWithoutDrug(kernel, params.t / step);
    return kernel.cells;
  });
  expectWithinFour(zOfMean(sizes, expected.mean, expected.sd), 'mean');
  if (runs >= 10_000) expectRelative(mean(sizes), expected.mean, 0.005, 'mean');
  expectWithinFour(zOfVariance(sizes, expected.var), 'variance');
  expect(Math.min(...sizes)).toBeGreaterThan(0);
}

/** A4, lineages of so many runs in groups of ten founders: mean, variance, extinction and 0…7 descendants, z < 4. */
export function expectNearCritical(kernel: CompartmentKernel, step: number, runs: number): void {
  const { params, expected } = reference<Moments, BirthDeath>('A4');
  const sizes = lineages(kernel, params, step, runs);
  const groups = Math.floor(LINEAGES / params.n0) * runs;
  const sums = Array.from({ length: groups }, (_, group) =>
    sizes.slice(group * params.n0, (group + 1) * params.n0).reduce((sum, size) => sum + size, 0),
  );
  expectWithinFour(zOfMean(sums, expected.mean, expected.sd), 'mean');
  expectWithinFour(zOfVariance(sums, expected.var), 'variance');
  const extinct = sums.filter((sum) => sum === 0).length;
  expectWithinFour(zOfCount(extinct, groups, expected.p_extinct_by_t), 'extinction');
  expectDistribution(sizes, expected.pmf_single_0_7);
}
