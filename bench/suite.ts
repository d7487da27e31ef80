/** Times subjects side by side: A B C A B C, so that whatever slows the machine down hits all of them alike. */
import { type Case, caseKey, HUGE, REFERENCE_CELLS } from './cases';
import { type Phases, serialShare } from './phases';
import type { Subject, Timing } from './subject';

export interface Row extends Case {
  engine: string;
  variant: string;
  threads: number;
  /** Least of all repeats: what else runs on a machine only ever adds time. */
  nsPerCellStep: number;
  nsPerCellStepMedian: number;
  cellStepsPerSecond: number;
  /** All memory in use per living cell at the end. */
  bytesPerCell: number;
  /** Speed relative to one thread of the same variant in the same run, 1 = equal; null without it. */
  ratioToOneThread: number | null;
  /** Speed relative to the native program with as many threads, and to the one of WebAssembly's vector width. */
  ratioToNative: number | null;
  ratioToNative128: number | null;
  /** Speed relative to the plain TypeScript kernel. */
  ratioToReference: number | null;
  eventsPerCellStep: number;
  /** Seconds per step, and the share that threads do not divide; null for what has no such clocks. */
  phases: Phases | null;
  serialShare: number | null;
  /** Of the state after {@link HASH_STEPS} steps; null for what keeps no such state. */
  hash: string | null;
  /** Whether the hash is that of all other kernels of the case and the expected one; null when there is neither. */
  hashAgrees: boolean | null;
  repeats: number;
  stepsPerRepeat: number;
}

export interface SuitePlan {
  cases: Case[];
  subjects: Subject[];
  reference: Subject | null;
  rounds: number;
  repeatMilliseconds: number;
  /** By performance.now(): later rounds are left out to end by then, then whole cases. */
  deadline: number;
  /** Hashes that another engine gave, by caseKey. */
  expected?: Readonly<Record<string, string>>;
  /** `done` of plan.cases are finished, this one among them. */
  onCase(rows: Row[], done: number): void;
}

export interface SuiteResult {
  rows: Row[];
  /** Cases for which no time was left. */
  leftOut: Case[];
}

export const SEED = 1;
/** The first steps of every subject, the same for all however fast they are. */
export const HASH_STEPS = 4;
/** A population that turns over for many hundreds of steps leaves gaps in its tiles; all sizes are measured young. */
const MOST_STEPS = 50;

export async function runSuite(plan: SuitePlan): Promise<SuiteResult> {
  const result: SuiteResult = { rows: [], leftOut: [] };
  const references = new Map<string, Row>();
  for (const [index, own] of plan.cases.entries()) {
    const now = performance.now();
    if (now > plan.deadline) {
      result.leftOut.push(own);
      continue;
    }
    const until = now + (plan.deadline - now) / (plan.cases.length - index);
    const small = { ...own, cells: REFERENCE_CELLS };
    let reference = references.get(caseKey(small));
    if (!reference && plan.reference) {
      reference = await measureReference(plan, small, (now + until) / 2);
      references.set(caseKey(small), reference);
      result.rows.push(reference);
    }
    const rows = await measure(own.cells < HUGE ? plan.subjects : fewest(plan.subjects), own, plan, until);
    compare(rows, reference ?? null);
    checkHashes(rows, plan.expected?.[caseKey(own)]);
    result.rows.push(...rows);
    plan.onCase(reference ? [...rows, reference] : rows, index + 1);
  }
  return result;
}

/** One thread and the most, of the kernel and of native code. */
function fewest(subjects: Subject[]): Subject[] {
  const most = Math.max(...subjects.map(({ threads }) => threads));
  return subjects.filter(
    ({ variant, threads }) => ['simd', 'native'].includes(variant) && (threads === 1 || threads === most),
  );
}

/** The reference at its own small size, its hash against the first other kernel's at that size. */
async function measureReference(plan: SuitePlan, small: Case, until: number): Promise<Row> {
  const [row] = (await measure([plan.reference as Subject], small, plan, until)) as [Row];
  const [kernel] = plan.subjects;
  let expected: string | null = null;
  if (kernel) {
    await kernel.begin(small, SEED);
    await kernel.run(HASH_STEPS);
    expected = await kernel.hash();
    await kernel.end();
  }
  checkHashes([row], expected ?? undefined);
  return row;
}

function compare(rows: Row[], reference: Row | null): void {
  for (const row of [...rows, ...(reference ? [reference] : [])]) {
    const find = (variant: string, threads: number) =>
      rows.find((other) => other.variant === variant && other.threads === threads);
    const ratioTo = (other: Row | null | undefined) =>
      other ? other.nsPerCellStep / row.nsPerCellStep : null;
    row.ratioToOneThread = ratioTo(find(row.variant, 1));
    row.ratioToNative = ratioTo(find('native', row.threads));
    row.ratioToNative128 = ratioTo(find('native128', row.threads));
    row.ratioToReference = ratioTo(reference);
  }
}

function checkHashes(rows: Row[], expected: string | undefined): void {
  const hashes = rows.flatMap(({ hash }) => hash ?? []);
  const comparable = hashes.length + (expected === undefined ? 0 : 1) > 1;
  const wanted = expected ?? hashes[0];
  const agree = hashes.every((hash) => hash === wanted);
  for (const row of rows) row.hashAgrees = row.hash === null || !comparable ? null : agree;
}

async function measure(subjects: Subject[], own: Case, plan: SuitePlan, until: number): Promise<Row[]> {
  const hashes: (string | null)[] = [];
  for (const subject of subjects) {
    await subject.begin(own, SEED);
    await subject.run(HASH_STEPS);
    hashes.push(await subject.hash());
  }
  // Engines compile again, and better, what has run for a while; amounts approach their steady state meanwhile.
  const perStep: number[] = [];
  for (const subject of subjects) perStep.push(await warmUp(subject, plan.repeatMilliseconds));
  const steps = Math.ceil(Math.min(MOST_STEPS, plan.repeatMilliseconds / Math.min(...perStep)));
  const timings: Timing[][] = subjects.map(() => []);
  for (let round = 0; round < plan.rounds; round++) {
    if (round > 0 && performance.now() > until) break;
    for (const [i, subject] of subjects.entries()) timings[i]!.push(await subject.run(steps));
  }
  const rows = subjects.map((subject, i) => rowOf(subject, own, timings[i]!, steps));
  for (const [i, subject] of subjects.entries()) {
    const phases = await subject.phases(steps);
    rows[i]!.hash = hashes[i]!;
    rows[i]!.phases = phases && perStepOf(phases, steps);
    rows[i]!.serialShare = phases && serialShare(phases);
    await subject.end();
  }
  return rows;
}

function perStepOf({ environment, sweep, events, barrier }: Phases, steps: number): Phases {
  return {
    environment: environment / steps,
    sweep: sweep / steps,
    events: events / steps,
    barrier: barrier / steps,
  };
}

/** Runs for at least the given time; returns milliseconds per step of the fastest run. */
async function warmUp(subject: Subject, milliseconds: number): Promise<number> {
  let least = Infinity;
  let spent = 0;
  for (let steps = 1; spent < milliseconds; steps = Math.min(2 * steps, 8)) {
    const { nanoseconds } = await subject.run(steps);
    least = Math.min(least, nanoseconds / 1e6 / steps);
    // A clock that a browser keeps coarse may show no time at all.
    spent += Math.max(nanoseconds / 1e6, 0.05);
  }
  return Math.max(least, 1e-3);
}

function rowOf(subject: Subject, own: Case, timings: Timing[], stepsPerRepeat: number): Row {
  const times = timings.map(({ nanoseconds, cellSteps }) => nanoseconds / cellSteps).sort((a, b) => a - b);
  const total = (pick: (timing: Timing) => number) => timings.reduce((sum, timing) => sum + pick(timing), 0);
  const last = timings[timings.length - 1]!;
  return {
    engine: subject.engine,
    variant: subject.variant,
    threads: subject.threads,
    ...own,
    nsPerCellStep: times[0]!,
    nsPerCellStepMedian: times[Math.floor(times.length / 2)]!,
    cellStepsPerSecond: 1e9 / times[0]!,
    bytesPerCell: last.bytes / last.cells,
    ratioToOneThread: null,
    ratioToNative: null,
    ratioToNative128: null,
    ratioToReference: null,
    eventsPerCellStep: total(({ events }) => events) / total(({ cellSteps }) => cellSteps),
    phases: null,
    serialShare: null,
    hash: null,
    hashAgrees: null,
    repeats: times.length,
    stepsPerRepeat,
  };
}
