/** A tumour that grows to any size, is treated, for a month if not said otherwise, and keeps nearly all its cells meanwhile. */
import { completeScenario, type Scenario } from '../../src/scenario/schema';

const DIVISION_PER_DAY = 1;
const DEATH_PER_DAY = 0.05;

/** From one founder; several lesions from a thousand each, so that chance does not make one outgrow its memory. */
const FOUNDERS_OF_SEVERAL = 1000;

/**
 * Division and death are equal under the drug, so that what is measured stays large to the end. One lesion is treated
 * from its size on; several, which are looked at daily only, from the day on which they have it in the mean.
 * @param cells when treatment begins, of all lesions together
 */
export function scaleScenario(cells: number, lesions: number, treatedDays = 30): Scenario {
  return completeScenario({
    title: `${cells.toExponential().replace('+', '')} cells`,
    seed: 1,
    stepHours: 1,
    outputEveryHours: 24,
    untilDays: 365,
    tumour: {
      lesions,
      founders: lesions > 1 ? FOUNDERS_OF_SEVERAL : 1,
      divisionPerDay: DIVISION_PER_DAY,
      deathPerDay: DEATH_PER_DAY,
    },
    alterations: { pumpGain: 1e-7 },
    drugs: [
      {
        name: 'cytostatic',
        schedule: { levelMicromolar: 10 },
        pumpStrength: 3,
        halfEffectMicromolar: 0.2,
        hill: 2,
        killPerDay: 0,
        stasis: 0.95,
      },
    ],
    treatment:
      lesions === 1 ? { begin: 'size', atCells: cells } : { begin: 'day', onDay: dayOf(cells / lesions) },
    stop: { daysAfterTreatment: treatedDays },
  });
}

function dayOf(cells: number): number {
  const days = Math.log(cells / FOUNDERS_OF_SEVERAL) / (DIVISION_PER_DAY - DEATH_PER_DAY);
  return Math.max(0, Math.round(days * 24) / 24);
}
