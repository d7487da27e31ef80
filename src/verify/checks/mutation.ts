/** Resistance that arises by chance, and the cure that it prevents. */
import { type Bench, byZ, type Check, type Finding } from '../check';
import { binned, cultures, type Mutation, mutantDistribution } from '../detection';
import { lossInCultures } from '../doubleMinutes';
import { type Escape, treatments } from '../escape';
import { fluctuation, leaCoulson } from '../fluctuation';
import { zOfChiSquare, zOfCount } from '../statistics';
import { failureProbability, presenceProbability, symmetricTherapy } from '../theory/escape';
import { rescue, resistance } from '../timeStep';

/** Mutants per culture of Luria and Delbrück, three rates at once. */
function* luriaDelbruck({ kernel, seed }: Bench): Generator<Finding> {
  const runs = 600;
  const plan = { founders: 1, cells: 20_000, stepDays: 0.02, cultures: runs, firstSeed: 1e6 * seed };
  const mutants = fluctuation(kernel, plan);
  for (const m of [1, 5, 10]) {
    const counts = mutants[`B1_m${m}`]!;
    const pmf = leaCoulson(m, 4096);
    const [observed, expected] = binned(counts, pmf);
    const none = counts.filter((count) => count === 0).length;
    if (m < 10) {
      yield byZ(
        `cultures without mutants, m = ${m}`,
        'e^−m; Luria & Delbrück 1943',
        Math.exp(-m),
        none / runs,
        zOfCount(none, runs, Math.exp(-m)),
      );
    }
    yield {
      name: `distribution of mutants, m = ${m}: χ² of ${observed.length} bins`,
      theory: 'Lea & Coulson 1949',
      expected: observed.length - 1,
      measured: chiSquare(observed, expected),
      statistic: 'z',
      value: zOfChiSquare(observed, expected),
    };
  }
}

function chiSquare(observed: readonly number[], expected: readonly number[]): number {
  return observed.reduce((sum, count, i) => sum + (count - expected[i]!) ** 2 / expected[i]!, 0);
}

/** Resistance when a tumour is found (Iwasa, Nowak, Michor 2006), neutral and at a cost, slow and fast turnover. */
function* detection({ kernel, seed }: Bench): Generator<Finding> {
  const tumours: [string, Mutation][] = [
    ['neutral', { M: 1e5, u: 1e-5, r: 1, d: 0.5, a: 1, b: 0.5 }],
    ['cost 0.2', { M: 1e5, u: 1e-5, r: 1, d: 0.5, a: 0.8, b: 0.5 }],
    ['fast turnover', { M: 2e4, u: 5e-6, r: 1, d: 0.9, a: 1, b: 0.9 }],
  ];
  const runs = 250;
  let first = 7e6 + 1e6 * seed;
  for (const [name, tumour] of tumours) {
    first += 100_000;
    const resistant = cultures(kernel, tumour, 0.02 / (tumour.r - tumour.d), runs, first);
    const found = resistant.filter((count) => count > 0).length;
    const expected = 1 - mutantDistribution(tumour, 512)[0]!;
    yield byZ(
      `resistance at detection of ${tumour.M} cells, ${name}`,
      'Iwasa, Nowak & Michor 2006',
      expected,
      found / runs,
      zOfCount(found, runs, expected),
    );
  }
}

/** Failure of treatment (Komarova and Wodarz 2005; Bozic et al. 2013); the kills of two drugs add up. */
function* cure({ kernel, seed }: Bench): Generator<Finding> {
  const fast = { M: 1e5, L: 1, D: 0.5, H: 1 };
  const tumours: [string, Escape][] = [
    ['one drug', { ...fast, n: 1, u: 5e-6 }],
    ['two drugs', { ...fast, n: 2, u: 2e-4 }],
    ['two drugs, cost 0.1', { ...fast, n: 2, u: 2e-4, fitness: 0.95 }],
    ['two drugs, cross-resistance', { ...fast, n: 2, u: 2e-5, uBoth: 1e-5 }],
  ];
  const runs = 150;
  let first = 2e7 + 1e6 * seed;
  for (const [name, tumour] of tumours) {
    first += 100_000;
    const outcomes = treatments(kernel, tumour, 0.04, runs, first);
    const theory = symmetricTherapy({ ...tumour, killTogether: tumour.n * tumour.H });
    const failed = outcomes.filter(({ escaped }) => escaped).length;
    const failure = failureProbability(theory);
    const source = 'Komarova & Wodarz 2005';
    yield byZ(
      `treatment of 10⁵ cells fails, ${name}`,
      source,
      failure,
      failed / runs,
      zOfCount(failed, runs, failure),
    );
    if (tumour.n === 1) continue;
    const present = outcomes.filter(({ presentAtStart }) => presentAtStart).length;
    const presence = presenceProbability(theory);
    yield byZ(
      `resistance to both before treatment, ${name}`,
      source,
      presence,
      present / runs,
      zOfCount(present, runs, presence),
    );
  }
}

/** The same at steps far longer than the default. */
function* longSteps({ kernel, seed }: Bench): Generator<Finding> {
  for (const stepHours of [1, 4]) {
    const plan = { stepHours, runs: 3000, firstSeed: 5e7 + 1e6 * seed };
    const source = 'Yule process; altered of each two daughters one with u';
    for (const { name, expected, measured, z } of resistance(kernel, plan)) {
      yield byZ(`steps of ${stepHours} h: ${name}`, source, expected, measured, z);
    }
  }
  const plan = { stepHours: 12, runs: 3000, firstSeed: 6e7 + 1e6 * seed };
  for (const { name, expected, measured, z } of rescue(kernel, plan)) {
    yield byZ(`steps of 12 h: ${name}`, 'birth–death, e^−½', expected, measured, z);
  }
}

/** Amplification on double minutes is lost without drug. */
function* segregation({ kernel, seed }: Bench): Generator<Finding> {
  for (const copies of [1, 4]) {
    const plan = { copies, divisionsPerCell: 5, firstSeed: 3e7 + 1000 * seed + 100 * copies };
    const { share, expected, z } = lossInCultures(kernel, plan);
    const name = `cells that lost all of ${copies} double minutes, grown e⁵-fold`;
    yield byZ(name, 'Galton–Watson, copies → Binomial(2k, ½)', expected, share, z);
  }
}

export const mutationChecks: readonly Check[] = [luriaDelbruck, detection, segregation, cure, longSteps].map(
  (run) => ({ group: 'Mutation and cure', run }),
);
