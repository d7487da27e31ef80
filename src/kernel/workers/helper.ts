/** What a helper does, in a browser and in Node alike: joins the memories of a task and serves until it is told to leave. */
import type { KernelExports } from '../instantiate';
import { type Driven, serve, stopsOf } from './errands';

/** One thread more for a compartment. */
interface ThreadTask {
  kind: 'thread';
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  thread: number;
}

/** One thread more for several compartments, each a memory; `list`: what is to be done (errands.ts). */
export interface DriverTask {
  kind: 'driver';
  module: WebAssembly.Module;
  memories: WebAssembly.Memory[];
  list: SharedArrayBuffer;
}

export type HelperTask = ThreadTask | DriverTask;

/** Returns when the helper has been told to leave. */
export async function help(task: HelperTask): Promise<void> {
  if (task.kind === 'thread') {
    const exports = await join(task.module, task.memory);
    try {
      exports.serve(task.thread);
    } catch (error) {
      // Whoever waits for this thread sleeps, and so cannot hear of it otherwise.
      exports.fail();
      throw error;
    }
    return;
  }
  const { module, memories, list } = task;
  const compartments: Driven[] = await Promise.all(memories.map((memory) => join(module, memory)));
  serve(new Int32Array(list), stopsOf(list, memories.length), compartments);
}

async function join(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<KernelExports> {
  const abort = () => {
    throw new Error("The kernel's own check failed in a thread.");
  };
  const instance = await WebAssembly.instantiate(module, { env: { memory, abort } });
  return instance.exports as unknown as KernelExports;
}
