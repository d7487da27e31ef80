/** Philox4x32-10: known answers of Random123, the layout of the words of a tile, and their uniformity. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Purpose } from '../../assembly/shared/step';
import { Dice } from '../../bench/fuzz/dice';
import type { KernelInstance, WasmVariant } from '../../src/kernel/instantiate';
import { philox, RandomSource } from '../../src/kernel/numbers/philox';
import { u32View } from '../../src/kernel/read/views';
import { candidates, exponential } from '../../src/kernel/reference/candidates';
import { openKernel } from '../kit/cells';
import { expectWithinFour, plainModel, zOfChiSquare } from '../kit/statistics';

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
  draws: number;
  step: number;
  firstBlock: number;
  purpose: number;
  key: [number, number];
}

/** Sixteen words per draw. */
function filled(variant: WasmVariant, { draws, step, firstBlock, purpose, key }: Filling): Uint32Array {
  const { exports, memory } = instances.get(variant) as KernelInstance;
  exports.fillRandom(exports.listAddress(), draws, step, firstBlock, purpose, ...key);
  return u32View(memory, exports.listAddress(), 16 * draws).slice();
}

const words = (hex: string[]) => hex.map((word) => Number.parseInt(word, 16));

describe('known answers', () => {
  it.each(vectors)('counter $counter, key $key', ({ counter, key, output }) => {
    expect(philox(words(counter), words(key))).toEqual(words(output));
    for (const variant of VARIANTS) expect(block(variant, words(counter), words(key))).toEqual(words(output));
  });
});

it('no two purposes share their numbers', () => {
  const numbers = Object.entries(Purpose).flatMap(([, value]) => (typeof value === 'number' ? [value] : []));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.length).toBeGreaterThan(8);
});

describe('words of a tile', () => {
  const dice = new Dice(3);
  const word = () => Math.floor(dice.next() * 2 ** 32);
  const fillings: Filling[] = Array.from({ length: 60 }, (_, i) => ({
    draws: i === 0 ? 1 : 1 + Math.floor(dice.next() * 128),
    step: word(),
    firstBlock: i < 5 ? 0xfffffff0 + i : word(),
    purpose: i % 5,
    key: [word(), word()],
  }));

  it('word w of block 4G + j lies at 16G + 4w + j, in every build', () => {
    for (const filling of fillings) {
      const simd = filled('simd', filling);
      expect(filled('scalar', filling)).toEqual(simd);
      expect(filled('debug', filling)).toEqual(simd);
      for (let at = 0; at < simd.length; at += 5) {
        const [group, w, j] = [at >> 4, (at >> 2) & 3, at & 3];
        const counter = [filling.step, (filling.firstBlock + 4 * group + j) >>> 0, filling.purpose, 0];
        expect(simd[at]).toBe(philox(counter, filling.key)[w]);
      }
    }
  });
});

describe('the words that decide fates, 10⁶ of them', () => {
  const steps = 500;
  const perStep: Uint32Array[] = [];
  beforeAll(() => {
    for (let step = 0; step < steps; step++) {
      perStep.push(filled('simd', { draws: 128, step, firstBlock: 0, purpose: Purpose.fate, key: [1, 0] }));
    }
  });

  it.each([
    ['highest eight bits', 24],
    ['middle eight bits', 12],
    ['lowest eight bits', 0],
  ])('%s are uniform: χ², z < 4', (_, shift) => {
    const counts = new Array<number>(256).fill(0);
    for (const tile of perStep) for (const bits of tile) counts[(bits >>> shift) & 255]!++;
    expectWithinFour(zOfChiSquare(counts, new Array(256).fill((steps * 2048) / 256)), 'χ²');
  });

  it('gap and decision of a candidate, and the same place in the next step, are independent: χ² of pairs, z < 4', () => {
    const beside = new Array<number>(256).fill(0);
    const next = new Array<number>(256).fill(0);
    for (let step = 0; step + 1 < steps; step++) {
      const [now, later] = [perStep[step]!, perStep[step + 1]!];
      for (let at = 0; at < 2048; at += at % 16 === 7 ? 9 : 1) {
        const own = now[at]! >>> 28;
        beside[own * 16 + (now[at + 8]! >>> 28)]!++;
        next[own * 16 + (later[at]! >>> 28)]!++;
      }
    }
    const wanted = new Array<number>(256).fill(((steps - 1) * 1024) / 256);
    expectWithinFour(zOfChiSquare(beside, wanted), 'gap and decision');
    expectWithinFour(zOfChiSquare(next, wanted), 'next step');
  });
});

describe('exponential waiting from a word', () => {
  it('is −ln((w + ½)/2³²) to 10⁻⁹, the same in every build and in the oracle', () => {
    const dice = new Dice(5);
    const some = [0, 1, 2, 0xffffffff, 0xfffffffe, 0x80000000, 0x7fffffff, 0xb504f333, 0xb504f334];
    for (let i = 0; i < 5000; i++)
      some.push(Math.floor(dice.next() * 2 ** 32), Math.floor(2 ** (32 * dice.next())));
    for (const word of some) {
      const own = exponential(word);
      // −ln(1 − x) near 1, without the cancellation.
      const exact =
        word > 2 ** 31 ? -Math.log1p(-(2 ** 32 - word - 0.5) / 2 ** 32) : -Math.log((word + 0.5) / 2 ** 32);
      expect(Math.abs(own - exact), `word ${word}`).toBeLessThan(1e-9 * exact);
      for (const variant of VARIANTS) {
        expect((instances.get(variant) as KernelInstance).exports.exponential(word)).toBe(own);
      }
    }
  });
});

describe('candidates of a tile', () => {
  const tiles = 4000;
  const random = new RandomSource(11);

  it.each([0.0005, 0.02, 0.3, 3])(
    'bound %f: each cell with 1 − e^{−R}, its decision uniform, neighbours independent: z < 4',
    (bound) => {
      const chance = -Math.expm1(-bound);
      const perSite = new Array<number>(64).fill(0);
      const decisions = new Array<number>(64).fill(0);
      let all = 0;
      let followed = 0;
      let neighbours = 0;
      for (let tile = 0; tile < tiles; tile++) {
        let before = -1;
        for (const { site, draw } of candidates(random, 3, tile, 1000, bound)) {
          if (site < 960) perSite[Math.floor(site / 15)]!++;
          decisions[Math.min(63, Math.floor((draw / chance) * 64))]!++;
          if (before >= 0 && site === before + 1) neighbours++;
          if (site < 999) followed++;
          before = site;
          all++;
        }
      }
      const spread = (trials: number) => Math.sqrt(trials * chance * (1 - chance));
      expectWithinFour((all - tiles * 1000 * chance) / spread(tiles * 1000), 'number');
      expectWithinFour(zOfChiSquare(decisions, new Array(64).fill(all / 64)), 'decisions');
      // Binomial counts: their χ² about the mean is 1 − B times that of Poisson counts.
      const wanted = tiles * 15 * chance;
      const square = perSite.reduce((sum, count) => sum + (count - wanted) ** 2 / (wanted * (1 - chance)), 0);
      expectWithinFour((square - 64) / Math.sqrt(128), 'per site');
      expectWithinFour((neighbours - followed * chance) / spread(followed), 'neighbours');
    },
  );
});
