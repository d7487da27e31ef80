/** What a drug does between cells that have places. */
import { part, sheet } from './builders';
import type { Drug } from './drugs';
import type { Scenario } from './scenario';
import type { Infer } from './tree';

const { number, choice } = sheet({ group: 'Drugs', acts: 'restart', chapter: 5 });

export const betweenCells = part(
  {
    diffusionMicrometres2PerSecond: number({
      label: 'Diffusion',
      unit: 'µm²/s',
      default: 160,
      range: [0, 100_000],
      usual: [0.01, 1000],
      scale: 'log',
      help: 'Diffusion coefficient in the fluid between cells; in the catalogue falling with the 3/4th power of molar mass from 160 of doxorubicin.',
      assumed: true,
    }),
    decayPerHour: number({
      label: 'Loss in the fluid',
      unit: '/h',
      default: 0,
      range: [0, 10_000],
      usual: [0.001, 100],
      scale: 'log',
      help: 'First-order loss everywhere between cells.',
      assumed: true,
    }),
    consumptionPerHour: number({
      label: 'Taken by the tissue',
      unit: '/h',
      default: 0,
      range: [0, 10_000],
      usual: [0.01, 1000],
      scale: 'log',
      help: 'First-order loss where a cell stands, beside what its exchange takes: binding that does not let go. The drug then reaches √(D/loss) into dense tissue.',
      assumed: true,
    }),
    vesselPermeabilityMicrometresPerSecond: number({
      label: 'Permeability of vessels',
      unit: 'µm/s',
      default: 3,
      range: [0, 100_000],
      usual: [0.01, 100],
      scale: 'log',
      help: 'Of the walls of vessels without a barrier; free doxorubicin about 3.',
      assumed: true,
    }),
    boundary: choice({
      label: 'At the boundary',
      default: 'bath',
      options: ['bath', 'fixed', 'closed'],
      help: 'The level that plasma has now, while it has one; a level held all the time; or nothing passes.',
    }),
    boundaryMicromolar: number({
      label: 'Held at the boundary',
      unit: 'µM',
      default: 1,
      range: [0, 100_000],
      usual: [0.0001, 100],
      scale: 'log',
      help: 'Level held at a fixed boundary.',
    }),
    // Kill that follows growth spares quiescent cells altogether.
    quiescentKill: number({
      label: 'Kill of quiescent cells',
      default: 0.2,
      range: [0, 1],
      help: 'Share of the kill that a cell meets which does not divide for want of room or oxygen: 0 for drugs that act in cycle, 0.1–0.33 for others.',
      assumed: true,
      appliesWhen: (_: DrugTissue, drug: Drug) => !drug.killFollowsGrowth,
    }),
  },
  (_: Drug, scenario: Scenario) => scenario.tumour.tissue !== null,
);

export interface DrugTissue extends Infer<typeof betweenCells> {}
