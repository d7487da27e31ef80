/** Philox4x32-10: known answers of Random123, the layout of the words of a tile, and their uniformity. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Purpose } from '../../assembly/shared';
import type { KernelInstance, WasmVariant } from '../../src/kernel/instantiate';
import { philox } from '../../src/kernel/reference/philox';
import { u32View } from '../../src/kernel/views';
import { Dice } from '../parity/scenarios';
import { expectWithinFour, plainModel, zOfChiSquare } from '../science/support';
import { openKernel } from './cells';

const answers = new URL('../science/reference/philox4x32-10.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(answers, 'utf8')) as {
  vectors: { counter: string[]; key: string[]; output: string[] }[];
};
const VARIANTS: WasmVariant[] = ['simd', 'scalar', 'debug'];
const instances = new Map<WasmVariant, KernelInstance>();

beforeAll(async () => {
  for (const variant of VARIANTS) {
    const { kernel, instance } = await openKernel(variant);
    // The vectors' constants are laid in memory at the start of a run.
    kernel.start(plainModel(), 1);
    instances.set(variant, instance);
  }
});

function block(variant: WasmVariant, counter: number[], key: number[]): number[] {
  const { exports, memory } = instances.get(variant) as KernelInstance;
  const [x0, x1, x2, x3] = counter as [number, number, number, number];
  const [k0, k1] = key as [number, number];
  exports.philox(exports.listAddress(), x0, x1, x2, x3, k0, k1);
  return [...u32View(memory, exports.listAddress(), 4)];
}

interface Filling {
  count: number;
  step: number;
  firstBlock: number;
  purpose: number;
  key: [number, number];
}

/** Sixteen bits per cell, for the count rounded up to 32. */
function filled(variant: WasmVariant, { count, step, firstBlock, purpose, key }: Filling): Uint16Array {
  const { exports, memory } = instances.get(variant) as KernelInstance;
  exports.fillRandom(exports.listAddress(), count, step, firstBlock, purpose, ...key);
  return new Uint16Array(memory.buffer, exports.listAddress() >>> 0, 32 * Math.ceil(count / 32)).slice();
}

const words = (hex: string[]) => hex.map((word) => Number.parseInt(word, 16));

describe('known answers', () => {
  it.each(vectors)('counter $counter, key $key', ({ counter, key, output }) => {
    expect(philox(words(counter), words(key))).toEqual(words(output));
    for (const variant of VARIANTS) expect(block(variant, words(counter), words(key))).toEqual(words(output));
  });
});

describe('words of a tile', () => {
  const dice = new Dice(3);
  const word = () => Math.floor(dice.next() * 2 ** 32);
  const fillings: Filling[] = Array.from({ length: 60 }, (_, i) => ({
    count: i === 0 ? 1 : 1 + Math.floor(dice.next() * 1024),
    step: word(),
    firstBlock: i < 5 ? 0xfffffff0 + i : word(),
    purpose: i % 5,
    key: [word(), word()],
  }));

  it('word w of block 4G + j holds cells 32G + 8w + 2j and the next, in every build', () => {
    for (const filling of fillings) {
      const simd = filled('simd', filling);
      expect(filled('scalar', filling)).toEqual(simd);
      expect(filled('debug', filling)).toEqual(simd);
      for (let cell = 0; cell < simd.length; cell += 7) {
        const [group, w, j] = [cell >> 5, (cell >> 3) & 3, (cell >> 1) & 3];
        const counter = [filling.step, (filling.firstBlock + 4 * group + j) >>> 0, filling.purpose, 0];
        const word = philox(counter, filling.key)[w] as number;
        expect(simd[cell]).toBe(cell & 1 ? word >>> 16 : word & 0xffff);
      }
    }
  });
});

describe('the bits that decide fates, 2·10⁶ times sixteen', () => {
  const steps = 2000;
  const perStep: Uint16Array[] = [];
  beforeAll(() => {
    for (let step = 0; step < steps; step++) {
      perStep.push(
        filled('simd', {
          count: 1024,
          step,
          firstBlock: 0,
          purpose: Purpose.fate,
          key: [1, 0],
        }),
      );
    }
  });

  it.each([
    ['highest eight bits', 8, 256],
    ['lowest eight bits', 0, 256],
    ['middle eight bits', 4, 256],
  ])('%s are uniform: χ², z < 4', (_, shift, bins) => {
    const counts = new Array<number>(bins).fill(0);
    for (const tile of perStep) for (const bits of tile) counts[(bits >>> shift) & (bins - 1)]!++;
    expectWithinFour(zOfChiSquare(counts, new Array(bins).fill((steps * 1024) / bins)), 'χ²');
  });

  it('neighbours in a tile and the same cell in the next step are independent: χ² of pairs, z < 4', () => {
    const beside = new Array<number>(256).fill(0);
    const next = new Array<number>(256).fill(0);
    for (let step = 0; step + 1 < steps; step++) {
      const [now, later] = [perStep[step] as Uint16Array, perStep[step + 1] as Uint16Array];
      for (let cell = 0; cell + 1 < 1024; cell += 2) {
        const own = (now[cell] as number) >>> 12;
        beside[own * 16 + ((now[cell + 1] as number) >>> 12)]!++;
        next[own * 16 + ((later[cell] as number) >>> 12)]!++;
      }
    }
    const wanted = new Array<number>(256).fill(((steps - 1) * 512) / 256);
    expectWithinFour(zOfChiSquare(beside, wanted), 'neighbours');
    expectWithinFour(zOfChiSquare(next, wanted), 'next step');
  });
});
