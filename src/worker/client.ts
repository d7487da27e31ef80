/** The page's side of the worker: creation, helpers, the one frame callback, commands, a watchdog, and an end. */
import * as Comlink from 'comlink';
import { lendHelpers } from '../kernel/workers/lent';
import program from './patient.worker?worker&url';
import { type Frame, IS_BUSY, IS_THERE, type PatientWorker } from './protocol';
import { watchOver } from './watchdog';

export type PatientClient = Comlink.Remote<PatientWorker>;

export interface Connection {
  patient: PatientClient;
  /** Whether its program has arrived. */
  began(): boolean;
  /** What the worker answers; fails with {@link WorkerGone} when it is ended before it does. */
  answer<T>(asked: Promise<T>): Promise<T>;
  /** Ends the worker and its helpers, whether it answers or not. */
  abandon(loss?: Loss): void;
}

/** Why a worker was lost. */
export interface Loss {
  reason: string;
  /** It had not answered for too long. */
  silent: boolean;
}

/** The worker was ended before it answered. */
export class WorkerGone extends Error {
  /** @param loss null where another worker was to take its place; whoever decided so has said why */
  constructor(readonly loss: Loss | null) {
    super('The worker was ended.');
  }
}

/** A worker that leaves this many questions in a row unanswered is gone; loading 10⁸ cells takes a few of them. */
const MOST_UNANSWERED = 7;
/** Once it {@link IS_THERE}, and until it {@link IS_BUSY}, it only waits for its network and its helpers. */
const MOST_UNANSWERED_IDLE = 3;

export function connect(onFrame: (frame: Frame) => void, onLoss: (loss: Loss) => void): Connection {
  const worker = new Worker(program, { type: 'module' });
  const endHelpers = lendHelpers(worker);
  const patient = Comlink.wrap<PatientWorker>(worker);
  let most = MOST_UNANSWERED;
  let began = false;
  const lose = (loss: Loss) => {
    endWatch();
    onLoss(loss);
  };
  const endWatch = watchOver(
    (hear) => void patient.ping().then(hear),
    () => most,
    () => lose({ reason: 'it no longer answers', silent: true }),
  );
  worker.onerror = () => lose({ reason: began ? 'it failed' : 'it could not start', silent: false });
  worker.addEventListener('message', ({ data }) => {
    if (data === IS_THERE) {
      began = true;
      most = MOST_UNANSWERED_IDLE;
    } else if (data === IS_BUSY) most = MOST_UNANSWERED;
  });
  let go: (gone: WorkerGone) => void = () => {};
  const gone = new Promise<never>((_, reject) => {
    go = reject;
  });
  gone.catch(() => {});
  void patient.onFrame(Comlink.proxy(onFrame));
  return {
    patient,
    began: () => began,
    answer: (asked) => Promise.race([asked, gone]),
    // The proxy is not released: what is asked of it yet fails as all else that gets no answer.
    abandon(loss) {
      endWatch();
      worker.terminate();
      endHelpers();
      go(new WorkerGone(loss ?? null));
    },
  };
}
