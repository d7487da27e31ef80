/** What neutral theory says of passengers, in closed form or exactly by recursion; nothing of the kernel's. */

import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { cladeCells } from '../../src/kernel/lineage/prune';

/** Mutations that living cells carry, by the number of their carriers: index k, those of exactly k. */
export function spectrum(kernel: CompartmentKernel): Float64Array {
  const clones = kernel.cloneColumns();
  const found = new Float64Array(kernel.cells + 1);
  cladeCells(clones).forEach((carriers, row) => {
    if (carriers > 0) found[carriers]! += clones.mutations[row]!;
  });
  return found;
}

/** Of a spectrum those that at least so many carry, but not all. */
export function subclonalAtLeast(found: Float64Array, carriers: number): number {
  let sum = 0;
  for (let k = carriers; k < found.length - 1; k++) sum += found[k]!;
  return sum;
}

/**
 * Mutations with at least k carriers at time T, of cells that divide at b and die at d: divisions at the mean rate
 * b n₀ e^{(b−d)s} leave w in each of two daughters, whose descendants are at least k with the chance (1 − α)βᵏ⁻¹ of Kendall
 * (1948). Midpoint rule.
 */
export function expectedAtLeast(
  k: number,
  { founders, b, d, w, days }: { founders: number; b: number; d: number; w: number; days: number },
): number {
  const parts = 4000;
  let sum = 0;
  for (let part = 0; part < parts; part++) {
    const s = ((part + 0.5) * days) / parts;
    const growth = Math.exp((b - d) * (days - s));
    const alpha = (d * (growth - 1)) / (b * growth - d);
    const beta = (b * (growth - 1)) / (b * growth - d);
    sum += Math.exp((b - d) * s) * (1 - alpha) * beta ** (k - 1);
  }
  return (2 * w * b * founders * sum * days) / parts;
}

/**
 * Living clones to be expected of a population that grew by births alone from one cell, by the number of its cells, where each
 * daughter begins one with chance p: expected numbers of clones of each size, from n to n + 1 cells, are linear in those
 * before.
 */
export function expectedClones(most: number, p: number): Float64Array {
  const ofSize = new Float64Array(most + 2);
  const clones = new Float64Array(most + 1);
  ofSize[1] = 1;
  clones[1] = 1;
  for (let n = 1; n < most; n++) {
    const [none, both] = [(1 - p) ** 2, p ** 2];
    const before = ofSize.slice(0, n + 1);
    for (let size = 1; size <= n; size++) {
      const divides = (size * before[size]!) / n;
      ofSize[size]! -= divides * (none + both);
      ofSize[size + 1]! += divides * none;
      if (size > 1) ofSize[size - 1]! += divides * both;
    }
    ofSize[1]! += 2 * p * (1 - p) + 2 * both;
    for (let size = 1; size <= n + 1; size++) clones[n + 1]! += ofSize[size]!;
  }
  return clones;
}
