/** An operation takes each cell with the same probability, whatever it is, and the same ones in every build. */
import { describe, expect, it } from 'vitest';
import type { Variant } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE } from '../../src/kernel/model';
import { randomEnvironment, randomModel } from '../kit/randomised';
import { expectWithinFour, founders, plainModel, zOfCount } from '../kit/statistics';

const VARIANTS: Variant[] = ['reference', 'scalar', 'simd', 'debug'];

it.each([3, 6, 9])('gives the same bits before and after, scenario %i', async (seed) => {
  const environment = randomEnvironment(seed, 120);
  const half = 60 * ENVIRONMENT_STRIDE;
  const found = await Promise.all(
    VARIANTS.map(async (variant) => {
      const kernel = await createKernel(variant);
      kernel.start(randomModel(seed), seed);
      kernel.advance(environment.subarray(0, half), Infinity);
      const { cells, deaths } = kernel;
      const removed = kernel.resect(0.8);
      expect(kernel.cells).toBe(cells - removed);
      expect(kernel.deaths).toBe(deaths + removed);
      const after = kernel.hash();
      kernel.advance(environment.subarray(half), Infinity);
      return [removed, after, kernel.hash()];
    }),
  );
  expect(found).toEqual(found.map(() => found[0]));
});

describe('of 200,000 cells', () => {
  it.each([0.001, 0.5, 0.99])(
    'takes a share of %f, binomially, and of each clone alike: z < 4',
    async (share) => {
      const kernel = await createKernel('simd');
      kernel.start(plainModel({ founders: [...founders(150_000), ...founders(50_000)] }), 5);
      const removed = kernel.resect(share);
      expectWithinFour(zOfCount(removed, 200_000, share), 'all');
      const left = new Map(kernel.largestClones(2).map(({ id, cells }) => [id, cells]));
      expectWithinFour(zOfCount(left.get(1) ?? 0, 50_000, 1 - share), 'second clone');
    },
  );

  it('takes none at 0 and all at 1', async () => {
    const kernel = await createKernel('simd');
    kernel.start(plainModel({ founders: founders(5000) }), 5);
    expect(kernel.resect(0)).toBe(0);
    expect(kernel.resect(1)).toBe(5000);
    expect(kernel.cells).toBe(0);
  });
});
