/** What a benchmark run leaves behind: rows with the machine, the engine and the commit; in Node and in a page. */
import type { Case } from './cases';
import type { CheckpointRow } from './checkpoints';
import type { Row, SuiteResult } from './suite';

export interface Report {
  date: string;
  /** Version of what ran the kernel. */
  engine: string;
  /** Short commit, with `-changed` when kernel or benchmark differ from it. */
  commit: string;
  machine: Machine;
  quick: boolean;
  notes: string[];
  rows: Row[];
  checkpoints: CheckpointRow[];
}

/** What a page cannot know of its machine is null. */
export interface Machine {
  cpu: string | null;
  cores: number;
  memoryGiB: number | null;
  system: string;
  /** Programs that wanted a core in the minute before: above 0 on a machine that is not left alone. */
  loadBefore: number | null;
}

export function addRows(report: Report, rows: Row[]): Report {
  return { ...report, rows: [...report.rows, ...rows.map(rounded)] };
}

export function addResult(report: Report, { rows, leftOut }: SuiteResult): Report {
  const notes = leftOut.map((own) => `left out for lack of time: ${caseName(own)}`);
  return { ...addRows(report, rows), notes: [...report.notes, ...notes] };
}

export function addCheckpoint(report: Report, row: CheckpointRow): Report {
  return { ...report, checkpoints: [...report.checkpoints, rounded(row)] };
}

export function reportText(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** `2025-11-23-node-20.20.2-1a2b3c4.json`; a quick run never takes the place of a full one. */
export function reportName({ date, engine, commit, quick }: Report): string {
  const parts = [date.slice(0, 10), engine, commit, ...(quick ? ['quick'] : [])];
  return `${parts.join('-').replace(/[^\w.-]+/g, '-')}.json`;
}

function caseName({ cells, drugs, phenotypes, response }: Case): string {
  return `${size(cells)} cells, ${drugs} drugs, ${phenotypes} phenotypes, ${response}`;
}

export function size(cells: number): string {
  return cells.toExponential().replace('+', '');
}

/** Five digits are more than any timing is worth. */
function rounded<T extends object>(row: T): T {
  const entries = Object.entries(row).map(([name, value]) => [name, roundedValue(value)]);
  return Object.fromEntries(entries) as T;
}

function roundedValue(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(5));
  return value !== null && typeof value === 'object' ? rounded(value) : value;
}
