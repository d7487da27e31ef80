/** Gives the cells of a compartment places: everything that only a scenario with a tissue needs. */

import { wildType } from '../kernel/numbers/genotype';
import type { Scenario } from '../scenario/scenario';
import type { CompartmentPlan } from './compartments';
import { placeFounders } from './founding';
import { tissueModel, vesselsOf } from './tissue';

/** The plan of a well-mixed compartment as that of a tissue like the tumour's. */
export function placed(scenario: Scenario, plan: CompartmentPlan): CompartmentPlan {
  const { tissue } = scenario.tumour;
  if (tissue === null) return plan;
  const founders = placeFounders(plan.model.founders, tissue, wildType(), plan.seed);
  return {
    ...plan,
    model: { ...plan.model, founders, tissue: tissueModel(scenario, tissue, plan.barriers) },
  };
}

/** @throws ScenarioError where the vessels of a tissue find no places */
export function checkPlaces(scenario: Scenario): void {
  if (scenario.tumour.tissue !== null) vesselsOf(scenario, scenario.tumour.tissue);
}
