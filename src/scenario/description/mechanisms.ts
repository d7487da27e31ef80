/** Pump, carrier, metabolism, mutator, targets, and the alterations that a division may bring. */
import { list, type NumberOptions, part, sheet } from './builders';
import type { Infer } from './tree';

const { number, text, toggle } = sheet({ group: 'Mechanisms', acts: 'restart', chapter: 2 });

/** Probability per division that exactly one daughter is altered. */
function probability(options: Pick<NumberOptions, 'label' | 'help' | 'mark' | 'assumed'>) {
  return number({
    default: 0,
    range: [0, 1],
    usual: [1e-9, 0.01],
    scale: 'log',
    unit: 'per division',
    ...options,
  });
}

function cost(label: string, help: string, value: number) {
  return number({ label, help, default: value, range: [0, 1], usual: [0, 0.1], assumed: true });
}

export const pump = part({
  basal: number({
    label: 'Pump without a copy',
    default: 0,
    range: [0, 1000],
    usual: [0, 5],
    help: 'Expression P of P-glycoprotein in a cell with no active MDR1 copy; 1 is the level of clinical samples that express it.',
    assumed: true,
  }),
  perCopy: number({
    label: 'Pump per copy',
    default: 1,
    range: [0, 1000],
    usual: [0.1, 20],
    scale: 'log',
    help: 'Expression P that each active MDR1 copy adds; about 70 in highly selected lines.',
    assumed: true,
  }),
  blockMax: number({
    label: 'Greatest entry block',
    default: 0.9,
    range: [0, 1],
    help: 'Largest share of entry that the pump intercepts in the membrane (ε_max).',
    assumed: true,
  }),
  blockHalf: number({
    label: 'Pump at half block',
    default: 10,
    range: [0.001, 10_000],
    usual: [0.1, 100],
    scale: 'log',
    help: 'Expression P at which half of the greatest entry block is reached (P₅₀).',
    assumed: true,
  }),
  costPerDoubling: cost(
    'Cost of the pump',
    'Share of the division rate lost per doubling of (1 + copies).',
    0.005,
  ),
  doubleMinutes: toggle({
    label: 'MDR1 on double minutes',
    default: false,
    help: 'Copies of MDR1 lie outside the chromosomes: a division doubles them and deals each to either daughter at random, so that they are lost without drug.',
    law: 'kaufman1979',
  }),
});

export const carrier = part({
  reducedLevel: number({
    label: 'Reduced carrier',
    default: 0.1,
    range: [0, 1],
    help: 'Influx carrier strength after a first loss, relative to normal.',
    assumed: true,
  }),
  lostLevel: number({
    label: 'Lost carrier',
    default: 0.01,
    range: [0, 1],
    help: 'Influx carrier strength after a second loss, relative to normal.',
    assumed: true,
  }),
  cost: cost(
    'Cost of carrier loss',
    'Share of the division rate that a cell with carrier loss gives up.',
    0.01,
  ),
});

export const metabolism = part({
  raisedFactor: number({
    label: 'Raised metabolism',
    default: 3,
    range: [0, 1000],
    usual: [1, 30],
    scale: 'log',
    help: 'Drug metabolism (for example glutathione transferase) after a first gain, relative to normal.',
    assumed: true,
  }),
  highFactor: number({
    label: 'High metabolism',
    default: 10,
    range: [0, 1000],
    usual: [1, 100],
    scale: 'log',
    help: 'Drug metabolism after a second gain, relative to normal.',
    assumed: true,
  }),
  cost: cost(
    'Cost of metabolism',
    'Share of the division rate that a cell with raised metabolism gives up.',
    0.01,
  ),
});

export const retention = part({
  reducedLevel: number({
    label: 'Reduced retention',
    default: 0.03,
    range: [0, 1],
    help: 'Formation of retained metabolites after a first loss (for example of FPGS, which adds the glutamates to methotrexate), relative to normal.',
    assumed: true,
  }),
  lostLevel: number({
    label: 'Lost retention',
    default: 0,
    range: [0, 1],
    help: 'Formation of retained metabolites after a second loss, relative to normal.',
    assumed: true,
  }),
  cost: cost(
    'Cost of retention loss',
    'Share of the division rate that a cell with lost retention gives up.',
    0.01,
  ),
});

export const repair = part({
  raisedLevel: number({
    label: 'Raised repair',
    default: 1,
    range: [0, 1000],
    usual: [0.1, 10],
    scale: 'log',
    help: 'Repair of drug damage (for example by MGMT) after a first gain, in multiples of what each drug says a cell can mend.',
    assumed: true,
  }),
  highLevel: number({
    label: 'High repair',
    default: 3,
    range: [0, 1000],
    usual: [0.1, 30],
    scale: 'log',
    help: 'Repair of drug damage after a second gain.',
    assumed: true,
  }),
  cost: cost('Cost of repair', 'Share of the division rate that a cell with repair gives up.', 0.01),
});

export const mutator = part({
  factor: number({
    label: 'Mutator factor',
    default: 100,
    range: [1, 100_000],
    usual: [1, 1000],
    scale: 'log',
    help: 'How many times more often a mutator cell alters than a normal one; 10 to 1000.',
    assumed: true,
  }),
  cost: cost('Cost of the mutator', 'Share of the division rate that a mutator cell loses.', 0),
});

export const passengers = part({
  perDivision: number({
    label: 'Passenger mutations',
    unit: 'per division',
    default: 0,
    range: [0, 100],
    usual: [0.001, 10],
    scale: 'log',
    help: 'Mutations without any effect that a division leaves in its two daughters together, on average: each daughter gets a Poisson number with half this mean, at sites of their own, and with any she begins a clone. They change neither cells nor their fates, only who can be told apart; 0: none.',
  }),
});

export const alterations = part({
  pumpGain: probability({
    label: 'MDR1 switched on',
    help: 'First active MDR1 copy. Human sarcoma cells under doxorubicin: 1.8·10⁻⁶ per cell and generation, mdr1 raised in all 27 clones looked at (Chen et al. 1994 Cancer Res 54:4980).',
  }),
  pumpFurtherGain: probability({
    label: 'MDR1 amplified further',
    help: 'More copies in a cell that has some.',
    assumed: true,
  }),
  pumpLoss: probability({
    label: 'MDR1 copy lost',
    help: 'Loss of MDR1 copies in a cell that has some.',
    assumed: true,
  }),
  carrierLoss: probability({
    label: 'Carrier lost',
    help: 'One level of loss of the influx carrier; gene inactivation is 10⁻⁷ to 10⁻⁶.',
  }),
  metabolismGain: probability({
    label: 'Metabolism raised',
    help: 'One level of gain of drug metabolism.',
    assumed: true,
  }),
  retentionLoss: probability({
    label: 'Retention lost',
    help: 'One level of loss of the enzyme that forms retained metabolites; gene inactivation is 10⁻⁷ to 10⁻⁶.',
  }),
  repairGain: probability({
    label: 'Repair raised',
    help: 'One level of gain of the repair of drug damage.',
    assumed: true,
  }),
  mutator: probability({
    label: 'Mutator acquired',
    help: 'Becoming a mutator cell; about 10⁻⁶.',
  }),
});

const variant = part({
  name: text({
    label: 'Variant',
    default: 'variant',
    shortest: 1,
    longest: 60,
    help: 'Name of the altered form.',
  }),
  weight: number({
    label: 'Share',
    default: 1,
    range: [0, 1e6],
    usual: [0, 1],
    help: 'How often this variant arises, relative to the other variants of the target.',
  }),
  fitness: number({
    label: 'Relative growth',
    default: 1,
    range: [0, 2],
    usual: [0.5, 1.1],
    help: 'Division rate of a cell with this variant without drug, relative to the wild type.',
    assumed: true,
  }),
});

export const target = part({
  name: text({
    label: 'Target',
    default: 'target',
    shortest: 1,
    longest: 60,
    help: 'Name of the molecule that drugs bind.',
  }),
  abundanceMicromolar: number({
    label: 'Abundance',
    unit: 'µM',
    default: 0.5,
    range: [0, 10_000],
    usual: [0.01, 100],
    scale: 'log',
    help: 'Target molecules per cell water at one copy. DHFR 0.5–1, BCR-ABL 0.05–0.1, topoisomerase II 0.5, tubulin 15–20, estrogen receptor 0.02–0.05.',
    assumed: true,
  }),
  growthWithoutTarget: number({
    label: 'Growth without target',
    default: 0,
    range: [0, 1],
    help: 'Division rate of a cell that has lost the target, relative to normal.',
    assumed: true,
  }),
  costPerDoubling: cost('Cost of copies', 'Share of the division rate lost per doubling of copies.', 0.01),
  /** Extra copies lie outside the chromosomes and are dealt to the daughters at random. */
  doubleMinutes: toggle({
    label: 'Copies on double minutes',
    default: false,
    help: 'Copies beyond the first lie outside the chromosomes: a division doubles them and deals each to either daughter at random, so that they are lost without drug.',
    law: 'kaufman1979',
  }),
  gainProbability: probability({
    label: 'First amplification',
    help: 'From one copy to more. The gene CAD: almost 10⁻⁴ per cell and generation in highly tumorigenic rat liver cells (Tlsty et al. 1989 PNAS 86:9441), not once in 5·10⁸ normal cells (Wright et al. 1990 PNAS 87:1791).',
  }),
  furtherGainProbability: probability({
    label: 'Further amplification',
    help: 'More copies in a cell that has extra ones; 10⁻³ to 10⁻².',
    assumed: true,
  }),
  copyLossProbability: probability({
    label: 'Copies lost',
    help: 'Loss of extra copies; about 10⁻³.',
    assumed: true,
  }),
  variantProbability: probability({
    label: 'Variant',
    help: 'A point mutation to one of the listed variants: 10⁻⁹ per base and division times about 50 resistance sites (Bozic et al. 2013).',
  }),
  lossProbability: probability({
    label: 'Target lost',
    help: 'Loss of the target; gene inactivation is 10⁻⁷ to 10⁻⁶.',
  }),
  /** Beside the wild type, of which the kernel knows 32 together. */
  variants: list(31, variant),
});

export interface TargetVariant extends Infer<typeof variant> {}
export interface Target extends Infer<typeof target> {}
