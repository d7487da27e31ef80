/** Methotrexate held at a level in culture; cells that amplify DHFR outgrow the rest, step by step. */
import { drugInCulture, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

export const methotrexateDhfr = preset('methotrexate-dhfr', {
  title: 'Methotrexate and DHFR amplification',
  about:
    'Methotrexate enters by the folate carrier and holds dihydrofolate reductase (DHFR) tightly; a cell needs a twentieth of its normal free enzyme to grow. Under a constant level cells with more copies of DHFR survive, and further amplification carries the relapse.',
  marks: {
    'targets[0].gainProbability': {
      kind: 'derived',
      from: ['tlsty1989'],
      how: 'as often as the gene CAD in highly tumorigenic rat liver cells, almost 10⁻⁴ per cell and generation',
    },
  },
  stepHours: 1,
  outputEveryHours: 6,
  untilDays: 120,
  tumour: { founders: 1, divisionPerDay: 0.5, deathPerDay: 0.1 },
  carrier: { cost: 0.05 },
  alterations: { carrierLoss: 1e-8 },
  targets: [
    targetFromCatalogue('DHFR', {
      costPerDoubling: 0.02,
      gainProbability: 1e-4,
      furtherGainProbability: 1e-2,
      copyLossProbability: 1e-3,
    }),
  ],
  drugs: [drugInCulture('methotrexate', 0.03, { retained: { acts: 'none' } })],
  treatment: { begin: 'size', atCells: 4_000_000 },
  stop: { relapseCells: 4_000_000 },
});
