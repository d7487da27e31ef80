/** Compartments without drugs or alterations to build checks on, and the environment of a run. */

import type { CompartmentKernel } from '../kernel/compartmentKernel';
import {
  type DrugModel,
  ENVIRONMENT_KM,
  ENVIRONMENT_PUMP,
  ENVIRONMENT_STRIDE,
  ENVIRONMENT_WALL,
  type KernelModel,
  Response,
  type TargetModel,
} from '../kernel/model';
import { wildType } from '../kernel/numbers/genotype';

/** Cells that neither divide nor die, of one kind, with nothing else switched on. */
export function plainModel(changes: Partial<KernelModel> = {}): KernelModel {
  return {
    stepHours: 1,
    divisionPerHour: 0,
    deathPerHour: 0,
    crowding: 'none',
    capacity: 1e12,
    expressionCv: 0,
    expressionInheritance: 1,
    pumpBasal: 0,
    pumpPerCopy: 0,
    blockMax: 0,
    blockHalf: 10,
    pumpCostPerDoubling: 0,
    carrierLevels: [1, 0.1, 0.01],
    metabolismLevels: [1, 3, 10],
    carrierCost: 0,
    metabolismCost: 0,
    mutatorFactor: 1,
    mutatorCost: 0,
    drugs: [],
    targets: [],
    alterations: [],
    founders: [{ count: 1, genotype: wildType() }],
    maxPhenotypes: 65536,
    ...changes,
  };
}

/** A drug that only diffuses in and out and does nothing. */
export function plainDrug(changes: Partial<DrugModel> = {}): DrugModel {
  return {
    passivePerHour: 1,
    linearEffluxPerHour: 0,
    metabolismPerHour: 0,
    pumpVmax: 0,
    pumpKm: 1,
    entryBlock: 0,
    carrierVmax: 0,
    carrierKm: 1,
    target: -1,
    kd: 0,
    response: Response.hill,
    neededTarget: 1,
    killPerHour: 0,
    stasis: 0,
    alleles: [{ kdFactor: 1, halfEffect: 1, hill: 1 }],
    ...changes,
  };
}

export function plainTarget(changes: Partial<TargetModel> = {}): TargetModel {
  return {
    abundance: 1,
    growthWithoutTarget: 1,
    variantWeights: [],
    alleleFitness: [1],
    costPerDoubling: 0,
    ...changes,
  };
}

/** Founders of the wild type. */
export function founders(count: number): KernelModel['founders'] {
  return [{ count, genotype: wildType() }];
}

export interface Surroundings {
  /** Levels outside, µM, drug by drug. */
  outside?: number[];
  pumpActivity?: number;
  kmFactor?: number;
  wallInhibition?: number;
}

/** The same surroundings for a number of steps. */
export function surroundings(steps: number, around: Surroundings = {}): Float32Array {
  const environment = new Float32Array(steps * ENVIRONMENT_STRIDE);
  for (let at = 0; at < environment.length; at += ENVIRONMENT_STRIDE) {
    environment.set(around.outside ?? [], at);
    environment[at + ENVIRONMENT_PUMP] = around.pumpActivity ?? 1;
    environment[at + ENVIRONMENT_KM] = around.kmFactor ?? 1;
    environment[at + ENVIRONMENT_WALL] = around.wallInhibition ?? 0;
  }
  return environment;
}

const noDrug = surroundings(256);

/** Steps without drug, until `cells` cells live or none; returns the steps done. */
export function growTo(kernel: CompartmentKernel, cells: number): number {
  const before = kernel.steps;
  while (kernel.advance(noDrug, cells).reason === 'steps');
  return kernel.steps - before;
}

export function stepWithoutDrug(kernel: CompartmentKernel, steps: number): void {
  for (let left = steps; left > 0; left -= 256) {
    kernel.advance(noDrug.subarray(0, Math.min(left, 256) * ENVIRONMENT_STRIDE), Infinity);
  }
}

/** Most founders whose descendants can be told apart in one run. */
export const LINEAGES = 4096;

/**
 * Living descendants of each of {@link LINEAGES} single founders, every one a clone of its own: as many independent
 * birth–death processes in one run.
 */
export function lineageSizes(
  kernel: CompartmentKernel,
  model: KernelModel,
  steps: number,
  seed: number,
): number[] {
  kernel.start({ ...model, founders: [] }, seed);
  for (let i = 0; i < LINEAGES; i++) kernel.found({ count: 1, genotype: wildType() });
  stepWithoutDrug(kernel, steps);
  const sizes = new Array<number>(LINEAGES).fill(0);
  for (const clone of kernel.largestClones(LINEAGES)) sizes[clone.id] = clone.cells;
  return sizes;
}
