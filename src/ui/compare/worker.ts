/** A worker of its own for each run that is made beside the one on the page. */
import type { CompareNews, CompareOrder } from '../../worker/compare/messages';
import { unfetched } from '../../worker/plain';

export interface CompareWorker {
  order(order: CompareOrder): void;
  /** At once, whatever it computes. */
  end(): void;
}

export function compareWorker(hear: (news: CompareNews) => void): CompareWorker {
  const worker = new Worker(new URL('../../worker/compare/compare.worker.ts', import.meta.url), {
    type: 'module',
  });
  let heard = false;
  worker.onmessage = ({ data }: MessageEvent<CompareNews>) => {
    heard = true;
    hear(data);
  };
  worker.onerror = () => hear({ kind: 'failure', sentence: heard ? 'the kernel failed' : unfetched() });
  return {
    order: (order) => worker.postMessage(order),
    end: () => worker.terminate(),
  };
}
