/** Growth at the rim, rest behind it, necrosis in the core: a tumour that presses its own vessels shut. */
import { preset } from './preset';

export const rimAndCore = preset('rim-and-core', {
  title: 'Rim and core',
  about:
    'Four hundred cells grow into a tissue with a vessel every 160 µm, and press shut those that they crowd. Cells then divide in a rim, rest behind it, and die where oxygen is below 5 mmHg, so that the radius grows steadily and not the number of cells (oxygen reaches 100 µm, as in PhysiCell).',
  stepHours: 1,
  outputEveryHours: 6,
  untilDays: 28,
  tumour: {
    founders: 400,
    divisionPerDay: 1.5,
    deathPerDay: 0.05,
    tissue: {
      sitesX: 512,
      sitesY: 512,
      reach: 8,
      clearancePerDay: 0.1,
      oxygen: { boundary: 'closed' },
      vessels: {
        arrangement: 'square',
        spacingMicrometres: 160,
        oxygenMmHg: 60,
        lossPerDay: 1,
        crowdedFrom: 0.9,
        crowdedWithin: 3,
      },
    },
  },
});
