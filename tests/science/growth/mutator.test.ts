/**
 * Genetic instability: alterations per division rise by the mutator's factor, and with them heterogeneity. In the
 * one-daughter convention unaltered cells grow at b(1 − u) while all grow at b, so that their share is e^{−but} with
 * no cost and no death; of cultures grown from c founders to N cells that is (N/c)^{−u}.
 *
 * Catches: mutators that alter no more often than others.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { Alteration } from '../../../src/kernel/model';
import { wildType } from '../../../src/kernel/numbers/genotype';
import { expectWithinFour, growTo, mean, plainModel, plainTarget, zOfMean } from '../../kit/statistics';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

const FACTOR = 100;
const U = 2e-4;
const FOUNDERS = 100;
const CELLS = 20_000;
const CULTURES = 40;

interface Culture {
  alterationsPerDivision: number;
  unaltered: number;
  /** 1 − Σ p² over clones: the chance that two cells are of different clones. */
  diversity: number;
}

/** A hundred founders grown to 20,000 cells; amplification to 256 copies gives room for many different clones. */
function culture(mutator: boolean, seed: number, factor = FACTOR, mutatorCost = 0): Culture {
  kernel.start(
    plainModel({
      stepHours: 0.24,
      divisionPerHour: 1 / 24,
      mutatorFactor: factor,
      mutatorCost,
      targets: [plainTarget()],
      alterations: [{ kind: Alteration.targetGain, target: 0, probability: U }],
      founders: [{ count: FOUNDERS, genotype: { ...wildType(), mutator } }],
    }),
    seed,
  );
  growTo(kernel, CELLS);
  const { cells, births, clones } = kernel.observe();
  const sizes = kernel.largestClones(clones);
  const founder = sizes.find(({ id }) => id === 0)?.cells ?? 0;
  return {
    alterationsPerDivision: kernel.alterations / births,
    unaltered: founder / cells,
    diversity: 1 - sizes.reduce((sum, clone) => sum + (clone.cells / cells) ** 2, 0),
  };
}

function cultures(mutator: boolean, factor = FACTOR): Culture[] {
  return Array.from({ length: CULTURES }, (_, i) => culture(mutator, 1000 + i, factor));
}

describe.each([
  { mutator: false, u: U },
  { mutator: true, u: U * FACTOR },
])('mutator $mutator: u = $u per division', ({ mutator, u }) => {
  let found: Culture[];
  beforeAll(() => {
    found = cultures(mutator);
  });

  it('share of unaltered cells (N/c)^−u, z < 4', () => {
    const wanted = (CELLS / FOUNDERS) ** -u;
    expectWithinFour(
      zOfMean(
        found.map(({ unaltered }) => unaltered),
        wanted,
      ),
      'share of unaltered cells',
    );
  });

  it('alterations of unaltered cells per division of theirs: u, z < 4', () => {
    // Only unaltered cells can gain for the first time, so the rate per division of all is u times their mean share.
    const divisions = CELLS - FOUNDERS;
    const growthShare = 1 - u;
    const expected = u * (FOUNDERS / (growthShare * divisions)) * ((CELLS / FOUNDERS) ** growthShare - 1);
    expectWithinFour(
      zOfMean(
        found.map(({ alterationsPerDivision }) => alterationsPerDivision),
        expected,
      ),
      'alterations per division',
    );
  });
});

it('heterogeneity rises with the factor', () => {
  const diversity = [1, 10, 100, 1000].map((factor) =>
    mean(cultures(true, factor).map((each) => each.diversity)),
  );
  for (let i = 1; i < diversity.length; i++) {
    expect(diversity[i], `factor ${10 ** i}`).toBeGreaterThan(3 * diversity[i - 1]!);
  }
});

it('a mutator that costs growth is outgrown', () => {
  kernel.start(
    plainModel({
      stepHours: 0.24,
      divisionPerHour: 1 / 24,
      mutatorCost: 0.2,
      founders: [
        { count: 5000, genotype: { ...wildType(), mutator: true } },
        { count: 5000, genotype: wildType() },
      ],
    }),
    3,
  );
  growTo(kernel, 1_000_000);
  const [mutators, normal] = [0, 1].map(
    (clone) => kernel.largestClones(2).find(({ id }) => id === clone)?.cells ?? 0,
  ) as [number, number];
  // Each lineage is a Yule process from 5000 cells: (normal/5000)^0.8 within 4 standard errors of 1/√5000 each.
  const expected = 5000 * (normal / 5000) ** 0.8;
  expect(Math.abs(Math.log(mutators / expected))).toBeLessThan(4 * Math.sqrt((1 + 0.64) / 5000));
});
