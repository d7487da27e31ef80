/** Threads that meet: one that fails is heard of at once, in a sentence. */
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { instantiate } from '../../src/kernel/instantiate';
import { createKernel } from '../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE } from '../../src/kernel/model';
import { WasmKernel } from '../../src/kernel/wasmKernel';
import type { ThreadCrew } from '../../src/kernel/workers/threads';
import { foundersWhere, plainField, plainTissue } from '../../src/verify/plainTissue';
import { plainDrug, plainModel } from '../kit/statistics';

/** Enough tiles to be shared. */
const CELLS = 100_000;

test.each(['simd', 'debug'] as const)(
  'a %s thread that traps while the first waits for it',
  async (variant) => {
    const instance = await instantiate(variant);
    // The first believes that it has a helper, which never comes to a meeting.
    const kernel = new WasmKernel(variant, instance, { size: 2, disband: () => undefined } as ThreadCrew);
    kernel.start(plainModel({ founders: [{ ...plainModel({}).founders[0]!, count: CELLS }] }), 1);
    const peer = new Worker(
      `const { workerData: { module, memory } } = require('node:worker_threads');
    const abort = () => { throw new Error('abort'); };
    WebAssembly.instantiate(module, { env: { memory, abort } }).then(({ exports }) => {
      setTimeout(() => exports.fail(), 300);
    });`,
      { eval: true, workerData: { module: instance.module, memory: instance.memory } },
    );
    await new Promise((resolve) => peer.once('online', resolve));
    const hour = new Float32Array(ENVIRONMENT_STRIDE).fill(1);
    expect(() => kernel.advance(hour, Infinity)).toThrow(
      'A thread of this compartment has failed, so that the run cannot go on.',
    );
    // And no later meeting waits for it either.
    expect(() => kernel.advance(hour, Infinity)).toThrow('has failed');
    await peer.terminate();
  },
);

test('fields whose last band is short have the bits of one thread', async () => {
  const many = await createKernel('simd', { tissue: true, threads: 2 });
  const one = await createKernel('simd', { tissue: true });
  const step = new Float32Array(ENVIRONMENT_STRIDE);
  // Bands are 32 rows; what is left over is shorter than a run of sweeps is deep.
  for (const [width, height] of [
    [260, 129],
    [260, 130],
    [260, 133],
    [400, 100],
  ] as const) {
    const tissue = plainTissue({
      size: [width, height],
      drugFields: [plainField({ diffusion: 100, boundary: 'bath' })],
    });
    const model = plainModel({
      drugs: [plainDrug({})],
      tissue,
      founders: foundersWhere(tissue, (x, y) => x === 10 && y === 10),
    });
    for (const kernel of [many, one]) kernel.start(model, 1);
    for (let hour = 0; hour < 40; hour++) {
      step.set([(hour % 7) / 7, 0, 0, 0, 1, 1]);
      for (const kernel of [many, one]) kernel.advance(step, Infinity);
    }
    expect(many.hash(), `${width} × ${height}`).toBe(one.hash());
  }
  many.close();
});
