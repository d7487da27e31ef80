/** Bias of the mean below 0.5%, with a standard error of about 0.1%. */
import { expect, it } from 'vitest';
import { createKernel } from '../../src/kernel/kernel';
import { type BirthDeath, growing, massMean } from '../../src/verify/growth';
import { reference } from './reference';

it.each([
  ['A1', 0.25, 5],
  ['A1', 1, 5],
  ['A2', 1, 40],
  ['A4', 2, 50],
  ['A4', 10, 50],
] as const)('%s, step %d d: bias of the mean below 0.005', async (id, step, runs) => {
  const { params, expected } = reference<{ mean: number }, BirthDeath>(id);
  const steps = Math.round(params.t / step);
  const perFounder = massMean(await createKernel('simd'), growing(params, step, 400_000), steps, runs);
  const bias = (perFounder * params.n0) / expected.mean - 1;
  console.log(`${id}, step ${step} d: bias ${(100 * bias).toFixed(3)}%`);
  expect(Math.abs(bias)).toBeLessThan(0.005);
});
