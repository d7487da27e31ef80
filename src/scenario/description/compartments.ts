/** Compartments beside the tumour: metastases, a tumour behind the blood–brain barrier, marrow. */
import { assumedTo, citedFrom, list, part, sheet } from './builders';
import type { Scenario } from './scenario';
import type { Infer } from './tree';
import { MOST_CELLS } from './tumour';

const shared = { group: 'Scenario', acts: 'restart', chapter: 1 } as const;
const { number, choice, text, toggle } = sheet(shared);
const marrow = sheet({
  ...shared,
  appliesWhen: (compartment: OtherCompartment) => compartment.kind === 'marrow',
});
const tumour = sheet({
  ...shared,
  appliesWhen: (compartment: OtherCompartment) => compartment.kind !== 'marrow',
});

/** Keeps one drug of plasma out: clearances from inside over permeability × surface. */
const barrier = part({
  drug: text({
    label: 'Drug',
    default: '',
    longest: 60,
    help: 'Name of the drug that the barrier keeps out; others come in as they are in plasma.',
  }),
  pumpOverPermeability: number({
    label: 'Pumped out by P-glycoprotein',
    default: 0,
    range: [0, 100_000],
    usual: [0.01, 1000],
    scale: 'log',
    help: 'Clearance by P-glycoprotein of the vessel wall over its passive permeability × surface (PS). Unbound level inside over plasma is 1/(1 + pump + other); an inhibitor lowers the pump’s part.',
    assumed: true,
  }),
  bulkOverPermeability: number({
    label: 'Other clearance',
    default: 0,
    range: [0, 100_000],
    usual: [0.01, 1000],
    scale: 'log',
    help: 'All other clearance from inside, as bulk flow, over the same permeability × surface.',
    assumed: true,
  }),
  permeabilityFactor: number({
    label: 'Permeability of its vessels',
    default: 0.01,
    range: [0.000001, 1],
    usual: [0.0001, 1],
    scale: 'log',
    help: 'In a tissue: passive permeability of vessels with a barrier over that of others; 10²–10³ times less in the brain.',
    assumed: true,
    appliesWhen: (_: BarrierEntry, compartment: OtherCompartment, scenario: Scenario) =>
      scenario.tumour.tissue !== null && compartment.kind !== 'marrow' && compartment.inTissue,
  }),
});

/** A population beside the tumour, on the same plasma. What a kind does not use stays at its default. */
export const compartment = part({
  name: text({
    label: 'Name',
    default: 'metastasis',
    shortest: 1,
    longest: 40,
    help: 'Name of the compartment.',
  }),
  kind: choice({
    label: 'Kind',
    default: 'metastasis',
    options: ['metastasis', 'brain', 'marrow'],
    help: 'Metastasis and brain hold tumour cells and count towards the tumour’s size; marrow holds normal progenitors, which keep their number by feedback.',
  }),
  founders: number({
    label: 'Founder cells',
    unit: 'cells',
    default: 1,
    range: [1, MOST_CELLS],
    usual: [1, 1_000_000],
    scale: 'log',
    integer: true,
    help: 'Cells at day 0; of marrow the normal number, to which it returns.',
  }),
  divisionPerDay: tumour.number({
    label: 'Division rate',
    unit: '/d',
    default: 1,
    range: [0, 24],
    usual: [0.01, 3],
    scale: 'log',
    help: 'Divisions per cell and day without drug and crowding. Marrow takes 4 over its mean transit time instead, as the published model does.',
    mark: assumedTo('a fast culture'),
  }),
  deathPerDay: tumour.number({
    label: 'Death rate',
    unit: '/d',
    default: 0.05,
    range: [0, 24],
    usual: [0.001, 3],
    scale: 'log',
    help: 'Deaths per cell and day without drug. Of marrow as many progenitors mature and leave as divide at its normal number.',
    mark: assumedTo('a fast culture'),
  }),
  crowding: tumour.choice({
    label: 'Crowding',
    default: 'none',
    options: ['none', 'logistic', 'gompertz'],
    help: 'How division slows as a metastasis nears its capacity; marrow follows its feedback instead.',
  }),
  capacity: number({
    label: 'Capacity',
    unit: 'cells',
    default: 100_000_000,
    range: [1, MOST_CELLS],
    usual: [1000, MOST_CELLS],
    scale: 'log',
    help: 'Cells at which crowding stops division; unused without crowding.',
    assumed: true,
    appliesWhen: (compartment: OtherCompartment) =>
      compartment.kind !== 'marrow' && compartment.crowding !== 'none',
  }),
  inTissue: toggle({
    label: 'In a tissue',
    default: false,
    help: 'Whether its cells have places, in a tissue as the tumour’s with other founders. A barrier is then that of its vessels.',
    appliesWhen: (compartment: OtherCompartment, scenario: Scenario) =>
      scenario.tumour.tissue !== null && compartment.kind !== 'marrow',
  }),
  killFactor: number({
    label: 'Sensitivity to drugs',
    default: 1,
    range: [0, 100],
    usual: [0.01, 10],
    scale: 'log',
    help: 'The death rate that drugs add in these cells, over that in cells of the tumour with as much drug inside.',
    assumed: true,
  }),
  inhibitorRatio: number({
    label: 'Inhibitor inside over plasma',
    default: 1,
    range: [0, 1],
    help: 'Share of the plasma level of the pump inhibitor that reaches the cells; the barrier itself meets plasma.',
    assumed: true,
  }),
  meanTransitHours: marrow.number({
    label: 'Mean transit time',
    unit: 'h',
    default: 88.7,
    range: [4, 10_000],
    usual: [50, 300],
    scale: 'log',
    help: 'Of marrow: time from progenitors through three stages and the circulation. Progenitors divide, and pass on, at 4 over this time, 1.08 a day for the 88.7 h of neutrophils under docetaxel.',
    mark: citedFrom('friberg2002', 'docetaxel, neutrophils: mean transit time'),
    law: 'friberg2002',
  }),
  normalGigaPerLitre: marrow.number({
    label: 'Normal blood count',
    unit: '10⁹/L',
    default: 5.05,
    range: [0.01, 1000],
    usual: [1, 20],
    scale: 'log',
    help: 'Of marrow: circulating cells at its normal number; 5.05 for neutrophils before docetaxel.',
    mark: citedFrom('friberg2002', 'docetaxel, neutrophils: Circ₀'),
  }),
  feedbackExponent: marrow.number({
    label: 'Feedback',
    default: 0.161,
    range: [0, 5],
    usual: [0, 1],
    help: 'Marrow divides (normal count/circulating cells)^γ times as fast as at its normal count; 0.161 for neutrophils under docetaxel.',
    mark: citedFrom('friberg2002', 'docetaxel, neutrophils: γ'),
    law: 'friberg2002',
  }),
  feedbackMost: marrow.number({
    label: 'Fastest division',
    default: 4,
    range: [1, 20],
    usual: [1, 10],
    help: 'Feedback speeds division up at most this many times.',
    assumed: true,
  }),
  transducedShare: marrow.number({
    label: 'Transduced share',
    default: 0,
    range: [0, 1],
    help: 'Share of marrow cells at day 0 that gene therapy has given MDR1.',
    assumed: true,
  }),
  transducedCopies: marrow.number({
    label: 'MDR1 copies after transduction',
    default: 10,
    range: [1, 255],
    usual: [1, 50],
    integer: true,
    help: 'Active copies of the pump gene in transduced cells.',
    assumed: true,
  }),
  barriers: list(4, barrier),
});

export interface BarrierEntry extends Infer<typeof barrier> {}
export interface OtherCompartment extends Infer<typeof compartment> {}
/** `tumour`: a lesion of the tumour itself. */
export type CompartmentKind = 'tumour' | OtherCompartment['kind'];
