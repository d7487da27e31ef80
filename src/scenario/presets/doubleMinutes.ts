/** DHFR on double minutes: amplified under methotrexate, lost again without it. */
import { drugInCulture, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

const TREATED_HOURS = 50 * 24;

export const doubleMinutes = preset('double-minutes', {
  title: 'Double minutes',
  about:
    'Extra copies of DHFR lie outside the chromosomes, so that a division deals them to the daughters at random and under methotrexate the cells with most of them win. After fifty days the drug is taken away, and in the hundred that follow most cells lose them again.',
  marks: {
    'targets[0].gainProbability': {
      kind: 'derived',
      from: ['tlsty1989'],
      how: 'as often as the gene CAD in highly tumorigenic rat liver cells, almost 10⁻⁴ per cell and generation',
    },
  },
  stepHours: 1,
  outputEveryHours: 12,
  untilDays: 250,
  tumour: { founders: 10, divisionPerDay: 1, deathPerDay: 0.4, crowding: 'logistic', capacity: 250_000 },
  targets: [
    targetFromCatalogue('DHFR', {
      doubleMinutes: true,
      costPerDoubling: 0.02,
      gainProbability: 1e-4,
      furtherGainProbability: 0.003,
    }),
  ],
  drugs: [
    drugInCulture('methotrexate', 0.03, {
      schedule: { infusionHours: TREATED_HOURS, everyHours: TREATED_HOURS, doses: 1 },
    }),
  ],
  treatment: { begin: 'size', atCells: 100_000 },
  stop: { daysAfterTreatment: 150 },
});
