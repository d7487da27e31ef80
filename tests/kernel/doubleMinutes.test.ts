/**
 * Double minutes dealt at random: a critical Galton–Watson process of copies along a line of descent. With q₀ = 0 and
 * q' = ((1 + q)/2)², a cell k₀ copies strong has lost them all after g divisions with probability q_g^{k₀}; the mean
 * number stays k₀ and its variance is k₀g/2.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import type { Genotype, KernelModel } from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import { RandomSource } from '../../src/kernel/numbers/philox';
import { segregate } from '../../src/kernel/reference/segregate';
import { expectWithinFour, plainModel, stepWithoutDrug, zOfCount, zOfMean } from '../kit/statistics';

const target = {
  abundance: 1,
  growthWithoutTarget: 1,
  variantWeights: [],
  alleleFitness: [1],
  costPerDoubling: 0,
};

/** Probability that one copy has no descendant left after so many divisions. */
function lostByOne(divisions: number): number {
  let q = 0;
  for (let g = 0; g < divisions; g++) q = ((1 + q) / 2) ** 2;
  return q;
}

it.each([
  [4, 1, 0.00390625],
  [4, 5, 0.13025037205408643],
  [4, 20, 0.5127167839959957],
  [1, 10, 0.7414901310638735],
])('theory: %i copies are lost after %i divisions with %f', (k0, g, lost) => {
  expect(lostByOne(g) ** k0).toBeCloseTo(lost, 12);
});

describe('a line of descent', () => {
  const model: KernelModel = plainModel({ targets: [{ ...target, doubleMinutes: true }] });
  const random = new RandomSource(21);
  const lines = 20_000;

  it.each([1, 4, 70])(
    'from %i copies: lost, mean and variance after 1, 2, 5, 10 and 20 divisions, z < 4',
    (k0) => {
      let genotypes: Genotype[] = Array.from({ length: k0 > 4 ? 2000 : lines }, () => ({
        ...wildType(),
        copies: [1 + k0, 1, 1, 1],
      }));
      for (let g = 1; g <= 20; g++) {
        genotypes = genotypes.map(
          (genotype, line) => segregate(model, random, g, genotype, line, 0)[line & 1]!,
        );
        if (![1, 2, 5, 10, 20].includes(g)) continue;
        const minutes = genotypes.map(({ copies }) => copies[0]! - 1);
        const lost = minutes.filter((count) => count === 0).length;
        expectWithinFour(zOfCount(lost, genotypes.length, lostByOne(g) ** k0), `lost by ${g}`);
        expectWithinFour(zOfMean(minutes, k0, Math.sqrt((k0 * g) / 2)), `mean after ${g}`);
        // Fourth moments grow with g; the spread of the squares is estimated from the sample.
        const squares = minutes.map((count) => (count - k0) ** 2);
        const square = squares.reduce((a, b) => a + b) / squares.length;
        const spread = Math.sqrt(squares.reduce((sum, x) => sum + (x - square) ** 2, 0)) / squares.length;
        expectWithinFour((square - (k0 * g) / 2) / spread, `variance after ${g}`);
      }
    },
  );

  it('keeps every copy in one of the two daughters', () => {
    for (let copies = 2; copies <= 120; copies += 7) {
      const genotype = { ...wildType(), copies: [copies, 1, 1, 1] };
      const [mother, daughter] = segregate(model, random, 99, genotype, copies, 3);
      expect(mother.copies[0]! - 1 + daughter.copies[0]! - 1).toBe(2 * (copies - 1));
    }
  });
});

describe('a growing population', () => {
  let kernel: CompartmentKernel;
  beforeAll(async () => {
    kernel = await createKernel('simd');
  });
  const steps = 80;
  const stepHours = 1;
  const divisionPerHour = 1 / 16;
  /** Divisions behind a cell picked at random from a pure birth process: Poisson, mean 2bt. */
  const meanDivisions = 2 * divisionPerHour * stepHours * steps;

  function lostShare(k0: number): number {
    let poisson = Math.exp(-meanDivisions);
    let share = 0;
    for (let g = 0; g < 200; g++) {
      share += poisson * lostByOne(g) ** k0;
      poisson *= meanDivisions / (g + 1);
    }
    return share;
  }

  function grown(founder: Partial<Genotype>, model: Partial<KernelModel>, seed: number) {
    const genotype = { ...wildType(), ...founder };
    kernel.start(
      plainModel({ stepHours, divisionPerHour, founders: [{ count: 250, genotype }], ...model }),
      seed,
    );
    stepWithoutDrug(kernel, steps);
    return kernel.genotypes();
  }

  /** Of 30 cultures of 250 founders each: z of the ratio of sums against a share of the cells. */
  function zOfShare(
    share: number,
    isCounted: (genotype: Genotype) => boolean,
    culture: (seed: number) => { genotype: Genotype; cells: number }[],
  ): number {
    const differences: number[] = [];
    for (let seed = 1; seed <= 30; seed++) {
      let [counted, all] = [0, 0];
      for (const { genotype, cells } of culture(seed)) {
        all += cells;
        if (isCounted(genotype)) counted += cells;
      }
      differences.push(counted - share * all);
    }
    const mean = differences.reduce((a, b) => a + b) / 30;
    const variance = differences.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 29;
    return mean / Math.sqrt(variance / 30);
  }

  it('loses amplification as theory says, target and pump alike, z < 4', () => {
    const targets = [{ ...target, doubleMinutes: true }];
    expectWithinFour(
      zOfShare(
        lostShare(4),
        ({ copies }) => copies[0] === 1,
        (seed) => grown({ copies: [5, 1, 1, 1] }, { targets }, seed),
      ),
      'target',
    );
    expectWithinFour(
      zOfShare(
        lostShare(1),
        ({ pumpCopies }) => pumpCopies === 0,
        (seed) => grown({ pumpCopies: 1 }, { pumpDoubleMinutes: true }, seed),
      ),
      'pump',
    );
  });

  it('keeps chromosomal copies as they are', () => {
    const genotypes = grown({ copies: [5, 1, 1, 1], pumpCopies: 3 }, { targets: [target] }, 3);
    expect(genotypes).toHaveLength(1);
    expect(genotypes[0]?.cells).toBe(kernel.cells);
  });

  it('counts each genotype once, and all cells', () => {
    const genotypes = grown({ copies: [5, 1, 1, 1] }, { targets: [{ ...target, doubleMinutes: true }] }, 4);
    expect(genotypes.length).toBeGreaterThan(5);
    expect(genotypes.reduce((sum, { cells }) => sum + cells, 0)).toBe(kernel.cells);
    expect(new Set(genotypes.map(({ genotype }) => genotype.copies[0])).size).toBe(genotypes.length);
    expect(kernel.observe().clones).toBe(1);
  });
});

describe('homeostasis', () => {
  it.each([0.5, 1, 3])(
    'feedback of exponent %f brings a population to its size from above and below',
    async (exponent) => {
      const kernel = await createKernel('simd');
      for (const count of [2000, 60_000]) {
        kernel.start(
          plainModel({
            stepHours: 1,
            divisionPerHour: 0.02,
            deathPerHour: 0.02,
            crowding: 'homeostatic',
            capacity: 20_000,
            feedback: { exponent, most: 3 },
            founders: [{ count, genotype: wildType() }],
          }),
          5,
        );
        let sum = 0;
        for (let look = 0; look < 60; look++) {
          stepWithoutDrug(kernel, 25);
          if (look >= 40) sum += kernel.cells / 20;
        }
        // Stationary variance of N is K/γ (linear noise), correlated over 1/(γd) hours: 5 standard errors at γ = ½.
        expect(Math.abs(sum / 20_000 - 1)).toBeLessThan(0.04);
      }
    },
  );
});
