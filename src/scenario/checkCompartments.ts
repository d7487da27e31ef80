/** What single ranges cannot see of compartments beside the tumour: names, barriers, rates. */
import { shown } from './complete';
import { ScenarioError } from './error';
import type { Scenario } from './scenario';

/** Names that the tumour's own lesions and all together have. */
const TAKEN = /^(all|tumour|lesion \d+)$/;

export function checkCompartments(scenario: Scenario): void {
  const names = new Set<string>();
  scenario.compartments.forEach((compartment, index) => {
    const path = `compartments[${index}]`;
    const { name } = compartment;
    if (names.has(name)) throw new ScenarioError(`${path}.name: ${shown(name)} is used twice.`);
    if (TAKEN.test(name))
      throw new ScenarioError(`${path}.name: ${shown(name)} is a name of the tumour's own.`);
    names.add(name);
    if (compartment.transducedShare > 0 && compartment.kind !== 'marrow') {
      throw new ScenarioError(
        `${path}.transducedShare: ${compartment.transducedShare} is only for marrow, not for a ${compartment.kind}.`,
      );
    }
    const drugs = new Set<string>();
    compartment.barriers.forEach(({ drug }, at) => {
      const where = `${path}.barriers[${at}].drug`;
      if (!scenario.drugs.some((each) => each.name === drug)) {
        throw new ScenarioError(`${where}: ${shown(drug)} is not the name of a drug.`);
      }
      if (drugs.has(drug)) throw new ScenarioError(`${where}: ${shown(drug)} is used twice.`);
      drugs.add(drug);
    });
  });
}
