/** Fluctuation tests: parallel cultures grown to the same number of cells, their mutants counted. */

import type { CompartmentKernel } from '../kernel/compartmentKernel';
import { Alteration, CLASS_NAMES, type ClassName } from '../kernel/model';
import { founders, growTo, plainModel } from './plain';

export interface LuriaDelbruck {
  pmf0_10: number[];
  P0: number;
  median: number;
  q25: number;
  q75: number;
  q90: number;
  q99: number;
}

/** Three neutral alterations, told apart by class. */
const KINDS: { id: string; m: number; kind: Alteration; className: ClassName }[] = [
  { id: 'B1_m1', m: 1, kind: Alteration.pumpGain, className: 'pump' },
  { id: 'B1_m5', m: 5, kind: Alteration.carrierLoss, className: 'uptake' },
  { id: 'B1_m10', m: 10, kind: Alteration.metabolismGain, className: 'metabolism' },
];

export interface Cultures {
  founders: number;
  /** Cells at the end. */
  cells: number;
  stepDays: number;
  cultures: number;
  firstSeed?: number;
}

/** Mutants per culture for m = 1, 5, 10; one division a day, no death. */
export function fluctuation(kernel: CompartmentKernel, plan: Cultures): Record<string, number[]> {
  const divisions = plan.cells - plan.founders;
  const model = plainModel({
    stepHours: 24 * plan.stepDays,
    divisionPerHour: 1 / 24,
    alterations: KINDS.map(({ kind, m }) => ({ kind, target: 0, probability: m / divisions })),
    founders: founders(plan.founders),
  });
  const mutants: Record<string, number[]> = Object.fromEntries(KINDS.map(({ id }) => [id, []]));
  const { firstSeed = 0 } = plan;
  for (let culture = 0; culture < plan.cultures; culture++) {
    kernel.start(model, firstSeed + culture);
    growTo(kernel, plan.cells * Math.exp(-0.5 * plan.stepDays));
    const { cellsByClass } = kernel.observe();
    for (const { id, className } of KINDS) {
      mutants[id]!.push(cellsByClass[CLASS_NAMES.indexOf(className)]!);
    }
  }
  return mutants;
}

/** p₀ = e^{−m}, pₙ = (m/n) Σ pᵢ/(n − i + 1) (Ma, Sandri, Sarkar 1992). */
export function leaCoulson(m: number, length: number): number[] {
  const pmf = [Math.exp(-m)];
  for (let n = 1; n < length; n++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += pmf[i]! / (n - i + 1);
    pmf.push((m / n) * sum);
  }
  return pmf;
}
