/** One drug, two places: a tumour it reaches, and its offspring behind the blood–brain barrier. */
import { brainBarrier, drugFromCatalogue, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

const growth = { divisionPerDay: 0.3, deathPerDay: 0.15 };

export const brainSanctuary = preset('brain-sanctuary', {
  title: 'A sanctuary in the brain',
  about:
    'Weekly paclitaxel clears a tumour to its last cell, and a hundred cells that had settled in the brain grow on: P-glycoprotein of the vessel wall leaves a fiftieth of the free drug inside. No cell here resists the drug; an inhibitor of the pump lets eight times as much in.',
  stepHours: 2,
  outputEveryHours: 12,
  untilDays: 250,
  tumour: { founders: 20_000, ...growth },
  compartments: [
    {
      name: 'brain',
      kind: 'brain',
      founders: 100,
      ...growth,
      divisionPerDay: 0.25,
      barriers: [{ drug: 'paclitaxel', ...brainBarrier('paclitaxel') }],
    },
  ],
  targets: [targetFromCatalogue('tubulin')],
  drugs: [drugFromCatalogue('paclitaxel', { schedule: { doseMg: 144, infusionHours: 1, everyHours: 168 } })],
  treatment: { begin: 'size', atCells: 500_000 },
  stop: { relapseCells: 1_000_000 },
});
