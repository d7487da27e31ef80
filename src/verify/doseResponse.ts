/**
 * Dose and response of cells as the kernel has them: half-effect levels found by counting the cells that die. Engines
 * round exp and log differently in the last bit, so the kernel's own keep a count the same in every browser.
 */
import { exactExp, exactLn } from '../../assembly/numerics/maths';
import { kernelModel } from '../compile/compile';
import type { CompartmentKernel } from '../kernel/compartmentKernel';
import type { KernelModel } from '../kernel/model';
import { completeScenario, type Drug, type Scenario } from '../scenario/schema';
import { hold } from './exchange';
import type { Surroundings } from './plain';
import { type Around, type CellKind, halfEffectOutside, settlingHours } from './theory/halfEffect';

/** Long, since steady states do not depend on it. */
const STEP_HOURS = 240;
/** e-foldings left for the level inside to settle before anything is counted. */
const SETTLING = 8;
/** Chance of death, as a hazard, while settling and while counting, each at half effect. */
const HAZARD = 0.6;
const MOST_TRIALS = 20;

/** Cells of one kind that neither divide nor change, and die of the first drug alone, by `killPerHour`. */
function assayModel(scenario: Scenario, kind: CellKind, cells: number, killPerHour: number): KernelModel {
  const assay = completeScenario({
    ...scenario,
    tumour: { founders: 0, resistantFounders: [{ ...kind, count: cells }] },
  });
  const model = kernelModel(assay);
  return {
    ...model,
    stepHours: STEP_HOURS,
    divisionPerHour: 0,
    deathPerHour: 0,
    expressionCv: 0,
    alterations: [],
    drugs: model.drugs.map((drug, index) => ({ ...drug, killPerHour: index === 0 ? killPerHour : 0 })),
  };
}

/** Effect of full strength 1 at half effect; a hazard has ln 2 where half the cells survive its assay. */
function halfOf(drug: Drug): number {
  return drug.response === 'hazard' ? Math.LN2 : 0.5;
}

/**
 * Level of the first drug outside at which it has half its effect on cells of a kind, µM; Infinity if none die even at
 * 1000 times the level at which normal cells are half affected.
 * @param cells the count of cells; the standard error is about 1.3/√cells for a Hill exponent of 2, and the same
 *   seed gives kinds of cells the same draws, so that ratios are much better
 */
export function measuredHalfEffect(
  kernel: CompartmentKernel,
  scenario: Scenario,
  kind: CellKind,
  around: Around,
  cells: number,
): number {
  const drug = scenario.drugs[0] as Drug;
  const expected = halfEffectOutside(scenario, drug, kind, around);
  const normal = halfEffectOutside(scenario, drug, {}, around);
  // As many steps for every kind, so that all meet the same draws.
  const settling = Math.max(settleSteps(scenario, drug, kind), settleSteps(scenario, drug, {}));
  const counting = Math.max(1, Math.round(settling / 2));
  const perStep = HAZARD / halfOf(drug) / Math.max(settling, counting);
  const model = assayModel(scenario, kind, cells, perStep / STEP_HOURS);
  const effectAt = (level: number) => {
    kernel.start(model, 1);
    const outside = surroundingsOf(level, around);
    hold(kernel, settling, outside);
    const before = kernel.cells;
    hold(kernel, counting, outside);
    return exactLn(before / kernel.cells) / (perStep * counting);
  };
  if (expected === Infinity) return effectAt(1000 * normal) === 0 ? Infinity : Number.NaN;
  return whereReached(effectAt, halfOf(drug), expected);
}

function settleSteps(scenario: Scenario, drug: Drug, kind: CellKind): number {
  return 2 + Math.ceil(SETTLING / exactLn(1 + STEP_HOURS / settlingHours(scenario, drug, kind)));
}

function surroundingsOf(level: number, { inhibitorOverKi = 0, competitive = false }: Around): Surroundings {
  const slowed = 1 + inhibitorOverKi;
  return competitive
    ? { outside: [level], kmFactor: slowed }
    : { outside: [level], pumpActivity: 1 / slowed };
}

/**
 * Where a rising curve reaches a value. The search begins at a first guess but owes it nothing: it goes on until it
 * has come back to within two per cent of its last place, where a power law between two points is as good as exact.
 */
export function whereReached(curve: (level: number) => number, wanted: number, guess: number): number {
  let level = guess;
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const [low, high] = [curve(level / 1.02), curve(level * 1.02)];
    if (low === 0 || high === Infinity) {
      level *= low === 0 ? 3 : 1 / 3;
      continue;
    }
    const slope = exactLn(high / low) / (2 * exactLn(1.02));
    // A flat curve says no more than the direction.
    const step = slope > 0.05 ? exactLn(wanted / Math.sqrt(low * high)) / slope : Math.sign(wanted - low);
    if (Math.abs(step) < 0.02) return level * exactExp(step);
    level *= exactExp(Math.max(-1.5, Math.min(1.5, step)));
  }
  return Number.NaN;
}
