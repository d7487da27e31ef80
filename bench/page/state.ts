/** One run of the suite at a time, and the report it fills. */
import { commit, hashes, node } from 'virtual:built-by-node';
import { lendHelpers } from '../../src/kernel/workers/lent';
import { Store } from '../../src/ui/state/store';
import { download } from '../../src/ui/words/download';
import { type Case, caseKey, casesOf, threadCounts } from '../cases';
import { addCheckpoint, addRows, type Report, reportName, reportText } from '../report';
import { label } from '../table';
import program from './bench.worker?worker&url';
import { engineName, system } from './engine';
import type { News, Order } from './messages';

export { node as nodeVersion };

export interface State {
  status: 'ready' | 'running' | 'done' | 'stopped' | 'failed';
  /** Why a run failed. */
  sentence: string;
  cases: Case[];
  done: number;
  report: Report | null;
}

export const threads: number[] = globalThis.crossOriginIsolated
  ? threadCounts(navigator.hardwareConcurrency)
  : [1];

export const state = new Store<State>({ status: 'ready', sentence: '', cases: [], done: 0, report: null });
export const engine = new Store('');
engineName().then((name) => engine.set(name));

let worker: Worker | null = null;
let endHelpers = () => {};

export async function start(suite: Order['suite'], largest: number): Promise<void> {
  stop();
  const name = await engineName();
  const report: Report = {
    date: new Date().toISOString(),
    engine: name,
    commit,
    machine: {
      cpu: null,
      cores: navigator.hardwareConcurrency,
      memoryGiB: null,
      system,
      loadBefore: null,
    },
    quick: suite === 'quick',
    notes: globalThis.crossOriginIsolated ? [] : ['not cross-origin isolated: one thread'],
    rows: [],
    checkpoints: [],
  };
  state.set({ status: 'running', sentence: '', cases: casesOf(suite, largest), done: 0, report });
  worker = new Worker(program, { type: 'module' });
  endHelpers = lendHelpers(worker);
  worker.onmessage = ({ data }: MessageEvent<News>) => take(data);
  worker.onerror = (event) => take({ kind: 'failure', sentence: event.message || 'The worker ended.' });
  const order: Order = { engine: name, suite, largest, threads, expected: hashes };
  worker.postMessage(order);
}

function take(news: News): void {
  const { report } = state.value;
  if (report === null) return;
  switch (news.kind) {
    case 'case': {
      const known = new Set(report.rows.map((row) => `${caseKey(row)} ${label(row)}`));
      const rows = news.rows.filter((row) => !known.has(`${caseKey(row)} ${label(row)}`));
      state.update({ done: news.done, report: addRows(report, rows) });
      return;
    }
    case 'checkpoint':
      state.update({ report: addCheckpoint(report, news.row) });
      return;
    case 'end':
      finish('done');
      return;
    case 'failure':
      finish('failed', news.sentence);
  }
}

/** Ends the worker wherever it is; what has been measured stays. */
export function stop(): void {
  if (state.value.status !== 'running') return;
  finish('stopped', `stopped after ${state.value.done} of ${state.value.cases.length} cases`);
}

function finish(status: State['status'], sentence = ''): void {
  worker?.terminate();
  worker = null;
  endHelpers();
  const { report } = state.value;
  const notes = sentence === '' ? (report?.notes ?? []) : [...(report?.notes ?? []), sentence];
  state.update({ status, sentence, report: report && { ...report, notes } });
}

export function save(): void {
  const { report } = state.value;
  if (report !== null) download(reportName(report), reportText(report), 'application/json');
}
