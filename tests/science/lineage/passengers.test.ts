/**
 * Passenger mutations against neutral theory: how many cells carry how many, in growth without and with death; how many clones
 * there are; how various a population of constant size becomes. Each test also holds that it would notice a rate that is 1.2
 * times what it should be.
 *
 * Catches: passengers of one daughter alone; a Poisson number drawn as one or none; clones given to their grandparents.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { expectedAtLeast, expectedClones, spectrum, subclonalAtLeast } from '../../kit/neutral';
import { reference } from '../../kit/published';
import { expectWithinFour, founders, growTo, plainModel, stepWithoutDrug } from '../../kit/statistics';

vi.setConfig({ testTimeout: 600_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

/** One division a day. */
const growing = (w: number, deathPerDay: number, count: number) =>
  plainModel({
    stepHours: 24 * 0.05,
    divisionPerHour: 1 / 24,
    deathPerHour: deathPerDay / 24,
    passengersPerDaughter: w,
    founders: founders(count),
  });

/**
 * Fails unless the mean of `found` is what is wanted by |z| < 4, by the spread of `found`, and 1.2 times that would not be.
 * `wanted`: of each culture.
 */
function expectMean(found: readonly number[], wanted: readonly number[], what: string): void {
  const count = found.length;
  const off = found.map((own, i) => own - wanted[i]!);
  const mean = off.reduce((sum, own) => sum + own, 0) / count;
  const spread = Math.sqrt(off.reduce((sum, own) => sum + (own - mean) ** 2, 0) / (count - 1) / count);
  const target = wanted.reduce((sum, own) => sum + own, 0) / count;
  expectWithinFour(mean / spread, `${what}: ${mean + target} where ${target} is expected`);
  expect((0.2 * target) / spread, `${what}: z of a rate 1.2 times too high`).toBeGreaterThan(5);
}

describe('G1: the spectrum of 100 cultures that grew by births alone', () => {
  const { params, expected } = reference<
    { E_S: Record<string, number>; cum_ge: Record<string, number> },
    { N: number; w_per_daughter: number }
  >('G1');
  let spectra: Float64Array[];
  beforeAll(() => {
    spectra = Array.from({ length: 100 }, (_, seed) => {
      kernel.start(growing(params.w_per_daughter, 0, 1), seed + 1);
      growTo(kernel, params.N);
      return spectrum(kernel);
    });
  });
  const cells = (found: Float64Array) => found.length - 1;

  it.each(Object.entries(expected.E_S).filter(([k]) => Number(k) <= 10))(
    'has of %s carriers the published %s mutations',
    (key, published) => {
      const k = Number(key);
      const ofCells = (n: number) => (2 * params.w_per_daughter * n) / (k * (k + 1));
      expect(ofCells(params.N)).toBeCloseTo(published, 9);
      // A culture ends with the step that reaches N, so its own number of cells counts.
      expectMean(
        spectra.map((found) => found[k]!),
        spectra.map((found) => ofCells(cells(found))),
        `${k} carriers`,
      );
    },
  );

  it.each(Object.entries(expected.cum_ge).filter(([share]) => Number(share) <= 0.05))(
    'has of a share of %s and more the published %s mutations',
    (key, published) => {
      const share = Number(key);
      const atLeast = (n: number) => 2 * params.w_per_daughter * (n / Math.ceil(share * n) - 1);
      expect(atLeast(params.N)).toBeCloseTo(published, 9);
      expectMean(
        spectra.map((found) => subclonalAtLeast(found, Math.ceil(share * cells(found)))),
        spectra.map((found) => atLeast(cells(found))),
        `share ${share}`,
      );
    },
  );
});

describe('the spectrum of growth with death', () => {
  it('has at a fixed time as many mutations of k carriers and more as Kendall’s law says', () => {
    const about = { founders: 100, b: 1, d: 0.5, w: 0.5, days: 6 };
    const spectra = Array.from({ length: 80 }, (_, seed) => {
      kernel.start(growing(about.w, about.d, about.founders), 1000 + seed);
      stepWithoutDrug(kernel, about.days / 0.05);
      return spectrum(kernel);
    });
    for (const k of [1, 2, 5, 10, 30]) {
      const wanted = expectedAtLeast(k, about);
      expectMean(
        spectra.map((found) => subclonalAtLeast(found, k)),
        spectra.map(() => wanted),
        `${k} carriers and more`,
      );
    }
  });

  it('follows μ/(1 − d/b) (1/f − 1) where carriers are many', () => {
    const [w, d, share] = [1, 0.5, 0.02];
    const found: number[] = [];
    for (let seed = 1; found.length < 100; seed++) {
      kernel.start(growing(w, d, 1), 5000 + seed);
      growTo(kernel, 20_000);
      if (kernel.cells > 0) found.push(subclonalAtLeast(spectrum(kernel), Math.ceil(share * kernel.cells)));
    }
    const wanted = ((2 * w) / (1 - d)) * (1 / share - 1);
    expectMean(
      found,
      found.map(() => wanted),
      'mutations of 2% and more',
    );
  });
});

describe('clones of 200 cultures of 1000 cells', () => {
  it.each([0.05, 0.7])('with %s passengers a daughter are as many as the recursion says', (w) => {
    const own: { clones: number; cells: number }[] = [];
    for (let seed = 1; seed <= 200; seed++) {
      kernel.start(growing(w, 0, 1), 20_000 + seed);
      growTo(kernel, 1000);
      own.push({ clones: kernel.cloneCells().filter((cells) => cells > 0).length, cells: kernel.cells });
    }
    const [right, wrong] = [w, 1.2 * w].map((mean) =>
      expectedClones(Math.max(...own.map(({ cells }) => cells)), -Math.expm1(-mean)),
    ) as [Float64Array, Float64Array];
    const z = (expected: Float64Array) => {
      const off = own.map(({ clones, cells }) => clones - expected[cells]!);
      const mean = off.reduce((sum, each) => sum + each, 0) / off.length;
      return (
        mean /
        Math.sqrt(off.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (off.length - 1) / off.length)
      );
    };
    expectWithinFour(z(right), 'clones');
    expect(Math.abs(z(wrong))).toBeGreaterThan(5);
  });
});

describe('800 populations of about 60 cells, as many births as deaths for 120 days', () => {
  /** Of two of n cells, per day, at a death a day; see the head of `moran`. */
  const d = 1;
  const p = 0.01;
  const w = -Math.log1p(-p);
  const days = 120;
  const found = { same: [] as number[], pairs: [] as number[], cells: [] as number[] };
  beforeAll(() => {
    const model = plainModel({
      stepHours: 2,
      divisionPerHour: 6 / 24,
      deathPerHour: d / 24,
      crowding: 'logistic',
      capacity: 72,
      passengersPerDaughter: w,
      founders: founders(60),
    });
    for (let seed = 1; seed <= 800; seed++) {
      kernel.start(model, 40_000 + seed);
      stepWithoutDrug(kernel, days * 12);
      const n = kernel.cells;
      const pairs = n * (n - 1);
      const ofSame = kernel.cloneCells().reduce((sum, own) => sum + own * (own - 1), 0) / pairs;
      let differing = 0;
      spectrum(kernel).forEach((mutations, carriers) => {
        differing += (mutations * 2 * carriers * (n - carriers)) / pairs;
      });
      found.same.push(ofSame);
      found.pairs.push(differing);
      found.cells.push(n);
    }
  });

  /**
   * Looking back, n cells with n d births a day: two of them meet at 2d/(n − 1), one of the two alone is of a division at
   * 4d(n − 2)/(n − 1) (Moran 1958). `cells` is the mean: it varies by 4%, which moves what follows by 0.2%.
   */
  const cells = () => found.cells.reduce((sum, n) => sum + n, 0) / found.cells.length;
  const meeting = () => (2 * d) / (cells() - 1);
  const apart = () => (4 * d * (cells() - 2)) / (cells() - 1);

  it('have the heterozygosity that mutation and drift leave (Kimura and Crow 1964)', () => {
    const [meet, change] = [meeting(), apart() * p];
    const rest = ((1 - p) ** 2 * meet) / (meet + change);
    const same = rest + (1 - rest) * Math.exp(-(meet + change) * days);
    const wanted = 1 - same;
    expectMean(
      found.same.map((own) => 1 - own),
      found.same.map(() => wanted),
      'heterozygosity',
    );
  });

  it('differ in μ(n − 1) mutations from cell to cell', () => {
    const wanted = 2 * w * (cells() - 1) * -Math.expm1(-meeting() * days);
    expectMean(
      found.pairs,
      found.pairs.map(() => wanted),
      'mutations that differ',
    );
  });
});
