/** A helper thread in the browser: joins a compartment's memory and serves until it is told to leave. */
import type { KernelExports } from './instantiate';
import type { ThreadTask } from './threads';

addEventListener('message', async ({ data }: MessageEvent<ThreadTask>) => {
  const abort = () => {
    throw new Error("The kernel's own check failed in a thread.");
  };
  const instance = await WebAssembly.instantiate(data.module, { env: { memory: data.memory, abort } });
  const exports = instance.exports as unknown as KernelExports;
  try {
    exports.serve(data.thread);
  } catch (error) {
    // Whoever waits for this thread sleeps, and so cannot hear of it otherwise.
    exports.fail();
    throw error;
  }
  close();
});
