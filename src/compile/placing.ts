/** Where founders stand: everything that only a scenario with a tissue, or with founders from a table, needs. */

import type { FounderModel } from '../kernel/model';
import { wildType } from '../kernel/numbers/genotype';
import type { Scenario } from '../scenario/scenario';
import type { CompartmentPlan } from './compartments';
import { placeFounders } from './founding';
import { tableFounders } from './tableFounders';
import { tissueModel, vesselsOf } from './tissue';

/**
 * The plan of a well-mixed compartment as that of a tissue like the tumour's.
 * @param withPlaces founders that have their places; null where those of the plan are to be placed
 */
export function placed(
  scenario: Scenario,
  plan: CompartmentPlan,
  withPlaces: FounderModel[] | null,
): CompartmentPlan {
  const { tissue } = scenario.tumour;
  if (tissue === null) return plan;
  const founders = withPlaces ?? placeFounders(plan.model.founders, tissue, wildType(), plan.seed);
  return {
    ...plan,
    model: { ...plan.model, founders, tissue: tissueModel(scenario, tissue, plan.barriers) },
  };
}

/** Founders of each compartment that a table has; null for those of which the scenario tells. */
export function fromTable(scenario: Scenario): (FounderModel[] | null)[] {
  return tableFounders(scenario);
}

/** @throws ScenarioError where a table of cells is damaged */
export function checkTable(scenario: Scenario): void {
  if (scenario.tumour.cells !== '') tableFounders(scenario);
}

/** @throws ScenarioError where the vessels of a tissue find no places, or a table of cells is damaged */
export function checkPlaces(scenario: Scenario): void {
  checkTable(scenario);
  if (scenario.tumour.tissue !== null) vesselsOf(scenario, scenario.tumour.tissue);
}
