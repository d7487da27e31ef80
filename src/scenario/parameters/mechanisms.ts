/** Parameters of pump, carrier, metabolism, mutator, targets, and of the alterations that a division may bring. */
import type { Mark } from '../sources';
import { builders, type Parameter } from './parameter';

const { number, text, toggle } = builders({ group: 'Mechanisms', acts: 'restart' });

interface ProbabilityText {
  label: string;
  help: string;
  mark?: Mark;
  assumed?: true;
  default?: number;
}

/** Probability per division that exactly one daughter is altered. */
function probability(path: string, options: ProbabilityText): Parameter {
  return number(path, {
    default: 0,
    range: [0, 1],
    usual: [1e-9, 0.01],
    scale: 'log',
    unit: 'per division',
    ...options,
  });
}

function cost(path: string, label: string, help: string, value: number): Parameter {
  return number(path, { label, help, default: value, range: [0, 1], usual: [0, 0.1], assumed: true });
}

export const mechanismParameters: Parameter[] = [
  number('pump.basal', {
    label: 'Pump without a copy',
    default: 0,
    range: [0, 1000],
    usual: [0, 5],
    help: 'Expression P of P-glycoprotein in a cell with no active MDR1 copy; 1 is the level of clinical samples that express it.',
    assumed: true,
  }),
  number('pump.perCopy', {
    label: 'Pump per copy',
    default: 1,
    range: [0, 1000],
    usual: [0.1, 20],
    scale: 'log',
    help: 'Expression P that each active MDR1 copy adds; about 70 in highly selected lines.',
    assumed: true,
  }),
  number('pump.blockMax', {
    label: 'Greatest entry block',
    default: 0.9,
    range: [0, 1],
    help: 'Largest share of entry that the pump intercepts in the membrane (ε_max).',
    assumed: true,
  }),
  number('pump.blockHalf', {
    label: 'Pump at half block',
    default: 10,
    range: [0.001, 10_000],
    usual: [0.1, 100],
    scale: 'log',
    help: 'Expression P at which half of the greatest entry block is reached (P₅₀).',
    assumed: true,
  }),
  cost(
    'pump.costPerDoubling',
    'Cost of the pump',
    'Share of the division rate lost per doubling of (1 + copies).',
    0.005,
  ),
  toggle('pump.doubleMinutes', {
    label: 'MDR1 on double minutes',
    default: false,
    help: 'Copies of MDR1 lie outside the chromosomes: a division doubles them and deals each to either daughter at random, so that they are lost without drug.',
    law: 'kaufman1979',
  }),
  number('carrier.reducedLevel', {
    label: 'Reduced carrier',
    default: 0.1,
    range: [0, 1],
    help: 'Influx carrier strength after a first loss, relative to normal.',
    assumed: true,
  }),
  number('carrier.lostLevel', {
    label: 'Lost carrier',
    default: 0.01,
    range: [0, 1],
    help: 'Influx carrier strength after a second loss, relative to normal.',
    assumed: true,
  }),
  cost(
    'carrier.cost',
    'Cost of carrier loss',
    'Share of the division rate that a cell with carrier loss gives up.',
    0.01,
  ),
  number('metabolism.raisedFactor', {
    label: 'Raised metabolism',
    default: 3,
    range: [0, 1000],
    usual: [1, 30],
    scale: 'log',
    help: 'Drug metabolism (for example glutathione transferase) after a first gain, relative to normal.',
    assumed: true,
  }),
  number('metabolism.highFactor', {
    label: 'High metabolism',
    default: 10,
    range: [0, 1000],
    usual: [1, 100],
    scale: 'log',
    help: 'Drug metabolism after a second gain, relative to normal.',
    assumed: true,
  }),
  cost(
    'metabolism.cost',
    'Cost of metabolism',
    'Share of the division rate that a cell with raised metabolism gives up.',
    0.01,
  ),
  number('retention.reducedLevel', {
    label: 'Reduced retention',
    default: 0.03,
    range: [0, 1],
    help: 'Formation of retained metabolites after a first loss (for example of FPGS, which adds the glutamates to methotrexate), relative to normal.',
    assumed: true,
  }),
  number('retention.lostLevel', {
    label: 'Lost retention',
    default: 0,
    range: [0, 1],
    help: 'Formation of retained metabolites after a second loss, relative to normal.',
    assumed: true,
  }),
  cost(
    'retention.cost',
    'Cost of retention loss',
    'Share of the division rate that a cell with lost retention gives up.',
    0.01,
  ),
  number('repair.raisedLevel', {
    label: 'Raised repair',
    default: 1,
    range: [0, 1000],
    usual: [0.1, 10],
    scale: 'log',
    help: 'Repair of drug damage (for example by MGMT) after a first gain, in multiples of what each drug says a cell can mend.',
    assumed: true,
  }),
  number('repair.highLevel', {
    label: 'High repair',
    default: 3,
    range: [0, 1000],
    usual: [0.1, 30],
    scale: 'log',
    help: 'Repair of drug damage after a second gain.',
    assumed: true,
  }),
  cost('repair.cost', 'Cost of repair', 'Share of the division rate that a cell with repair gives up.', 0.01),
  number('mutator.factor', {
    label: 'Mutator factor',
    default: 100,
    range: [1, 100_000],
    usual: [1, 1000],
    scale: 'log',
    help: 'How many times more often a mutator cell alters than a normal one; 10 to 1000.',
    assumed: true,
  }),
  cost('mutator.cost', 'Cost of the mutator', 'Share of the division rate that a mutator cell loses.', 0),
  probability('alterations.pumpGain', {
    label: 'MDR1 switched on',
    help: 'First active MDR1 copy. Human sarcoma cells under doxorubicin: 1.8·10⁻⁶ per cell and generation, mdr1 raised in all 27 clones looked at (Chen et al. 1994 Cancer Res 54:4980).',
  }),
  probability('alterations.pumpFurtherGain', {
    label: 'MDR1 amplified further',
    help: 'More copies in a cell that has some.',
    assumed: true,
  }),
  probability('alterations.pumpLoss', {
    label: 'MDR1 copy lost',
    help: 'Loss of MDR1 copies in a cell that has some.',
    assumed: true,
  }),
  probability('alterations.carrierLoss', {
    label: 'Carrier lost',
    help: 'One level of loss of the influx carrier; gene inactivation is 10⁻⁷ to 10⁻⁶.',
  }),
  probability('alterations.metabolismGain', {
    label: 'Metabolism raised',
    help: 'One level of gain of drug metabolism.',
    assumed: true,
  }),
  probability('alterations.retentionLoss', {
    label: 'Retention lost',
    help: 'One level of loss of the enzyme that forms retained metabolites; gene inactivation is 10⁻⁷ to 10⁻⁶.',
  }),
  probability('alterations.repairGain', {
    label: 'Repair raised',
    help: 'One level of gain of the repair of drug damage.',
    assumed: true,
  }),
  probability('alterations.mutator', {
    label: 'Mutator acquired',
    help: 'Becoming a mutator cell; about 10⁻⁶.',
  }),
  text('targets[].name', {
    label: 'Target',
    default: 'target',
    shortest: 1,
    longest: 60,
    help: 'Name of the molecule that drugs bind.',
  }),
  number('targets[].abundanceMicromolar', {
    label: 'Abundance',
    unit: 'µM',
    default: 0.5,
    range: [0, 10_000],
    usual: [0.01, 100],
    scale: 'log',
    help: 'Target molecules per cell water at one copy. DHFR 0.5–1, BCR-ABL 0.05–0.1, topoisomerase II 0.5, tubulin 15–20, estrogen receptor 0.02–0.05.',
    assumed: true,
  }),
  number('targets[].growthWithoutTarget', {
    label: 'Growth without target',
    default: 0,
    range: [0, 1],
    help: 'Division rate of a cell that has lost the target, relative to normal.',
    assumed: true,
  }),
  cost(
    'targets[].costPerDoubling',
    'Cost of copies',
    'Share of the division rate lost per doubling of copies.',
    0.01,
  ),
  toggle('targets[].doubleMinutes', {
    label: 'Copies on double minutes',
    default: false,
    help: 'Copies beyond the first lie outside the chromosomes: a division doubles them and deals each to either daughter at random, so that they are lost without drug.',
    law: 'kaufman1979',
  }),
  probability('targets[].gainProbability', {
    label: 'First amplification',
    help: 'From one copy to more. The gene CAD: almost 10⁻⁴ per cell and generation in highly tumorigenic rat liver cells (Tlsty et al. 1989 PNAS 86:9441), not once in 5·10⁸ normal cells (Wright et al. 1990 PNAS 87:1791).',
  }),
  probability('targets[].furtherGainProbability', {
    label: 'Further amplification',
    help: 'More copies in a cell that has extra ones; 10⁻³ to 10⁻².',
    assumed: true,
  }),
  probability('targets[].copyLossProbability', {
    label: 'Copies lost',
    help: 'Loss of extra copies; about 10⁻³.',
    assumed: true,
  }),
  probability('targets[].variantProbability', {
    label: 'Variant',
    help: 'A point mutation to one of the listed variants: 10⁻⁹ per base and division times about 50 resistance sites (Bozic et al. 2013).',
  }),
  probability('targets[].lossProbability', {
    label: 'Target lost',
    help: 'Loss of the target; gene inactivation is 10⁻⁷ to 10⁻⁶.',
  }),
  text('targets[].variants[].name', {
    label: 'Variant',
    default: 'variant',
    shortest: 1,
    longest: 60,
    help: 'Name of the altered form.',
  }),
  number('targets[].variants[].weight', {
    label: 'Share',
    default: 1,
    range: [0, 1e6],
    usual: [0, 1],
    help: 'How often this variant arises, relative to the other variants of the target.',
  }),
  number('targets[].variants[].fitness', {
    label: 'Relative growth',
    default: 1,
    range: [0, 2],
    usual: [0.5, 1.1],
    help: 'Division rate of a cell with this variant without drug, relative to the wild type.',
    assumed: true,
  }),
];
