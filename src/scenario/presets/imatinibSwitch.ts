/** Imatinib until it fails, then the kinase inhibitor that the variants found call for. */
import { drugFromCatalogue, targetFromCatalogue } from '../drugs';
import { preset } from './preset';

const rule = (drug: string, to: string, variant = '') => ({
  kind: 'switch',
  drug,
  to,
  on: 'progression',
  variant,
});

export const imatinibSwitch = preset('imatinib-switch', {
  title: 'Changing the inhibitor',
  about:
    'When the leukaemia grows again under imatinib, its variants decide what comes next: ponatinib where 15% of the cells carry T315I, which no other inhibitor here holds, dasatinib where they do not. Several variants may return together, and a drug chosen for one selects among the others.',
  marks: {
    'targets[0].variantProbability': {
      kind: 'derived',
      from: ['bozic2013'],
      how: 'ten times 10⁻⁹ per base and division at 50 sites, so that ten million cells stand for more',
    },
  },
  stepHours: 1,
  outputEveryHours: 24,
  untilDays: 600,
  tumour: { founders: 1, divisionPerDay: 0.4, deathPerDay: 0.2 },
  targets: [targetFromCatalogue('BCR-ABL', { variantProbability: 5e-7 })],
  drugs: [drugFromCatalogue('imatinib'), drugFromCatalogue('dasatinib'), drugFromCatalogue('ponatinib')],
  rules: [
    rule('imatinib', 'ponatinib', 'T315I'),
    rule('imatinib', 'dasatinib'),
    rule('dasatinib', 'ponatinib'),
  ],
  treatment: { begin: 'size', atCells: 5_000_000 },
  stop: { relapseCells: 10_000_000 },
});
