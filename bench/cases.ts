/** What is measured: populations of constant size under drug, from the cheapest to the hardest path of the kernel. */

import {
  type DrugModel,
  ENVIRONMENT_KM,
  ENVIRONMENT_PUMP,
  ENVIRONMENT_STRIDE,
  type Genotype,
  type KernelModel,
  Response,
} from '../src/kernel/model';
import { wildType } from '../src/kernel/numbers/genotype';
import { MAX_THREADS } from '../src/kernel/workers/threads';

/**
 * `tight`: pumped out and bound tightly to its target, the hardest path; `hill`: pumped out, Hill curve of the free
 * drug; `inhibitor`: bound tightly, not pumped; `none`: no drug at all.
 */
export type ResponseName = 'none' | 'hill' | 'inhibitor' | 'tight';

export interface Case {
  cells: number;
  drugs: number;
  /** Different genotypes, mixed at random cell by cell. */
  phenotypes: number;
  response: ResponseName;
}

type Kind = Omit<Case, 'cells'>;

const SIZES = [100_000, 1_000_000, 10_000_000];
/** From here on, only what is needed to compare threads is measured. */
export const HUGE = 100_000_000;
/** The reference is hundreds of times slower, and its time per cell does not depend on how many there are. */
export const REFERENCE_CELLS = 10_000;

const kind = (drugs: number, phenotypes: number, response: ResponseName): Kind => ({
  drugs,
  phenotypes,
  response,
});

const KINDS: Kind[] = [
  kind(0, 1, 'none'),
  kind(0, 1000, 'none'),
  kind(1, 1, 'hill'),
  kind(1, 1, 'inhibitor'),
  kind(1, 1, 'tight'),
  kind(1, 1000, 'hill'),
  kind(1, 1000, 'tight'),
  ...[2, 4].flatMap((drugs) =>
    [1, 1000].flatMap((phenotypes) => [kind(drugs, phenotypes, 'hill'), kind(drugs, phenotypes, 'tight')]),
  ),
];

/** One of each axis: drugs, law, diversity. */
const QUICK_KINDS: Kind[] = [
  kind(0, 1, 'none'),
  kind(1, 1, 'hill'),
  kind(1, 1, 'inhibitor'),
  kind(1, 1, 'tight'),
  kind(1, 1000, 'hill'),
  kind(4, 1, 'hill'),
];

const HUGE_KINDS: Kind[] = [kind(0, 1, 'none'), kind(1, 1, 'hill'), kind(1, 1, 'inhibitor')];

/** Every kind at every size up to the largest, smallest populations first; a hundred million only in a few. */
export function casesOf(suite: 'quick' | 'full', largest: number): Case[] {
  const kinds = suite === 'quick' ? QUICK_KINDS : KINDS;
  const usual = SIZES.filter((cells) => cells <= largest).flatMap((cells) =>
    kinds.map((own) => ({ cells, ...own })),
  );
  return [...usual, ...(largest >= HUGE ? HUGE_KINDS.map((own) => ({ cells: HUGE, ...own })) : [])];
}

/** What the speed of the project is judged by. */
export const REQUIRED_CASES: Case[] = [...QUICK_KINDS, kind(1, 1000, 'tight'), kind(4, 1, 'tight')].map(
  (own) => ({ cells: 10_000_000, ...own }),
);

/** Names a case in tables and in the list of expected hashes. */
export function caseKey({ cells, drugs, phenotypes, response }: Case): string {
  return `${cells.toExponential().replace('+', '')} ${drugs} ${phenotypes} ${response}`;
}

/** 1, 2, 4, … and as many as the machine has cores, up to what a compartment may use. */
export function threadCounts(cores: number): number[] {
  const most = Math.min(Math.max(1, cores), MAX_THREADS);
  const powers = [1, 2, 4, 8, 16].filter((threads) => threads < most);
  return [...powers, most];
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
  const half = { none: 1, tight: 0.25, hill: 0.24, inhibitor: 1 }[response];
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
    kd: { none: 0, tight: 0.05, hill: 0, inhibitor: 0.03 }[response],
    response: {
      none: Response.hill,
      tight: Response.poison,
      hill: Response.hill,
      inhibitor: Response.inhibitor,
    }[response],
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
    // Drugs take about a quarter of the divisions and kill one cell in a thousand; without them, as many fewer.
    divisionPerHour: own.drugs > 0 ? 0.0265 : 0.02,
    deathPerHour: own.drugs > 0 ? 0.009 : 0.01,
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
