/** One founder to ten million cells, imatinib by mouth, relapse from BCR-ABL variants. */
import { drugFromCatalogue, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

export const imatinibCml = preset('imatinib-cml', {
  title: 'Imatinib and BCR-ABL variants',
  about:
    'One leukaemia cell grows to ten million, imatinib 400 mg a day clears nearly all of them, and variants of BCR-ABL that arose by chance, most before the first tablet, bring the disease back. Plasma kinetics, dose–response curves and how likely each variant arises are published; the speed of growth, like that of blast crisis, and a tenfold mutation rate, so that ten million cells stand for more, are assumed.',
  marks: {
    'targets[0].variantProbability': {
      kind: 'derived',
      from: ['bozic2013'],
      how: 'ten times 10⁻⁹ per base and division at 50 sites, so that ten million cells stand for more',
    },
  },
  stepHours: 3,
  outputEveryHours: 12,
  untilDays: 400,
  tumour: { founders: 1, divisionPerDay: 0.4, deathPerDay: 0.2 },
  targets: [targetFromCatalogue('BCR-ABL', { variantProbability: 5e-7 })],
  drugs: [drugFromCatalogue('imatinib')],
  treatment: { begin: 'size', atCells: 10_000_000 },
  stop: { relapseCells: 10_000_000 },
});
