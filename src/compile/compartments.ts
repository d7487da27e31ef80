/** The populations of a patient, each with a kernel of its own, in the order in which everything lists them. */
import type { FounderModel, KernelModel } from '../kernel/model';
import { hasTissue, marrowRatePerDay } from '../scenario/compartments';
import type { CompartmentKind, OtherCompartment, Scenario } from '../scenario/scenario';
import { lesionName } from '../scenario/words/names';
import { founderModels, kernelModel } from './compile';
import { fromTable, placed } from './places';

/** How a barrier keeps one drug out: clearances over permeability × surface (docs/model.md (67)). */
export interface BarrierModel {
  pump: number;
  bulk: number;
  /** In a tissue: permeability of these vessels over that of others. */
  permeabilityFactor: number;
}

export interface CompartmentPlan {
  /** In tables, plots, exports and sentences: "lesion 2". */
  name: string;
  kind: CompartmentKind;
  model: KernelModel;
  /** Of its random numbers: the scenario's below 2^32, with the compartment's place and line above. */
  seed: number;
  /** By drug; null where plasma comes in as it is. */
  barriers: (BarrierModel | null)[];
  /** Share of the inhibitor's plasma level that the cells meet. */
  inhibitorRatio: number;
  /** Circulating cells of a normal marrow, 10⁹/L; null of cells that make no blood. */
  blood: { normalGigaPerLitre: number } | null;
}

/** Lines that one compartment may have: what random numbers are keyed by leaves room for so many. */
export const MOST_LINES = 10_000;
/** More than a patient has compartments. */
const COMPARTMENTS = 128;

/**
 * A tumour alone draws the random numbers of the scenario's seed itself.
 * @param lines per compartment, how many that died out were founded before: each draws numbers of its own
 */
export function compartmentPlans(scenario: Scenario, lines: readonly number[] = []): CompartmentPlan[] {
  const tumour = kernelModel(scenario);
  const { lesions } = scenario.tumour;
  const plans: Omit<CompartmentPlan, 'seed'>[] = [];
  for (let index = 0; index < lesions; index++) {
    plans.push({ ...open(scenario), name: lesionName(lesions, index), kind: 'tumour', model: tumour });
  }
  for (const other of scenario.compartments) {
    const { name, kind, inhibitorRatio, normalGigaPerLitre } = other;
    const blood = kind === 'marrow' ? { normalGigaPerLitre } : null;
    const barriers = scenario.drugs.map((drug) => {
      const barrier = other.barriers.find((each) => each.drug === drug.name);
      return barrier === undefined
        ? null
        : {
            pump: barrier.pumpOverPermeability,
            bulk: barrier.bulkOverPermeability,
            permeabilityFactor: barrier.permeabilityFactor,
          };
    });
    plans.push({ name, kind, model: otherModel(scenario, tumour, other), barriers, inhibitorRatio, blood });
  }
  const tables = scenario.tumour.cells === '' ? [] : fromTable(scenario);
  return plans.map((plan, index) => {
    const key = index + COMPARTMENTS * (lines[index] ?? 0);
    const founders = tables[index] ?? null;
    const model = founders === null ? plan.model : { ...plan.model, founders };
    const seeded = { ...plan, model, seed: scenario.seed + key * 2 ** 32 };
    const other = scenario.compartments[index - lesions];
    const hasPlaces = hasTissue(scenario) && (other === undefined || other.inTissue);
    return hasPlaces ? placed(scenario, seeded, founders) : seeded;
  });
}

const open = (scenario: Scenario) => ({
  barriers: scenario.drugs.map(() => null),
  inhibitorRatio: 1,
  blood: null,
});

/** The tumour's cells under other growth; marrow's are normal ones, which keep their number and do not mutate. */
function otherModel(scenario: Scenario, tumour: KernelModel, other: OtherCompartment): KernelModel {
  const grown: KernelModel = {
    ...tumour,
    divisionPerHour: other.divisionPerDay / 24,
    deathPerHour: other.deathPerDay / 24,
    crowding: other.crowding,
    capacity: other.capacity,
    drugs: tumour.drugs.map((drug) => ({ ...drug, killPerHour: drug.killPerHour * other.killFactor })),
    founders: otherFounders(scenario, other),
  };
  if (other.kind !== 'marrow') return grown;
  const transitPerHour = marrowRatePerDay(other) / 24;
  return {
    ...grown,
    divisionPerHour: transitPerHour,
    deathPerHour: transitPerHour,
    crowding: 'homeostatic',
    capacity: other.founders,
    feedback: { exponent: other.feedbackExponent, most: other.feedbackMost, transitPerHour },
    alterations: [],
  };
}

function otherFounders(scenario: Scenario, other: OtherCompartment): FounderModel[] {
  const { genotype } = founderModels({
    ...scenario,
    tumour: { ...scenario.tumour, founders: 1, resistantFounders: [] },
  })[0]!;
  const transduced = other.kind === 'marrow' ? Math.round(other.founders * other.transducedShare) : 0;
  return [
    { count: other.founders - transduced, genotype },
    { count: transduced, genotype: { ...genotype, pumpCopies: other.transducedCopies } },
  ].filter(({ count }) => count > 0);
}
