/** What a drug leaves in a cell: a metabolite that stays and binds, or damage that waits for repair. */
import { part, sheet } from './builders';
import type { Infer } from './tree';

const shared = { group: 'Drugs', acts: 'restart', chapter: 3 } as const;
const { choice } = sheet(shared);
const { number } = sheet({ ...shared, appliesWhen: (retained: Retained) => retained.acts !== 'none' });

export const retained = part({
  acts: choice({
    label: 'What stays in the cell',
    default: 'none',
    options: ['none', 'binds', 'damages'],
    help: 'Nothing; a metabolite that is not pumped and binds the target as the drug does (polyglutamates of methotrexate); or damage, on whose part beyond repair the effect then depends (DNA adducts).',
    law: 'chabner1985',
  }),
  formPerHour: number({
    label: 'Formed at',
    unit: '/h',
    default: 0.2,
    range: [0, 1000],
    usual: [0.001, 10],
    scale: 'log',
    help: 'Formation per hour from free drug within the cell (k_F).',
    assumed: true,
  }),
  lossPerHour: number({
    label: 'Lost at',
    unit: '/h',
    default: 0.02,
    range: [0, 1000],
    usual: [0.001, 10],
    scale: 'log',
    help: 'Loss per hour of what stays (k_H), in every cell alike.',
    assumed: true,
  }),
  repairableMicromolar: number({
    label: 'Repaired at level 1',
    unit: 'µM',
    default: 1,
    range: [0, 1e6],
    usual: [0.01, 1000],
    scale: 'log',
    help: 'Damage that a cell with repair 1 mends, so that only what exceeds it has an effect; a cell without repair mends none.',
    assumed: true,
    appliesWhen: (retained: Retained) => retained.acts === 'damages',
  }),
});

export interface Retained extends Infer<typeof retained> {}
export type RetainedAction = Retained['acts'];
