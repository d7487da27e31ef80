/**
 * What a run gives at different time steps beside the process in continuous time: number, births, deaths, alterations
 * and the chance of resistance, of cells whose rates do not change.
 */

import type { CompartmentKernel } from '../kernel/compartmentKernel';
import { Alteration, CLASS_NAMES, ENVIRONMENT_STRIDE, type KernelModel } from '../kernel/model';
import { wildType } from '../kernel/numbers/genotype';
import { growing } from './growth';
import {
  founders,
  LINEAGES,
  lineageSizes,
  plainDrug,
  plainModel,
  plainTarget,
  stepWithoutDrug,
  surroundings,
} from './plain';
import { mean, variance, zOfCount, zOfMean, zOfVariance } from './statistics';

/** One quantity at one step. */
export interface Column {
  name: string;
  expected: number;
  measured: number;
  /** Standard errors between the two. */
  z: number;
}

export interface Plan {
  stepHours: number;
  runs: number;
  firstSeed: number;
}

const DIVISION_PER_DAY = 1;
const FOUNDERS = 50;

/** Mean, variance and extinction of single cells' lines after four days, b 1, d 0.6 a day. */
export function turnover(kernel: CompartmentKernel, { stepHours, runs, firstSeed }: Plan): Column[] {
  const rates = { b: DIVISION_PER_DAY, d: 0.6, t: 4, n0: 1 };
  const steps = Math.round((24 * rates.t) / stepHours);
  const model = growing(rates, stepHours / 24);
  const sizes = Array.from({ length: Math.ceil(runs / LINEAGES) }, (_, run) =>
    lineageSizes(kernel, model, steps, firstSeed + run),
  ).flat();
  const { b, d } = rates;
  const grown = Math.exp((b - d) * rates.t);
  const spread = ((b + d) / (b - d)) * grown * (grown - 1);
  const extinct = (d * (grown - 1)) / (b * grown - d);
  const died = sizes.filter((size) => size === 0).length;
  return [
    column('mean', grown, mean(sizes), zOfMean(sizes, grown)),
    column('variance', spread, variance(sizes), zOfVariance(sizes, spread)),
    column('extinction', extinct, died / sizes.length, zOfCount(died, sizes.length, extinct)),
  ];
}

/** Births and deaths of fifty cells' lines in four days, b 1, d 0.6 a day. */
export function events(kernel: CompartmentKernel, { stepHours, runs, firstSeed }: Plan): Column[] {
  const { b, d, t } = { b: DIVISION_PER_DAY, d: 0.6, t: 4 };
  const model = growing({ b, d, t, n0: FOUNDERS }, stepHours / 24, FOUNDERS);
  const counts = Array.from({ length: runs }, (_, run) => {
    kernel.start(model, firstSeed + run);
    stepWithoutDrug(kernel, Math.round((24 * t) / stepHours));
    return [kernel.births, kernel.deaths] as const;
  });
  const lived = (FOUNDERS * (Math.exp((b - d) * t) - 1)) / (b - d);
  return [b, d].map((rate, i) => {
    const own = counts.map((pair) => pair[i]!);
    return column(['births', 'deaths'][i]!, rate * lived, mean(own), zOfMean(own, rate * lived));
  });
}

/**
 * Alterations in three days of growth from fifty cells, b 1 a day and no death: their number, of two kinds of which a cell
 * has each once, and the chance that the rarer has not come, ½.
 */
export function resistance(kernel: CompartmentKernel, { stepHours, runs, firstSeed }: Plan): Column[] {
  const days = 3;
  const rare = rateOfNone(FOUNDERS, 0.5, (u) => noneInGrowth(u, DIVISION_PER_DAY * days));
  const frequent = 0.04;
  const model = plainModel({
    stepHours,
    divisionPerHour: DIVISION_PER_DAY / 24,
    targets: [plainTarget()],
    alterations: [
      { kind: Alteration.pumpGain, target: 0, probability: rare },
      { kind: Alteration.targetLoss, target: 0, probability: frequent },
    ],
    founders: founders(FOUNDERS),
  });
  let none = 0;
  const counts = Array.from({ length: runs }, (_, run) => {
    kernel.start(model, firstSeed + run);
    stepWithoutDrug(kernel, Math.round((24 * days) / stepHours));
    if (!kernel.genotypes().some(({ genotype }) => genotype.pumpCopies > 0)) none++;
    return kernel.alterations;
  });
  const expected = [rare, frequent].reduce((sum, u) => {
    return sum + (u * FOUNDERS * Math.expm1((1 - u) * DIVISION_PER_DAY * days)) / (1 - u);
  }, 0);
  return [
    column('alteration events', expected, mean(counts), zOfMean(counts, expected)),
    column('P(no resistance)', 0.5, none / runs, zOfCount(none, runs, 0.5)),
  ];
}

/**
 * The chance that no resistant cell arises among two hundred that a drug kills, b 1, kill 2 a day: e^{−½}. A resistant
 * one, by an altered target that no drug reaches or by a pump that keeps all of it out, does not die.
 */
export function rescue(
  kernel: CompartmentKernel,
  { stepHours, runs, firstSeed }: Plan,
  kind: Alteration.targetVariant | Alteration.pumpGain = Alteration.targetVariant,
): Column[] {
  const cells = 200;
  const kill = 2;
  const wanted = Math.exp(-0.5);
  const model = killed(stepHours, cells, kill, {
    kind,
    target: 0,
    probability: rateOfNone(cells, wanted, (u) => noneInDecline(u, DIVISION_PER_DAY, kill)),
  });
  const treated = surroundings(Math.ceil(24 / stepHours), { outside: [1] });
  const resistant = CLASS_NAMES.indexOf(kind === Alteration.pumpGain ? 'pump' : 'altered');
  let none = 0;
  for (let run = 0; run < runs; run++) {
    kernel.start(model, firstSeed + run);
    let found = 0;
    while (kernel.cells > 0 && found === 0) {
      kernel.advance(treated.subarray(0, treated.length - (treated.length % ENVIRONMENT_STRIDE)), Infinity);
      found = kernel.observe().cellsByClass[resistant]!;
    }
    if (found === 0) none++;
  }
  const name = `P(no ${kind === Alteration.pumpGain ? 'pump' : 'altered target'} under strong kill)`;
  return [column(name, wanted, none / runs, zOfCount(none, runs, wanted))];
}

function killed(
  stepHours: number,
  cells: number,
  killPerDay: number,
  alteration: KernelModel['alterations'][number],
): KernelModel {
  // Inside and outside are level within minutes; the level is 1000 times the wild type's half effect, with Hill
  // exponent 4, and 10⁻⁶ of the variant's: all or nothing. A pump takes all but a millionth out.
  const drug = plainDrug({
    passivePerHour: 1000,
    pumpVmax: 1e9,
    target: 0,
    killPerHour: killPerDay / 24,
    alleles: [
      { kdFactor: 1, halfEffect: 1e-3, hill: 4 },
      { kdFactor: 1, halfEffect: 1e6, hill: 4 },
    ],
  });
  return plainModel({
    stepHours,
    divisionPerHour: DIVISION_PER_DAY / 24,
    pumpPerCopy: 1,
    drugs: [drug],
    targets: [plainTarget({ variantWeights: [1], alleleFitness: [1, 1] })],
    alterations: [alteration],
    founders: [{ count: cells, genotype: wildType() }],
  });
}

function column(name: string, expected: number, measured: number, z: number): Column {
  return { name, expected, measured, z };
}

/** Chance that none of a line that doubles at rate b is altered by bt: q' = −bq + b(1 − u)q². */
function noneInGrowth(u: number, bt: number): number {
  return Math.exp(-bt) / (1 - (1 - u) * -Math.expm1(-bt));
}

/** Chance that none of a line is ever altered that dies out at rates b < d: b(1 − u)q² − (b + d)q + d = 0. */
function noneInDecline(u: number, b: number, d: number): number {
  return (2 * d) / (b + d + Math.sqrt((b + d) ** 2 - 4 * b * (1 - u) * d));
}

/** Probability u per division at which none of so many lines is altered with a chance of `wanted`. */
function rateOfNone(lines: number, wanted: number, none: (u: number) => number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (none(middle) ** lines > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
