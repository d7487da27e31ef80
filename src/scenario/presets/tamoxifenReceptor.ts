/** Tamoxifen against cells that the estrogen receptor drives; cells without it grow more slowly, but grow. */
import { drugFromCatalogue, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

export const tamoxifenReceptor = preset('tamoxifen-receptor', {
  title: 'Tamoxifen and a lost receptor',
  about:
    'Estrogen drives these cells through its receptor, and tamoxifen, 20 mg a day, takes its place, so that they divide less often than they die. Cells that have lost the receptor divide at seven tenths of the normal rate with or without the drug: without it they are outgrown, under it they are the relapse.',
  stepHours: 4,
  outputEveryHours: 24,
  untilDays: 900,
  tumour: { founders: 1, divisionPerDay: 0.3, deathPerDay: 0.12 },
  targets: [targetFromCatalogue('estrogen receptor', { growthWithoutTarget: 0.7, lossProbability: 3e-6 })],
  drugs: [drugFromCatalogue('tamoxifen')],
  treatment: { begin: 'size', atCells: 1_000_000 },
  stop: { relapseCells: 1_000_000 },
});
