/** What single ranges cannot see of compartments beside the tumour: names, barriers, rates. */

import { marrowRatePerDay } from '../compartments';
import { shown } from '../complete';
import { parameterAt } from '../parameters';
import type { OtherCompartment, Scenario } from '../scenario';
import { ScenarioError } from '../words/error';

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
    if (compartment.kind === 'marrow') checkMarrow(compartment, path);
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

/** Relative distance at which a rate that was written out still says what follows from the transit time. */
const ROUNDED = 0.01;

/** Marrow's rates follow from its transit time: others would be passed over, so they are refused. */
function checkMarrow(marrow: OtherCompartment, path: string): void {
  const own = marrowRatePerDay(marrow);
  for (const name of ['divisionPerDay', 'deathPerDay'] as const) {
    const value = marrow[name];
    const silent = value === parameterAt(`compartments[].${name}`)?.default;
    if (silent || Math.abs(value - own) <= ROUNDED * own) continue;
    throw new ScenarioError(
      `${path}.${name}: ${value} per day is not for marrow, whose cells divide and leave at 4 over meanTransitHours (${marrow.meanTransitHours} h).`,
    );
  }
}
