/** Alterations at division: of all births in a step, those of cells that died in it too, a share of u. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import {
  Alteration,
  CLASS_NAMES,
  type ClassName,
  type Genotype,
  type KernelModel,
} from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import { alleles } from '../../src/scenario/bcrAbl';
import {
  expectWithinFour,
  plainModel,
  plainTarget,
  stepWithoutDrug,
  zOfChiSquare,
  zOfCount,
} from '../kit/statistics';

const CELLS = 400_000;
const B = 0.2;
const D = 0.05;

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

function start(
  alterations: KernelModel['alterations'],
  genotype: Partial<Genotype>,
  changes: Partial<KernelModel> = {},
): void {
  kernel.start(
    plainModel({
      divisionPerHour: B,
      deathPerHour: D,
      targets: [plainTarget({ variantWeights: [1, 2, 3], alleleFitness: [1, 1, 1, 1] }), plainTarget()],
      alterations,
      founders: [{ count: CELLS, genotype: { ...wildType(), ...genotype } }],
      ...changes,
    }),
    42,
  );
  stepWithoutDrug(kernel, 1);
}

const kinds: [keyof typeof Alteration, Partial<Genotype>, ClassName][] = [
  ['pumpGain', {}, 'pump'],
  ['pumpFurtherGain', { pumpCopies: 3 }, 'pump'],
  ['pumpLoss', { pumpCopies: 1 }, 'sensitive'],
  ['targetGain', {}, 'amplified'],
  ['targetFurtherGain', { copies: [2, 1, 1, 1] }, 'amplified'],
  ['targetCopyLoss', { copies: [2, 1, 1, 1] }, 'sensitive'],
  ['targetVariant', {}, 'altered'],
  ['targetLoss', {}, 'lost'],
  ['carrierLoss', {}, 'uptake'],
  ['metabolismGain', {}, 'metabolism'],
  ['mutator', {}, 'sensitive'],
];

describe('rate of each kind, one daughter altered per division', () => {
  it.each(kinds)('%s: u = 0.02 of the divisions, z < 4', (kind, genotype, className) => {
    start([{ kind: Alteration[kind], target: 0, probability: 0.02 }], genotype);
    expectWithinFour(zOfCount(kernel.alterations, kernel.births, 0.02), 'alterations');
    expect(kernel.births).toBeGreaterThan(50_000);
    const records = kernel.clonesSince(1, 1e6);
    expect(records).toHaveLength(kernel.alterations);
    expect(new Set(records.map((clone) => clone.className))).toEqual(new Set([className]));
    expect(records.every((clone) => clone.alteration === Alteration[kind])).toBe(true);
    // But for cells whose mother was altered within the same step.
    expect(records.filter((clone) => clone.parent !== 0).length).toBeLessThan(0.01 * records.length);
  });

  it('in a fine step alterations are u of the divisions, and each alters exactly one cell', () => {
    start(
      [{ kind: Alteration.pumpGain, target: 0, probability: 0.5 }],
      {},
      { stepHours: 0.01, deathPerHour: 0 },
    );
    const altered = kernel.observe().cellsByClass[CLASS_NAMES.indexOf('pump')];
    // Of those altered one in a thousand divides again within the step.
    expect(altered).toBeGreaterThanOrEqual(kernel.alterations);
    expect(altered).toBeLessThan(1.01 * kernel.alterations);
    expectWithinFour(zOfCount(kernel.alterations, kernel.births, 0.5), 'rate');
  });

  it('with u = 1 every division alters one daughter, never both', () => {
    start(
      [{ kind: Alteration.pumpGain, target: 0, probability: 1 }],
      {},
      { stepHours: 0.01, deathPerHour: 0 },
    );
    // A second division of an altered mother in the same step cannot alter it again.
    const pump = kernel.observe().cellsByClass[CLASS_NAMES.indexOf('pump')]!;
    expect(kernel.births - pump).toBeLessThan(0.005 * kernel.births);
    expect(pump).toBeLessThanOrEqual(kernel.births);
  });

  it('several kinds share the divisions by their probabilities: χ², z < 4', () => {
    const table = [
      { kind: Alteration.pumpGain, target: 0, probability: 0.01 },
      { kind: Alteration.targetGain, target: 1, probability: 0.02 },
      { kind: Alteration.carrierLoss, target: 0, probability: 0.005 },
      { kind: Alteration.mutator, target: 0, probability: 0.015 },
    ];
    start(table, {});
    expectWithinFour(zOfCount(kernel.alterations, kernel.births, 0.05), 'all');
    const records = kernel.clonesSince(1, 1e6);
    const counts = table.map(({ kind }) => records.filter((clone) => clone.alteration === kind).length);
    const expected = table.map(({ probability }) => (records.length * probability) / 0.05);
    expectWithinFour(zOfChiSquare(counts, expected), 'shares');
  });

  it('what cannot happen to a genotype does not: no gain of a pump that is there, no loss of one that is not', () => {
    const table = [Alteration.pumpLoss, Alteration.pumpFurtherGain, Alteration.targetCopyLoss].map(
      (kind) => ({
        kind,
        target: 0,
        probability: 0.1,
      }),
    );
    start(table, {});
    expect(kernel.alterations).toBe(0);
    start([{ kind: Alteration.pumpGain, target: 0, probability: 0.1 }], { pumpCopies: 1 });
    expect(kernel.alterations).toBe(0);
    start([{ kind: Alteration.targetVariant, target: 0, probability: 0.1 }], { alleles: [2, 0, 0, 0] });
    expect(kernel.alterations).toBe(0);
  });

  it('a mutator has the factor times the rate, z < 4', () => {
    const table = [{ kind: Alteration.pumpGain, target: 0, probability: 1e-4 }];
    start(table, { mutator: true }, { mutatorFactor: 100 });
    expectWithinFour(zOfCount(kernel.alterations, kernel.births, 0.01), 'mutator');
    start(table, {}, { mutatorFactor: 100 });
    expectWithinFour(zOfCount(kernel.alterations, kernel.births, 1e-4), 'others');
  });

  it('rates far below 2⁻³² of a division are kept: u = 10⁻⁹ with a factor of 10⁶, z < 4', () => {
    const table = [{ kind: Alteration.pumpGain, target: 0, probability: 1e-9 }];
    start(table, { mutator: true }, { mutatorFactor: 1e6 });
    expectWithinFour(zOfCount(kernel.alterations, kernel.births, 1e-3), 'alterations');
    start(table, {});
    expect(kernel.alterations).toBeLessThan(2);
  });
});

describe('how far an alteration goes', () => {
  function copiesAfter(kind: Alteration, n: number, probability = 0.2): Map<number, number> {
    start([{ kind, target: 0, probability }], { copies: [n, 1, 1, 1] });
    const counts = new Map<number, number>();
    for (const { genotype, parent } of kernel.clonesSince(1, 1e6)) {
      if (parent !== 0) continue;
      const copies = genotype.copies[0]!;
      counts.set(copies, (counts.get(copies) ?? 0) + 1);
    }
    return counts;
  }

  function expectCopies(counts: Map<number, number>, shares: Record<number, number>): void {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const copies = Object.keys(shares).map(Number);
    expect([...counts.keys()].every((n) => copies.includes(n))).toBe(true);
    const observed = copies.map((n) => counts.get(n) ?? 0);
    const expected = copies.map((n) => shares[n]! * total);
    if (copies.length > 1) expectWithinFour(zOfChiSquare(observed, expected), 'χ² of copies');
  }

  it('a first gain doubles', () => {
    expectCopies(copiesAfter(Alteration.targetGain, 1), { 2: 1 });
  });

  it('further gains: n → round(n U(1, 2)), at least one more', () => {
    expectCopies(copiesAfter(Alteration.targetFurtherGain, 4), { 5: 0.375, 6: 0.25, 7: 0.25, 8: 0.125 });
    expectCopies(copiesAfter(Alteration.targetFurtherGain, 2), { 3: 0.75, 4: 0.25 });
  });

  it('losses: n → round(n (1 − U/2)), at least one fewer', () => {
    expectCopies(copiesAfter(Alteration.targetCopyLoss, 8), { 7: 0.375, 6: 0.25, 5: 0.25, 4: 0.125 });
  });

  it('copies stop at 255', () => {
    const counts = copiesAfter(Alteration.targetFurtherGain, 250);
    expect(Math.max(...counts.keys())).toBe(255);
  });

  it('variants come by their weights: the BCR-ABL spectrum, χ² of 50,000, z < 4', () => {
    const weights = alleles.map(({ share }) => share);
    start(
      [{ kind: Alteration.targetVariant, target: 0, probability: 0.5 }],
      {},
      { targets: [plainTarget({ variantWeights: weights, alleleFitness: Array(20).fill(1) })] },
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const records = kernel.clonesSince(1, 1e6);
    expect(records.length).toBeGreaterThan(40_000);
    const counts = weights.map(
      (_, i) => records.filter(({ genotype }) => genotype.alleles[0] === i + 1).length,
    );
    expectWithinFour(
      zOfChiSquare(
        counts,
        weights.map((weight) => (weight / total) * records.length),
      ),
      'χ² of variants',
    );
  });
});

describe('rare events', () => {
  it('births and deaths of 10⁻⁶ a step keep their rates, z < 4', () => {
    kernel.start(
      plainModel({
        stepHours: 1,
        divisionPerHour: 3e-6,
        deathPerHour: 1e-6,
        founders: [{ count: 2_000_000, genotype: wildType() }],
      }),
      9,
    );
    stepWithoutDrug(kernel, 300);
    for (const [seen, rate] of [
      [kernel.births, 3e-6],
      [kernel.deaths, 1e-6],
    ] as const) {
      const expected = kernel.cellSteps * rate;
      expectWithinFour((seen - expected) / Math.sqrt(expected), `rate ${rate}`);
    }
  });
});
