/** Gene amplification in a gradient of drug: steps of resistance that space makes passable one by one. */
import { drugInCulture, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

export const amplificationInSpace = preset('amplification-in-space', {
  title: 'Amplification in a gradient',
  about:
    'Methotrexate from the edges stops a colony where its level is too high for normal DHFR; cells with a few more copies, on double minutes, go on a little farther, and their descendants with more copies farther still. A gradient makes a ladder of what would be a wall, as in experiments with bacteria (Zhang 2011, Baym 2016); how often genes are amplified is assumed.',
  stepHours: 0.5,
  outputEveryHours: 6,
  untilDays: 90,
  tumour: {
    founders: 100,
    divisionPerDay: 1,
    deathPerDay: 0.1,
    tissue: {
      sitesX: 512,
      sitesY: 512,
      reach: 4,
      volumeRatio: 0,
      oxygen: { present: false },
    },
  },
  targets: [
    targetFromCatalogue('DHFR', {
      gainProbability: 1e-3,
      furtherGainProbability: 1e-2,
      doubleMinutes: true,
      costPerDoubling: 0.02,
    }),
  ],
  drugs: [
    drugInCulture('methotrexate', 0.25, {
      tissue: {
        boundary: 'bath',
        decayPerHour: 0.63,
        quiescentKill: 0.2,
      },
    }),
  ],
  treatment: { begin: 'day', onDay: 0 },
});
