import { beforeAll, describe, expect, it } from 'vitest';
import { Dice } from '../../bench/fuzz/dice';
import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE, type KernelModel } from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import { xxh32 } from '../../src/kernel/numbers/xxh32';
import { bytesOf, Checkpoint, CheckpointError, saveKernels } from '../../src/kernel/read/checkpoint';
import { KernelMemoryError } from '../../src/kernel/wasmKernel';
import { randomEnvironment, randomModel } from '../kit/randomised';

const STEPS = 200;
const NOTE = 'a note: 12.5 µM, “quoted”';

/** Blocks are views of one buffer: each is copied before the next is asked for. */
function blocksOf(kernel: CompartmentKernel, model: KernelModel, note = NOTE): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (const block of saveKernels([{ kernel, model }], note)) blocks.push(block.slice());
  return blocks;
}

const fileOf = (kernel: CompartmentKernel, model: KernelModel) => Buffer.concat(blocksOf(kernel, model));

function steps(kernel: CompartmentKernel, environment: Float32Array, from: number, to: number): void {
  kernel.advance(environment.subarray(from * ENVIRONMENT_STRIDE, to * ENVIRONMENT_STRIDE), Infinity);
}

const stateOf = (kernel: CompartmentKernel) => ({
  hash: kernel.hash(),
  cells: kernel.cells,
  steps: kernel.steps,
  cellSteps: kernel.cellSteps,
  births: kernel.births,
  deaths: kernel.deaths,
  alterations: kernel.alterations,
  alterationsRefused: kernel.alterationsRefused,
  observation: kernel.observe(),
  largest: kernel.largestClones(20),
  clones: kernel.clonesSince(0, 100_000),
});

describe('a restored compartment continues as if never interrupted', async () => {
  const [from, simd, scalar, debug, threaded, reference] = await Promise.all([
    createKernel('simd'),
    createKernel('simd'),
    createKernel('scalar'),
    createKernel('debug'),
    createKernel('simd', { threads: 3 }),
    createKernel('reference'),
  ]);
  const targets: [string, CompartmentKernel][] = Object.entries({ simd, scalar, debug, threaded });

  const alive: number[] = [];
  for (let seed = 1; seed <= 12; seed++) {
    it(`randomised scenario ${seed}, from three moments, in every variant`, () => {
      const model = randomModel(seed);
      const environment = randomEnvironment(seed, STEPS);
      const moments = [0, 61, 140];
      from.start(model, seed);
      // A line that dies out stays at its last step.
      const reached: number[] = [];
      const files = moments.map((moment) => {
        steps(from, environment, from.steps, moment);
        reached.push(from.steps);
        return fileOf(from, model);
      });
      if (from.cells > 0) alive.push(seed);
      steps(from, environment, from.steps, STEPS);
      const end = stateOf(from);
      files.forEach((file, i) => {
        for (const [name, kernel] of targets) {
          const checkpoint = new Checkpoint(bytesOf(file));
          expect(checkpoint.note).toBe(NOTE);
          checkpoint.restore([{ kernel, model }]);
          expect(kernel.steps).toBe(reached[i]);
          expect(fileOf(kernel, model).equals(file)).toBe(true);
          steps(kernel, environment, kernel.steps, STEPS);
          expect(stateOf(kernel), `${name} from step ${reached[i]}`).toEqual(end);
        }
      });
      reference.start(model, seed);
      steps(reference, environment, 0, STEPS);
      expect(reference.hash()).toBe(end.hash);
    });
  }

  it('most of which had living cells at the last moment', () => {
    expect(alive.length).toBeGreaterThanOrEqual(8);
  });

  it('with two million cells', () => {
    const model: KernelModel = {
      ...randomModel(5),
      crowding: 'none',
      divisionPerHour: 0.01,
      deathPerHour: 0.002,
      founders: [{ count: 2_000_000, genotype: wildType() }],
    };
    const environment = randomEnvironment(1, 12);
    from.start(model, 1);
    steps(from, environment, 0, 6);
    const file = fileOf(from, model);
    steps(from, environment, 6, 12);
    new Checkpoint(bytesOf(file)).restore([{ kernel: threaded, model }]);
    steps(threaded, environment, 6, 12);
    expect(stateOf(threaded)).toEqual(stateOf(from));
  });

  it('with no cell left, to be founded again', () => {
    const founder = { count: 50, genotype: wildType() };
    const dying = { ...randomModel(5), divisionPerHour: 0, deathPerHour: 3, founders: [founder] };
    from.start(dying, 1);
    steps(from, randomEnvironment(1, 12), 0, 12);
    expect(from.cells).toBe(0);
    new Checkpoint(bytesOf(fileOf(from, dying))).restore([{ kernel: simd, model: dying }]);
    for (const kernel of [from, simd]) kernel.found(founder);
    expect(stateOf(simd)).toEqual(stateOf(from));
  });

  it('meets the memory limit at the same step', async () => {
    const small = { maximumBytes: 16 * 2 ** 20 };
    const [whole, restored] = await Promise.all([createKernel('simd', small), createKernel('simd', small)]);
    // Grows, crashes, so that tiles lie free, and grows again until memory is full.
    const founder = { count: 400_000, genotype: wildType() };
    const plain: KernelModel = { ...randomModel(1), crowding: 'none', founders: [founder] };
    const still = { alterations: [], passengersPerDaughter: 0 };
    const model = { ...plain, ...still, stepHours: 1, divisionPerHour: 0.05, deathPerHour: 0.001 };
    model.drugs = model.drugs.map((drug) => ({ ...drug, retained: undefined, killPerHour: 0.1 }));
    const environment = new Float32Array(400 * ENVIRONMENT_STRIDE);
    for (let step = 0; step < 400; step++) {
      const at = step * ENVIRONMENT_STRIDE;
      environment.fill(step >= 10 && step < 16 ? 20 : 0, at, at + 4);
      environment.fill(1, at + 4, at + 6);
    }
    whole.start(model, 3);
    steps(whole, environment, 0, 60);
    expect(whole.cells).toBeGreaterThan(0);
    expect(whole.cells).toBeLessThan(200_000);
    const file = fileOf(whole, model);
    const rest = environment.subarray(60 * ENVIRONMENT_STRIDE);
    const stopped = whole.advance(rest, Infinity);
    expect(stopped.reason).toBe('memory');
    new Checkpoint(bytesOf(file)).restore([{ kernel: restored, model }]);
    expect(restored.advance(rest, Infinity)).toEqual(stopped);
    expect(stateOf(restored)).toEqual(stateOf(whole));

    const tiny = await createKernel('simd', { maximumBytes: 4 * 2 ** 20 });
    const full = fileOf(whole, model);
    expect(() => new Checkpoint(bytesOf(full)).restore([{ kernel: tiny, model }])).toThrow(KernelMemoryError);
  });
});

describe('refuses', () => {
  const model: KernelModel = { ...randomModel(3), founders: [{ count: 20_000, genotype: wildType() }] };
  let running: CompartmentKernel;
  let spare: CompartmentKernel;
  let file: Uint8Array;
  let hash: string;
  let blocks: Uint8Array[];

  beforeAll(async () => {
    [running, spare] = await Promise.all([createKernel('simd'), createKernel('debug')]);
    running.start(model, 9);
    steps(running, randomEnvironment(9, 80), 0, 80);
    file = fileOf(running, model);
    // With a note long enough that there are several blocks to swap.
    blocks = blocksOf(running, model, NOTE.repeat(120_000));
    hash = running.hash();
  });

  /** The sentence with which a file is refused. */
  function refusal(...parts: Uint8Array[]): string {
    try {
      new Checkpoint(bytesOf(Buffer.concat(parts))).restore([{ kernel: spare, model }]);
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
      return error.message;
    }
    throw new Error('The file was not refused.');
  }

  it('a thousand damaged files, with one sentence each', () => {
    const dice = new Dice(20);
    for (let i = 0; i < 1000; i++) {
      const damaged = Uint8Array.from(file);
      const place = Math.floor(dice.next() * file.length);
      let expected = /altered|cut short|version|not a checkpoint/;
      let end = file.length;
      if (i % 4 < 2) {
        damaged[place]! ^= 1 << Math.floor(dice.next() * 8);
      } else if (i % 4 === 2) {
        end = place;
        expected = /cut short|empty/;
      } else {
        const span = 1 + Math.floor(dice.next() * 64);
        for (let at = place; at < Math.min(end, place + span); at++) damaged[at] = ~damaged[at]!;
      }
      const sentence = refusal(damaged.subarray(0, end));
      expect(sentence).toMatch(expected);
      expect(sentence).toMatch(/^[A-Z][^.]*\.$/);
    }
    expect(running.hash()).toBe(hash);
    new Checkpoint(bytesOf(file)).restore([{ kernel: spare, model }]);
    expect(spare.hash()).toBe(hash);
  });

  it('every bit of the first hundred bytes', () => {
    for (let bit = 0; bit < 800; bit++) {
      const damaged = Uint8Array.from(file);
      damaged[bit >> 3] = damaged[bit >> 3]! ^ (1 << (bit & 7));
      expect(refusal(damaged)).toMatch(/altered|cut short|version|not a checkpoint/);
    }
  });

  it('another version, by name', () => {
    const other = Uint8Array.from(file);
    other[16] = 7;
    expect(refusal(other)).toBe('The checkpoint has version 7; this program reads version 5.');
  });

  it('blocks swapped, dropped, doubled or from another checkpoint', () => {
    const [preamble, first, second, ...rest] = blocks as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      ...Uint8Array[],
    ];
    expect(refusal(preamble, second, first, ...rest)).toMatch(/altered/);
    expect(refusal(preamble, second, ...rest)).toMatch(/altered/);
    expect(refusal(preamble, first, first, second, ...rest)).toMatch(/altered/);
    expect(refusal(preamble, first, second, ...rest.slice(0, -1))).toMatch(/cut short/);
    const other = blocksOf(running, model, `${NOTE.repeat(120_000)}!`);
    expect(refusal(...blocks.slice(0, -1), other.at(-1))).toMatch(/altered/);
  });

  it('bytes after the end', () => {
    expect(refusal(file, new Uint8Array(1))).toMatch(/goes on after its end/);
  });

  it('nothing, and files of other kinds', () => {
    expect(refusal()).toBe('The checkpoint is empty.');
    expect(refusal(new TextEncoder().encode('{"version": 1}'))).toBe(
      'This is not a checkpoint of Clonarium.',
    );
  });

  it('a compartment of other properties', () => {
    const other = { ...model, divisionPerHour: model.divisionPerHour * 1.01 };
    expect(() => new Checkpoint(bytesOf(file)).restore([{ kernel: spare, model: other }])).toThrow(
      /other properties/,
    );
  });

  it('the reference kernel, which keeps none', async () => {
    const reference = await createKernel('reference');
    expect(() => [...saveKernels([{ kernel: reference, model }])]).toThrow(
      /reference kernel keeps no checkpoints/,
    );
  });
});

describe('xxHash32', () => {
  it('gives the published values', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(xxh32(bytes(''))).toBe(0x02cc5d05);
    expect(xxh32(bytes('abc'))).toBe(0x32d153ff);
    expect(xxh32(bytes('Nobody inspects the spammish repetition'))).toBe(0xe2293b2f);
    expect(xxh32(bytes('xNobody inspects the spammish repetition').subarray(1))).toBe(0xe2293b2f);
  });
});
