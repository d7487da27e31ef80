/**
 * As fields.test.ts, on more randomised tissues with fields.
 *
 * @module-tag long
 */
import { describe, it } from 'vitest';
import { expectSameFluid, fluidKernels } from './fluidParity';

describe('randomised tissues with fields', async () => {
  const [simd, others] = await fluidKernels();
  for (let seed = 9; seed <= 40; seed++) {
    it(`${seed}: the same bits, and books that balance to 1e-4 a day`, () =>
      expectSameFluid(simd, others, seed));
  }
});
