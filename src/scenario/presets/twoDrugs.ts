/** Two poisons against one tumour, at once and one after the other. */
import { drugInCulture, targetFromCatalogue } from '../drugs';
import type { Schedule } from '../scenario';
import { type PresetDocument, preset } from './preset';

const ALTERED = 'altered';
/** Per division, of either resistance; high, so that a million cells stand for more. */
const PROBABILITY = 6e-6;

function culture(
  title: string,
  about: string,
  schedules: Record<'paclitaxel' | 'doxorubicin', Partial<Schedule>>,
): PresetDocument {
  return {
    title,
    about,
    stepHours: 0.5,
    outputEveryHours: 6,
    untilDays: 200,
    tumour: { founders: 1, divisionPerDay: 0.6, deathPerDay: 0.2 },
    pump: { perCopy: 10 },
    targets: [
      targetFromCatalogue('tubulin', {
        variantProbability: PROBABILITY,
        variants: [{ name: ALTERED, weight: 1, fitness: 1 }],
      }),
      targetFromCatalogue('topoisomerase II', { lossProbability: PROBABILITY, growthWithoutTarget: 0.95 }),
    ],
    drugs: [
      drugInCulture('paclitaxel', 0.02, {
        schedule: schedules.paclitaxel,
        variantEffects: [{ variant: ALTERED, kdFactor: 100, halfEffectMicromolar: 2, hill: 2 }],
      }),
      drugInCulture('doxorubicin', 0.2, { schedule: schedules.doxorubicin }),
    ],
    treatment: { begin: 'size', atCells: 1_000_000 },
  };
}

export const twoDrugs = preset('two-drugs', {
  ...culture(
    'Two drugs at once',
    'Among a million cells several have an altered tubulin and several have lost topoisomerase II, but none both, so that paclitaxel and doxorubicin together cure. Let MDR1, whose pump carries both drugs, be switched on at 10⁻⁵ per division, and the same treatment fails.',
    { paclitaxel: {}, doxorubicin: {} },
  ),
  stop: { relapseCells: 1_000_000 },
});

export const twoDrugsInTurn = preset('two-drugs-in-turn', {
  ...culture(
    'Two drugs in turn',
    'The same tumour and the same drugs, paclitaxel for four weeks and doxorubicin from then on. Cells that resist the first are many by the time the second comes, a few of them have lost its target as well, and these are the relapse.',
    {
      paclitaxel: { infusionHours: 672, everyHours: 672, doses: 1 },
      doxorubicin: { startDay: 28 },
    },
  ),
  stop: { relapseCells: 4_000_000 },
});
