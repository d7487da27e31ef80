/** What a benchmark run leaves behind: a table to read, and a file with the machine, the engine and the commit. */
import { execFileSync } from 'node:child_process';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import type { Case } from './cases';
import type { Row, SuiteResult } from './suite';

export interface Report {
  date: string;
  /** Version of what ran the kernel. */
  engine: string;
  /** Short commit, with `-changed` when kernel or benchmark differ from it. */
  commit: string;
  machine: {
    cpu: string;
    cores: number;
    memoryGiB: number;
    system: string;
    /** Programs that wanted a core in the minute before: above 0 on a machine that is not left alone. */
    loadBefore: number;
  };
  quick: boolean;
  notes: string[];
  rows: Row[];
}

/** Of the machine as it stands before the run begins. */
export function beginReport(root: string, engine: string, quick: boolean): Report {
  return {
    date: new Date().toISOString(),
    engine,
    commit: commitOf(root),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: availableParallelism(),
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: `${platform()} ${release()} ${arch()}`,
      loadBefore: Math.round(loadavg()[0] * 100) / 100,
    },
    quick,
    notes: [],
    rows: [],
  };
}

export function addResult(report: Report, { rows, leftOut }: SuiteResult): void {
  report.rows.push(...rows.map(rounded));
  report.notes.push(...leftOut.map((own) => `left out for lack of time: ${caseName(own)}`));
}

export function reportText(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** `2025-11-23-node-20.20.2-1a2b3c4.json`; a quick run never takes the place of a full one. */
export function reportName({ date, engine, commit, quick }: Report): string {
  const parts = [date.slice(0, 10), engine, commit, ...(quick ? ['quick'] : [])];
  return `${parts.join('-').replace(/[^\w.-]+/g, '-')}.json`;
}

export function machineLine({ machine, engine, commit, date }: Report): string {
  return (
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${engine}, commit ${commit}, ` +
    `${date.slice(0, 10)}, load before ${machine.loadBefore}`
  );
}

const WIDTHS = [8, 5, 10, 9];

export function tableHead(variants: string[]): string {
  const names = ['cells', 'drugs', 'phenotypes', 'response'].map((name, i) => name.padStart(WIDTHS[i]));
  const columns = [...variants, 'simd/native', 'simd/ref', 'events', 'bytes/cell'];
  return (
    'ns per cell-step: least (median); ratios of speed\n' +
    [...names, ...columns.map((name) => name.padStart(14))].join(' ')
  );
}

/** One line per case, a column per variant. */
export function tableLine(variants: string[], rows: Row[]): string {
  const [first] = rows;
  const simd = rows.find(({ variant }) => variant === 'simd');
  const names = [size(first.cells), String(first.drugs), String(first.phenotypes), first.response];
  const times = variants.map((variant) => {
    const row = rows.find((own) => own.variant === variant);
    return row ? `${short(row.nsPerCellStep)} (${short(row.nsPerCellStepMedian)})` : '–';
  });
  const rest = [
    simd?.ratioToNative?.toFixed(2) ?? '–',
    simd?.ratioToReference?.toFixed(0) ?? '–',
    `${(100 * first.eventsPerCellStep).toFixed(2)}%`,
    first.bytesPerCell.toFixed(2),
  ];
  return [
    ...names.map((name, i) => name.padStart(WIDTHS[i])),
    ...[...times, ...rest].map((text) => text.padStart(14)),
  ].join(' ');
}

export function caseName({ cells, drugs, phenotypes, response }: Case): string {
  return `${size(cells)} cells, ${drugs} drugs, ${phenotypes} phenotypes, ${response}`;
}

function size(cells: number): string {
  return cells.toExponential().replace('+', '');
}

function short(nanoseconds: number): string {
  return nanoseconds < 100 ? nanoseconds.toFixed(2) : nanoseconds.toFixed(0);
}

/** Five digits are more than any timing is worth. */
function rounded(row: Row): Row {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value,
  ]);
  return Object.fromEntries(entries) as Row;
}

function commitOf(root: string): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changed = git(
      'status',
      '--porcelain',
      '--',
      'assembly',
      'src/kernel',
      'bench',
      ':!bench/results',
      ':!bench/*.md',
    );
    return `${git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : '-changed'}`;
  } catch {
    return 'unknown';
  }
}
