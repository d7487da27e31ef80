/** Methotrexate at a level that doubles step by step: lower uptake, less retention, amplified and altered DHFR. */
import { drugInCulture, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

/**
 * Leucine 22 altered: human variants hold methotrexate 740 to 28,000 times less tightly (Lewis et al. 1995 J Biol Chem
 * 270:5057); this is the least of them. The enzyme works less well; the tenth of growth that it costs is assumed.
 */
const variant = 'Leu22';

export const methotrexateSteps = preset('methotrexate-steps', {
  title: 'Methotrexate, step by step',
  about:
    'The level of methotrexate doubles every three weeks, and cells that take up less of it, keep less of it, amplify DHFR or alter it arise side by side, as in cell lines made resistant this way. Which of them lead depends on the level and on how often each arises: to keep less of a drug that never leaves helps little, and several ways in one cell win in the end.',
  marks: {
    'targets[0].gainProbability': {
      kind: 'derived',
      from: ['tlsty1989'],
      how: 'as often as the gene CAD in highly tumorigenic rat liver cells, almost 10⁻⁴ per cell and generation',
    },
    'drugs[0].variantEffects[0].kdFactor': {
      kind: 'cited',
      source: 'lewis1995',
      where: 'human variants of leucine 22, 740 to 28,000 times less tight',
    },
  },
  stepHours: 1,
  outputEveryHours: 24,
  untilDays: 400,
  tumour: { founders: 10, divisionPerDay: 1, deathPerDay: 0.2, crowding: 'logistic', capacity: 250_000 },
  alterations: { carrierLoss: 1e-5, retentionLoss: 1e-5 },
  targets: [
    targetFromCatalogue('DHFR', {
      costPerDoubling: 0.02,
      gainProbability: 1e-4,
      furtherGainProbability: 3e-3,
      copyLossProbability: 1e-3,
      variantProbability: 5e-6,
      variants: [{ name: variant, weight: 1, fitness: 0.9 }],
    }),
  ],
  drugs: [
    drugInCulture('methotrexate', 0.005, {
      variantEffects: [{ variant, kdFactor: 740, halfEffectMicromolar: 1, hill: 1 }],
    }),
  ],
  rules: [{ kind: 'escalate', drug: 'methotrexate', factor: 2, everyDays: 21, limitFactor: 256 }],
  treatment: { begin: 'size', atCells: 150_000 },
  stop: { daysAfterTreatment: 180 },
});
