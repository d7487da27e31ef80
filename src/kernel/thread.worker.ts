/** A helper thread in the browser: joins a compartment's memory and serves until it is told to leave. */
import type { KernelExports } from './instantiate';
import type { ThreadTask } from './threads';

addEventListener('message', async ({ data }: MessageEvent<ThreadTask>) => {
  const abort = () => {
    throw new Error("The kernel's own check failed in a thread.");
  };
  const instance = await WebAssembly.instantiate(data.module, { env: { memory: data.memory, abort } });
  (instance.exports as unknown as KernelExports).serve(data.thread);
  close();
});
