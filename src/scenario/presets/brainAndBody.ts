/** One tissue twice, in the body and behind the blood–brain barrier. */
import { brainBarrier, drugFromCatalogue, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

const growth = { divisionPerDay: 0.6, deathPerDay: 0.05 };

export const brainAndBody = preset('brain-and-body', {
  title: 'Brain and body',
  about:
    'The same leukaemia grows in two tissues with the same vessels; those in the brain let a hundredth of the imatinib through and pump most of that out again, to a tenth of the level in plasma. Both are given the same doses, the cells of the body die, and those of the brain grow on.',
  stepHours: 0.5,
  outputEveryHours: 6,
  untilDays: 90,
  tumour: {
    founders: 200,
    ...growth,
    tissue: {
      sitesX: 256,
      sitesY: 256,
      reach: 5,
      oxygen: { boundary: 'closed' },
      vessels: {
        arrangement: 'random',
        perSquareMillimetre: 60,
        leastDistanceMicrometres: 80,
        oxygenMmHg: 60,
      },
    },
  },
  compartments: [
    {
      name: 'brain',
      kind: 'brain',
      inTissue: true,
      founders: 200,
      ...growth,
      barriers: [{ drug: 'imatinib', ...brainBarrier('imatinib') }],
    },
  ],
  targets: [targetFromCatalogue('BCR-ABL')],
  drugs: [drugFromCatalogue('imatinib', { tissue: { boundary: 'closed' } })],
  treatment: { begin: 'size', atCells: 30_000 },
});
