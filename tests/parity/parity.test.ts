/**
 * Reference, scalar, SIMD and debug kernels on randomised models: the same bits.
 *
 * Catches: any change of the well-mixed kernel alone, such as the last four cells of a tile left without exchange.
 */
import { describe, expect, it } from 'vitest';
import type { CompartmentKernel, Variant } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE } from '../../src/kernel/model';
import { longIf } from '../kit/long';
import { randomEnvironment, randomModel } from '../kit/randomised';

const STEPS = 500;
const VARIANTS: Variant[] = ['reference', 'scalar', 'simd', 'debug'];

function run(kernel: CompartmentKernel, seed: number, chunk: number): string {
  kernel.start(randomModel(seed), seed);
  const environment = randomEnvironment(seed, STEPS);
  for (let step = 0; step < STEPS; step += chunk) {
    const end = Math.min(step + chunk, STEPS);
    kernel.advance(environment.subarray(step * ENVIRONMENT_STRIDE, end * ENVIRONMENT_STRIDE), Infinity);
  }
  expect(kernel.cells).toBeLessThan(20_000);
  return kernel.hash();
}

describe('all kernels give the same bits after 500 steps', async () => {
  const kernels = await Promise.all(VARIANTS.map((variant) => createKernel(variant)));
  for (let seed = 1; seed <= 20; seed++) {
    it(`randomised scenario ${seed}: ${1 + (seed % 4)} drugs, all alterations`, longIf(seed === 18), () => {
      const hashes = kernels.map((kernel, i) => run(kernel, seed, [500, 7, 256, 100][i]!));
      const [reference] = kernels as [CompartmentKernel];
      expect(hashes).toEqual(hashes.map(() => hashes[0]));
      for (const kernel of kernels) {
        expect(kernel.observe().cellsByClass).toEqual(reference.observe().cellsByClass);
        expect(kernel.observe().cellsBySubclass).toEqual(reference.observe().cellsBySubclass);
        expect(kernel.observe().histogramByClass).toEqual(reference.observe().histogramByClass);
        expect(kernel.genotypes()).toEqual(reference.genotypes());
        expect(kernel.largestClones(10)).toEqual(reference.largestClones(10));
      }
    });
  }
});
