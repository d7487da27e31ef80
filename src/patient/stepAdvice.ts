/**
 * Whether a scenario's time step is short enough for what changes within it: drug levels in plasma and cells, what
 * they do, and crowding. Births and deaths follow their exact law at any step while rates stand still; that they do
 * is what a step assumes. The mean course of the wild type by the kernel's own law is followed at the step and at a
 * quarter of it; an error that falls at least as the step does is then at most 4/3 of the difference.
 */
import { type CompartmentPlan, compartmentPlans } from '../scenario/compartments';
import type { Scenario } from '../scenario/scenario';
import { meanCourse } from './meanCourse';

/** Error in the number of cells above which a step is too long. */
export const TOLERATED_BIAS = 0.01;
/** Steps that are offered instead, h. */
const STEPS_HOURS = [12, 8, 6, 4, 3, 2, 1, 0.5, 0.25, 0.2, 0.1, 0.05, 0.02, 0.01];
const FINER = 4;
/** Error of the step from the difference between it and a finer one, if it is in proportion to the step. */
const WHOLE_ERROR = FINER / (FINER - 1);
/** Steps followed; what goes on longer goes on as it did in the second half of them. */
const MOST_STEPS = 2000;
const HOURS_PER_DAY = 24;

export interface StepBias {
  /** |ln| of the ratio of the cells at this step and in the limit of short steps, at its largest. */
  bias: number;
  compartment: string;
}

/** The largest bias of a step in the scenario's compartments. */
export function stepBias(scenario: Scenario, stepHours = scenario.stepHours): StepBias {
  const coarse = plansAt(scenario, stepHours);
  const fine = plansAt(scenario, stepHours / FINER);
  let worst: StepBias = { bias: 0, compartment: '' };
  coarse.forEach((plan, index) => {
    const bias = planBias(scenario, plan, fine[index] as CompartmentPlan);
    if (bias > worst.bias) worst = { bias, compartment: plan.name };
  });
  return worst;
}

/** One sentence where the step is too long, naming the one to use; null where it is not. */
export function stepWarning(scenario: Scenario): string | null {
  const { bias } = stepBias(scenario);
  if (!(bias > TOLERATED_BIAS)) return null;
  const better = STEPS_HOURS.find(
    (hours) => hours < scenario.stepHours && stepBias(scenario, hours).bias <= TOLERATED_BIAS,
  );
  const off = `stepHours: ${scenario.stepHours} h is long beside how fast drug levels, their effect or crowding change here, and puts the number of cells off by about ${percent(bias)}`;
  return better === undefined
    ? `${off}; no step down to 0.01 h keeps that below 1%.`
    : `${off}; ${better} h keeps that below 1%.`;
}

function percent(bias: number): string {
  const share = 100 * Math.expm1(Math.min(bias, 5));
  return share >= 100 ? 'more than the whole' : `${share < 9.5 ? share.toPrecision(1) : share.toPrecision(2)}%`;
}

/** Lesions are alike, and cells in a tissue meet what plasma brings at most as fast as well-mixed ones. */
function plansAt(scenario: Scenario, stepHours: number): CompartmentPlan[] {
  const tumour = { ...scenario.tumour, tissue: null, lesions: 1 };
  return compartmentPlans({ ...scenario, stepHours, tumour });
}

function planBias(scenario: Scenario, coarse: CompartmentPlan, fine: CompartmentPlan): number {
  const { stepHours, crowding, founders } = coarse.model;
  const growing = daysOfGrowth(scenario, coarse);
  const founded = Math.log(Math.max(1, founders.reduce((sum, { count }) => sum + count, 0)));
  const courses = (logCells: number, treated: boolean, days: number) => {
    const steps = Math.floor((days * HOURS_PER_DAY) / stepHours);
    const values = Math.min(steps, MOST_STEPS);
    const along = meanCourse(scenario, coarse, { logCells, treated, every: 1, values });
    const exact = meanCourse(scenario, fine, { logCells, treated, every: FINER, values });
    return { along, exact, steps };
  };
  let worst = 0;
  let logCells = founded;
  if (crowding !== 'none' && growing > 0) {
    const grown = courses(founded, false, growing);
    worst = errorOf(grown);
    logCells = grown.exact.at(-1) ?? founded;
  } else if (growing > 0) {
    const { divisionPerHour, deathPerHour } = coarse.model;
    logCells += (divisionPerHour - deathPerHour) * growing * HOURS_PER_DAY;
  }
  const { begin, atCells } = scenario.treatment;
  if (begin === 'never' || scenario.drugs.length === 0) return worst;
  if (begin === 'size') logCells = Math.log(coarse.kind === 'tumour' ? atCells : Math.exp(logCells));
  return Math.max(worst, errorOf(courses(logCells, true, daysOfTreatment(scenario, growing))));
}

/** Days before treatment; with a size to reach, until it would be reached without crowding. */
function daysOfGrowth({ treatment, untilDays, tumour }: Scenario, { model }: CompartmentPlan): number {
  if (treatment.begin === 'never') return untilDays;
  if (treatment.begin === 'day') return Math.min(untilDays, treatment.onDay);
  const perDay = (model.divisionPerHour - model.deathPerHour) * HOURS_PER_DAY;
  const folds = Math.log(treatment.atCells / Math.max(1, tumour.founders));
  return perDay > 0 && folds > 0 ? Math.min(untilDays, folds / perDay) : 0;
}

function daysOfTreatment({ untilDays, stop }: Scenario, growing: number): number {
  const left = Math.max(0, untilDays - growing);
  return stop.daysAfterTreatment > 0 ? Math.min(left, stop.daysAfterTreatment) : left;
}

/** The largest error along two courses, prolonged to all steps by its drift where they were cut short. */
function errorOf({ along, exact, steps }: { along: number[]; exact: number[]; steps: number }): number {
  const count = Math.min(along.length, exact.length);
  if (count === 0) return 0;
  const differences = Array.from({ length: count }, (_, i) => (along[i] as number) - (exact[i] as number));
  let largest = Math.max(...differences.map(Math.abs));
  if (count === MOST_STEPS && steps > count) {
    const last = differences[count - 1] as number;
    const drift = (last - (differences[count >> 1] as number)) / (count - 1 - (count >> 1));
    largest = Math.max(largest, Math.abs(last + drift * (steps - count)));
  }
  return largest * WHOLE_ERROR;
}
