/** The scenario with one seed after another, on all cores; goes on while the panel is closed. */
import type { Outcome } from '../../patient/outcome/outcome';
import type { Scenario } from '../../scenario/scenario';
import { plain, sentence } from '../../worker/plain';
import type { Shown } from '../state/address';
import { fileStem, session } from '../state/chosen';
import { onPage } from '../state/session';
import { Store } from '../state/store';
import { type CompareWorker, compareWorker } from './worker';

export const MOST_SEEDS = 1000;

export interface RepeatState {
  status: 'idle' | 'running' | 'done' | 'cancelled' | 'failed';
  title: string;
  fileStem: string;
  firstSeed: number;
  wanted: number;
  /** In the order of their seeds, as far as they have come. */
  outcomes: readonly Outcome[];
  /** Of all that was wanted, with runs under way by how far they are. */
  share: number;
  workers: number;
  seconds: number;
  failure: string | null;
}

export const repeat = new Store<RepeatState>({
  ...{ status: 'idle', title: '', fileStem: '', firstSeed: 0, wanted: 0, outcomes: [] },
  ...{ share: 0, workers: 0, seconds: 0, failure: null },
});

/** What each worker runs at the moment. */
interface Running {
  seed: number;
  /** Of its scenario's days. */
  share: number;
}

let workers = new Map<CompareWorker, Running>();
let clock: ReturnType<typeof setInterval> | undefined;

function stop(change: Partial<RepeatState>): void {
  for (const worker of workers.keys()) worker.end();
  workers = new Map();
  clearInterval(clock);
  repeat.update(change);
}

export const cancelRepeat = (): void => stop({ status: 'cancelled' });

/** The scenario as the page shows it, what was done to its run by hand included, from its own seed on. */
export async function startRepeat(count: number): Promise<void> {
  const { title } = session.value;
  let shown: Shown;
  try {
    shown = await onPage();
  } catch (error) {
    stop({ status: 'failed', failure: sentence(plain(error)) });
    return;
  }
  const { presetId, scenario } = shown;
  stop({
    ...{ status: 'running', title, fileStem: fileStem(scenario, presetId), firstSeed: scenario.seed },
    ...{ wanted: count, outcomes: [], share: 0, workers: 0, seconds: 0, failure: null },
  });
  const began = performance.now();
  clock = setInterval(() => repeat.update({ seconds: (performance.now() - began) / 1000 }), 500);
  runSeeds(scenario, count);
}

function runSeeds(scenario: Scenario, count: number): void {
  const text = JSON.stringify(scenario);
  const waiting = Array.from({ length: count }, (_, index) => scenario.seed + index);
  const lastHours = scenario.untilDays * 24;
  const next = (worker: CompareWorker) => {
    const seed = waiting.shift();
    if (seed !== undefined) {
      workers.set(worker, { seed, share: 0 });
      worker.order({ kind: 'seed', scenario: text, seed });
      return;
    }
    workers.delete(worker);
    worker.end();
    if (workers.size === 0) stop({ status: 'done', share: 1 });
  };
  const add = () => {
    const worker = compareWorker((news) => {
      const running = workers.get(worker);
      if (running === undefined) return;
      if (news.kind === 'progress') {
        running.share = Math.min(1, news.hours / lastHours);
        show();
      } else if (news.kind === 'outcome') {
        take(news.outcome);
        next(worker);
        show();
      } else if (news.kind === 'failure') {
        // Others may have the memory that this one was not given.
        waiting.unshift(running.seed);
        workers.delete(worker);
        worker.end();
        if (workers.size === 0) stop({ status: 'failed', failure: sentence(news.sentence) });
        else show();
      }
    });
    next(worker);
  };
  const cores = navigator.hardwareConcurrency || 1;
  for (let made = 0; made < Math.min(cores, count); made++) add();
  show();
}

function take(outcome: Outcome): void {
  const outcomes = [...repeat.value.outcomes, outcome].sort((a, b) => a.seed - b.seed);
  repeat.update({ outcomes });
}

function show(): void {
  const { outcomes, wanted, status } = repeat.value;
  if (status !== 'running') return;
  let done = outcomes.length;
  for (const { share } of workers.values()) done += share;
  repeat.update({ share: done / wanted, workers: workers.size });
}
