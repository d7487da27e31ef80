/** Cells that neither divide nor die, to watch drug going in and out. */

import type { CompartmentKernel } from '../kernel/compartmentKernel';
import type { DrugModel, Genotype, KernelModel } from '../kernel/model';
import { wildType } from '../kernel/numbers/genotype';
import { plainModel, type Surroundings, surroundings } from './plain';

export interface Vessel extends Partial<KernelModel> {
  genotype?: Partial<Genotype>;
  cells?: number;
}

/** A few like cells, with one unit of pump expression, and one drug. */
export function vessel(drug: DrugModel, { genotype, cells = 5, ...changes }: Vessel = {}): KernelModel {
  return plainModel({
    pumpBasal: 1,
    drugs: [drug],
    founders: [{ count: cells, genotype: { ...wildType(), ...genotype } }],
    ...changes,
  });
}

export function hold(kernel: CompartmentKernel, steps: number, around: Surroundings): void {
  const chunk = surroundings(Math.min(steps, 256), around);
  for (let left = steps; left > 0; left -= 256) {
    kernel.advance(left >= 256 ? chunk : surroundings(left, around), Infinity);
  }
}

/** Amount per cell after `steps` in the same surroundings, from none. */
export function amountAfter(
  kernel: CompartmentKernel,
  model: KernelModel,
  steps: number,
  around: Surroundings,
): number {
  kernel.start(model, 1);
  hold(kernel, steps, around);
  return amountNow(kernel);
}

export function amountNow(kernel: CompartmentKernel): number {
  return kernel.observe().meanAmount[0]!;
}

/** Where a rising function passes `wanted`, by bisection on a logarithmic scale. */
export function solveRising(
  rising: (x: number) => number,
  wanted: number,
  low: number,
  high: number,
): number {
  let [below, above] = [low, high];
  for (let i = 0; i < 45; i++) {
    const middle = Math.sqrt(below * above);
    if (rising(middle) < wanted) below = middle;
    else above = middle;
  }
  return Math.sqrt(below * above);
}
