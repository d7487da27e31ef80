/** The page's side of the worker: creation, the one frame callback, commands, and an orderly end. */
import * as Comlink from 'comlink';
import type { Frame, PatientWorker } from './protocol';

export type PatientClient = Comlink.Remote<PatientWorker>;

export interface Connection {
  patient: PatientClient;
  /** What the worker answers; fails with {@link WorkerGone} when it is ended before it does. */
  answer<T>(asked: Promise<T>): Promise<T>;
  /** Releases the callback and the proxy, then ends the worker. */
  close(): Promise<void>;
  /** Ends a worker that no longer answers. */
  abandon(): void;
}

/** The worker was ended before it answered; whoever ended it has said why. */
export class WorkerGone extends Error {}

/** A worker that leaves this many questions in a row unanswered is gone; loading 10⁸ cells takes a few of them. */
const MOST_UNANSWERED = 7;
const ASK_EVERY_MILLISECONDS = 3000;

export function connect(onFrame: (frame: Frame) => void, onCrash: (reason: string) => void): Connection {
  const worker = new Worker(new URL('./patient.worker.ts', import.meta.url), { type: 'module' });
  const patient = Comlink.wrap<PatientWorker>(worker);
  let unanswered = 0;
  let heard = false;
  const crash = (reason: string) => {
    clearInterval(heartbeat);
    onCrash(reason);
  };
  // Counted in questions, not seconds: a computer that slept has not asked.
  const heartbeat = setInterval(() => {
    if (unanswered === MOST_UNANSWERED) {
      crash('it no longer answers');
      return;
    }
    unanswered++;
    void patient.ping().then(() => {
      unanswered = 0;
      heard = true;
    });
  }, ASK_EVERY_MILLISECONDS);
  worker.onerror = () => crash(heard ? 'it failed' : 'it could not start');
  let go: (gone: WorkerGone) => void = () => {};
  const gone = new Promise<never>((_, reject) => {
    go = reject;
  });
  gone.catch(() => {});
  void patient.onFrame(Comlink.proxy(onFrame));
  const end = () => {
    clearInterval(heartbeat);
    patient[Comlink.releaseProxy]();
    worker.terminate();
    go(new WorkerGone());
  };
  return {
    patient,
    answer: (asked) => Promise.race([asked, gone]),
    async close() {
      await patient.onFrame(null);
      end();
    },
    abandon: end,
  };
}
