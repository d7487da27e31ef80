/**
 * Reference, scalar, SIMD and debug kernels, one thread and many, on randomised tissues: the same bits.
 *
 * Catches: any change of the kernel of tissues alone, such as pending alterations entered in another order.
 */
import { describe, expect, it } from 'vitest';
import type { CompartmentKernel, Variant } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE } from '../../src/kernel/model';
import { randomEnvironment } from '../kit/randomised';
import { ball, livingModel, plainTissue, randomTissue } from '../kit/randomisedTissues';

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
        run(kernel, seed, [STEPS, 7, 256, 100, 33, STEPS][i]);
      });
      const reference = kernels[0];
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

describe('all kernels put daughters in the same places', async () => {
  const variants: Variant[] = ['reference', 'scalar', 'simd'];
  const kernels = await Promise.all([
    ...variants.map((variant) => createKernel(variant, { tissue: true })),
    createKernel('simd', { tissue: true, threads: 3 }),
  ]);
  const cases = [[70, 75] as const, [22, 36, 37] as const].flatMap((size) =>
    (['moore', 'vonNeumann'] as const).flatMap((neighbours) =>
      [0, 1, 2].map((reach) => ({ size, neighbours, reach })),
    ),
  );
  it.each(cases)('$size sites, $neighbours neighbours, reach $reach', ({ size, neighbours, reach }) => {
    const tissue = plainTissue([...size], { neighbours, reach });
    // Off the middle, so that they come to the edge.
    const founder = ball(tissue, 3, undefined, [15, 20, 18].slice(0, size.length));
    const states = kernels.map((kernel) => {
      kernel.start({ ...livingModel(tissue, 0.3, 0.02), founders: [founder] }, 3);
      kernel.advance(new Float32Array(40 * ENVIRONMENT_STRIDE), Infinity);
      return `${kernel.hash()} ${kernel.cells}`;
    });
    expect(states).toEqual(states.map(() => states[0]));
    expect(kernels[0]?.cells).toBeGreaterThan(500);
  });
});
