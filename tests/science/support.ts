/** Compartments without drugs or alterations to build tests on, the environment of a run, and statistics. */
import { expect } from 'vitest';
import { wildType } from '../../src/kernel/genotype';
import {
  type CompartmentKernel,
  type DrugModel,
  ENVIRONMENT_KM,
  ENVIRONMENT_PUMP,
  ENVIRONMENT_STRIDE,
  type KernelModel,
  Response,
  type TargetModel,
} from '../../src/kernel/model';

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
}

/** The same surroundings for a number of steps. */
export function surroundings(steps: number, around: Surroundings = {}): Float32Array {
  const environment = new Float32Array(steps * ENVIRONMENT_STRIDE);
  for (let at = 0; at < environment.length; at += ENVIRONMENT_STRIDE) {
    environment.set(around.outside ?? [], at);
    environment[at + ENVIRONMENT_PUMP] = around.pumpActivity ?? 1;
    environment[at + ENVIRONMENT_KM] = around.kmFactor ?? 1;
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

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

/** Standard errors between a mean and its expectation. */
export function zOfMean(
  values: readonly number[],
  expected: number,
  sd = Math.sqrt(variance(values)),
): number {
  return (mean(values) - expected) / (sd / Math.sqrt(values.length));
}

/** Standard errors between a variance and its expectation, from the fourth moment of the values themselves. */
export function zOfVariance(values: readonly number[], expected: number): number {
  const centre = mean(values);
  const squares = values.map((value) => (value - centre) ** 2);
  return zOfMean(squares, expected);
}

/** Standard errors between a count of successes and its binomial expectation. */
export function zOfCount(count: number, trials: number, probability: number): number {
  return (count - trials * probability) / Math.sqrt(trials * probability * (1 - probability));
}

/**
 * Standard normal score of a χ² of some degrees of freedom (Wilson and Hilferty 1931); above 4: p below 3·10⁻⁵.
 * @param observed counts
 * @param expected their expectations; cells of fewer than 5 belong pooled by the caller
 */
export function zOfChiSquare(
  observed: readonly number[],
  expected: readonly number[],
  freedom = observed.length - 1,
): number {
  const sum = observed.reduce((total, count, i) => {
    const wanted = expected[i] as number;
    return total + (count - wanted) ** 2 / wanted;
  }, 0);
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(sum / freedom) - (1 - spread)) / Math.sqrt(spread);
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}

/** A seeded generator for resampling (Mulberry32); nothing of the kernel's. */
export function resampler(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bootstrap interval of a quantile; `coverage` 0.999 answers to |z| < 3.3. */
export function bootstrapQuantile(
  values: readonly number[],
  share: number,
  coverage = 0.999,
  resamples = 1000,
): [number, number] {
  const random = resampler(12345);
  const found = Array.from({ length: resamples }, () => {
    const again = values.map(() => values[Math.floor(random() * values.length)] as number);
    return quantile(
      again.sort((a, b) => a - b),
      share,
    );
  }).sort((a, b) => a - b);
  const tail = (1 - coverage) / 2;
  return [quantile(found, tail), quantile(found, 1 - tail)];
}

/** Fails unless |z| < 4, the limit of every statistical test here (p = 6·10⁻⁵). */
export function expectWithinFour(z: number, what: string): void {
  expect(Math.abs(z), `${what}: z = ${z.toFixed(2)}`).toBeLessThan(4);
}

export function expectRelative(got: number, wanted: number, tolerance: number, what: string): void {
  const error = Math.abs(got / wanted - 1);
  expect(error, `${what}: ${got}, wanted ${wanted}`).toBeLessThan(tolerance);
}
