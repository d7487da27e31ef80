/** What the texts of presets claim, phrase by phrase, and where the scenario says so. */

import { compartmentPlans } from '../../src/compile/compartments';
import { presets } from '../../src/scenario/presets/index';
import type { Drug, Scenario } from '../../src/scenario/scenario';

export interface Claim {
  id: string;
  /** Stands in the text word by word, so that whoever changes the text meets its claim. */
  phrase: string;
  /** What the scenario says, and what the phrase means. */
  numbers: (scenario: Scenario) => [says: unknown, means: unknown];
}

export const scenarioOf = (id: string): Scenario => {
  const found = presets.find((preset) => preset.id === id);
  if (found === undefined) throw new Error(`There is no preset ${id}.`);
  return found.scenario;
};

const drug = ({ drugs }: Scenario, name: string): Drug => drugs.find((each) => each.name === name)!;
const resistant = ({ tumour }: Scenario) =>
  tumour.resistantFounders.reduce((sum, { count }) => sum + count, 0);
const tissue = ({ tumour }: Scenario) => tumour.tissue!;
const vessels = (scenario: Scenario) => tissue(scenario).vessels;
const schedule = (scenario: Scenario, name: string) => drug(scenario, name).schedule;
/** Level inside a brain over that outside, of a drug that its barrier keeps out. */
const inside = ({ compartments }: Scenario, name: string) => {
  const barrier = compartments.flatMap(({ barriers }) => barriers).find((each) => each.drug === name)!;
  return 1 / (1 + barrier.pumpOverPermeability + barrier.bulkOverPermeability);
};
const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

export const claims: readonly Claim[] = [
  {
    id: 'selection',
    phrase: 'Fifty thousand sensitive cells and ninety resistant ones',
    numbers: (s) => [
      [s.tumour.founders, resistant(s)],
      [50_000, 90],
    ],
  },
  {
    id: 'selection',
    phrase: 'nothing mutates',
    numbers: (s) => [
      [
        ...Object.values(s.alterations),
        ...s.targets.flatMap((t) => [t.variantProbability, t.gainProbability, t.lossProbability]),
      ].filter(Boolean),
      [],
    ],
  },
  {
    id: 'selection',
    phrase: 'Three BCR-ABL variants start together',
    numbers: (s) => [new Set(s.tumour.resistantFounders.map(({ variant }) => variant)).size, 3],
  },
  {
    id: 'mutator',
    phrase: 'One cell in six of a young culture is a mutator',
    numbers: (s) => [resistant(s) / (resistant(s) + s.tumour.founders), 1 / 6],
  },
  {
    id: 'mutator',
    phrase: 'a hundred times more often at a cost of a tenth of its growth',
    numbers: (s) => [s.mutator, { factor: 100, cost: 0.1 }],
  },
  {
    id: 'two-drugs',
    phrase: 'paclitaxel and doxorubicin together',
    numbers: (s) => [s.drugs.map(({ schedule }) => schedule.startDay), [0, 0]],
  },
  {
    id: 'two-drugs',
    phrase: 'Among a million cells',
    numbers: (s) => [s.treatment.atCells, 1_000_000],
  },
  {
    id: 'two-drugs-in-turn',
    phrase: 'paclitaxel for four weeks and doxorubicin from then on',
    numbers: (s) => {
      const { infusionHours, doses } = schedule(s, 'paclitaxel');
      const then = schedule(s, 'doxorubicin');
      return [
        [infusionHours / 24, doses, then.startDay, then.doses],
        [28, 1, 28, 0],
      ];
    },
  },
  {
    id: 'two-drugs-in-turn',
    phrase: 'The same tumour and the same drugs',
    numbers: (s) => {
      const bare = (scenario: Scenario) => ({
        ...scenario,
        ...{ title: '', about: '', stop: null },
        drugs: scenario.drugs.map((each) => ({ ...each, schedule: null })),
      });
      return [bare(s), bare(scenarioOf('two-drugs'))];
    },
  },
  {
    id: 'mdr1-pump',
    phrase: 'Weekly paclitaxel shrinks a tumour of two million cells',
    numbers: (s) => [
      [schedule(s, 'paclitaxel').everyHours, s.treatment.atCells],
      [168, 2_000_000],
    ],
  },
  {
    id: 'mdr1-pump-inhibitor',
    phrase: 'for two days after each dose',
    numbers: (s) => {
      const { infusionHours, everyHours } = s.inhibitor!.schedule;
      return [
        [infusionHours, everyHours],
        [48, schedule(s, 'paclitaxel').everyHours],
      ];
    },
  },
  {
    id: 'mdr1-cross-resistance',
    phrase:
      'A few hundred cells with ten copies of MDR1 among fifty thousand meet paclitaxel, vincristine and doxorubicin in turn',
    numbers: (s) => {
      const [first, second, third] = s.drugs.map((each) => each.schedule);
      const ends = (of: typeof first) => of!.startDay + of!.infusionHours / 24;
      return [
        [
          s.tumour.resistantFounders.map(({ pumpCopies }) => pumpCopies),
          s.tumour.founders,
          ends(first),
          ends(second),
        ],
        [[10], 50_000, second!.startDay, third!.startDay],
      ];
    },
  },
  {
    id: 'mdr1-cross-resistance',
    phrase: 'Cisplatin, the fourth, is no substrate of the pump',
    numbers: (s) => [
      [s.drugs[3]!.name, s.drugs[3]!.pumpStrength],
      ['cisplatin', 0],
    ],
  },
  {
    id: 'marrow-gene-therapy',
    phrase: 'Weekly paclitaxel is raised by a quarter each week',
    numbers: (s) => {
      const rule = s.rules.find(({ kind }) => kind === 'escalate')!;
      return [
        [schedule(s, 'paclitaxel').everyHours, rule.factor, rule.everyDays],
        [168, 1.25, 7],
      ];
    },
  },
  {
    id: 'marrow-gene-therapy',
    phrase: 'held once white cells fall below three tenths of normal',
    numbers: (s) => [s.rules.find(({ kind }) => kind === 'toxicity')!.holdBelow, 0.3],
  },
  {
    id: 'marrow-gene-therapy',
    phrase: 'A fifth of the marrow carries the pump gene',
    numbers: (s) => [s.compartments[0]!.transducedShare, 0.2],
  },
  {
    id: 'brain-sanctuary',
    phrase: 'at a tenth of that in plasma',
    numbers: (s) => [rounded(inside(s, 'imatinib'), 2), 0.1],
  },
  {
    id: 'brain-sanctuary',
    phrase: 'none of them resistant',
    numbers: (s) => [[resistant(s), ...Object.values(s.alterations).filter(Boolean)], [0]],
  },
  {
    id: 'brain-sanctuary-inhibitor',
    phrase: 'tariquidar held at 80 nM',
    numbers: (s) => [
      [s.inhibitor!.name, s.inhibitor!.schedule.levelMicromolar],
      ['tariquidar', 0.08],
    ],
  },
  {
    id: 'brain-temozolomide',
    phrase: 'seven days in every fourteen',
    numbers: (s) => [
      [s.rules[0]!.onDays, s.rules[0]!.offDays],
      [7, 7],
    ],
  },
  {
    id: 'brain-temozolomide',
    phrase: '21% of the unbound level in plasma reaches the brain',
    numbers: (s) => [rounded(inside(s, 'temozolomide'), 2), 0.21],
  },
  {
    id: 'methotrexate-dhfr',
    phrase: 'a twentieth of its normal free enzyme',
    numbers: (s) => [drug(s, 'methotrexate').neededFraction, 0.05],
  },
  {
    id: 'methotrexate-dhfr',
    phrase: 'Under a constant level',
    numbers: (s) => [schedule(s, 'methotrexate').infusionHours + s.rules.length, 0],
  },
  {
    id: 'double-minutes',
    phrase: 'After fifty days the drug is taken away, and in the hundred that follow',
    numbers: (s) => {
      const { infusionHours, doses } = schedule(s, 'methotrexate');
      return [
        [infusionHours / 24, doses, s.stop.daysAfterTreatment],
        [50, 1, 150],
      ];
    },
  },
  {
    id: 'methotrexate-steps',
    phrase: 'doubles every three weeks',
    numbers: (s) => [
      [s.rules[0]!.factor, s.rules[0]!.everyDays],
      [2, 21],
    ],
  },
  {
    id: 'imatinib-cml',
    phrase: 'One leukaemia cell grows to ten million, imatinib 400 mg a day',
    numbers: (s) => {
      const { doseMg, everyHours } = schedule(s, 'imatinib');
      return [
        [s.tumour.founders, s.treatment.atCells, doseMg, everyHours],
        [1, 10_000_000, 400, 24],
      ];
    },
  },
  {
    id: 'imatinib-switch',
    phrase: 'ponatinib where 15% of the cells carry T315I',
    numbers: (s) => {
      const { to, variant, variantShare } = s.rules[0]!;
      return [
        [to, variant, rounded(variantShare, 2)],
        ['ponatinib', 'T315I', 0.15],
      ];
    },
  },
  {
    id: 'tamoxifen-receptor',
    phrase: 'tamoxifen, 20 mg a day',
    numbers: (s) => {
      const { doseMg, everyHours } = schedule(s, 'tamoxifen');
      return [
        [doseMg, everyHours],
        [20, 24],
      ];
    },
  },
  {
    id: 'tamoxifen-receptor',
    phrase: 'seven tenths of the normal rate',
    numbers: (s) => [s.targets[0]!.growthWithoutTarget, 0.7],
  },
  {
    id: 'rim-and-core',
    phrase: 'Four hundred cells grow into a tissue with a vessel every 160 µm',
    numbers: (s) => [
      [s.tumour.founders, vessels(s).arrangement, vessels(s).spacingMicrometres],
      [400, 'square', 160],
    ],
  },
  {
    id: 'rim-and-core',
    phrase: 'die where oxygen is below 5 mmHg',
    numbers: (s) => [tissue(s).oxygen.necrosisBelowMmHg, 5],
  },
  {
    id: 'drug-out-of-reach',
    phrase: 'Doxorubicin, held for sixteen days',
    numbers: (s) => {
      const { infusionHours, doses } = schedule(s, 'doxorubicin');
      return [
        [infusionHours / 24, doses],
        [16, 1],
      ];
    },
  },
  {
    id: 'drug-out-of-reach',
    phrase: 'whose core has no vessels',
    numbers: (s) => [vessels(s).absentWithinMicrometres > 0, true],
  },
  {
    id: 'brain-and-body',
    phrase: 'to a tenth of the level in plasma',
    numbers: (s) => [rounded(inside(s, 'imatinib'), 2), 0.1],
  },
  {
    id: 'brain-and-body',
    phrase: 'in two tissues with the same vessels',
    numbers: (s) => {
      const plans = compartmentPlans(s).map(({ model }) => model.tissue!);
      const first = plans[0]!.vessels;
      return [
        [first.length > 0, ...plans.map(({ vessels }) => vessels)],
        [true, first, first],
      ];
    },
  },
  {
    id: 'competitive-release',
    phrase: 'divide a third as fast',
    numbers: (s) => [rounded(s.targets[0]!.variants[0]!.fitness, 1), rounded(1 / 3, 1)],
  },
  {
    id: 'competitive-release-adaptive',
    phrase: 'held once the burden has halved and given again when it is back',
    numbers: (s) => [
      [s.rules[0]!.holdBelow, s.rules[0]!.resumeAbove],
      [0.5, 1],
    ],
  },
  {
    id: 'competitive-release-adaptive',
    phrase: 'progression to half as many again',
    numbers: (s) => [rounded(s.stop.relapseCells / s.treatment.atCells, 1), 1.5],
  },
  {
    id: 'amplification-in-space',
    phrase: 'Methotrexate from the edges',
    numbers: (s) => [
      [drug(s, 'methotrexate').tissue.boundary, vessels(s).arrangement],
      ['bath', 'none'],
    ],
  },
  {
    id: 'amplification-in-space',
    phrase: 'on double minutes',
    numbers: (s) => [s.targets[0]!.doubleMinutes, true],
  },
  {
    id: 'spheroid',
    phrase: 'places of 15 µm, fed by the medium around it',
    numbers: (s) => [
      [tissue(s).siteMicrometres, tissue(s).oxygen.boundary, vessels(s).arrangement],
      [15, 'fixed', 'none'],
    ],
  },
];
