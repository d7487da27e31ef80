import { afterEach, describe, expect, it } from 'vitest';
import { createGroup, KernelGroup } from '../../src/kernel/group';
import { createKernel } from '../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE, type KernelModel } from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import { randomEnvironment, randomModel } from '../kit/randomised';

const STEPS = 60;
const COMPARTMENTS = 4;
const opened: KernelGroup[] = [];

afterEach(() => {
  for (const group of opened.splice(0)) group.close();
});

async function groupOf(threads: number, count = COMPARTMENTS): Promise<KernelGroup> {
  const group = await createGroup('simd', count, { threads });
  opened.push(group);
  return group;
}

/** Compartments of very unequal size, with drug, mutation, growth and crash. */
function modelOf(compartment: number): KernelModel {
  const model = randomModel(compartment + 1);
  const count = [40_000, 300, 9000, 25_000][compartment % 4]!;
  const founders = [...model.founders, { count, genotype: wildType() }];
  return {
    ...model,
    crowding: 'logistic',
    capacity: 80_000,
    divisionPerHour: 0.05 / model.stepHours,
    founders,
  };
}

function start(group: KernelGroup): void {
  group.kernels.forEach((kernel, compartment) => {
    kernel.start(modelOf(compartment), 7 + compartment * 2 ** 32);
  });
}

function run(group: KernelGroup, chunk: number): void {
  const environments = group.kernels.map((_, compartment) => randomEnvironment(compartment + 1, STEPS));
  for (let step = 0; step < STEPS; step += chunk) {
    const [from, to] = [step, Math.min(step + chunk, STEPS)].map((at) => at * ENVIRONMENT_STRIDE);
    group.advance(
      environments.map((values) => ({ environment: values.subarray(from, to), stopAtCells: Infinity })),
    );
  }
}

const stateOf = (group: KernelGroup) => ({
  hash: group.hash(),
  hashes: group.kernels.map((kernel) => kernel.hash()),
  observations: group.observe(),
});

describe('compartments side by side', () => {
  it('give the same bits on any number of threads, in any chunks', async () => {
    const alone = await groupOf(1);
    start(alone);
    run(alone, STEPS);
    const expected = stateOf(alone);
    expect(new Set(expected.hashes).size).toBe(COMPARTMENTS);
    for (const [threads, chunk] of [
      [2, STEPS],
      [3, 7],
      [4, 1],
      [7, 13],
      [9, STEPS],
    ] as const) {
      const group = await groupOf(threads);
      start(group);
      run(group, chunk);
      expect(stateOf(group), `${threads} threads, ${chunk} steps at a time`).toEqual(expected);
      group.close();
    }
  });

  it('have all threads at work: one compartment each, what is left over within compartments', async () => {
    for (const [count, threads, within] of [
      [4, 1, 1],
      [4, 3, 1],
      [2, 4, 2],
      [2, 5, 2],
      [1, 3, 3],
    ] as const) {
      const group = await groupOf(threads, count);
      expect(group.kernels.map((kernel) => kernel.threads)).toEqual(Array(count).fill(within));
      expect(group.threads).toBe(within * Math.min(count, threads));
      group.close();
    }
  });

  it('are each stopped by their own limit, and one without a leg stays as it is', async () => {
    const one = await groupOf(1);
    const many = await groupOf(3);
    const results = [one, many].map((group) => {
      start(group);
      const before = group.kernels[2]?.hash();
      const advances = group.advance(
        group.kernels.map((_, compartment) =>
          compartment === 2
            ? null
            : {
                environment: new Float32Array(40 * ENVIRONMENT_STRIDE).fill(1),
                stopAtCells: compartment === 0 ? 42_000 : Infinity,
              },
        ),
      );
      expect(group.kernels[2]?.hash()).toBe(before);
      return { advances, ...stateOf(group) };
    });
    expect(results[0]?.advances[0]?.reason).toBe('cells');
    expect(results[0]?.advances[2]).toEqual({ steps: 0, reason: 'steps' });
    expect(results[1]).toEqual(results[0]);
  });

  it('keep one time: it passes over an empty compartment too', async () => {
    const [wasm, reference] = await Promise.all([createKernel('simd'), createKernel('reference')]);
    const dying = { ...randomModel(5), divisionPerHour: 0, deathPerHour: 3, founders: [] };
    const hashes = [wasm, reference].map((kernel) => {
      kernel.start({ ...dying, founders: [{ count: 50, genotype: wildType() }] }, 1);
      kernel.advance(randomEnvironment(1, 30), Infinity);
      expect(kernel.cells).toBe(0);
      const { steps } = kernel;
      kernel.idle(11);
      expect(kernel.steps).toBe(steps + 11);
      kernel.found({ count: 20, genotype: wildType() });
      kernel.advance(randomEnvironment(2, 1), Infinity);
      return kernel.hash();
    });
    expect(hashes[0]).toBe(hashes[1]);
  });

  it('of a single compartment have its hash', async () => {
    const kernel = await createKernel('simd');
    kernel.start(modelOf(0), 3);
    expect(KernelGroup.of(kernel).hash()).toBe(kernel.hash());
    expect(KernelGroup.of(kernel, kernel).hash()).not.toBe(kernel.hash());
  });

  it('say so when a kernel fails in another thread, and can be started anew', async () => {
    const group = await groupOf(3);
    start(group);
    run(group, STEPS);
    const expected = stateOf(group);
    start(group);
    const environment = new Float32Array(ENVIRONMENT_STRIDE * 10);
    const legs = group.kernels.map(() => ({ environment, stopAtCells: Infinity }));
    breakKernel(group);
    expect(() => group.advance(legs)).toThrow(/kernel of compartment \d failed/);
    start(group);
    run(group, STEPS);
    expect(stateOf(group)).toEqual(expected);
  });
});

/** Points a compartment's tile directory out of its memory, so that the next step traps. */
function breakKernel(group: KernelGroup): void {
  const kernel = group.kernels[3] as unknown as { room: { memory: { buffer: ArrayBufferLike } } };
  const words = new Uint32Array(kernel.room.memory.buffer);
  words.fill(0xfffffff0, (65536 + 84) / 4, (65536 + 84) / 4 + 1);
}
