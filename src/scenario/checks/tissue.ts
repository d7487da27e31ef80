/** What single ranges cannot see of a tissue: its size as a whole, levels in order, ways in for each drug. */

import { MOST_SITES_VOLUME } from '../description/tissue';
import { fieldBytes, siteCount } from '../lattice';
import type { Scenario, Tissue } from '../scenario';
import { foundersOf } from '../tables/founders';
import { ScenarioError } from '../words/error';

/** The rest of 4 GiB is for cells. */
const MOST_FIELD_BYTES = 3.5 * 2 ** 30;

export function checkTissue(scenario: Scenario): void {
  const { tissue, crowding } = scenario.tumour;
  scenario.compartments.forEach((compartment, index) => {
    const path = `compartments[${index}]`;
    if (!compartment.inTissue) return;
    if (tissue === null) {
      throw new ScenarioError(
        `${path}.inTissue: true needs a tissue of the tumour (tumour.tissue) to be like.`,
      );
    }
    if (compartment.kind === 'marrow') {
      throw new ScenarioError(`${path}.inTissue: true is not for marrow, whose cells have no places.`);
    }
    if (compartment.crowding !== 'none') throw crowded(`${path}.crowding`, compartment.crowding);
    checkFounders(compartment.founders, tissue, `${path}.founders`);
  });
  if (tissue === null) return;
  if (crowding !== 'none') throw crowded('tumour.crowding', crowding);
  checkLattice(tissue, scenario.drugs.length);
  checkOxygen(tissue);
  checkWaysIn(scenario, tissue);
  const { path, cells } = foundersOf(scenario);
  // Of a table each cell's place is looked at when it is read.
  if (scenario.tumour.cells === '') checkFounders(cells, tissue, path);
}

function crowded(path: string, crowding: string): ScenarioError {
  return new ScenarioError(
    `${path}: "${crowding}" is for cells without places; in a tissue room sets the limit.`,
  );
}

function checkLattice(tissue: Tissue, drugs: number): void {
  const bytes = fieldBytes(tissue, drugs);
  if (bytes > MOST_FIELD_BYTES) {
    throw new ScenarioError(
      `tumour.tissue.coarsening: ${tissue.coarsening} makes fields of ${(bytes / 2 ** 30).toFixed(1)} GiB, ` +
        'too much for the 4 GiB of a compartment.',
    );
  }
  if (tissue.sitesZ === 1) return;
  for (const edge of ['sitesX', 'sitesY'] as const) {
    if (tissue[edge] > MOST_SITES_VOLUME) {
      throw new ScenarioError(
        `tumour.tissue.${edge}: ${tissue[edge]} is more than ${MOST_SITES_VOLUME}, the most along an edge of a volume.`,
      );
    }
  }
  if (tissue.sitesZ < 4) {
    throw new ScenarioError(`tumour.tissue.sitesZ: ${tissue.sitesZ} is neither 1, a plane, nor at least 4.`);
  }
}

function checkFounders(count: number, tissue: Tissue, path: string): void {
  const sites = siteCount(tissue);
  if (tissue.founding === 'everywhere' || count <= sites) return;
  throw new ScenarioError(`${path}: ${count} cells are more than the ${sites} sites of the tissue.`);
}

function checkOxygen({ oxygen, vessels }: Tissue): void {
  if (!oxygen.present) return;
  const path = 'tumour.tissue.oxygen';
  if (oxygen.fullAboveMmHg < oxygen.quiescentBelowMmHg) {
    throw new ScenarioError(
      `${path}.fullAboveMmHg: ${oxygen.fullAboveMmHg} mmHg is below quiescentBelowMmHg (${oxygen.quiescentBelowMmHg}).`,
    );
  }
  if (oxygen.necrosisFullBelowMmHg > oxygen.necrosisBelowMmHg) {
    throw new ScenarioError(
      `${path}.necrosisFullBelowMmHg: ${oxygen.necrosisFullBelowMmHg} mmHg is above necrosisBelowMmHg (${oxygen.necrosisBelowMmHg}).`,
    );
  }
  if (oxygen.boundary === 'closed' && vessels.arrangement === 'none') {
    throw new ScenarioError(
      `${path}.boundary: "closed" lets no oxygen in where there are no vessels (tumour.tissue.vessels).`,
    );
  }
}

function checkWaysIn({ drugs }: Scenario, { vessels }: Tissue): void {
  drugs.forEach(({ tissue }, index) => {
    if (tissue.boundary === 'closed' && vessels.arrangement === 'none') {
      throw new ScenarioError(
        `drugs[${index}].tissue.boundary: "closed" lets no drug in where there are no vessels (tumour.tissue.vessels).`,
      );
    }
  });
}
