/**
 * Mutants in a growing population: what theory says of their number when the wild type has grown to M cells, and
 * cultures that grow to it in the kernel.
 *
 * A step decides alterations so that the mean number of mutants is exact; the number of clones is then too high by
 * rΔt/2 (r net growth), so steps are chosen with rΔt ≤ 0.02, which moves P(resistance) by less than 0.004.
 */

import type { CompartmentKernel } from '../kernel/compartmentKernel';
import { Alteration, type KernelModel } from '../kernel/model';
import { founders, growTo, plainModel } from './plain';

/** Rates per day in the words of Iwasa, Nowak, Michor (2006): sensitive r, d; resistant a, b. */
export interface Mutation extends Record<string, number> {
  M: number;
  u: number;
  r: number;
  d: number;
  a: number;
  b: number;
}

/** Distribution of the number of mutants, 0…`length` − 1, at M wild-type cells. */
export function mutantDistribution({ M, u, r, d, a, b }: Mutation, length = 4096): number[] {
  // Coefficients of the generating function by Cauchy's formula on a circle of radius `radius`.
  const radius = 10 ** (-8 / length);
  const real = new Float64Array(length);
  const imaginary = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    const angle = (2 * Math.PI * k) / length;
    const [x, y] = logGenerating(radius * Math.cos(angle), radius * Math.sin(angle));
    const size = Math.exp(x);
    real[k] = size * Math.cos(y);
    imaginary[k] = size * Math.sin(y);
  }
  return Array.from({ length }, (_, n) => {
    let sum = 0;
    for (let k = 0; k < length; k++) {
      const angle = (2 * Math.PI * ((k * n) % length)) / length;
      sum += real[k]! * Math.cos(angle) + imaginary[k]! * Math.sin(angle);
    }
    return sum / length / radius ** n;
  });

  /**
   * ln E zᴿ = uM r/(r−d) ∫₀¹ (g(z, s(y)) − 1) dy with y = e^{−(r−d)s} and g the birth–death generating function of a
   * clone of age s.
   */
  function logGenerating(x: number, y: number): [number, number] {
    // Nodes crowd where y is small: y = v⁴.
    const nodes = 400;
    let sumX = 0;
    let sumY = 0;
    for (let i = 0; i < nodes; i++) {
      const v = (i + 0.5) / nodes;
      const share = v ** 4;
      const [gx, gy] = clone(x, y, Math.exp(((a - b) * Math.log(share)) / (r - d)));
      const weight = (4 * v ** 3) / nodes;
      sumX += weight * (gx - 1);
      sumY += weight * gy;
    }
    const rate = (u * M * r) / (r - d);
    return [rate * sumX, rate * sumY];
  }

  /** g = [b(1−z) − (b − az)e]/[a(1−z) − (b − az)e], e = e^{−(a−b)s}. */
  function clone(x: number, y: number, e: number): [number, number] {
    const px = b * (1 - x) - (b - a * x) * e;
    const py = -b * y + a * y * e;
    const qx = a * (1 - x) - (b - a * x) * e;
    const qy = -a * y + a * y * e;
    const norm = qx * qx + qy * qy;
    return [(px * qx + py * qy) / norm, (py * qx - px * qy) / norm];
  }
}

/** Median of a distribution and the probability of no more than it. */
export function medianOf(pmf: readonly number[]): [median: number, upTo: number] {
  let sum = 0;
  const median = pmf.findIndex((p) => {
    sum += p;
    return sum >= 0.5;
  });
  return [median, sum];
}

/** Sensitive cells that give mutants of the pump class with probability u; only the mutants' division differs. */
export function mutating({ u, r, d, a }: Mutation, stepDays: number): KernelModel {
  return plainModel({
    stepHours: 24 * stepDays,
    divisionPerHour: r / 24,
    deathPerHour: d / 24,
    pumpCostPerDoubling: 1 - a / r,
    alterations: [{ kind: Alteration.pumpGain, target: 0, probability: u }],
    founders: founders(1),
  });
}

/** Grows one founder until M sensitive cells live; returns the resistant ones then, or null once no sensitive cell is left. */
export function culture(
  kernel: CompartmentKernel,
  model: KernelModel,
  M: number,
  seed: number,
): number | null {
  kernel.start(model, seed);
  // A step overshoots: stopping half a step's growth early, the count at the end is M in the mean.
  const growth = (model.divisionPerHour - model.deathPerHour) * model.stepHours;
  const enough = M * Math.exp(-0.5 * growth);
  growTo(kernel, enough);
  for (;;) {
    const { cells, cellsByClass } = kernel.observe();
    const sensitive = cellsByClass[0]!;
    // Mutants alone would never make up the count.
    if (sensitive === 0) return null;
    if (sensitive >= enough) return cells - sensitive;
    growTo(kernel, Math.ceil(cells + Math.max(1, enough - sensitive)));
  }
}

/** Resistant cells of `runs` cultures that did not die out. */
export function cultures(
  kernel: CompartmentKernel,
  mutation: Mutation,
  stepDays: number,
  runs: number,
  firstSeed: number,
): number[] {
  const model = mutating(mutation, stepDays);
  const found: number[] = [];
  for (let seed = firstSeed; found.length < runs; seed++) {
    const resistant = culture(kernel, model, mutation.M, seed);
    if (resistant !== null) found.push(resistant);
  }
  return found;
}

/** Counts and expectations in bins 0, 1, 2, 3–4, 5–8, … for a χ² test; bins that expect fewer than 5 are pooled. */
export function binned(sizes: readonly number[], pmf: readonly number[]): [number[], number[]] {
  const observed: number[] = [];
  const expected: number[] = [];
  let low = 0;
  let left = sizes.length;
  for (let high = 0; high < pmf.length; high = high < 2 ? high + 1 : high * 2) {
    const wanted = pmf.slice(low, high + 1).reduce((sum, p) => sum + p, 0) * sizes.length;
    if (wanted < 5) continue;
    if (left - wanted < 5) break;
    observed.push(sizes.filter((size) => size >= low && size <= high).length);
    expected.push(wanted);
    left -= wanted;
    low = high + 1;
  }
  observed.push(sizes.filter((size) => size >= low).length);
  expected.push(left);
  return [observed, expected];
}
