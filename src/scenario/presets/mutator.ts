/** Genetic instability: a few mutator cells among normal ones, before imatinib in culture. */
import { drugInCulture, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

export const mutator = preset('mutator', {
  title: 'Genetic instability',
  about:
    'One cell in six of a young culture is a mutator that alters a hundred times more often at a cost of a tenth of its growth, and when imatinib comes most BCR-ABL variants that resist it stem from them. Set the factor to 1 and few variants are left: heterogeneity rises with the rate of alteration.',
  stepHours: 1,
  outputEveryHours: 3,
  untilDays: 60,
  tumour: {
    founders: 100,
    divisionPerDay: 1,
    deathPerDay: 0.05,
    resistantFounders: [{ count: 20, mutator: true }],
  },
  mutator: { factor: 100, cost: 0.1 },
  targets: [targetFromCatalogue('BCR-ABL', { variantProbability: 1e-6 })],
  drugs: [drugInCulture('imatinib', 2)],
  treatment: { begin: 'size', atCells: 1_000_000 },
  stop: { relapseCells: 1_000_000 },
});
