import { preset } from './preset';

export const rimAndCore = preset('rim-and-core', {
  title: 'Rim and core',
  about:
    'A tumour in the plane that lives on the oxygen diffusing in from outside: cells divide in a rim, rest behind it, and below 5 mmHg, 200 µm or so further in, they die and leave a necrotic core. Growth is then by the rim alone, so that the radius and not the number of cells grows steadily (oxygen as in PhysiCell).',
  stepHours: 1,
  outputEveryHours: 6,
  untilDays: 60,
  tumour: {
    founders: 1,
    divisionPerDay: 1,
    deathPerDay: 0.05,
    tissue: { sitesX: 512, sitesY: 512, clearancePerDay: 0.1 },
  },
});
