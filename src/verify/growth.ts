/** Linear birth–death processes of the kernel, rates per day. */
import type { CompartmentKernel } from '../kernel/compartmentKernel';
import type { KernelModel } from '../kernel/model';
import { founders, plainModel, stepWithoutDrug } from './plain';

export interface BirthDeath extends Record<string, number> {
  b: number;
  d: number;
  t: number;
  n0: number;
}

export function growing({ b, d }: BirthDeath, stepDays: number, count = 1): KernelModel {
  return plainModel({
    stepHours: 24 * stepDays,
    divisionPerHour: b / 24,
    deathPerHour: d / 24,
    founders: founders(count),
  });
}

/** Mean number of descendants per founder, from runs of so many founders that only the sum is known. */
export function massMean(kernel: CompartmentKernel, model: KernelModel, steps: number, runs: number): number {
  let [cells, founded] = [0, 0];
  for (let run = 0; run < runs; run++) {
    kernel.start(model, 7000 + run);
    founded += kernel.cells;
    stepWithoutDrug(kernel, steps);
    cells += kernel.cells;
  }
  return cells / founded;
}
