/** What a drug and a pump inhibitor have in common: it reaches plasma by a schedule. */
import { part, sheet } from './builders';
import type { Fields, Infer } from './tree';

const shared = { group: 'Drugs', acts: 'restart', chapter: 3 } as const;
const { number, choice, text } = sheet(shared);
const dosed = sheet({ ...shared, appliesWhen: (kinetics: Pharmacokinetics) => kinetics.route !== 'level' });
const second = sheet({ ...shared, appliesWhen: (kinetics: Pharmacokinetics) => distributes(2, kinetics) });
const third = sheet({ ...shared, appliesWhen: (kinetics: Pharmacokinetics) => distributes(3, kinetics) });
const now = sheet({ ...shared, group: 'Treatment', acts: 'now' });

function distributes(compartments: number, kinetics: Pharmacokinetics): boolean {
  return kinetics.route !== 'level' && kinetics.compartments >= compartments;
}

const LITRES_PER_HOUR = {
  unit: 'L/h',
  default: 10,
  range: [0.0001, 100_000],
  usual: [0.01, 1000],
  scale: 'log',
} as const;
const LITRES = { unit: 'L', range: [0.001, 1e6], usual: [0.1, 10_000], scale: 'log' } as const;

const pharmacokinetics = part({
  route: choice({
    label: 'Route',
    default: 'level',
    options: ['level', 'bolus', 'infusion', 'oral'],
    help: 'A level held as in culture, an injection at once, an infusion, or a tablet absorbed at a first-order rate.',
  }),
  compartments: dosed.number({
    label: 'Compartments',
    default: 1,
    range: [1, 3],
    integer: true,
    help: 'Compartments of the linear plasma model.',
  }),
  absorptionPerHour: number({
    label: 'Absorption',
    unit: '/h',
    default: 1,
    range: [0.0001, 1000],
    usual: [0.01, 10],
    scale: 'log',
    help: 'First-order absorption of an oral dose (ka).',
    appliesWhen: (kinetics: Pharmacokinetics) => kinetics.route === 'oral',
  }),
  clearanceLitresPerHour: dosed.number({
    ...LITRES_PER_HOUR,
    label: 'Clearance',
    help: 'Clearance (CL, or CL/F of an oral dose).',
  }),
  centralLitres: dosed.number({
    ...LITRES,
    label: 'Central volume',
    default: 50,
    help: 'Volume of the central compartment (V1, or V/F).',
  }),
  exchange2LitresPerHour: second.number({
    ...LITRES_PER_HOUR,
    label: 'Exchange 2',
    help: 'Flow to the second compartment (Q2).',
  }),
  peripheral2Litres: second.number({
    ...LITRES,
    label: 'Volume 2',
    default: 100,
    help: 'Volume of the second compartment (V2).',
  }),
  exchange3LitresPerHour: third.number({
    ...LITRES_PER_HOUR,
    label: 'Exchange 3',
    help: 'Flow to the third compartment (Q3).',
  }),
  peripheral3Litres: third.number({
    ...LITRES,
    label: 'Volume 3',
    default: 100,
    help: 'Volume of the third compartment (V3).',
  }),
});

const schedule = part({
  doseMg: now.number({
    label: 'Dose',
    unit: 'mg',
    default: 100,
    range: [0, 1e6],
    usual: [0.1, 10_000],
    scale: 'log',
    help: 'One dose; unused when a level is held.',
    appliesWhen: (_: Schedule, agent: Agent) => agent.pharmacokinetics.route !== 'level',
  }),
  levelMicromolar: now.number({
    label: 'Level',
    unit: 'µM',
    default: 1,
    range: [0, 100_000],
    usual: [0.0001, 100],
    scale: 'log',
    help: 'Level held, when the route is a held level.',
    appliesWhen: (_: Schedule, agent: Agent) => agent.pharmacokinetics.route === 'level',
  }),
  infusionHours: now.number({
    label: 'Lasting',
    unit: 'h',
    default: 0,
    range: [0, 8760],
    usual: [0, 72],
    help: 'Length of an infusion, or of each period at a held level (0: held without a break).',
    appliesWhen: (_: Schedule, agent: Agent) =>
      agent.pharmacokinetics.route === 'infusion' || agent.pharmacokinetics.route === 'level',
  }),
  everyHours: now.number({
    label: 'Every',
    unit: 'h',
    default: 24,
    range: [0.1, 87_600],
    usual: [1, 672],
    scale: 'log',
    help: 'Time from the beginning of one dose to the next.',
    appliesWhen: (schedule: Schedule, agent: Agent) =>
      schedule.doses !== 1 || agent.pharmacokinetics.route === 'level',
  }),
  doses: now.number({
    label: 'Doses',
    default: 0,
    range: [0, 100_000],
    usual: [0, 50],
    integer: true,
    help: 'Number of doses; 0: until the end of the run.',
  }),
  /** Days after treatment begins. */
  startDay: now.number({
    label: 'First dose on treatment day',
    unit: 'd',
    default: 0,
    range: [0, 36_500],
    usual: [0, 365],
    help: 'Days from the beginning of treatment to the first dose.',
  }),
});

export const agent = (name: string) => ({
  name: text({ label: 'Name', default: name, shortest: 1, longest: 60, help: 'Name of the substance.' }),
  molarMass: number({
    label: 'Molar mass',
    unit: 'g/mol',
    default: 500,
    range: [1, 200_000],
    usual: [100, 1500],
    scale: 'log',
    help: 'Turns milligrams into micromoles.',
    appliesWhen: (agent: Agent) => agent.pharmacokinetics.route !== 'level',
  }),
  unboundFraction: number({
    label: 'Share of plasma level that acts',
    default: 1,
    range: [0.00001, 1],
    usual: [0.001, 1],
    scale: 'log',
    help: 'Cells see the total plasma level times this: the free fraction, or the reciprocal of a measured serum shift.',
  }),
  pharmacokinetics,
  schedule,
});

export interface Pharmacokinetics extends Infer<typeof pharmacokinetics> {}
export interface Schedule extends Infer<typeof schedule> {}
export interface Agent extends Fields<ReturnType<typeof agent>> {}
export type Route = Pharmacokinetics['route'];
