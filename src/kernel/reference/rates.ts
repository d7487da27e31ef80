import { type DrugModel, type KernelModel, Response } from '../model';
import type { DrugRates, Phenotype } from './phenotype';
import type { ResponseCurves } from './response';

const f = Math.fround;

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

/** bΔt and dΔt of a cell under the drugs inside it, f32; `crowd` is the factor on division that all cells share. */
export function ratesInStep(
  model: KernelModel,
  curves: ResponseCurves,
  phenotype: Phenotype,
  inside: readonly number[],
  crowd: number,
): { division: number; death: number } {
  let division = f(phenotype.division * crowd);
  let { death } = phenotype;
  model.drugs.forEach((drug, d) => {
    const effect = effectOf(model, curves, d, phenotype.drugs[d] as DrugRates, inside[d] as number);
    death = f(death + f(killInStep(model, drug, crowd) * effect));
    division = f(division * Math.max(0, f(1 - f(f(drug.stasis) * effect))));
  });
  return { division, death };
}
