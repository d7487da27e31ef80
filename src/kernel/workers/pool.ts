/** Helpers that share memory with whoever starts them: workers in a browser, worker threads in Node. */
import type { HelperTask } from './helper';

const START_MILLISECONDS = 20_000;

interface Helper {
  terminate(): unknown;
}

/** A helper that may yet fail to start. */
interface Trial {
  helper: Helper;
  failed(): boolean;
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

export class Pool {
  private constructor(private readonly helpers: Helper[]) {}

  /** Helpers, the caller not included. */
  get size(): number {
    return this.helpers.length;
  }

  /**
   * Starts a helper for each task and waits until all of them listen.
   * @param listening how many do
   * @returns an empty pool where the engine hands no memory to workers
   * @throws Error when not all have begun after 20 seconds
   */
  static async start(tasks: readonly HelperTask[], listening: () => number): Promise<Pool> {
    const pool = new Pool([]);
    for (const task of tasks) {
      const trial = await startHelper(task);
      if (trial === null) break;
      pool.helpers.push(trial.helper);
      // Firefox may stop for good where a worker makes another while that one's sibling is just beginning.
      if (import.meta.env.SSR) continue;
      if (!(await pool.hears(listening, trial, 1 + tasks.length))) break;
    }
    await pool.hears(listening, null, 1 + tasks.length);
    return pool;
  }

  /**
   * Waits until all helpers so far listen; one that fails is taken away, and those before it stay.
   * @returns whether all do
   */
  private async hears(listening: () => number, last: Trial | null, wanted: number): Promise<boolean> {
    const deadline = Date.now() + START_MILLISECONDS;
    while (listening() < this.size) {
      if (last?.failed()) {
        this.helpers.pop()?.terminate();
        return false;
      }
      if (Date.now() > deadline) {
        const began = listening() + 1;
        this.end();
        throw new Error(`Only ${began} of ${wanted} threads started.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return true;
  }

  end(): void {
    for (const helper of this.helpers.splice(0)) helper.terminate();
  }
}

async function startHelper(task: HelperTask): Promise<Trial | null> {
  if (import.meta.env.SSR) return { helper: await startInNode(task), failed: () => false };
  return entrust(new Worker(new URL('./helper.worker.ts', import.meta.url), { type: 'module' }), task);
}

/** Hands a task with shared memory to a worker of the page; null where the engine refuses to. */
function entrust(helper: Worker, task: HelperTask): Trial | null {
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

/** The helper's program lies beside the bundled one, or in build/ when run from the sources. */
async function startInNode(task: HelperTask): Promise<Helper> {
  const [threads, fileSystem] = ['node:worker_threads', 'node:fs'];
  const { Worker: NodeWorker } = (await import(
    /* @vite-ignore */ threads
  )) as typeof import('node:worker_threads');
  const { existsSync } = (await import(/* @vite-ignore */ fileSystem)) as typeof import('node:fs');
  const here = import.meta.url;
  const beside = new URL('./helper.js', here);
  const program = existsSync(beside) ? beside : new URL('../../../build/helper.js', here);
  // Options that the program was started with, such as --input-type, are not for a helper.
  const helper = new NodeWorker(program, { workerData: task, execArgv: [] });
  helper.unref();
  return helper;
}
