/** Times subjects side by side: A B C A B C, so that whatever slows the machine down hits all of them alike. */
import { type Case, REFERENCE_CELLS } from './cases';
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
  /** Speed relative to the native program in the same run, 1 = equal; null without it. */
  ratioToNative: number | null;
  /** Speed relative to the plain TypeScript kernel in the same run. */
  ratioToReference: number | null;
  eventsPerCellStep: number;
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
  onCase(rows: Row[]): void;
}

export interface SuiteResult {
  rows: Row[];
  /** Cases for which no time was left. */
  leftOut: Case[];
}

const SEED = 1;
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
    const key = `${own.drugs} ${own.phenotypes} ${own.response}`;
    let reference = references.get(key);
    if (!reference && plan.reference) {
      const small = { ...own, cells: REFERENCE_CELLS };
      [reference] = await measure([plan.reference], small, plan, (now + until) / 2);
      references.set(key, reference);
      result.rows.push(reference);
    }
    const rows = await measure(plan.subjects, own, plan, until);
    const native = rows.find(({ variant }) => variant === 'native');
    for (const row of [...rows, ...(reference ? [reference] : [])]) {
      row.ratioToNative = native ? native.nsPerCellStep / row.nsPerCellStep : null;
      row.ratioToReference = reference ? reference.nsPerCellStep / row.nsPerCellStep : null;
    }
    result.rows.push(...rows);
    plan.onCase(reference ? [...rows, reference] : rows);
  }
  return result;
}

async function measure(subjects: Subject[], own: Case, plan: SuitePlan, until: number): Promise<Row[]> {
  for (const subject of subjects) await subject.begin(own, SEED);
  // Engines compile again, and better, what has run for a while; amounts approach their steady state meanwhile.
  const perStep: number[] = [];
  for (const subject of subjects) perStep.push(await warmUp(subject, plan.repeatMilliseconds));
  const steps = Math.ceil(Math.min(MOST_STEPS, plan.repeatMilliseconds / Math.min(...perStep)));
  const timings: Timing[][] = subjects.map(() => []);
  for (let round = 0; round < plan.rounds; round++) {
    if (round > 0 && performance.now() > until) break;
    for (const [i, subject] of subjects.entries()) timings[i].push(await subject.run(steps));
  }
  for (const subject of subjects) await subject.end();
  return subjects.map((subject, i) => rowOf(subject, own, timings[i], steps));
}

/** Runs for at least the given time; returns milliseconds per step of the fastest run. */
async function warmUp(subject: Subject, milliseconds: number): Promise<number> {
  let least = Infinity;
  let spent = 0;
  for (let steps = 1; spent < milliseconds; steps = Math.min(2 * steps, 8)) {
    const { nanoseconds } = await subject.run(steps);
    least = Math.min(least, nanoseconds / 1e6 / steps);
    spent += nanoseconds / 1e6;
  }
  return least;
}

function rowOf(subject: Subject, own: Case, timings: Timing[], stepsPerRepeat: number): Row {
  const times = timings.map(({ nanoseconds, cellSteps }) => nanoseconds / cellSteps).sort((a, b) => a - b);
  const total = (pick: (timing: Timing) => number) => timings.reduce((sum, timing) => sum + pick(timing), 0);
  const last = timings[timings.length - 1];
  return {
    engine: subject.engine,
    variant: subject.variant,
    threads: subject.threads,
    ...own,
    nsPerCellStep: times[0],
    nsPerCellStepMedian: times[Math.floor(times.length / 2)],
    cellStepsPerSecond: 1e9 / times[0],
    bytesPerCell: last.bytes / last.cells,
    ratioToNative: null,
    ratioToReference: null,
    eventsPerCellStep: total(({ events }) => events) / total(({ cellSteps }) => cellSteps),
    repeats: times.length,
    stepsPerRepeat,
  };
}
