/** Birth, death, crowding. */
import type { CompartmentKernel } from '../../kernel/compartmentKernel';
import { type Bench, byRelative, byZ, type Check, type Finding } from '../check';
import { type BirthDeath, growing } from '../growth';
import { founders, LINEAGES, lineageSizes, plainModel, stepWithoutDrug } from '../plain';
import { mean, variance, zOfCount, zOfMean, zOfVariance } from '../statistics';
import { events } from '../timeStep';

const KENDALL = 'Kendall 1948; Bailey 1964';

/** Mean, variance and extinction of a linear birth–death process from one cell. */
function birthDeath({ b, d, t }: BirthDeath): { mean: number; variance: number; extinct: number } {
  const grown = Math.exp((b - d) * t);
  return {
    mean: grown,
    variance: ((b + d) / (b - d)) * grown * (grown - 1),
    extinct: (d * (grown - 1)) / (b * grown - d),
  };
}

function* growth({ kernel, seed }: Bench): Generator<Finding> {
  const cases: [BirthDeath, number][] = [
    [{ b: 0.7, d: 0.3, t: 10, n0: 1 }, 0.1],
    [{ b: 0.7, d: 0.3, t: 10, n0: 1 }, 2.5],
    [{ b: 0.2, d: 0.25, t: 30, n0: 1 }, 1],
  ];
  for (const [rates, stepDays] of cases) {
    const theory = birthDeath(rates);
    const model = growing(rates, stepDays);
    const steps = Math.round(rates.t / stepDays);
    const sizes = Array.from({ length: 20 }, (_, run) =>
      lineageSizes(kernel, model, steps, 9000 + 100 * seed + run),
    ).flat();
    const name = `b ${rates.b}, d ${rates.d} a day, ${rates.t} d in steps of ${stepDays} d`;
    const sd = Math.sqrt(theory.variance);
    yield byZ(`${name}: mean`, `e^rt; ${KENDALL}`, theory.mean, mean(sizes), zOfMean(sizes, theory.mean, sd));
    yield byZ(
      `${name}: variance`,
      KENDALL,
      theory.variance,
      variance(sizes),
      zOfVariance(sizes, theory.variance),
    );
    const extinct = sizes.filter((size) => size === 0).length;
    yield byZ(
      `${name}: extinct`,
      KENDALL,
      theory.extinct,
      extinct / sizes.length,
      zOfCount(extinct, 20 * LINEAGES, theory.extinct),
    );
  }
}

/** ln N nears ln K at the rate b/ln K when crowding is 1 − ln N/ln K (Norton 1988, growth of breast cancer). */
function* gompertz({ kernel, seed }: Bench): Generator<Finding> {
  const { first, last, ratePerMonth, months } = {
    first: 48_000,
    last: 3.1e7,
    ratePerMonth: 0.055,
    months: 24,
  };
  const stepsPerMonth = 40;
  const model = plainModel({
    // The model's hour is a month here.
    stepHours: 1 / stepsPerMonth,
    divisionPerHour: ratePerMonth * Math.log(last),
    crowding: 'gompertz',
    capacity: last,
    founders: founders(first),
  });
  kernel.start(model, 1 + seed);
  stepWithoutDrug(kernel, months * stepsPerMonth);
  const expected = first * Math.exp(Math.log(last / first) * (1 - Math.exp(-ratePerMonth * months)));
  yield byRelative('Gompertz growth, 24 months', 'Norton 1988', expected, kernel.cells);
}

function* logistic({ kernel, seed }: Bench): Generator<Finding> {
  const { first, capacity, perDay, days } = { first: 10_000, capacity: 1e6, perDay: 1, days: 5 };
  const stepDays = 0.02;
  kernel.start(logisticModel(first, capacity, perDay, stepDays), 2 + seed);
  stepWithoutDrug(kernel, Math.round(days / stepDays));
  const grown = Math.exp(perDay * days);
  const expected = (capacity * first * grown) / (capacity + first * (grown - 1));
  yield byRelative('logistic growth, 5 d', 'Verhulst 1838', expected, kernel.cells);
}

function logisticModel(first: number, capacity: number, perDay: number, stepDays: number) {
  return plainModel({
    stepHours: 24 * stepDays,
    divisionPerHour: perDay / 24,
    crowding: 'logistic',
    capacity,
    founders: founders(first),
  });
}

/** Births and deaths within long steps, those that cancel among them. */
function* turnover({ kernel, seed }: Bench): Generator<Finding> {
  const columns = events(kernel, { stepHours: 4, runs: 2000, firstSeed: 4e7 + 1e6 * seed });
  for (const { name, expected, measured, z } of columns) {
    yield byZ(`steps of 4 h: ${name} of 50 cells' lines, b 1, d 0.6, 4 d`, KENDALL, expected, measured, z);
  }
}

/** Ends that the tables of theory have: cells counted one by one, births less deaths. */
function* balance({ kernel, seed }: Bench): Generator<Finding> {
  const model = growing({ b: 0.7, d: 0.3, t: 20, n0: 1 }, 0.5, 5000);
  kernel.start(model, 3 + seed);
  stepWithoutDrug(kernel, 20);
  yield {
    name: 'founders + births − deaths = cells',
    theory: 'nothing is lost',
    expected: 5000 + kernel.births - kernel.deaths,
    measured: counted(kernel),
    statistic: 'count',
    value: counted(kernel) - (5000 + kernel.births - kernel.deaths),
  };
}

function counted(kernel: CompartmentKernel): number {
  return kernel.observe().cellsByClass.reduce((sum, cells) => sum + cells, 0);
}

export const populationChecks: readonly Check[] = [growth, turnover, gompertz, logistic, balance].map(
  (run) => ({
    group: 'Population',
    run,
  }),
);
