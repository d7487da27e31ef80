/** Each way of resisting in two sentences, with its source, and where it comes from in a scenario. */
import type { ClassName } from '../../kernel/model';
import { unboundRatio } from '../../patient/treatment/exposure';
import type { ResistantFounder, Scenario } from '../../scenario/scenario';
import { percent, power } from '../words/format';

export interface Way {
  /** null: a trait that is no class of its own. */
  name: Exclude<ClassName, 'sensitive'> | null;
  text: string;
  source: string;
  /** Probabilities per division that lead to it, by what they are of. */
  arises(scenario: Scenario): [what: string, perDivision: number][];
  /** Whether founders of this kind have it. */
  founds(founder: ResistantFounder): boolean;
}

const perTarget =
  (key: 'gainProbability' | 'variantProbability' | 'lossProbability') =>
  ({ targets }: Scenario): [string, number][] =>
    targets.map((target) => [target.name, target[key]]);

export const ways: readonly Way[] = [
  {
    name: 'pump',
    text: 'P-glycoprotein, the product of MDR1 (ABCB1), pumps drugs of many kinds out of the cell and catches some of them in the membrane on their way in. Cells switch the gene on and then amplify it step by step; an inhibitor of the pump makes them sensitive again.',
    source: 'Gottesman, Fojo & Bates 2002 Nat Rev Cancer 2:48; Wielinga et al. 2000 Eur J Biochem 267:649',
    arises: ({ alterations }) => [['MDR1', alterations.pumpGain]],
    founds: ({ pumpCopies }) => pumpCopies > 0,
  },
  {
    name: 'amplified',
    text: 'More copies of the gene make more target than the drug inside can hold, so that enough of it stays free. Where the drug turns its target into a poison, as doxorubicin and paclitaxel do, the same copies make a cell more sensitive instead.',
    source: 'Alt et al. 1978 J Biol Chem 253:1357; Schimke 1984 Cell 37:705',
    arises: perTarget('gainProbability'),
    founds: ({ copies }) => copies > 1,
  },
  {
    name: 'altered',
    text: 'A point mutation changes the target so that the drug binds it less well while it goes on working for the cell. Each variant answers to each drug in its own way, so that the choice of drug decides which variant is selected.',
    source: 'Gorre et al. 2001 Science 293:876; Leighow et al. 2020 Cell Rep 30:3951',
    arises: ({ targets }) =>
      targets.map(({ name, variants, variantProbability }) => [
        name,
        variants.length > 0 ? variantProbability : 0,
      ]),
    founds: ({ variant }) => variant !== '',
  },
  {
    name: 'lost',
    text: 'A cell that makes no target gives the drug nothing to hold, and pays with what the target did for its growth. Breast cancer that has lost the estrogen receptor no longer answers to tamoxifen.',
    source: 'Gutierrez et al. 2005 J Clin Oncol 23:2469',
    arises: perTarget('lossProbability'),
    founds: ({ targetLost }) => targetLost,
  },
  {
    name: 'uptake',
    text: 'A drug that enters by a carrier, as methotrexate does by the reduced folate carrier, stays outside when the carrier is reduced or lost. What still enters through the membrane sets how far that protects.',
    source: 'Gorlick et al. 1997 Blood 89:1013',
    arises: ({ alterations }) => [['carrier', alterations.carrierLoss]],
    founds: ({ carrierLoss }) => carrierLoss > 0,
  },
  {
    name: 'metabolism',
    text: 'The cell converts the drug faster (glutathione transferase), keeps less of it (fewer polyglutamates of methotrexate) or mends the damage that it does (MGMT after temozolomide). The drug gets in and meets its target, but what it does there does not last.',
    source: 'Townsend & Tew 2003 Oncogene 22:7369; Hegi et al. 2005 N Engl J Med 352:997',
    arises: ({ alterations }) => [
      ['metabolism', alterations.metabolismGain],
      ['retention', alterations.retentionLoss],
      ['repair', alterations.repairGain],
    ],
    founds: ({ metabolismLevel, retentionLoss, repairLevel }) =>
      metabolismLevel + retentionLoss + repairLevel > 0,
  },
  {
    name: 'several',
    text: 'Cells that resist in two or more ways at once, so that a change of drug which defeats one way leaves the other. They are rare per division, but a large tumour holds some, which is why two drugs cure more often together than one after the other.',
    source: 'Komarova & Wodarz 2005 PNAS 102:9714; Bozic et al. 2013 eLife 2:e00747',
    arises: () => [],
    founds: () => false,
  },
  {
    name: null,
    text: 'A mutator raises the probability of every other alteration at each division. It protects from nothing by itself and is counted with the class of what it has brought about.',
    source: 'Loeb 2001 Cancer Res 61:3230',
    arises: ({ alterations }) => [['mutator', alterations.mutator]],
    founds: ({ mutator }) => mutator,
  },
];

export const sanctuary = {
  text: 'Behind a barrier, as in the brain, vessels without gaps let little of a drug through and P-glycoprotein in their walls pumps it back. Cells there survive without being resistant, and the relapse begins among them; an inhibitor of the pump opens the barrier.',
  source: 'Schinkel et al. 1994 Cell 77:491; Fox & Bates 2007 Expert Rev Anticancer Ther 7:447',
};

/** Level behind each barrier of a scenario, relative to plasma, in one sentence; null where there is none. */
export function barriersOf({ compartments }: Scenario): string | null {
  const levels = compartments.flatMap(({ name, barriers }) =>
    barriers.map(({ drug, pumpOverPermeability, bulkOverPermeability }) => {
      const barrier = { pump: pumpOverPermeability, bulk: bulkOverPermeability };
      const [closed, open] = [unboundRatio(barrier, 1), unboundRatio(barrier, 0)].map(percent);
      return `${name}, ${drug} ${closed} of the level in plasma, ${open} without the pump`;
    }),
  );
  return levels.length === 0 ? null : `In this run: ${levels.join('; ')}.`;
}

/** Where cells of this kind come from in a scenario, in one sentence. */
export function origin(way: Way, scenario: Scenario): string {
  if (way.name === 'several') return 'Arises from cells that resist in one way.';
  const rates = way.arises(scenario).filter(([, perDivision]) => perDivision > 0);
  const founders = scenario.tumour.resistantFounders
    .filter((founder) => way.founds(founder))
    .reduce((sum, { count }) => sum + count, 0);
  const parts = [
    ...(rates.length > 0
      ? [`arises per division: ${rates.map(([what, rate]) => `${what} ${power(rate)}`).join(', ')}`]
      : []),
    ...(founders > 0 ? [`${founders} founder ${founders === 1 ? 'cell has' : 'cells have'} it`] : []),
  ];
  return parts.length === 0 ? 'Does not arise in this run.' : `In this run: ${parts.join('; ')}.`;
}
