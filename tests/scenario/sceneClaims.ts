/** What the texts of scenes say in numbers, phrase by phrase, and where the scenario says so. */
import type { Drug, Scenario } from '../../src/scenario/scenario';
import { type Claim, claims, scenarioOf } from './claims';

const drug = ({ drugs }: Scenario, name: string): Drug => drugs.find((each) => each.name === name)!;
const held = (s: Scenario, name: string) => drug(s, name).schedule.infusionHours / 24;
const weekly = (s: Scenario) => s.drugs[0]!.schedule.everyHours;
const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
/** Level in the brain over that in plasma. */
const share = ({ compartments }: Scenario, pump: number) => {
  const { pumpOverPermeability, bulkOverPermeability } = compartments[0]!.barriers[0]!;
  return 1 / (1 + pump * pumpOverPermeability + bulkOverPermeability);
};

const own: readonly Claim[] = [
  {
    id: 'selection',
    phrase: '50,000 sensitive cancer cells and 90 with one of three altered forms of BCR-ABL',
    numbers: (s) => [
      [
        s.tumour.founders,
        s.tumour.resistantFounders.reduce((sum, { count }) => sum + count, 0),
        s.tumour.resistantFounders.length,
      ],
      [50_000, 90, 3],
    ],
  },
  {
    id: 'selection',
    phrase: 'one of the three forms, slows another, and hardly holds the third, T315I',
    numbers: ({ tumour, drugs }) => {
      const [imatinib] = drugs as [Drug];
      const untreated = tumour.divisionPerDay - tumour.deathPerDay;
      // docs/model.md (22): a death rate from the curve of cells that are left.
      const left = tumour.resistantFounders.map((founder) => {
        const { halfEffectMicromolar, hill } = imatinib.variantEffects.find(
          ({ variant }) => variant === founder.variant,
        )!;
        const dose = (imatinib.schedule.levelMicromolar / halfEffectMicromolar) ** hill;
        return [founder.variant, (untreated - imatinib.killPerDay * Math.log1p(dose)) / untreated] as const;
      });
      const kind = (share: number) =>
        share < 0 ? 'killed' : share < 0.5 ? 'slowed' : share > 0.99 ? 'hardly' : '';
      return [
        Object.fromEntries(left.map(([variant, share]) => [variant, kind(share)])),
        { T315I: 'hardly', E255K: 'slowed', M351T: 'killed' },
      ];
    },
  },
  {
    id: 'mutator',
    phrase: 'One founder in six is a mutator',
    numbers: (s) => {
      const { count } = s.tumour.resistantFounders[0]!;
      return [count / (count + s.tumour.founders), 1 / 6];
    },
  },
  {
    id: 'mutator',
    phrase: 'a hundred times as often as the other cancer cells and pays for it with a tenth of its growth',
    numbers: (s) => [s.mutator, { factor: 100, cost: 0.1 }],
  },
  {
    id: 'double-minutes',
    phrase: 'after fifty days the drug is taken away, and in the hundred days that follow',
    numbers: (s) => [
      [held(s, 'methotrexate'), s.stop.daysAfterTreatment],
      [50, 150],
    ],
  },
  {
    id: 'mdr1-pump',
    phrase: 'weekly paclitaxel begins at two million cells',
    numbers: (s) => [
      [weekly(s), s.treatment.atCells],
      [168, 2_000_000],
    ],
  },
  {
    id: 'mdr1-pump',
    phrase: 'Weekly paclitaxel shrinks this tumour',
    numbers: (s) => [weekly(s), 168],
  },
  {
    id: 'mdr1-pump-inhibitor',
    phrase: 'the same weekly paclitaxel',
    numbers: (s) => [s.drugs, scenarioOf('mdr1-pump').drugs],
  },
  {
    id: 'mdr1-cross-resistance',
    phrase: 'four drugs in turn: three that it carries, and one that it does not',
    numbers: (s) => [s.drugs.map(({ pumpStrength }) => pumpStrength > 0), [true, true, true, false]],
  },
  {
    id: 'mdr1-cross-resistance',
    phrase: '300 carry ten copies of the pump gene; paclitaxel, vincristine and doxorubicin, six days each',
    numbers: (s) => {
      const { count, pumpCopies } = s.tumour.resistantFounders[0]!;
      return [
        [count, pumpCopies, ...['paclitaxel', 'vincristine', 'doxorubicin'].map((name) => held(s, name))],
        [300, 10, 6, 6, 6],
      ];
    },
  },
  {
    id: 'mdr1-cross-resistance',
    phrase: 'Cisplatin, the fourth drug',
    numbers: (s) => [s.drugs[3]!.name, 'cisplatin'],
  },
  {
    id: 'imatinib-cml',
    phrase: 'leukaemia cell grows to ten million; then imatinib is taken every day',
    numbers: (s) => [
      [s.tumour.founders, s.treatment.atCells, s.drugs[0]!.schedule.everyHours],
      [1, 10_000_000, 24],
    ],
  },
  {
    id: 'imatinib-cml',
    phrase: 'cancer cell grows to ten million, and imatinib, 400 mg a day',
    numbers: (s) => [
      [s.treatment.atCells, s.drugs[0]!.schedule.doseMg, s.drugs[0]!.schedule.everyHours],
      [10_000_000, 400, 24],
    ],
  },
  {
    id: 'methotrexate-steps',
    phrase: 'The level of methotrexate doubles every three weeks',
    numbers: (s) => [
      [s.rules[0]!.factor, s.rules[0]!.everyDays],
      [2, 21],
    ],
  },
  {
    id: 'rim-and-core',
    phrase: 'Four hundred cancer cells grow into a tissue with a vessel every 160 µm',
    numbers: (s) => [
      [s.tumour.founders, s.tumour.tissue!.vessels.arrangement, s.tumour.tissue!.vessels.spacingMicrometres],
      [400, 'square', 160],
    ],
  },
  {
    id: 'rim-and-core',
    phrase: 'where it falls below 5 mmHg they die',
    numbers: (s) => [s.tumour.tissue!.oxygen.necrosisBelowMmHg, 5],
  },
  {
    id: 'spheroid',
    phrase: '128 × 128 × 128 places of 15 µm',
    numbers: (s) => {
      const { sitesX, sitesY, sitesZ, siteMicrometres } = s.tumour.tissue!;
      return [
        [sitesX, sitesY, sitesZ, siteMicrometres],
        [128, 128, 128, 15],
      ];
    },
  },
  {
    id: 'brain-sanctuary-inhibitor',
    phrase: 'more than half of that in plasma',
    numbers: (s) => [share(s, 1) < 0.5 && share(s, 0) > 0.5, true],
  },
  {
    id: 'brain-temozolomide',
    phrase: '21% of its unbound level in plasma reaches the brain',
    numbers: (s) => [rounded(share(s, 1), 2), 0.21],
  },
  {
    id: 'brain-and-body',
    phrase: 'in two tissues',
    numbers: (s) => [s.compartments.map(({ inTissue }) => inTissue), [true]],
  },
  {
    id: 'two-drugs',
    phrase: 'Two drugs at once against a tumour of a million cancer cells',
    numbers: (s) => [
      [s.drugs.map(({ schedule }) => schedule.startDay), s.treatment.atCells],
      [[0, 0], 1_000_000],
    ],
  },
  {
    id: 'two-drugs',
    phrase: 'Among a million cancer cells',
    numbers: (s) => [s.treatment.atCells, 1_000_000],
  },
  {
    id: 'two-drugs-in-turn',
    phrase: 'The same two drugs, one after the other',
    numbers: (s) => [
      [s.drugs.map(({ name }) => name), held(s, 'paclitaxel')],
      [scenarioOf('two-drugs').drugs.map(({ name }) => name), s.drugs[1]!.schedule.startDay],
    ],
  },
  {
    id: 'imatinib-switch',
    phrase: 'ponatinib where 15% of the cells carry the variant T315I, dasatinib where they do not',
    numbers: (s) => [
      s.rules.slice(0, 2).map(({ to, variant, variantShare }) => [to, variant, rounded(variantShare, 2)]),
      [
        ['ponatinib', 'T315I', 0.15],
        ['dasatinib', '', 0.15],
      ],
    ],
  },
  {
    id: 'competitive-release-adaptive',
    phrase: 'the drug is held whenever the tumour has halved',
    numbers: (s) => [s.rules[0]!.holdBelow, 0.5],
  },
  {
    id: 'competitive-release-adaptive',
    phrase: 'held once the tumour has halved and given again when it is back',
    numbers: (s) => [
      [s.rules[0]!.holdBelow, s.rules[0]!.resumeAbove],
      [0.5, 1],
    ],
  },
];

/** Those of a scene, and those of its preset's own text, whose phrases it may use too. */
export const sceneClaims = (id: string): readonly Claim[] =>
  [...own, ...claims].filter((claim) => claim.id === id);
export const ownSceneClaims = own;
