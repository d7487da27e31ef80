/**
 * Ten thousand meetings of threads that come at random times, and a meeting to which one never comes.
 *
 * @module-tag long
 */
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { instantiate } from '../../src/kernel/instantiate';
import { createKernel } from '../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE } from '../../src/kernel/model';
import { WasmKernel } from '../../src/kernel/wasmKernel';
import type { ThreadCrew } from '../../src/kernel/workers/threads';
import { foundersWhere, plainField, plainTissue } from '../../src/verify/plainTissue';
import { plainDrug, plainModel } from '../kit/statistics';

const SOLVES = 10_000;

/** Takes a core for up to 4 ms at a time, so that threads are held up wherever they are. */
const NOISE = `
const words = new Int32Array(new SharedArrayBuffer(4));
for (;;) {
  const until = performance.now() + 4 * Math.random();
  while (performance.now() < until);
  Atomics.wait(words, 0, 0, 4 * Math.random());
}`;

test.each([2, 4, 7])('%d threads meet ten thousand times, however late one comes', async (threads) => {
  const tissue = plainTissue({
    size: [260, 130],
    drugFields: [plainField({ diffusion: 100, boundary: 'bath' })],
  });
  const model = plainModel({
    divisionPerHour: 0,
    deathPerHour: 0,
    drugs: [plainDrug({})],
    tissue,
    founders: foundersWhere(tissue, (x, y) => x === 10 && y === 10),
  });
  const many = await createKernel('simd', { tissue: true, threads });
  const one = await createKernel('simd', { tissue: true });
  for (const kernel of [many, one]) kernel.start(model, 1);
  const noise = [1, 2].map(() => new Worker(NOISE, { eval: true }));
  const words = new Int32Array(new SharedArrayBuffer(4));
  // Long enough for others to fall asleep, and now and then to wake of themselves.
  const pause = (milliseconds: number) => Atomics.wait(words, 0, 0, milliseconds);
  const step = new Float32Array(ENVIRONMENT_STRIDE);
  for (let solve = 0; solve < SOLVES; solve++) {
    step.set([(solve % 7) / 7, 0, 0, 0, 1, 1]);
    for (const kernel of [many, one]) kernel.advance(step, Infinity);
    if (solve % 10 === 0) pause(3 * Math.random());
    if (solve % 1000 === 999) {
      pause(1200);
      expect(many.hash()).toBe(one.hash());
    }
  }
  for (const each of noise) await each.terminate();
  many.close();
});

test('a thread that never comes is given up after two minutes of nothing', async () => {
  const instance = await instantiate('simd');
  const kernel = new WasmKernel('simd', instance, { size: 2, disband: () => undefined } as ThreadCrew);
  kernel.start(plainModel({ founders: [{ ...plainModel({}).founders[0]!, count: 100_000 }] }), 1);
  const began = performance.now();
  expect(() => kernel.advance(new Float32Array(ENVIRONMENT_STRIDE).fill(1), Infinity)).toThrow(
    'A thread of this compartment has done nothing for two minutes, so that the run cannot go on.',
  );
  expect(performance.now() - began).toBeGreaterThan(115_000);
});
