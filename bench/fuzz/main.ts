/**
 * `npm run fuzz -- [MINUTES] [--workers N] [--seed N] [--only TARGET[:INDEX]]`: damaged scenarios, links, checkpoints,
 * pictures and JSON. Each must be taken or refused in one sentence, soon; exit code 1 where one was not.
 */
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Tallies } from './tallies';
import { attempt, Failure, targets } from './targets';

const NAMES = Object.keys(targets);
/** Of processor time, since a busy machine may let an input wait: one that takes longer hangs. */
const HANG_SECONDS = 60;
const SLOW_SECONDS = 10;
const REPORT_MILLISECONDS = 30_000;

interface Task {
  names: string[];
  seed: number;
  first: number;
  stride: number;
  until: number;
  only: number | null;
  /** Number of the input at work, and of its target. */
  place: SharedArrayBuffer;
}

type Report =
  | { kind: 'done'; name: string; inputs: number; accepted: number }
  | { kind: 'failure'; name: string; index: number; failure: string; detail: string };

/** Processor time of this process so far, shared by its workers. */
function processorSeconds(workers: number): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 / workers;
}

async function work({ names, seed, first, stride, until, only, place }: Task): Promise<void> {
  const at = new Int32Array(place);
  const port = parentPort as NonNullable<typeof parentPort>;
  for (let index = only ?? first; Date.now() < until; index += stride) {
    const name = names[Math.floor(index / stride) % names.length]!;
    Atomics.store(at, 1, NAMES.indexOf(name));
    Atomics.store(at, 0, index);
    const begun = processorSeconds(stride);
    let accepted = 0;
    try {
      if ((await attempt(name, seed, index)) === 'accepted') accepted = 1;
      const seconds = processorSeconds(stride) - begun;
      if (seconds > SLOW_SECONDS) throw new Failure('slow', `${seconds.toFixed(0)} s`);
    } catch (error) {
      const failure = error instanceof Failure ? error.kind : `fault of the fuzzer: ${String(error)}`;
      const detail = error instanceof Error ? error.message : String(error);
      port.postMessage({ kind: 'failure', name, index, failure, detail } satisfies Report);
    }
    port.postMessage({ kind: 'done', name, inputs: 1, accepted } satisfies Report);
    if (only !== null) return;
    if (index % 64 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** What is asked for on the command line. */
function wishes() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      workers: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
    },
  });
  const minutes = Number(positionals[0] ?? '1');
  const workers = Number(values.workers);
  const [onlyName, onlyIndex] = values.only?.split(':') ?? [];
  const names = onlyName === undefined ? NAMES : [onlyName];
  if (!(minutes > 0) || !(workers >= 1) || names.some((name) => !NAMES.includes(name))) {
    throw new Error(`usage: fuzz [MINUTES] [--workers N] [--seed N] [--only ${NAMES.join('|')}[:INDEX]]`);
  }
  const only = onlyIndex === undefined ? null : Number(onlyIndex);
  const until = Date.now() + minutes * 60_000;
  return { names, seed: Number(values.seed), stride: workers, until, only };
}

/** One worker after the other, each going on behind the input at which the one before it ended. */
async function workers(wish: ReturnType<typeof wishes>, first: number, tallies: Tallies): Promise<void> {
  for (let next = first; ; ) {
    const place = new SharedArrayBuffer(8);
    const at = new Int32Array(place).fill(-1);
    const failure = await ended({ ...wish, first: next, place }, tallies);
    const [index, name] = [at[0], NAMES[at[1]!] ?? wish.names[0]];
    if (failure === null) return;
    tallies.fail(name!, Math.max(index!, 0), ...failure);
    if (wish.only !== null || Date.now() >= wish.until) return;
    next = Math.max(index!, next) + wish.stride;
  }
}

/** @returns why the worker ended before its time; null where it did not */
function ended(task: Task, tallies: Tallies): Promise<[failure: string, detail: string] | null> {
  return new Promise((resolve) => {
    const at = new Int32Array(task.place);
    const worker = new Worker(new URL(import.meta.url), { workerData: task });
    let [seen, since] = [-1, processorSeconds(task.stride)];
    let hangs = false;
    const watch = setInterval(() => {
      const now = Atomics.load(at, 0);
      const spent = processorSeconds(task.stride);
      if (now !== seen) [seen, since] = [now, spent];
      else if (spent - since > HANG_SECONDS) {
        hangs = true;
        void worker.terminate();
      }
    }, 1000);
    let fault: Error | null = null;
    worker.on('message', (report: Report) => {
      if (report.kind === 'failure') tallies.fail(report.name, report.index, report.failure, report.detail);
      else tallies.add(report.name, report.inputs, report.accepted);
    });
    worker.once('error', (error) => {
      fault = error;
    });
    worker.once('exit', () => {
      clearInterval(watch);
      if (hangs) resolve(['hang', `no answer in ${HANG_SECONDS} s`]);
      else resolve(fault === null ? null : ['worker ended', fault.message]);
    });
  });
}

async function fuzz(): Promise<void> {
  const wish = wishes();
  const tallies = new Tallies(wish.names);
  const progress = setInterval(() => tallies.print(), REPORT_MILLISECONDS);
  await Promise.all(Array.from({ length: wish.stride }, (_, number) => workers(wish, number, tallies)));
  clearInterval(progress);
  tallies.print();
  process.exitCode = tallies.failed ? 1 : 0;
}

await (isMainThread ? fuzz() : work(workerData as Task));
