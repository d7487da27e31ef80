/**
 * Reference, scalar, SIMD and debug kernels, one thread and many, on randomised tissues: the same bits. More tissues are in
 * tissue.long.test.ts.
 *
 * Catches: any change of the kernel of tissues alone, such as pending alterations entered in another order.
 */
import { describe, expect, it } from 'vitest';
import type { Variant } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE } from '../../src/kernel/model';
import { longIf } from '../kit/long';
import { ball, livingModel, plainTissue } from '../kit/randomisedTissues';
import { expectSameTissue, tissueKernels } from './tissueParity';

describe('all kernels give the same bits of a tissue', async () => {
  const kernels = await tissueKernels();
  for (let seed = 1; seed <= 6; seed++) {
    it(`randomised tissue ${seed}: ${seed % 2 ? 'a plane' : 'a volume'}`, longIf(seed === 3), () =>
      expectSameTissue(kernels, seed),
    );
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
      kernel.advance(new Float32Array((size.length === 2 ? 40 : 28) * ENVIRONMENT_STRIDE), Infinity);
      return `${kernel.hash()} ${kernel.cells}`;
    });
    expect(states).toEqual(states.map(() => states[0]));
    expect(kernels[0]?.cells).toBeGreaterThan(500);
  });
});
