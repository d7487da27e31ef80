import { describe, expect, it } from 'vitest';
import { createKernel } from '../../src/kernel/kernel';
import { type CompartmentKernel, ENVIRONMENT_STRIDE, type Variant } from '../../src/kernel/model';
import { randomEnvironment } from './scenarios';
import { randomTissue } from './tissues';

const STEPS = 150;

function run(kernel: CompartmentKernel, seed: number, chunk: number): void {
  kernel.start(randomTissue(seed), seed);
  const environment = randomEnvironment(seed, STEPS);
  for (let step = 0; step < STEPS; step += chunk) {
    const end = Math.min(step + chunk, STEPS);
    kernel.advance(environment.subarray(step * ENVIRONMENT_STRIDE, end * ENVIRONMENT_STRIDE), Infinity);
  }
}

describe('all kernels give the same bits of a tissue', async () => {
  const variants: Variant[] = ['reference', 'scalar', 'simd', 'debug'];
  const kernels = await Promise.all([
    ...variants.map((variant) => createKernel(variant, { tissue: true })),
    createKernel('simd', { tissue: true, threads: 2 }),
    createKernel('simd', { tissue: true, threads: 4 }),
  ]);
  for (let seed = 1; seed <= 10; seed++) {
    it(`randomised tissue ${seed}: ${seed % 2 ? 'a plane' : 'a volume'}`, () => {
      kernels.forEach((kernel, i) => {
        run(kernel, seed, [STEPS, 7, 256, 100, 33, STEPS][i] as number);
      });
      const reference = kernels[0] as CompartmentKernel;
      const hash = reference.hash();
      for (const kernel of kernels) {
        expect(kernel.hash()).toBe(hash);
        expect(kernel.observe().tissue).toEqual(reference.observe().tissue);
        expect(kernel.observe().histogramByClass).toEqual(reference.observe().histogramByClass);
        expect(kernel.genotypes()).toEqual(reference.genotypes());
        expect(kernel.largestClones(10)).toEqual(reference.largestClones(10));
        expect(kernel.births).toBe(reference.births);
      }
      for (const kernel of kernels) kernel.resect(0.3);
      expect(kernels.map((kernel) => kernel.hash())).toEqual(kernels.map(() => reference.hash()));
    });
  }
});
