/**
 * Colonies whose cells push grow round, in planes and volumes: axis over diagonal within 3%, mean of two colonies.
 *
 * Without pushing (reach 0 and 1) a lattice shows, as in Eden's model: bΔt 0.1, mean of two, 0.95 among eight
 * neighbours of a plane and 1.04 among four; in a volume 0.94 to the face's diagonal and 0.92 to the cube's among 26,
 * 1.05 and 1.07 among six.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createKernel } from '../../src/kernel/kernel';
import type { WasmKernel } from '../../src/kernel/wasmKernel';
import { type Roundness, roundnessOf } from './roundness';
import { expectRelative, mean } from './support';

vi.setConfig({ testTimeout: 240_000 });

let kernel: WasmKernel;
beforeAll(async () => {
  kernel = (await createKernel('simd', { tissue: true })) as WasmKernel;
});

const REACHES = { plane: [2, 4, 5, 8, 16], volume: [2, 4, 6, 9] };

describe.each(['plane', 'volume'] as const)('in a %s', (space) => {
  const cases = (['moore', 'vonNeumann'] as const).flatMap((neighbours) =>
    REACHES[space].map((reach) => ({ neighbours, reach })),
  );
  it.each(cases)('$neighbours neighbours, pushing over $reach sites', (lattice) => {
    const flat = space === 'plane';
    const runs = [1, 2].map((seed) => roundnessOf(kernel, lattice, { flat, radius: flat ? 150 : 36, seed }));
    const of = (key: keyof Roundness) => mean(runs.map((run) => run[key]));
    expect(runs).toHaveLength(2);
    expectRelative(of('face'), 1, 0.03, 'axis over the diagonal of a face');
    expectRelative(of('space'), 1, 0.03, 'axis over the diagonal of a cube');
  });
});
