/** A spheroid in culture: a volume with oxygen from outside alone. */
import { preset } from './preset';

export const spheroid = preset('spheroid', {
  title: '3D spheroid',
  about:
    'A spheroid in a volume of 128 × 128 × 128 places of 15 µm, fed by the medium around it. Oxygen reaches about 100 µm into it, so that a shell of dividing cells encloses resting ones, and from some 0.6 mm across a core of dead ones.',
  stepHours: 1,
  outputEveryHours: 6,
  untilDays: 24,
  tumour: {
    founders: 500,
    divisionPerDay: 1.5,
    deathPerDay: 0.02,
    tissue: {
      sitesX: 128,
      sitesY: 128,
      sitesZ: 128,
      siteMicrometres: 15,
      reach: 6,
      coarsening: 2,
      clearancePerDay: 0.05,
      oxygen: { decayPerMinute: 0 },
    },
  },
});
