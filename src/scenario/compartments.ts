/** The populations of a patient, each with a kernel of its own, in the order in which everything lists them. */
import type { KernelModel } from '../kernel/model';
import { kernelModel } from './compile';
import type { Scenario } from './scenario';

export interface CompartmentPlan {
  /** In tables, plots, exports and sentences: "lesion 2". */
  name: string;
  model: KernelModel;
  /** Of its random numbers: the scenario's below 2^32, with the compartment's place above. */
  seed: number;
}

export function compartmentCount(scenario: Scenario): number {
  return scenario.tumour.lesions;
}

/** A single compartment draws the random numbers of the scenario's seed itself. */
export function compartmentPlans(scenario: Scenario): CompartmentPlan[] {
  const model = kernelModel(scenario);
  const { lesions } = scenario.tumour;
  return Array.from({ length: lesions }, (_, index) => ({
    name: lesions === 1 ? 'tumour' : `lesion ${index + 1}`,
    model,
    seed: scenario.seed + index * 2 ** 32,
  }));
}
