/** What a finished run says of itself: for machines, for files and for people. */

import { CLASS_NAMES, type ClassName } from '../kernel/model';
import { byClass, type Outcome, outcomeOf } from '../patient/outcome/outcome';
import type { Patient } from '../patient/patient';
import { stepWarning } from '../patient/step/stepAdvice';
import type { ChronicleEntry } from '../patient/story/entry';
import { grouped } from '../patient/story/repeats';
import type { CompartmentKind, Scenario } from '../scenario/scenario';
import { days, exact, short, table } from './numbers';

interface CompartmentResult {
  name: string;
  kind: CompartmentKind;
  hash: string;
  cells: number;
  cellsByClass: Record<ClassName, number>;
  births: number;
  deaths: number;
  alterations: number;
  /** Of marrow: circulating cells as a share of normal. */
  bloodShare?: number;
  /** Of marrow: circulating cells, 10⁹/L. */
  bloodGigaPerLitre?: number;
}

export interface RunResult extends Outcome {
  cellSteps: number;
  wallSeconds: number;
  cellStepsPerSecond: number;
  /** Linear memory in use per live cell; null when none lives. */
  bytesPerCell: number | null;
  variant: string;
  threads: number;
  /** Each compartment, where there are several; what stands above is of all together. */
  compartments?: CompartmentResult[];
}

export interface RunReport extends RunResult {
  /** What makes its numbers less true than they could be, a sentence each. */
  warnings: string[];
  /** Why the run ended, in one sentence. */
  ended: string;
  treatmentStartHours: number | null;
  chronicle: ChronicleEntry[];
  /** With what was done by hand: run again up to these hours it gives this hash. */
  scenario: Scenario;
  /** The saved run that this one was forked from. */
  parent: Scenario['parent'];
}

export function runResult(patient: Patient, wallSeconds: number): RunResult {
  const { group } = patient;
  const { stoppedBy, response, ...counts } = outcomeOf(patient);
  return {
    ...counts,
    cellSteps: group.cellSteps,
    wallSeconds,
    cellStepsPerSecond: wallSeconds > 0 ? group.cellSteps / wallSeconds : 0,
    bytesPerCell: group.cells > 0 ? group.bytes / group.cells : null,
    variant: group.variant,
    threads: group.threads,
    stoppedBy,
    response,
    ...(group.size > 1 ? { compartments: compartmentResults(patient) } : {}),
  };
}

function responseLines({ response }: RunReport): string[] {
  if (response === null) return [];
  const { best, progressionDays, cured } = response;
  const worse = best === 'progression' ? 'No response' : `Best response: ${best}`;
  const end = cured
    ? 'cured'
    : progressionDays === null
      ? 'no progression'
      : `progression ${progressionDays.toFixed(1)} days after treatment began`;
  return [`${worse}; ${end}`];
}

function compartmentResults(patient: Patient): CompartmentResult[] {
  const hashes = patient.group.hashes();
  return patient.compartments.map(({ name, plan, kernel, observation, blood }, index) => ({
    name,
    kind: plan.kind,
    hash: hashes[index]!,
    cells: kernel.cells,
    cellsByClass: byClass(observation),
    births: kernel.births,
    deaths: kernel.deaths,
    alterations: kernel.alterations,
    ...(blood === null ? {} : { bloodShare: blood.share, bloodGigaPerLitre: blood.gigaPerLitre }),
  }));
}

export function runReport(patient: Patient, result: RunResult): RunReport {
  const warning = stepWarning(patient.scenario);
  return {
    ...result,
    warnings: warning === null ? [] : [warning],
    ended: patient.ended ?? `Interrupted on day ${days(patient.hours)}.`,
    treatmentStartHours: patient.treatmentStartHours,
    chronicle: [...patient.chronicle],
    scenario: patient.scenario,
    parent: patient.scenario.parent,
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
    ...grouped(report.chronicle).map((entry) => `  day ${entry.day.toFixed(1).padStart(6)}  ${entry.text}`),
    '',
    `${exact(report.cells)} cells on day ${days(report.hours)}, after ${exact(report.steps)} steps`,
    ...(classes.length > 0 ? table(classes) : []),
    ...compartmentLines(report.compartments ?? []),
    `${short(report.births)} births, ${short(report.deaths)} deaths, ${short(report.alterations)} alterations`,
    `${short(report.cellSteps)} cell-steps in ${report.wallSeconds.toFixed(2)} s: ` +
      `${short(report.cellStepsPerSecond)} cell-steps/s${memory} (${report.variant}, ${report.threads} thread${report.threads === 1 ? '' : 's'})`,
    ...responseLines(report),
    `hash ${report.hash}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** A line for each compartment: cells, the largest class, hash. */
function compartmentLines(compartments: readonly CompartmentResult[]): string[] {
  if (compartments.length === 0) return [];
  const rows = compartments.map(({ name, cells, cellsByClass, hash, bloodShare, bloodGigaPerLitre }) => {
    const [largest] = [...CLASS_NAMES].sort((a, b) => cellsByClass[b] - cellsByClass[a]);
    const state = cells > 0 ? `mostly ${largest}` : 'extinct';
    const blood =
      bloodShare === undefined
        ? state
        : `blood cells ${Math.round(100 * bloodShare)}%, ${bloodGigaPerLitre?.toFixed(1)}·10⁹/L`;
    return [`  ${name}`, exact(cells), blood, hash];
  });
  return ['', ...table([['  compartment', 'cells', '', 'hash'], ...rows]), ''];
}

/** How an interrupted run is taken up again; '' when there is nothing to take up. */
export function resumeHint(result: RunResult, checkpoint: { file: string } | null): string {
  return checkpoint !== null && result.stoppedBy === 'interrupt'
    ? `\nTo go on: clonarium resume ${checkpoint.file}\n`
    : '';
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
