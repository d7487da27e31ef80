/** What came of a run, in numbers that depend on its scenario and seed alone: what page and terminal compare runs by. */
import type { CompartmentKernel } from '../../kernel/compartmentKernel';
import { CLASS_NAMES, type ClassName } from '../../kernel/model';
import type { Observation } from '../../kernel/observation';
import type { Patient, StoppedBy } from '../patient';
import { type Category, timeToProgression } from './response';

export interface Outcome {
  seed: number;
  /** 16 hex digits over the full state: equal hashes mean equal runs. */
  hash: string;
  hours: number;
  steps: number;
  /** Of the tumour in all its compartments, as what follows. */
  cells: number;
  cellsByClass: Record<ClassName, number>;
  births: number;
  deaths: number;
  alterations: number;
  extinct: boolean;
  /** `interrupt`: it could still go on. */
  stoppedBy: StoppedBy | 'interrupt';
  /** Null before treatment. */
  response: ResponseOutcome | null;
}

export interface ResponseOutcome {
  /** By the shares of the scenario, up to progression. */
  best: Category;
  /** Days from the beginning of treatment; null where it did not come. */
  progressionDays: number | null;
  cured: boolean;
  /**
   * Days from the beginning of treatment for which it is known whether there was progression: until it came, else until
   * the run ended. A tumour that is gone cannot grow again: where none of it is left, until the run's last planned day.
   */
  followedDays: number;
}

export function outcomeOf(patient: Patient): Outcome {
  return {
    seed: patient.scenario.seed,
    hash: patient.hash(),
    hours: patient.hours,
    steps: patient.steps,
    cells: patient.cells,
    cellsByClass: byClass(patient.observation),
    births: total(patient, (kernel) => kernel.births),
    deaths: total(patient, (kernel) => kernel.deaths),
    alterations: total(patient, (kernel) => kernel.alterations),
    extinct: patient.cells === 0,
    stoppedBy: patient.stoppedBy ?? 'interrupt',
    response: responseOf(patient),
  };
}

function responseOf(patient: Patient): ResponseOutcome | null {
  const { response, hours, parts, scenario, treatmentStartHours } = patient;
  if (response === null) return null;
  const progression = timeToProgression(response);
  const cured = response.curedHours !== null;
  const lastHours = cured ? parts.clock.endStep(treatmentStartHours) * scenario.stepHours : hours;
  const followedHours = progression ?? lastHours - response.startHours;
  return {
    best: response.best,
    progressionDays: progression === null ? null : progression / 24,
    cured,
    followedDays: followedHours / 24,
  };
}

/** Of the tumour in all its compartments. */
function total(patient: Patient, count: (kernel: CompartmentKernel) => number): number {
  return patient.tumours.reduce((sum, { kernel }) => sum + count(kernel), 0);
}

export function byClass(observation: Observation): Record<ClassName, number> {
  const counts = CLASS_NAMES.map((name, index) => [name, observation.cellsByClass[index]]);
  return Object.fromEntries(counts);
}
