/**
 * `npm run fuzz -- [MINUTES] [--workers N] [--seed N] [--only TARGET[:INDEX]]`: damaged scenarios, links, checkpoints,
 * pictures and JSON. Each must be taken or refused in one sentence, soon; exit code 1 where one was not.
 */
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
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

interface Tally {
  inputs: number;
  accepted: number;
  failures: Map<string, { count: number; first: string }>;
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
    const name = names[Math.floor(index / stride) % names.length];
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

async function fuzz(): Promise<void> {
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
  const begun = Date.now();
  const until = begun + minutes * 60_000;
  const tallies = new Map<string, Tally>(
    names.map((name) => [name, { inputs: 0, accepted: 0, failures: new Map() }]),
  );
  const fail = (name: string, index: number, failure: string, detail: string) => {
    const { failures } = tallies.get(name) as Tally;
    const known = failures.get(failure);
    if (known) known.count++;
    else failures.set(failure, { count: 1, first: `--only ${name}:${index}  ${detail}` });
  };
  const seed = Number(values.seed);

  const runWorker = (number: number, first: number): Promise<void> =>
    new Promise((ended) => {
      const place = new SharedArrayBuffer(8);
      const at = new Int32Array(place).fill(-1);
      const only = onlyIndex === undefined ? null : Number(onlyIndex);
      const task: Task = { names, seed, first, stride: workers, until, only, place };
      const worker = new Worker(new URL(import.meta.url), { workerData: task });
      let [seen, since] = [-1, processorSeconds(workers)];
      let hangs = false;
      const goOn = (failure: string | null, detail = '') => {
        clearInterval(watch);
        const [index, name] = [at[0], NAMES[at[1]] ?? names[0]];
        if (failure !== null) fail(name, Math.max(index, 0), failure, detail);
        if (failure === null || only !== null || Date.now() >= until) ended();
        else void runWorker(number, Math.max(index, first) + workers).then(ended);
      };
      const watch = setInterval(() => {
        const now = Atomics.load(at, 0);
        const spent = processorSeconds(workers);
        if (now !== seen) [seen, since] = [now, spent];
        else if (spent - since > HANG_SECONDS) {
          hangs = true;
          void worker.terminate();
        }
      }, 1000);
      let fault: Error | null = null;
      worker.on('message', (report: Report) => {
        const tally = tallies.get(report.name) as Tally;
        if (report.kind === 'failure') fail(report.name, report.index, report.failure, report.detail);
        else {
          tally.inputs += report.inputs;
          tally.accepted += report.accepted;
        }
      });
      worker.once('error', (error) => {
        fault = error;
      });
      worker.once('exit', () => {
        if (hangs) goOn('hang', `no answer in ${HANG_SECONDS} s`);
        else if (fault) goOn('worker ended', fault.message);
        else goOn(null);
      });
    });

  const progress = setInterval(() => print(tallies, begun), REPORT_MILLISECONDS);
  await Promise.all(Array.from({ length: workers }, (_, number) => runWorker(number, number)));
  clearInterval(progress);
  print(tallies, begun);
  const failed = [...tallies.values()].some(({ failures }) => failures.size > 0);
  process.exitCode = failed ? 1 : 0;
}

function print(tallies: Map<string, Tally>, begun: number): void {
  const lines = [`after ${((Date.now() - begun) / 1000).toFixed(0)} s`];
  for (const [name, { inputs, accepted, failures }] of tallies) {
    const failed = [...failures.values()].reduce((sum, { count }) => sum + count, 0);
    lines.push(
      `  ${name.padEnd(10)} ${inputs} inputs, ${accepted} taken, ${inputs - accepted - failed} refused, ${failed} failures`,
    );
    for (const [kind, { count, first }] of failures)
      lines.push(`    ${count} × ${kind}: ${JSON.stringify(first)}`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

await (isMainThread ? fuzz() : work(workerData as Task));
