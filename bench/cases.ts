/** What is measured: populations of constant size under drug, from the cheapest to the hardest path of the kernel. */
import { wildType } from '../src/kernel/genotype';
import {
  type DrugModel,
  ENVIRONMENT_KM,
  ENVIRONMENT_PUMP,
  ENVIRONMENT_STRIDE,
  type Genotype,
  type KernelModel,
  Response,
} from '../src/kernel/model';

/**
 * `tight`: pumped out and bound tightly to its target, the hardest path; `hill`: pumped out, Hill curve of the free
 * drug; `inhibitor`: bound tightly, not pumped.
 */
export type ResponseName = 'tight' | 'hill' | 'inhibitor';

export interface Case {
  cells: number;
  drugs: number;
  /** Different genotypes, mixed at random cell by cell. */
  phenotypes: number;
  response: ResponseName;
}

const SIZES = [100_000, 1_000_000, 10_000_000];
const DRUG_COUNTS = [1, 2, 4];
const PHENOTYPE_COUNTS = [1, 1000];
/** The reference is hundreds of times slower, and its time per cell does not depend on how many there are. */
export const REFERENCE_CELLS = 10_000;

/** Every combination, smallest populations first; inhibitor binding as one extra case per size. */
export function allCases(largest: number): Case[] {
  return SIZES.filter((cells) => cells <= largest).flatMap((cells) =>
    DRUG_COUNTS.flatMap((drugs) =>
      PHENOTYPE_COUNTS.flatMap((phenotypes) =>
        responsesOf(drugs, phenotypes).map((response) => ({ cells, drugs, phenotypes, response })),
      ),
    ),
  );
}

/** What the speed of the project is judged by. */
export const REQUIRED_CASES: Case[] = [1, 1000].flatMap((phenotypes) =>
  responsesOf(1, phenotypes).map((response) => ({ cells: 10_000_000, drugs: 1, phenotypes, response })),
);

function responsesOf(drugs: number, phenotypes: number): ResponseName[] {
  return drugs === 1 && phenotypes === 1 ? ['tight', 'hill', 'inhibitor'] : ['tight', 'hill'];
}

/** Concentration outside the cells, µM, held all the time so that no step can skip a drug. */
export const OUTSIDE_MICROMOLAR = 0.5;
const ALLELES = 10;

/** Of the thousand genotypes below, the one in the middle: so that one phenotype behaves as the mean of many. */
const MIDDLE = 444;

/** Pumps, target copies and alleles in all combinations: all of them change rates, none the cost of living. */
export function genotypesOf({ phenotypes }: Case): Genotype[] {
  return Array.from({ length: phenotypes }, (_, own) => {
    const index = phenotypes === 1 ? MIDDLE : own;
    return {
      ...wildType(),
      pumpCopies: 1 + (index % 10),
      copies: Array(4).fill(1 + (Math.floor(index / 10) % 10)),
      alleles: Array(4).fill(Math.floor(index / 100) % ALLELES),
    };
  });
}

function drugOf({ drugs, response }: Case, target: number): DrugModel {
  const half = { tight: 0.25, hill: 0.24, inhibitor: 1 }[response];
  return {
    passivePerHour: 1,
    linearEffluxPerHour: 0,
    metabolismPerHour: 0,
    pumpVmax: response === 'inhibitor' ? 0 : 0.5,
    pumpKm: 1,
    entryBlock: 1,
    carrierVmax: 0,
    carrierKm: 1,
    target,
    kd: { tight: 0.05, hill: 0, inhibitor: 0.03 }[response],
    response: { tight: Response.poison, hill: Response.hill, inhibitor: Response.inhibitor }[response],
    neededTarget: 0.1,
    killPerHour: 0.002 / drugs,
    stasis: 0.5 / drugs,
    alleles: Array.from({ length: ALLELES }, (_, allele) => ({
      kdFactor: 1 + 0.2 * allele,
      halfEffect: half * (1 + 0.1 * allele),
      hill: 2.5,
    })),
  };
}

/**
 * Crowding keeps the population at its size: of every hundred cells about one divides and one dies per step, so that
 * 2% of the cells leave the straight path. No alterations, or the phenotypes would not stay as many as they are.
 */
export function modelOf(own: Case): KernelModel {
  const each = Math.floor(own.cells / own.phenotypes);
  return {
    stepHours: 1,
    divisionPerHour: 0.0265,
    deathPerHour: 0.009,
    crowding: 'logistic',
    capacity: 2 * own.cells,
    expressionCv: 0.25,
    expressionInheritance: 0.9,
    pumpBasal: 0,
    pumpPerCopy: 0.2,
    blockMax: 0.9,
    blockHalf: 10,
    pumpCostPerDoubling: 0,
    carrierLevels: [1, 0.1, 0.01],
    metabolismLevels: [1, 3, 10],
    carrierCost: 0,
    metabolismCost: 0,
    mutatorFactor: 1,
    mutatorCost: 0,
    drugs: Array.from({ length: own.drugs }, (_, drug) => drugOf(own, drug)),
    targets: Array.from({ length: own.drugs }, () => ({
      abundance: 0.1,
      growthWithoutTarget: 1,
      variantWeights: Array(ALLELES - 1).fill(1),
      alleleFitness: Array(ALLELES).fill(1),
      costPerDoubling: 0,
    })),
    alterations: [],
    founders: genotypesOf(own).map((genotype) => ({ count: each, genotype })),
    maxPhenotypes: 65536,
  };
}

export function environmentOf({ drugs }: Case, steps: number): Float32Array {
  const environment = new Float32Array(steps * ENVIRONMENT_STRIDE);
  for (let at = 0; at < environment.length; at += ENVIRONMENT_STRIDE) {
    environment.fill(OUTSIDE_MICROMOLAR, at, at + drugs);
    environment[at + ENVIRONMENT_PUMP] = 1;
    environment[at + ENVIRONMENT_KM] = 1;
  }
  return environment;
}
