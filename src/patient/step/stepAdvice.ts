/**
 * Whether a scenario's time step is short enough for what changes within it: drug levels in plasma and cells, what
 * they do, and crowding. Births and deaths follow their exact law at any step while rates stand still; that they do
 * is what a step assumes. The mean course of the wild type by the kernel's own law is followed at the step and at a
 * quarter of it; an error that falls at least as the step does is then at most 4/3 of the difference.
 */
import { type CompartmentPlan, compartmentPlans } from '../../compile/compartments';
import type { Scenario } from '../../scenario/scenario';
import { foundersOf } from '../../scenario/tables/founders';
import { meanCourse } from './meanCourse';

/** Error in the number of cells above which a step is too long. */
export const TOLERATED_BIAS = 0.01;
/** Steps that are offered instead, h. */
const STEPS_HOURS = [12, 8, 6, 4, 3, 2, 1, 0.5, 0.25, 0.2, 0.1, 0.05, 0.02, 0.01];
const FINER = 4;
const SHORT_HOURS = 0.25;
/** Error of the step from the difference between it and a finer one, if it is in proportion to the step. */
const WHOLE_ERROR = FINER / (FINER - 1);
/** What is followed, at least so many steps; what goes on longer goes on as it did in the second half of that. */
const FOLLOWED_HOURS = 1500;
const LEAST_STEPS = 500;
const HOURS_PER_DAY = 24;

interface StepBias {
  /** |ln| of the ratio of the cells at this step and in the limit of short steps, at its largest. */
  bias: number;
  compartment: string;
}

/**
 * The largest bias of a step in the scenario's compartments. Below a quarter of an hour what a tight target gives up in a
 * quarter of the step is little beside the last of an amount's 24 bits, and the difference is one of rounding: there an
 * error that falls as the step does, from a step four times as long, counts if it is smaller.
 */
export function stepBias(scenario: Scenario, stepHours = scenario.stepHours): StepBias {
  const own = biasAt(scenario, stepHours);
  if (stepHours >= SHORT_HOURS || own.bias <= TOLERATED_BIAS) return own;
  const { bias } = biasAt(scenario, FINER * stepHours);
  return bias < FINER * own.bias ? { ...own, bias: bias / FINER } : own;
}

function biasAt(scenario: Scenario, stepHours: number): StepBias {
  let worst: StepBias = { bias: 0, compartment: '' };
  for (const course of coursesOf(scenario)) {
    const coarse = plansAt(course, stepHours);
    const fine = plansAt(course, stepHours / FINER);
    coarse.forEach((plan, index) => {
      const bias = planBias(course, plan, fine[index] as CompartmentPlan);
      if (bias > worst.bias) worst = { bias, compartment: plan.name };
    });
  }
  const space = spaceBias(scenario, stepHours);
  return space.bias > worst.bias ? space : worst;
}

/** Treatment as it begins, and each drug that waits for another to fail, by itself; holds and cycles are left out. */
function coursesOf(scenario: Scenario): Scenario[] {
  const waiting = new Set(scenario.rules.flatMap(({ kind, to }) => (kind === 'switch' ? [to] : [])));
  const { drugs } = scenario;
  const courses = [drugs.filter(({ name }) => !waiting.has(name))];
  for (const drug of drugs) if (waiting.has(drug.name)) courses.push([drug]);
  return courses.map((given) => ({ ...scenario, drugs: given, rules: [] }));
}

/**
 * In a tissue a daughter divides in the next step at the earliest, so that a rim of long steps lags: a disc that grows
 * by eleven generations comes out (bΔt)²/2 too small, as measured for bΔt from 0.1 to 0.7, with and without pushing.
 */
function spaceBias(scenario: Scenario, stepHours: number): StepBias {
  const { tumour, compartments } = scenario;
  if (tumour.tissue === null) return { bias: 0, compartment: '' };
  const fastest = Math.max(
    tumour.divisionPerDay,
    ...compartments.filter(({ inTissue }) => inTissue).map(({ divisionPerDay }) => divisionPerDay),
  );
  const perStep = (fastest * stepHours) / HOURS_PER_DAY;
  return { bias: 0.5 * perStep * perStep, compartment: 'tissue' };
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
  return share >= 100
    ? 'more than the whole'
    : `${share < 9.5 ? share.toPrecision(1) : share.toPrecision(2)}%`;
}

/** Lesions are alike, and cells in a tissue, which room limits, meet what plasma brings at most as fast as others. */
function plansAt(scenario: Scenario, stepHours: number): CompartmentPlan[] {
  const { tumour } = scenario;
  const crowding = tumour.tissue === null ? tumour.crowding : 'none';
  // How many cells a table has is enough here.
  const founded =
    tumour.cells === '' ? {} : { cells: '', founders: foundersOf(scenario).cells, resistantFounders: [] };
  return compartmentPlans({
    ...scenario,
    stepHours,
    tumour: { ...tumour, ...founded, crowding, tissue: null, lesions: 1 },
  });
}

function planBias(scenario: Scenario, coarse: CompartmentPlan, fine: CompartmentPlan): number {
  const { stepHours, crowding, founders } = coarse.model;
  const growing = daysOfGrowth(scenario, coarse);
  const founded = Math.log(
    Math.max(
      1,
      founders.reduce((sum, { count }) => sum + count, 0),
    ),
  );
  const courses = (logCells: number, treated: boolean, days: number): Courses => {
    const steps = Math.floor((days * HOURS_PER_DAY) / stepHours);
    const values = Math.min(steps, Math.max(LEAST_STEPS, Math.ceil(FOLLOWED_HOURS / stepHours)));
    const along = meanCourse(scenario, coarse, { logCells, treated, every: 1, values });
    const exact = meanCourse(scenario, fine, { logCells, treated, every: FINER, values });
    const period = treated ? dosingPeriodHours(scenario) / stepHours : 1;
    return { along, exact, values, steps, period, restored: crowding === 'homeostatic' };
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
function daysOfGrowth(scenario: Scenario, { model }: CompartmentPlan): number {
  const { treatment, untilDays, tumour } = scenario;
  if (treatment.begin === 'never') return untilDays;
  if (treatment.begin === 'day') return Math.min(untilDays, treatment.onDay);
  const perDay = (model.divisionPerHour - model.deathPerHour) * HOURS_PER_DAY;
  const founders = tumour.cells === '' ? tumour.founders : foundersOf(scenario).cells;
  const folds = Math.log(treatment.atCells / Math.max(1, founders));
  return perDay > 0 && folds > 0 ? Math.min(untilDays, folds / perDay) : 0;
}

function daysOfTreatment({ untilDays, stop }: Scenario, growing: number): number {
  const left = Math.max(0, untilDays - growing);
  return stop.daysAfterTreatment > 0 ? Math.min(left, stop.daysAfterTreatment) : left;
}

/** Hours after which what is given begins again: the longest time between two doses of a drug. */
function dosingPeriodHours({ drugs }: Scenario): number {
  return Math.max(...drugs.map(({ schedule }) => schedule.everyHours));
}

interface Courses {
  /** At the step, and at a finer one. */
  along: number[];
  exact: number[];
  /** Steps followed, if cells last, and steps there are. */
  values: number;
  steps: number;
  /** Steps after which surroundings repeat themselves, where they do. */
  period: number;
  /** Feedback brings cells back to their number, and errors with them. */
  restored: boolean;
}

/** The largest error along two courses, prolonged to all steps by its drift where they were cut short. */
function errorOf({ along, exact, values, steps, period, restored }: Courses): number {
  const count = Math.min(along.length, exact.length);
  if (count === 0) return 0;
  const differences = Array.from({ length: count }, (_, i) => (along[i] as number) - (exact[i] as number));
  let largest = differences.reduce((most, difference) => Math.max(most, Math.abs(difference)), 0);
  if (count === values && steps > count && !restored) {
    // By the means of two spans of whole periods, since errors rise and fall with every dose.
    const half = count >> 1;
    const span = period <= half ? Math.round(Math.floor(half / period) * period) : half;
    const middle = count - span;
    const drift =
      (meanOf(differences.slice(middle)) - meanOf(differences.slice(middle - span, middle))) / span;
    const last = differences[count - 1] as number;
    largest = Math.max(largest, Math.abs(last + drift * (steps - count)));
  }
  return largest * WHOLE_ERROR;
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
