/**
 * One thread and many: the same bits.
 *
 * Catches: what other threads counted not added; a thread that is not waited for.
 */
import { describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE, type KernelModel } from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import { randomEnvironment, randomModel } from '../kit/randomised';

const STEPS = 120;

/** A randomised scenario large enough (up to 130 tiles) that threads share its tiles, with growth, crash, regrowth. */
function largeModel(seed: number): KernelModel {
  const model = randomModel(seed);
  return {
    ...model,
    crowding: 'logistic',
    capacity: 150_000,
    divisionPerHour: 0.05 / model.stepHours,
    founders: [...model.founders, { count: 60_000, genotype: wildType() }],
  };
}

function run(kernel: CompartmentKernel, seed: number, chunk: number): string {
  kernel.start(largeModel(seed), seed);
  const environment = randomEnvironment(seed, STEPS);
  for (let step = 0; step < STEPS; step += chunk) {
    const end = Math.min(step + chunk, STEPS);
    kernel.advance(environment.subarray(step * ENVIRONMENT_STRIDE, end * ENVIRONMENT_STRIDE), Infinity);
  }
  return `${kernel.hash()} ${kernel.cells} ${kernel.births} ${kernel.deaths} ${kernel.alterations}`;
}

describe('any number of threads gives the same bits', () => {
  for (const threads of [2, 3, 7, 16]) {
    it(`${threads} threads against one, four scenarios`, async () => {
      const one = await createKernel('simd');
      const many = await createKernel('simd', { threads });
      expect(many.threads).toBe(threads);
      for (const seed of [1, 4, 6, 11]) {
        expect(run(many, seed, 17)).toBe(run(one, seed, STEPS));
      }
      many.close();
    });
  }
});
