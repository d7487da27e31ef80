import type { KernelInstance } from './instantiate';

/** Threads that one compartment may use; more only wait for each other. */
export const MAX_THREADS = 16;

export interface ThreadTask {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  thread: number;
}

interface Helper {
  terminate(): unknown;
}

/** The other threads of one compartment: each an instance of the same module on the same memory. */
export class ThreadCrew {
  private constructor(
    private readonly instance: KernelInstance,
    private readonly helpers: Helper[],
  ) {}

  get size(): number {
    return 1 + this.helpers.length;
  }

  /**
   * Starts `threads − 1` helpers and waits until all of them listen.
   * Where memory cannot be shared (a page that is not cross-origin isolated) the crew is the caller alone.
   */
  static async gather(instance: KernelInstance, threads: number): Promise<ThreadCrew> {
    const wanted = canShare() ? Math.min(Math.max(1, Math.floor(threads)), MAX_THREADS) : 1;
    const trials: Trial[] = [];
    for (let thread = 1; thread < wanted; thread++) {
      const trial = await startHelper({ module: instance.module, memory: instance.memory, thread });
      if (trial === null) break;
      trials.push(trial);
    }
    const helpers = trials.map(({ helper }) => helper);
    const crew = new ThreadCrew(instance, helpers);
    const deadline = Date.now() + 20_000;
    while (instance.exports.listening() < helpers.length) {
      if (trials.some(({ failed }) => failed()) && instance.exports.listening() === 0) {
        for (const helper of helpers.splice(0)) helper.terminate();
        break;
      }
      if (Date.now() > deadline) {
        crew.disband();
        throw new Error(`Only ${instance.exports.listening() + 1} of ${wanted} threads started.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return crew;
  }

  disband(): void {
    if (this.helpers.length > 0) this.instance.exports.dismiss();
    for (const helper of this.helpers.splice(0)) helper.terminate();
  }
}

/** What hands memory to a worker was tried here and refused. */
let refused = false;

/**
 * Whether it is worth trying to hand memory to a worker here. Some engines say that they are isolated and refuse all
 * the same (WebKitGTK as it comes), which only the trial shows.
 */
export function canShare(): boolean {
  if (refused || typeof SharedArrayBuffer === 'undefined') return false;
  return typeof globalThis.crossOriginIsolated === 'boolean' ? globalThis.crossOriginIsolated : true;
}

/** A helper that may yet fail to start. */
export interface Trial {
  helper: Helper;
  failed(): boolean;
}

/** Hands a task with shared memory to a worker of the page; null where the engine refuses to. */
export function entrust(helper: Worker, task: unknown): Trial | null {
  let failed = false;
  helper.onerror = () => {
    failed = true;
  };
  try {
    helper.postMessage(task);
  } catch (error) {
    helper.terminate();
    if (!(error instanceof DOMException) || error.name !== 'DataCloneError') throw error;
    refused = true;
    return null;
  }
  return { helper, failed: () => failed };
}

export const never = (): boolean => false;

/** A helper in Node runs this; it needs no file of its own, so the bundled program finds it anywhere. */
const NODE_HELPER = `
const { workerData } = require('node:worker_threads');
const abort = () => { throw new Error('The kernel\\'s own check failed in a thread.'); };
WebAssembly.instantiate(workerData.module, { env: { memory: workerData.memory, abort } }).then(
  ({ exports }) => {
    try {
      exports.serve(workerData.thread);
    } catch (error) {
      exports.fail();
      throw error;
    }
  },
);`;

async function startHelper(task: ThreadTask): Promise<Trial | null> {
  if (import.meta.env.SSR) {
    const threadModule = 'node:worker_threads';
    const { Worker: NodeWorker } = (await import(
      /* @vite-ignore */ threadModule
    )) as typeof import('node:worker_threads');
    const helper = new NodeWorker(NODE_HELPER, { eval: true, workerData: task });
    helper.unref();
    return { helper, failed: never };
  }
  return entrust(new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module' }), task);
}
