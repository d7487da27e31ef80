/**
 * Helpers that a page makes for its worker. A worker that makes workers of its own waits in `new Worker` until the page
 * has fetched their program, and in Firefox at times for ever.
 */
import type { HelperTask } from './helper';

/** A worker asks for a helper, which gets its task by the port, or for its end. */
interface Wish {
  wish: 'helper' | 'end';
  helper: number;
}

/** The page tells of a helper that could not begin. */
interface Refusal {
  refused: number;
}

/** A helper in the browser, wherever it was made. */
export interface Begun {
  terminate(): void;
  failed(): boolean;
}

let borrowing = false;
let asked = 0;
const refused = new Set<number>();

/** From now on the page makes the helpers of this worker; it has to {@link lendHelpers}. */
export function borrowHelpers(): void {
  if (borrowing) return;
  borrowing = true;
  addEventListener('message', ({ data }: MessageEvent<Partial<Refusal> | null>) => {
    if (data?.refused !== undefined) refused.add(data.refused);
  });
}

/** @throws DataCloneError where memory cannot be handed over */
export function beginHelper(task: HelperTask): Begun {
  return borrowing ? borrowed(task) : nested(task);
}

/** Whether a helper may begin while another does. */
export const beginTogether = (): boolean => borrowing;

function borrowed(task: HelperTask): Begun {
  const { port1: near, port2: far } = new MessageChannel();
  const helper = asked++;
  // First, since only this may be refused.
  near.postMessage(task);
  postMessage({ wish: 'helper', helper } satisfies Wish, { transfer: [far] });
  return {
    terminate() {
      near.close();
      postMessage({ wish: 'end', helper } satisfies Wish);
    },
    failed: () => refused.has(helper),
  };
}

function nested(task: HelperTask): Begun {
  const helper = newHelper();
  let failed = false;
  helper.onerror = () => {
    failed = true;
  };
  try {
    helper.postMessage(task);
  } catch (error) {
    helper.terminate();
    throw error;
  }
  return { terminate: () => helper.terminate(), failed: () => failed };
}

const newHelper = () => new Worker(new URL('./helper.worker.ts', import.meta.url), { type: 'module' });

/** Makes the helpers that a worker of this page asks for; the function returned ends them all. */
export function lendHelpers(worker: Worker): () => void {
  const lent = new Map<number, Worker>();
  const end = (helper: number) => {
    lent.get(helper)?.terminate();
    lent.delete(helper);
  };
  worker.addEventListener('message', ({ data, ports }: MessageEvent<Partial<Wish> | null>) => {
    const { wish, helper } = data ?? {};
    if (wish === undefined || helper === undefined) return;
    if (wish === 'end') return end(helper);
    const made = newHelper();
    lent.set(helper, made);
    made.onerror = () => {
      end(helper);
      worker.postMessage({ refused: helper } satisfies Refusal);
    };
    made.postMessage(null, [...ports]);
  });
  return () => {
    for (const helper of [...lent.keys()]) end(helper);
  };
}
