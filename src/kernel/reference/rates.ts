import { type DrugModel, type KernelModel, Response } from '../model';
import type { Inside } from './exchange';
import type { DrugRates, Phenotype } from './phenotype';
import type { ResponseCurves } from './response';

const f = Math.fround;
const THIRD = f(1 / 3);

/** Effect of drug `d` on a cell; `inside` is what it depends on, as `exchange` gives it. */
export function effectOf(
  model: KernelModel,
  curves: ResponseCurves,
  d: number,
  rates: DrugRates,
  inside: number,
): number {
  const drug = model.drugs[d] as KernelModel['drugs'][number];
  if (drug.response === Response.inhibitor) return f(inside * f(1 / f(drug.neededTarget)));
  return rates.unresponsive ? 0 : curves.effect(drug, d, rates.allele, inside);
}

/** Kill of a drug at full effect times the step, f32. */
export function killInStep({ stepHours }: KernelModel, drug: DrugModel, crowd: number): number {
  const kill = drug.killPerHour * stepHours;
  return f(drug.killFollowsGrowth ? kill * crowd : kill);
}

/** Effect in a step in which what it depends on may change much: assembly/response.ts. */
export function effectIn(
  model: KernelModel,
  curves: ResponseCurves,
  d: number,
  rates: DrugRates,
  inside: Inside,
): number {
  if (typeof inside === 'number') return effectOf(model, curves, d, rates, inside);
  const [mean, begin, end] = inside;
  const effect = effectOf(model, curves, d, rates, mean);
  if (begin === end) return effect;
  const way = f(f(mean - end) / f(begin - end));
  const share = way > 0 ? Math.min(way, 1) : 0;
  const last = effectOf(model, curves, d, rates, end);
  const first = effectOf(model, curves, d, rates, begin);
  return f(f(f(2 * effect) + f(last + f(share * f(first - last)))) * THIRD);
}

/** bΔt and dΔt of a cell under the drugs inside it, f32; `crowd` is the factor on division that all cells share. */
export function ratesInStep(
  model: KernelModel,
  curves: ResponseCurves,
  phenotype: Phenotype,
  inside: readonly Inside[],
  crowd: number,
): { division: number; death: number } {
  let division = f(phenotype.division * crowd);
  let { death } = phenotype;
  model.drugs.forEach((drug, d) => {
    const effect = effectIn(model, curves, d, phenotype.drugs[d] as DrugRates, inside[d] as Inside);
    death = f(death + f(killInStep(model, drug, crowd) * effect));
    division = f(division * Math.max(0, f(1 - f(f(drug.stasis) * effect))));
  });
  return { division, death };
}
