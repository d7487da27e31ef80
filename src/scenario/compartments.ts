/** What a document says of the populations of a patient. */
import type { CompartmentKind, OtherCompartment, Scenario } from './scenario';

export function compartmentCount(scenario: Scenario): number {
  return scenario.tumour.lesions + scenario.compartments.length;
}

/** Whether its cells count towards the size of the tumour. */
export const isTumour = ({ kind }: { kind: CompartmentKind }) => kind !== 'marrow';

/** Whether cells of any compartment have places, which asks for the whole kernel. */
export const hasTissue = ({ tumour }: Scenario) => tumour.tissue !== null;

/** Stages from progenitors to circulation, which pass on at the rate at which progenitors divide (Friberg et al. 2002). */
const TRANSIT_STAGES = 4;

/** Divisions, and cells that pass on, per day and progenitor of a marrow at its normal number. */
export const marrowRatePerDay = ({ meanTransitHours }: OtherCompartment) =>
  (TRANSIT_STAGES * 24) / meanTransitHours;
