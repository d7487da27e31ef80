/** Helpers that share memory with whoever starts them: workers in a browser, worker threads in Node. */
import type { HelperTask } from './helper';
import { type Begun, beginHelper, beginTogether } from './lent';

/** A page goes on without helpers that have not begun by then; a terminal was asked for them, and says so. */
const START_MILLISECONDS = import.meta.env.SSR ? 20_000 : 8000;

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
  private constructor(private readonly helpers: Begun[]) {}

  /** Helpers, the caller not included. */
  get size(): number {
    return this.helpers.length;
  }

  /**
   * Starts a helper for each task and waits until all of them listen.
   * @param listening how many do
   * @returns an empty pool where the engine hands no memory to workers, and in a browser where not all have begun
   * after eight seconds
   * @throws Error in Node when not all have begun after twenty
   */
  static async start(tasks: readonly HelperTask[], listening: () => number): Promise<Pool> {
    const pool = new Pool([]);
    for (const task of tasks) {
      const helper = await startHelper(task);
      if (helper !== null) pool.helpers.push(helper);
      if (helper !== null && pool.size < tasks.length && startTogether()) continue;
      if (helper !== null && (await pool.listens(listening))) continue;
      const threads = 1 + listening();
      // A helper that begins yet would join the others uncounted: none may stay.
      pool.end();
      if (!import.meta.env.SSR) break;
      throw new Error(`Only ${threads} of ${1 + tasks.length} threads started.`);
    }
    return pool;
  }

  /** Waits until all helpers listen. @returns whether they do: none has failed, and time has sufficed */
  private async listens(listening: () => number): Promise<boolean> {
    for (const deadline = Date.now() + START_MILLISECONDS; listening() < this.size; ) {
      if (this.helpers.some((helper) => helper.failed()) || Date.now() > deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return true;
  }

  end(): void {
    for (const helper of this.helpers.splice(0)) helper.terminate();
  }
}

/** Firefox may stop for good where a worker makes another while that one's sibling is just beginning. */
const startTogether = () => import.meta.env.SSR || beginTogether();

/** Null where the engine refuses to hand memory over. */
async function startHelper(task: HelperTask): Promise<Begun | null> {
  if (import.meta.env.SSR) return startInNode(task);
  try {
    return beginHelper(task);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'DataCloneError') throw error;
    refused = true;
    return null;
  }
}

/** The helper's program lies beside the bundled one, or in build/ when run from the sources. */
async function startInNode(task: HelperTask): Promise<Begun> {
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
  // One that fails ends the program by its error, to which nobody listens.
  return { terminate: () => void helper.terminate(), failed: () => false };
}
