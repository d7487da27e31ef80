/** What a finished run says of itself: for machines, for files and for people. */
import { CLASS_NAMES, type ClassName } from '../kernel/model';
import type { Patient } from '../patient/patient';
import type { ChronicleEntry } from '../worker/protocol';
import { days, exact, short, table } from './numbers';

export interface RunResult {
  seed: number;
  /** 16 hex digits over the full state: equal hashes mean equal runs. */
  hash: string;
  hours: number;
  steps: number;
  cells: number;
  cellsByClass: Record<ClassName, number>;
  births: number;
  deaths: number;
  alterations: number;
  extinct: boolean;
  cellSteps: number;
  wallSeconds: number;
  cellStepsPerSecond: number;
  /** Linear memory in use per live cell; null when none lives. */
  bytesPerCell: number | null;
  variant: string;
  threads: number;
  stoppedBy: 'time' | 'cells' | 'extinct' | 'memory' | 'interrupt';
}

export interface RunReport extends RunResult {
  /** Why the run ended, in one sentence. */
  ended: string;
  treatmentStartHours: number | null;
  chronicle: ChronicleEntry[];
}

export function runResult(patient: Patient, wallSeconds: number): RunResult {
  const { kernel, observation } = patient;
  const byClass = CLASS_NAMES.map((name, index) => [name, observation.cellsByClass[index]]);
  return {
    seed: patient.scenario.seed,
    hash: patient.hash(),
    hours: patient.hours,
    steps: patient.steps,
    cells: patient.cells,
    cellsByClass: Object.fromEntries(byClass),
    births: kernel.births,
    deaths: kernel.deaths,
    alterations: kernel.alterations,
    extinct: patient.cells === 0,
    cellSteps: kernel.cellSteps,
    wallSeconds,
    cellStepsPerSecond: wallSeconds > 0 ? kernel.cellSteps / wallSeconds : 0,
    bytesPerCell: patient.cells > 0 ? kernel.bytes / patient.cells : null,
    variant: kernel.variant,
    threads: kernel.threads,
    stoppedBy: patient.stoppedBy ?? 'interrupt',
  };
}

export function runReport(patient: Patient, result: RunResult): RunReport {
  return {
    ...result,
    ended: patient.ended ?? `Interrupted on day ${days(patient.hours)}.`,
    treatmentStartHours: patient.treatmentStartHours,
    chronicle: patient.chronicle,
  };
}

export function describeRun(title: string, report: RunReport): string {
  const classes = CLASS_NAMES.filter((name) => report.cellsByClass[name] > 0).map((name) => [
    `  ${name}`,
    exact(report.cellsByClass[name]),
    `${((100 * report.cellsByClass[name]) / report.cells).toPrecision(3)}%`,
  ]);
  const memory = report.bytesPerCell === null ? '' : `, ${report.bytesPerCell.toFixed(1)} bytes per cell`;
  const lines = [
    `${title}, seed ${report.seed}`,
    report.ended,
    '',
    ...report.chronicle.map((entry) => `  day ${entry.day.toFixed(1).padStart(6)}  ${entry.text}`),
    '',
    `${exact(report.cells)} cells on day ${days(report.hours)}, after ${exact(report.steps)} steps`,
    ...(classes.length > 0 ? table(classes) : []),
    `${short(report.births)} births, ${short(report.deaths)} deaths, ${short(report.alterations)} alterations`,
    `${short(report.cellSteps)} cell-steps in ${report.wallSeconds.toFixed(2)} s: ` +
      `${short(report.cellStepsPerSecond)} cell-steps/s${memory} (${report.variant}, ${report.threads} thread${report.threads === 1 ? '' : 's'})`,
    `hash ${report.hash}`,
  ];
  return `${lines.join('\n')}\n`;
}

const REPLICATE_HEADER = ['seed', 'days', 'cells', 'resistant', 'stopped by', 'hash'];

/** Fixed widths, so that each line can be printed as its replicate ends. */
export function replicateLine(result: RunResult | null): string {
  const columns = result
    ? [
        String(result.seed),
        days(result.hours),
        exact(result.cells),
        exact(result.cells - result.cellsByClass.sensitive),
        result.stoppedBy,
        result.hash,
      ]
    : REPLICATE_HEADER;
  const padded = columns.map((text, index) => (index < 4 ? text.padStart(13) : text.padEnd(10)));
  return `${padded.join('  ').trimEnd()}\n`;
}
