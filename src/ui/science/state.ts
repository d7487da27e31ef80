/** The checks as far as they have come; they go on while the panel is closed. */
import type { Result } from '../../verify/check';
import { unfetched } from '../../worker/plain';
import program from '../../worker/verify.worker?worker&url';
import type { VerifyNews, VerifyOrder } from '../../worker/verifyMessages';
import { Store } from '../state/store';

interface ScienceState {
  status: 'idle' | 'running' | 'done' | 'cancelled' | 'failed';
  results: Result[];
  /** Of the series of draws; 0 is that of the published table. */
  seed: number;
  seconds: number;
  failure: string | null;
}

export const science = new Store<ScienceState>({
  status: 'idle',
  results: [],
  seed: 0,
  seconds: 0,
  failure: null,
});

let worker: Worker | null = null;
let clock: ReturnType<typeof setInterval> | undefined;

function stop(change: Partial<ScienceState>): void {
  worker?.terminate();
  worker = null;
  clearInterval(clock);
  science.update(change);
}

export function startChecks(seed: number): void {
  stop({ status: 'running', results: [], seed, seconds: 0, failure: null });
  const began = performance.now();
  const passed = () => (performance.now() - began) / 1000;
  clock = setInterval(() => science.update({ seconds: passed() }), 1000);
  worker = orderFrom({ kind: 'checks', seed }, (news) => {
    if (news.kind === 'result') science.update({ results: [...science.value.results, news.result] });
    else if (news.kind === 'end') stop({ status: 'done', seconds: passed() });
    else if (news.kind === 'failure') stop({ status: 'failed', failure: news.sentence });
  });
}

export const cancelChecks = (): void => stop({ status: 'cancelled' });

/** A worker of its own for one order; end it by `terminate`. */
export function orderFrom(order: VerifyOrder, hear: (news: VerifyNews) => void): Worker {
  const made = new Worker(program, { type: 'module' });
  made.onmessage = ({ data }: MessageEvent<VerifyNews>) => {
    heard = true;
    hear(data);
  };
  let heard = false;
  made.onerror = () => hear({ kind: 'failure', sentence: heard ? 'the kernel failed.' : `${unfetched()}.` });
  made.postMessage(order);
  return made;
}
