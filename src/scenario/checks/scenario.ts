/** What single ranges cannot see: references between parts, sums, sizes and the step length. */

import { Limit } from '../../../assembly/shared/limits';
import { compartmentCount, marrowRatePerDay } from '../compartments';
import { shown } from '../complete';
import type { Drug, Scenario, Target } from '../scenario';
import { foundersOf } from '../tables/founders';
import { ScenarioError } from '../words/error';
import { missing } from '../words/missing';
import { checkChanges } from './changes';
import { checkCompartments } from './compartments';
import { checkResponse } from './response';
import { checkRetained } from './retained';
import { checkRules } from './rules';
import { checkTissue } from './tissue';

const KERNEL_BYTES = 2 ** 32;
/** Beyond this many events per cell and step the exact law still holds, but rates would be far from constant. */
const MOST_EVENTS_PER_STEP = 8;
/** Responses that mean nothing without a target and a dissociation constant. */
const NEEDS_BINDING: ReadonlySet<string> = new Set(['inhibitor', 'poison', 'receptor']);
const MOST_OUTPUTS = 100_000;
/** Of one agent running at the same time. */
const MOST_INFUSIONS = 100;
/** As text in a checkpoint they take 430 MB, and an engine's longest string is 512. */
const MOST_NUMBERS = 40_000_000;
const MOST_STEPS = 4_000_000_000;

export function checkScenario(scenario: Scenario): void {
  checkValues(scenario);
  checkChanges(scenario, checkValues);
}

/** Everything but what is done by hand. */
function checkValues(scenario: Scenario): void {
  checkTimes(scenario);
  checkRecord(scenario);
  checkRates(scenario);
  checkNames(scenario);
  checkCompartments(scenario);
  checkTissue(scenario);
  scenario.drugs.forEach((drug, index) => {
    checkDrug(scenario, drug, `drugs[${index}]`);
  });
  if (scenario.inhibitor !== null) checkSchedule(scenario.inhibitor, 'inhibitor');
  scenario.tumour.resistantFounders.forEach((_, index) => {
    checkResistantFounder(scenario, index);
  });
  checkAlterations(scenario);
  checkRules(scenario);
  checkSizes(scenario);
}

function checkTimes({ stepHours, untilDays, outputEveryHours }: Scenario): void {
  const hours = untilDays * 24;
  if (hours / stepHours > MOST_STEPS) {
    throw new ScenarioError(
      `stepHours: ${stepHours} h would make more than 4·10⁹ steps in ${untilDays} days.`,
    );
  }
  if (hours / Math.max(outputEveryHours, stepHours) > MOST_OUTPUTS) {
    throw new ScenarioError(
      `outputEveryHours: ${outputEveryHours} h gives more than ${MOST_OUTPUTS} output times in ${untilDays} days.`,
    );
  }
}

/** All rows of a run are held at once, and written into each of its checkpoints. */
function checkRecord(scenario: Scenario): void {
  const { untilDays, outputEveryHours, stepHours, drugs, tumour, targets, cloneCountsFrom } = scenario;
  const count = compartmentCount(scenario);
  const rows = (count > 1 ? count + 1 : 1) * ((untilDays * 24) / Math.max(outputEveryHours, stepHours));
  const ofTissue = tumour.tissue === null ? 0 : 5 + 2 * (drugs.length + 1);
  // Of clones: diversity, and heterozygosity of the targets and six loci more.
  const ofClones = cloneCountsFrom === 0 ? 0 : 5 + 6 + targets.length;
  const ofCells = 7 + Limit.classes + drugs.length * (1 + Limit.classes);
  // Parts of classes: copies of the pump and of each target by doublings, and each variant.
  const ofParts = targets.reduce((sum, { variants }) => sum + 6 + variants.length, 7);
  const numbers = rows * (ofCells + ofParts + ofTissue + ofClones);
  if (numbers > MOST_NUMBERS) {
    throw new ScenarioError(
      `outputEveryHours: ${outputEveryHours} h gives ${count} compartments ${rounded(numbers / 1e6)} million numbers in ` +
        `${untilDays} days, more than the ${MOST_NUMBERS / 1e6} million that a run can keep.`,
    );
  }
}

/** The added death rate that a drug can reach where growth is at most `fastest` times the unhindered one. */
const strongestKillPerDay = (drug: Drug, fastest: number) =>
  drug.killPerDay * drug.cycleFraction * mostEffect(drug) * (drug.killFollowsGrowth ? fastest : 1);

/** Responses without a ceiling are taken to reach 5 times their unit. */
function mostEffect({ response, points }: Drug): number {
  if (response === 'points') return Math.max(0, ...points.map(({ effect }) => effect));
  return response === 'hazard' || response === 'linear' ? 5 : 1;
}

function checkRates(scenario: Scenario): void {
  const { crowding, deathPerDay, divisionPerDay, feedbackMost } = scenario.tumour;
  const fastest = crowding === 'homeostatic' ? feedbackMost : 1;
  checkRatesOf(scenario, { deathPerDay, divisionPerDay }, 1, fastest);
  for (const compartment of scenario.compartments) {
    // Feedback speeds marrow up.
    const fastest = compartment.kind === 'marrow' ? compartment.feedbackMost : 1;
    const own = marrowRatePerDay(compartment);
    const { deathPerDay, divisionPerDay } =
      compartment.kind === 'marrow' ? { deathPerDay: own, divisionPerDay: own } : compartment;
    checkRatesOf(scenario, { deathPerDay, divisionPerDay }, compartment.killFactor, fastest);
  }
}

function checkRatesOf(
  scenario: Scenario,
  { divisionPerDay, deathPerDay }: { divisionPerDay: number; deathPerDay: number },
  killFactor: number,
  fastest: number,
): void {
  const killPerDay = scenario.drugs.reduce(
    (sum, drug) => sum + killFactor * strongestKillPerDay(drug, fastest),
    0,
  );
  const perDay = divisionPerDay * fastest + deathPerDay + killPerDay;
  const perStep = (perDay * scenario.stepHours) / 24;
  if (perStep > MOST_EVENTS_PER_STEP) {
    throw new ScenarioError(
      `stepHours: ${scenario.stepHours} h is too long for a division, death and kill rate of together ` +
        `${rounded(perDay)} per day (${rounded(perStep)} events per step, at most ${MOST_EVENTS_PER_STEP}).`,
    );
  }
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function checkNames(scenario: Scenario): void {
  unique(scenario.targets, 'targets');
  unique(scenario.drugs, 'drugs');
  const { inhibitor } = scenario;
  if (inhibitor !== null && scenario.drugs.some(({ name }) => name === inhibitor.name)) {
    throw new ScenarioError(`inhibitor.name: ${shown(inhibitor.name)} is the name of a drug.`);
  }
  scenario.targets.forEach((target, index) => {
    const path = `targets[${index}]`;
    unique(target.variants, `${path}.variants`);
    const weight = target.variants.reduce((sum, variant) => sum + variant.weight, 0);
    if (target.variantProbability > 0 && !(weight > 0)) {
      throw new ScenarioError(
        `${path}.variantProbability: ${target.variantProbability} needs variants with a weight above 0 in ${path}.variants.`,
      );
    }
  });
}

function unique(items: readonly { name: string }[], path: string): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    if (seen.has(item.name))
      throw new ScenarioError(`${path}[${index}].name: ${shown(item.name)} is used twice.`);
    seen.add(item.name);
  });
}

function findTarget(scenario: Scenario, name: string, path: string): Target {
  const found = scenario.targets.find((target) => target.name === name);
  if (found !== undefined) return found;
  throw missing(`${path}`, name, 'a target', scenario.targets);
}

function checkDrug(scenario: Scenario, drug: Drug, path: string): void {
  checkSchedule(drug, path);
  checkRetained(drug, path);
  checkResponse(scenario, drug, path);
  if (drug.target === '') {
    if (NEEDS_BINDING.has(drug.response)) {
      throw new ScenarioError(`${path}.target: "" leaves the response "${drug.response}" without a target.`);
    }
    if (drug.variantEffects.length > 0) {
      throw new ScenarioError(`${path}.target: "" leaves the variant effects without a target.`);
    }
    if (drug.kdMicromolar > 0) {
      throw new ScenarioError(`${path}.kdMicromolar: ${drug.kdMicromolar} µM needs a target to bind to.`);
    }
    return;
  }
  const target = findTarget(scenario, drug.target, `${path}.target`);
  if (NEEDS_BINDING.has(drug.response) && !(drug.kdMicromolar > 0)) {
    throw new ScenarioError(
      `${path}.kdMicromolar: ${drug.kdMicromolar} µM gives the response "${drug.response}" no binding; it must be above 0.`,
    );
  }
  const seen = new Set<string>();
  drug.variantEffects.forEach((effect, index) => {
    const at = `${path}.variantEffects[${index}].variant`;
    if (seen.has(effect.variant)) throw new ScenarioError(`${at}: ${shown(effect.variant)} is used twice.`);
    seen.add(effect.variant);
    if (!target.variants.some((variant) => variant.name === effect.variant)) {
      throw missing(at, effect.variant, `a variant of "${target.name}"`, target.variants);
    }
  });
}

function checkSchedule(agent: Drug | NonNullable<Scenario['inhibitor']>, path: string): void {
  const { route } = agent.pharmacokinetics;
  const { infusionHours, everyHours } = agent.schedule;
  if (route === 'infusion' && !(infusionHours > 0)) {
    throw new ScenarioError(
      `${path}.schedule.infusionHours: ${infusionHours} h is no infusion; it must be above 0.`,
    );
  }
  // A level is held or not; infusions add up.
  if (route === 'level' && infusionHours > everyHours) {
    throw new ScenarioError(
      `${path}.schedule.infusionHours: ${infusionHours} h is longer than everyHours (${everyHours} h).`,
    );
  }
  if (route === 'infusion' && infusionHours > MOST_INFUSIONS * everyHours) {
    throw new ScenarioError(
      `${path}.schedule.infusionHours: ${infusionHours} h every ${everyHours} h are more than ${MOST_INFUSIONS} infusions at once.`,
    );
  }
}

function checkResistantFounder(scenario: Scenario, index: number): void {
  const path = `tumour.resistantFounders[${index}]`;
  const founder = scenario.tumour.resistantFounders[index]!;
  if (founder.target === '') {
    if (founder.variant !== '' || founder.copies !== 1 || founder.targetLost) {
      throw new ScenarioError(`${path}.target: "" leaves copies, variant or loss without a target.`);
    }
    return;
  }
  const target = findTarget(scenario, founder.target, `${path}.target`);
  if (founder.variant !== '' && !target.variants.some((variant) => variant.name === founder.variant)) {
    throw missing(`${path}.variant`, founder.variant, `a variant of "${target.name}"`, target.variants);
  }
}

/** Sum of the probabilities of all alterations at one division of a normal cell. */
export function alterationSum(scenario: Scenario): number {
  const own = Object.values(scenario.alterations).reduce((sum, probability) => sum + probability, 0);
  return scenario.targets.reduce(
    (sum, target) =>
      sum +
      target.gainProbability +
      target.furtherGainProbability +
      target.copyLossProbability +
      target.variantProbability +
      target.lossProbability,
    own,
  );
}

function checkAlterations(scenario: Scenario): void {
  const sum = alterationSum(scenario);
  const mutators =
    scenario.alterations.mutator > 0 || scenario.tumour.resistantFounders.some((founder) => founder.mutator);
  const factor = mutators ? scenario.mutator.factor : 1;
  if (sum * factor <= 1) return;
  throw factor > 1
    ? new ScenarioError(
        `mutator.factor: ${factor} times the sum of all alteration probabilities, ${rounded(sum)}, is above 1.`,
      )
    : new ScenarioError(`alterations: all probabilities together are ${rounded(sum)} per division, above 1.`);
}

/** Bytes of one cell: 8 of its own and 4 for each drug and each metabolite that it keeps (at least one of them). */
export function bytesPerCell({ drugs }: Scenario): number {
  const kept = drugs.filter(({ retained }) => retained.acts !== 'none').length;
  return 8 + 4 * Math.max(1, drugs.length + kept);
}

function checkSizes(scenario: Scenario): void {
  const most = Math.floor(KERNEL_BYTES / bytesPerCell(scenario));
  const { path: founding, cells: founders } = foundersOf(scenario);
  if (founders < 1)
    throw new ScenarioError(`${founding}: ${founders} cells cannot grow; at least 1 is needed.`);
  const count = compartmentCount(scenario);
  /** Path, cells, in how many compartments they may be, whether the number matters. */
  const sizes: [string, number, number, boolean][] = [
    [founding, founders, 1, true],
    ['tumour.capacity', scenario.tumour.capacity, 1, scenario.tumour.crowding !== 'none'],
    ['treatment.atCells', scenario.treatment.atCells, count, scenario.treatment.begin === 'size'],
    ['untilCells', scenario.untilCells, count, true],
    ['stop.relapseCells', scenario.stop.relapseCells, count, true],
  ];
  for (const [path, cells, compartments, counts] of sizes) {
    if (!counts || cells <= most * compartments) continue;
    const where = compartments === 1 ? 'one compartment' : `each of ${compartments} compartments`;
    throw new ScenarioError(
      `${path}: ${cells} cells do not fit in the 4 GiB of ${where} (at most ${most * compartments} with ${scenario.drugs.length} drugs).`,
    );
  }
}
