/**
 * As tissue.test.ts, on more randomised tissues.
 *
 * Catches: any change of the kernel of tissues alone.
 *
 * @module-tag long
 */
import { describe, it } from 'vitest';
import { expectSameTissue, tissueKernels } from './tissueParity';

describe('all kernels give the same bits of a tissue', async () => {
  const kernels = await tissueKernels();
  for (let seed = 7; seed <= 40; seed++) {
    it(`randomised tissue ${seed}: ${seed % 2 ? 'a plane' : 'a volume'}`, () =>
      expectSameTissue(kernels, seed));
  }
});
