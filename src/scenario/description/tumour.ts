/** The tumour: its founders, growth and crowding, and the resistant cells that it begins with. */
import { assumedTo, list, nullable, part, sheet } from './builders';
import { tissue } from './tissue';
import type { Infer } from './tree';

/** 4 GiB of linear memory at 12 bytes per cell, less the clone and phenotype tables. */
export const MOST_CELLS = 350_000_000;
/** Lesions that a patient may have. */
const MOST_LESIONS = 64;
/** Cells of a patient. */
export const MOST_TOGETHER = MOST_CELLS * MOST_LESIONS;

const { number, choice, toggle, text } = sheet({ group: 'Scenario', acts: 'restart', chapter: 0 });

const resistantFounder = part({
  count: number({
    label: 'Cells',
    unit: 'cells',
    default: 1,
    range: [0, MOST_CELLS],
    usual: [1, 1_000_000],
    scale: 'log',
    integer: true,
    help: 'Resistant cells of this kind at day 0, in each lesion.',
    appliesWhen: (_: unknown, tumour: Tumour) => tumour.cells === '',
  }),
  pumpCopies: number({
    label: 'MDR1 copies',
    default: 0,
    range: [0, 255],
    usual: [0, 50],
    integer: true,
    help: 'Active copies of the pump gene; 0 is a cell without the pump.',
  }),
  target: text({
    label: 'Target concerned',
    default: '',
    longest: 60,
    help: 'Name of the target that copies, variant and loss refer to; empty for none.',
  }),
  copies: number({
    label: 'Target copies',
    default: 1,
    range: [1, 255],
    usual: [1, 50],
    integer: true,
    help: 'Copies of the target gene relative to normal.',
  }),
  variant: text({
    label: 'Target variant',
    default: '',
    longest: 60,
    help: 'Name of the variant of the target that these cells carry; empty for the wild type.',
  }),
  targetLost: toggle({
    label: 'Target lost',
    default: false,
    help: 'Whether these cells have lost the target.',
  }),
  carrierLoss: number({
    label: 'Carrier loss',
    default: 0,
    range: [0, 2],
    integer: true,
    help: '0: normal influx carrier, 1: reduced, 2: lost.',
  }),
  metabolismLevel: number({
    label: 'Metabolism level',
    default: 0,
    range: [0, 2],
    integer: true,
    help: '0: normal drug metabolism, 1: raised, 2: high.',
  }),
  retentionLoss: number({
    label: 'Retention loss',
    default: 0,
    range: [0, 2],
    integer: true,
    help: '0: forms retained metabolites normally, 1: reduced, 2: not.',
  }),
  repairLevel: number({
    label: 'Repair level',
    default: 0,
    range: [0, 2],
    integer: true,
    help: '0: repairs no drug damage, 1: raised, 2: high.',
  }),
  mutator: toggle({
    label: 'Mutator',
    default: false,
    help: 'Whether these cells have the mutator phenotype.',
  }),
});

export const tumour = part({
  lesions: number({
    label: 'Lesions',
    default: 1,
    range: [1, MOST_LESIONS],
    usual: [1, 8],
    integer: true,
    help: 'Tumours of the same kind in one patient, each founded by cells of its own, on one plasma. Numbers of cells at which treatment begins or the run ends are of all together; with several lesions they are looked at every six hours.',
  }),
  founders: number({
    label: 'Founder cells',
    unit: 'cells',
    default: 1,
    range: [0, MOST_CELLS],
    usual: [1, 1_000_000],
    scale: 'log',
    integer: true,
    help: 'Sensitive cells at day 0, in each lesion.',
    appliesWhen: (tumour: Tumour) => tumour.cells === '',
  }),
  cells: text({
    label: 'Founders from a table',
    default: '',
    longest: 8_000_000,
    lines: true,
    file: 'table',
    help: 'A row per cell (CSV) in place of the founders above, as the export of cells writes it: type (the class, or normal), in a tissue x, y, z in µm from its middle, columns of the genotype, and which compartment. Cells begin without drug and with an expression of their own. In the terminal also the name of a CSV file beside the scenario.',
  }),
  refound: toggle({
    label: 'Replace a founder whose line dies out',
    default: true,
    help: 'A line that dies out by chance before treatment is forgotten and the run begins anew with other founders: day 0 is the founding of the line that lives, and what follows is conditioned on its living until treatment begins (without treatment, to the end). It needs division faster than death. The chronicle counts the lines that died before.',
  }),
  divisionPerDay: number({
    label: 'Division rate',
    unit: '/d',
    default: 1,
    range: [0, 24],
    usual: [0.01, 3],
    scale: 'log',
    help: 'Divisions per cell and day without drug and without crowding (b). Melanoma in patients 0.14 (Bozic et al. 2013).',
    mark: assumedTo('a fast culture'),
  }),
  deathPerDay: number({
    label: 'Death rate',
    unit: '/d',
    default: 0.05,
    range: [0, 24],
    usual: [0.001, 1],
    scale: 'log',
    help: 'Deaths per cell and day without drug (d). Melanoma in patients 0.13 (Bozic et al. 2013).',
    mark: assumedTo('a fast culture'),
  }),
  crowding: choice({
    label: 'Crowding',
    default: 'none',
    options: ['none', 'logistic', 'gompertz', 'homeostatic'],
    help: 'How division slows as the tumour nears its capacity K: not at all, by the factor 1 − N/K, by Gompertz, or by (K/N)ᵞ as in tissue that keeps its size.',
    law: 'norton1988',
    appliesWhen: (tumour: Tumour) => tumour.tissue === null,
  }),
  capacity: number({
    label: 'Capacity',
    unit: 'cells',
    default: 100_000_000,
    range: [1, MOST_CELLS],
    usual: [1000, MOST_CELLS],
    scale: 'log',
    help: 'Cells at which crowding stops division (homeostatic: at which division is as fast as given), in each lesion; unused without crowding.',
    assumed: true,
    appliesWhen: (tumour: Tumour) => tumour.crowding !== 'none',
  }),
  feedbackExponent: number({
    label: 'Feedback',
    default: 1,
    range: [0.01, 10],
    usual: [0.1, 3],
    scale: 'log',
    help: 'Exponent γ of homeostatic crowding: division times (K/N)ᵞ. A fit to blood counts after chemotherapy gave 0.161.',
    law: 'friberg2002',
    assumed: true,
    appliesWhen: (tumour: Tumour) => tumour.crowding === 'homeostatic',
  }),
  feedbackMost: number({
    label: 'Fastest division',
    default: 2,
    range: [1, 100],
    usual: [1, 5],
    help: 'Most times that homeostatic crowding multiplies the division rate when few cells are left.',
    assumed: true,
    appliesWhen: (tumour: Tumour) => tumour.crowding === 'homeostatic',
  }),
  expressionCv: number({
    label: 'Spread of expression',
    default: 0.25,
    range: [0, 2],
    usual: [0, 1],
    help: 'Coefficient of variation of pump expression between genetically equal cells (log-normal).',
    assumed: true,
  }),
  expressionInheritance: number({
    label: 'Inherited expression',
    default: 0.9,
    range: [0, 1],
    help: 'Probability that a daughter keeps its mother’s expression level instead of drawing a new one.',
    assumed: true,
  }),
  resistantFounders: list(16, resistantFounder),
  /** Null: well mixed. */
  tissue: nullable(tissue),
});

export interface ResistantFounder extends Infer<typeof resistantFounder> {}
export interface Tumour extends Infer<typeof tumour> {}
export type Crowding = Tumour['crowding'];
