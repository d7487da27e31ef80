/** Kernels of every build and of more threads than one, on the same randomised tissue. */
import { expect } from 'vitest';
import type { CompartmentKernel, Variant } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE } from '../../src/kernel/model';
import { randomEnvironment } from '../kit/randomised';
import { randomTissue } from '../kit/randomisedTissues';

const STEPS = 150;
const VARIANTS: Variant[] = ['reference', 'scalar', 'simd', 'debug'];

export function tissueKernels(): Promise<CompartmentKernel[]> {
  return Promise.all([
    ...VARIANTS.map((variant) => createKernel(variant, { tissue: true })),
    createKernel('simd', { tissue: true, threads: 2 }),
    createKernel('simd', { tissue: true, threads: 4 }),
  ]);
}

function run(kernel: CompartmentKernel, seed: number, chunk: number): void {
  kernel.start(randomTissue(seed), seed);
  const environment = randomEnvironment(seed, STEPS);
  for (let step = 0; step < STEPS; step += chunk) {
    const end = Math.min(step + chunk, STEPS);
    kernel.advance(environment.subarray(step * ENVIRONMENT_STRIDE, end * ENVIRONMENT_STRIDE), Infinity);
  }
}

/** Of the kernels of {@link tissueKernels}, each advanced in pieces of another length. */
export function expectSameTissue(kernels: readonly CompartmentKernel[], seed: number): void {
  kernels.forEach((kernel, i) => {
    run(kernel, seed, [STEPS, 7, 256, 100, 33, STEPS][i]!);
  });
  const reference = kernels[0]!;
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
}
