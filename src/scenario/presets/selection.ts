/** Resistance that is there before the drug: a culture of Ba/F3-like cells with a few BCR-ABL mutants, no mutation. */
import { drugInCulture, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

export const selection = preset('selection', {
  title: 'Selection',
  about:
    'Fifty thousand sensitive cells and ninety resistant ones grow in culture until imatinib is added, and nothing mutates: the relapse consists of cells that were resistant before they met the drug. Three BCR-ABL variants start together, and the drug decides which of them takes over.',
  stepHours: 0.5,
  outputEveryHours: 1,
  untilDays: 20,
  tumour: {
    founders: 50_000,
    divisionPerDay: 1,
    deathPerDay: 0.05,
    resistantFounders: [
      { count: 20, target: 'BCR-ABL', variant: 'T315I' },
      { count: 20, target: 'BCR-ABL', variant: 'E255K' },
      { count: 50, target: 'BCR-ABL', variant: 'M351T' },
    ],
  },
  targets: [targetFromCatalogue('BCR-ABL')],
  drugs: [drugInCulture('imatinib', 2)],
  treatment: { begin: 'size', atCells: 300_000 },
  stop: { relapseCells: 300_000 },
});
