/** From a tissue in human terms to the kernel's numbers: minutes, seconds and days to hours, barriers to vessel walls. */
import type { FieldModel, OxygenModel, TissueModel, Vessel } from '../kernel/tissueModel';
import { latticeSize } from '../scenario/lattice';
import type { Drug, Scenario, Tissue } from '../scenario/scenario';
import type { BarrierModel } from './compartments';
import { placeVessels } from './vessels';

const HOURS_PER_DAY = 24;
const SECONDS_PER_HOUR = 3600;
const MINUTES_PER_HOUR = 60;

/** @throws ScenarioError as {@link placeVessels} does */
export function vesselsOf({ seed }: Scenario, tissue: Tissue): Vessel[] {
  const { siteMicrometres, vessels } = tissue;
  return placeVessels({ ...vessels, size: latticeSize(tissue), siteMicrometres, seed });
}

/**
 * @param barriers by drug; null where vessel walls are as anywhere
 */
export function tissueModel(
  scenario: Scenario,
  tissue: Tissue,
  barriers: readonly (BarrierModel | null)[],
): TissueModel {
  const { drugs } = scenario;
  const { normal, siteMicrometres, vessels } = tissue;
  let placed: Vessel[] | undefined;
  return {
    size: latticeSize(tissue),
    neighbours: tissue.neighbours,
    reach: tissue.reach,
    siteMicrometres,
    coarsening: tissue.coarsening === 2 ? 2 : 1,
    drugFields: drugs.map((drug, index) => drugField(tissue, drug, barriers[index] ?? null)),
    oxygen: tissue.oxygen.present ? oxygenModel(tissue) : null,
    // Kill that follows growth spares who does not grow.
    quiescentKill: drugs.map((drug) => (drug.killFollowsGrowth ? 0 : drug.tissue.quiescentKill)),
    clearancePerHour: tissue.clearancePerDay / HOURS_PER_DAY,
    normal: {
      divisionPerHour: normal.divisionPerDay / HOURS_PER_DAY,
      deathPerHour: normal.deathPerDay / HOURS_PER_DAY,
      kill: normal.killFactor,
    },
    volumeRatio: tissue.volumeRatio,
    // Placed once a run begins, not for everybody who asks for a plan; all tissues of a patient have them alike.
    get vessels() {
      placed ??= vesselsOf(scenario, tissue);
      return placed;
    },
    vesselDynamics: {
      lossPerHour: vessels.lossPerDay / HOURS_PER_DAY,
      gainPerHour: vessels.gainPerDay / HOURS_PER_DAY,
      crowdedFrom: vessels.crowdedFrom,
      crowdedWithin: vessels.crowdedWithin,
    },
  };
}

/**
 * Through the wall of a vessel pass permeability × (inside − (1 + pump + bulk) × outside), the clearances by the wall's
 * pump and by bulk flow being over permeability × surface: the level outside comes to 1/(1 + pump + bulk) of that
 * inside (docs/model.md (58)).
 */
function drugField(
  { boundaryOffset, vessels }: Tissue,
  { tissue: drug }: Drug,
  barrier: BarrierModel | null,
): FieldModel {
  return {
    diffusion: drug.diffusionMicrometres2PerSecond * SECONDS_PER_HOUR,
    decayPerHour: drug.decayPerHour,
    // Plasma comes to a tissue behind a barrier through its vessels alone.
    boundary:
      barrier !== null && drug.boundary === 'bath' && vessels.arrangement !== 'none'
        ? 'closed'
        : drug.boundary,
    boundaryValue: drug.boundaryMicromolar,
    boundaryOffset,
    permeability:
      drug.vesselPermeabilityMicrometresPerSecond * SECONDS_PER_HOUR * (barrier?.permeabilityFactor ?? 1),
    wallPump: 1 + (barrier?.pump ?? 0),
    wallBulk: barrier?.bulk ?? 0,
    consumptionPerHour: drug.consumptionPerHour,
  };
}

function oxygenModel({ oxygen, vessels, boundaryOffset }: Tissue): OxygenModel {
  return {
    diffusion: oxygen.diffusionMicrometres2PerMinute * MINUTES_PER_HOUR,
    decayPerHour: oxygen.decayPerMinute * MINUTES_PER_HOUR,
    boundary: oxygen.boundary,
    boundaryValue: oxygen.boundaryMmHg,
    boundaryOffset,
    permeability: vessels.oxygenPermeabilityMicrometresPerSecond * SECONDS_PER_HOUR,
    wallPump: 1,
    consumptionPerHour: oxygen.uptakePerMinute * MINUTES_PER_HOUR,
    vesselValue: vessels.oxygenMmHg,
    quiescentBelow: oxygen.quiescentBelowMmHg,
    fullAbove: oxygen.fullAboveMmHg,
    necrosisBelow: oxygen.necrosisBelowMmHg,
    necrosisFullBelow: oxygen.necrosisFullBelowMmHg,
    necrosisPerHour: oxygen.necrosisPerDay / HOURS_PER_DAY,
  };
}
