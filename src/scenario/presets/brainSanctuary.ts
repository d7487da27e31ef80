/** A tumour with a metastasis behind the blood–brain barrier: what keeps a drug out keeps the cells behind it alive. */
import { brainBarrier, drugFromCatalogue, inhibitorFromCatalogue, targetFromCatalogue } from '../drugs';
import { type PresetDocument, preset } from './preset';

type Shown = Pick<PresetDocument, 'title' | 'about'>;

const growth = { divisionPerDay: 0.3, deathPerDay: 0.15 };

function brainTumour(id: string, drug: 'imatinib' | 'temozolomide', more: Shown & Partial<PresetDocument>) {
  const barriers = [{ drug, ...brainBarrier(drug) }];
  return preset(id, {
    stepHours: 0.5,
    outputEveryHours: 6,
    untilDays: 400,
    tumour: { founders: 100, ...growth },
    compartments: [{ name: 'brain', kind: 'brain', founders: 2, ...growth, barriers }],
    treatment: { begin: 'size', atCells: 500_000 },
    stop: { relapseCells: 500_000 },
    ...more,
  });
}

const daily = { targets: [targetFromCatalogue('BCR-ABL')], drugs: [drugFromCatalogue('imatinib')] };

export const brainSanctuary = brainTumour('brain-sanctuary', 'imatinib', {
  title: 'Sanctuary in the brain',
  about:
    'Imatinib clears a leukaemia from the body, but P-glycoprotein in the blood–brain barrier keeps the level that acts in the brain at a tenth of that in plasma, as measured in spinal fluid. The same cells, none of them resistant, grow on there and are the relapse.',
  ...daily,
});

export const brainSanctuaryInhibitor = brainTumour('brain-sanctuary-inhibitor', 'imatinib', {
  title: 'Sanctuary opened',
  about:
    'The same leukaemia under the same imatinib, with tariquidar held at 80 nM, which stops the pump of the blood–brain barrier. More than half of the level in plasma then reaches the brain, and the cells there die out too.',
  ...daily,
  inhibitor: inhibitorFromCatalogue('tariquidar', {
    unboundFraction: 1,
    pharmacokinetics: { route: 'level' },
    schedule: { levelMicromolar: 0.08, infusionHours: 0 },
  }),
});

export const brainTemozolomide = brainTumour('brain-temozolomide', 'temozolomide', {
  title: 'A drug that reaches the brain',
  about:
    'Cells that grow as fast, in body and brain, under temozolomide, seven days in every fourteen, which no pump holds back: 21% of the unbound level in plasma reaches the brain. The damage that it leaves lasts for days, and the brain is cleared too, one to two months after the body.',
  drugs: [drugFromCatalogue('temozolomide', { schedule: { doseMg: 270, doses: 0 } })],
  rules: [{ kind: 'cycle', drug: 'temozolomide', onDays: 7, offDays: 7 }],
});
