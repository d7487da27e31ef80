/** A drug that tissue takes up on its way: a core without vessels is a place where cells survive. */
import { drugInCulture, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

export const outOfReach = preset('drug-out-of-reach', {
  title: 'A drug that does not reach',
  about:
    'Doxorubicin, held for sixteen days, against a tumour whose core has no vessels: half of the drug is taken up within 45 µm of them (assumed). Cells in the core survive without being resistant, and the tumour comes back from there.',
  stepHours: 1,
  outputEveryHours: 6,
  untilDays: 120,
  tumour: {
    founders: 8000,
    divisionPerDay: 0.7,
    deathPerDay: 0.05,
    tissue: {
      sitesX: 512,
      sitesY: 512,
      reach: 5,
      oxygen: { present: false },
      vessels: {
        arrangement: 'random',
        perSquareMillimetre: 60,
        leastDistanceMicrometres: 80,
        absentWithinMicrometres: 1600,
      },
    },
  },
  targets: [targetFromCatalogue('topoisomerase II')],
  drugs: [
    drugInCulture('doxorubicin', 0.5, {
      schedule: { infusionHours: 384, everyHours: 384, doses: 1 },
      killPerDay: 3,
      tissue: { boundary: 'closed' },
    }),
  ],
  treatment: { begin: 'size', atCells: 30_000 },
  stop: { relapseCells: 30_000 },
});
