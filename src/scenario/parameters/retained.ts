/** Parameters of what a drug leaves in a cell: a metabolite that stays and binds, or damage that waits for repair. */
import { builders, type Parameter } from './parameter';

const { number, choice } = builders({ group: 'Drugs', acts: 'restart' });

export const retainedParameters: Parameter[] = [
  choice('drugs[].retained.acts', {
    label: 'What stays in the cell',
    default: 'none',
    options: ['none', 'binds', 'damages'],
    help: 'Nothing; a metabolite that is not pumped and binds the target as the drug does (polyglutamates of methotrexate); or damage, on whose part beyond repair the effect then depends (DNA adducts).',
    law: 'chabner1985',
  }),
  number('drugs[].retained.formPerHour', {
    label: 'Formed at',
    unit: '/h',
    default: 0.2,
    range: [0, 1000],
    usual: [0.001, 10],
    scale: 'log',
    help: 'Formation per hour from free drug within the cell (k_F).',
    assumed: true,
  }),
  number('drugs[].retained.lossPerHour', {
    label: 'Lost at',
    unit: '/h',
    default: 0.02,
    range: [0, 1000],
    usual: [0.001, 10],
    scale: 'log',
    help: 'Loss per hour of what stays (k_H), in every cell alike.',
    assumed: true,
  }),
  number('drugs[].retained.repairableMicromolar', {
    label: 'Repaired at level 1',
    unit: 'µM',
    default: 1,
    range: [0, 1e6],
    usual: [0.01, 1000],
    scale: 'log',
    help: 'Damage that a cell with repair 1 mends, so that only what exceeds it has an effect; a cell without repair mends none.',
    assumed: true,
  }),
];
