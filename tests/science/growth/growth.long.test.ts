/**
 * Bias of the mean below 0.5%, with a standard error of 0.1% (A4: 0.17%); and the short tests' cases at more steps.
 *
 * Catches: division 1% too fast.
 *
 * @module-tag long
 */
import { expect, it } from 'vitest';
import { createKernel } from '../../../src/kernel/kernel';
import { type BirthDeath, growing, massMean } from '../../../src/verify/growth';
import { reference } from '../../kit/published';
import { expectManyRuns, expectNearCritical } from './growth';

it.each([
  ['A1', 0.25, 5],
  ['A1', 1, 5],
  ['A1', 2.5, 5],
  ['A2', 1, 40],
  ['A4', 2, 20],
  ['A4', 10, 20],
] as const)('%s, step %d d: bias of the mean below 0.005', async (id, step, runs) => {
  const { params, expected } = reference<{ mean: number }, BirthDeath>(id);
  const steps = Math.round(params.t / step);
  const perFounder = massMean(await createKernel('simd'), growing(params, step, 400_000), steps, runs);
  const bias = (perFounder * params.n0) / expected.mean - 1;
  console.log(`${id}, step ${step} d: bias ${(100 * bias).toFixed(3)}%`);
  expect(Math.abs(bias)).toBeLessThan(0.005);
});

it.each([0.5, 3, 6])(
  'A2, step %d d: mean (relative bias < 0.005) and variance of 10,000 runs',
  async (step) => {
    expectManyRuns(await createKernel('simd'), step, 10_000);
  },
);

it.each([2, 10])('A4, step %d d: mean, variance, extinction and 0…7 descendants, z < 4', async (step) => {
  expectNearCritical(await createKernel('simd'), step, 60);
});
