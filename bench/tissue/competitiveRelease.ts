/**
 * Competitive release on a lattice, matched to a published model (Bravo et al. 2020, PLoS Comput Biol 16: e1007635,
 * example 6): sensitive and resistant cells on one disc, drug from the edges.
 */

import {
  type DrugModel,
  ENVIRONMENT_KM,
  ENVIRONMENT_PUMP,
  ENVIRONMENT_STRIDE,
  type FounderModel,
  type KernelModel,
  Response,
  type TargetModel,
} from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import { philox } from '../../src/kernel/numbers/philox';
import type { TissueModel } from '../../src/kernel/tissueModel';

const STEP_HOURS = 2;
const SITE_MICROMETRES = 20;
const STEPS_PER_DAY = 24 / STEP_HOURS;
/** Per day. */
const DIVISION_SENSITIVE = 0.693147;
const DIVISION_RESISTANT = 0.223144;
const DEATH = 0.0202027;
const KILL = 1.609438;
const TABLE_POINTS = 64;
/** Times as much drug as the other allele takes for the same effect. */
const ESCAPES = 1e6;

export type Regime = 'none' | 'constant' | 'pulsed';
export const RESISTANT = 1;

/** Probability of an event within a step, as the published model draws it. */
const perStep = (perDay: number) => 1 - Math.exp(-perDay / STEPS_PER_DAY);
/** Rate, /h, at which a step of exact growth e^{bΔt} has as many births as there. */
const divisionPerHour = (perDay: number) => Math.log(1 + perStep(perDay)) / STEP_HOURS;

export function releaseModel(side: number, radius: number, seed: number): KernelModel {
  const sensitive = divisionPerHour(DIVISION_SENSITIVE);
  return {
    stepHours: STEP_HOURS,
    divisionPerHour: sensitive,
    deathPerHour: DEATH / 24,
    crowding: 'none',
    capacity: 1e12,
    expressionCv: 0,
    expressionInheritance: 1,
    pumpBasal: 0,
    pumpPerCopy: 0,
    blockMax: 0,
    blockHalf: 1,
    pumpCostPerDoubling: 0,
    carrierLevels: [1, 1, 1],
    metabolismLevels: [1, 1, 1],
    carrierCost: 0,
    metabolismCost: 0,
    mutatorFactor: 1,
    mutatorCost: 0,
    drugs: [drug()],
    targets: [target(divisionPerHour(DIVISION_RESISTANT) / sensitive)],
    alterations: [],
    founders: disc(side, radius, seed),
    maxPhenotypes: 256,
    tissue: tissue(side),
  };
}

/**
 * The published chances of death in a step add up, dΔt + (1 − e^{−kΔt})C, k = 1.609438 a day at C = 1. As a rate that
 * is −ln(1 − p)/Δt, less death without drug: a table, slightly steeper than a line.
 */
function killTable(): { killPerHour: number; points: [number, number][] } {
  const [dies, killed] = [perStep(DEATH), perStep(KILL)];
  const rate = (level: number) => Math.log((1 - dies) / (1 - dies - killed * level)) / STEP_HOURS;
  const levels = Array.from({ length: TABLE_POINTS }, (_, i) => (i + 1) / TABLE_POINTS);
  return { killPerHour: rate(1), points: levels.map((level) => [level, rate(level) / rate(1)]) };
}

function drug(): DrugModel {
  return {
    passivePerHour: 50,
    linearEffluxPerHour: 0,
    metabolismPerHour: 0,
    pumpVmax: 0,
    pumpKm: 1,
    entryBlock: 0,
    carrierVmax: 0,
    carrierKm: 1,
    target: 0,
    kd: 0,
    response: Response.points,
    neededTarget: 0,
    ...killTable(),
    stasis: 0,
    alleles: [
      { kdFactor: 1, halfEffect: 1, hill: 1 },
      { kdFactor: 1, halfEffect: ESCAPES, hill: 1 },
    ],
  };
}

/** Its altered allele escapes the drug and slows division. */
function target(fitness: number): TargetModel {
  return {
    abundance: 1,
    growthWithoutTarget: 1,
    variantWeights: [1],
    alleleFitness: [1, fitness],
    costPerDoubling: 0,
  };
}

function tissue(side: number): TissueModel {
  return {
    size: [side, side],
    neighbours: 'moore',
    reach: 0,
    siteMicrometres: SITE_MICROMETRES,
    coarsening: 2,
    drugFields: [
      {
        diffusion: 0.02 * 3600,
        decayPerHour: 0,
        boundary: 'bath',
        boundaryValue: 0,
        // Held at the outer faces of the outermost sites: a program of our own that follows the published rules in
        // random order gives the published numbers so, and 18% more cells under pulses with the bath a site away.
        boundaryOffset: 0,
        permeability: 0,
        wallPump: 1,
        consumptionPerHour: 0.03 / 24,
      },
    ],
    oxygen: null,
    quiescentKill: [1],
    clearancePerHour: 0,
    normal: { divisionPerHour: 0, deathPerHour: 0, kill: 1 },
    // What cells hold is not taken from the fluid there, but by `consumptionPerHour`.
    volumeRatio: 0,
    vessels: [],
    vesselDynamics: { lossPerHour: 0, gainPerHour: 0, crowdedFrom: 2, crowdedWithin: 1 },
  };
}

/** Every site of a disc at the centre is filled, each cell resistant with probability one half. */
function disc(side: number, radius: number, seed: number): FounderModel[] {
  const sites: [number[], number[]] = [[], []];
  const centre = side / 2;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if ((x - centre) ** 2 + (y - centre) ** 2 > radius ** 2) continue;
      const word = philox([x + side * y, 0, 0, 0], [seed, 0])[0]!;
      sites[word & 1]!.push(x + side * y);
    }
  }
  const altered = { ...wildType(), alleles: [1, 0, 0, 0] };
  return [wildType(), altered].map((genotype, kind) => ({
    genotype,
    count: sites[kind]!.length,
    sites: Uint32Array.from(sites[kind]!),
  }));
}

/** Drug around the tissue over `steps` steps from `firstStep` on. */
export function releaseEnvironment(regime: Regime, firstStep: number, steps: number): Float32Array {
  const environment = new Float32Array(steps * ENVIRONMENT_STRIDE);
  for (let i = 0; i < steps; i++) {
    environment[i * ENVIRONMENT_STRIDE] = given(regime, (firstStep + i) / STEPS_PER_DAY) ? 1 : 0;
    environment[i * ENVIRONMENT_STRIDE + ENVIRONMENT_PUMP] = 1;
    environment[i * ENVIRONMENT_STRIDE + ENVIRONMENT_KM] = 1;
  }
  return environment;
}

function given(regime: Regime, day: number): boolean {
  if (regime === 'none' || day < 20) return false;
  return regime === 'constant' || (day - 20) % 15 < 2;
}

export const releaseSteps = (days: number) => Math.round(days * STEPS_PER_DAY);
