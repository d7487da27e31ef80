/**
 * Colonies grow round: those of roundness.test.ts with the other reaches, and eighty without pushing.
 *
 * Catches: a reach that is not drawn anew at each attempt to divide.
 *
 * @module-tag long
 */
import { beforeAll, describe, it } from 'vitest';
import { createKernel } from '../../../src/kernel/kernel';
import type { WasmKernel } from '../../../src/kernel/wasmKernel';
import { expectRound, lattices } from './roundness';

let kernel: WasmKernel;
beforeAll(async () => {
  kernel = (await createKernel('simd', { tissue: true })) as WasmKernel;
});

describe('in a plane', () => {
  it.each(lattices([0]))('$neighbours neighbours, no pushing: eighty colonies', (lattice) => {
    expectRound(kernel, lattice, { flat: true, radius: 100 }, 80);
  });

  it.each(lattices([2, 5, 8]))('$neighbours neighbours, pushing over $reach sites', (lattice) => {
    expectRound(kernel, lattice, { flat: true, radius: 150 }, 4);
  });
});

describe('in a volume', () => {
  it.each(lattices([1, 4, 6]))('$neighbours neighbours, pushing over $reach sites', (lattice) => {
    expectRound(kernel, lattice, { flat: false, radius: 32 }, 4);
  });
});
