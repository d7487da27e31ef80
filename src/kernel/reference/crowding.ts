import { exactLn } from '../../../assembly/numerics/maths';
import { exactPow } from '../../../assembly/numerics/power';
import type { KernelModel } from '../model';

/**
 * Factor on division: logistic 1 − N/K, Gompertz 1 − ln N / ln K, never below 0; homeostatic (K/N)^γ up to a limit, by
 * the circulation as a share of normal in place of N/K where the cells make blood.
 */
export function crowding(model: KernelModel, cells: number, circulation: number | null): number {
  const { capacity } = model;
  let factor = 1;
  if (model.crowding === 'logistic') factor = 1 - cells / capacity;
  if (model.crowding === 'gompertz') factor = 1 - exactLn(cells) / exactLn(capacity);
  if (model.crowding === 'homeostatic') {
    const { exponent, most } = model.feedback ?? { exponent: 0, most: 1 };
    factor = Math.min(most, exactPow(circulation === null ? capacity / cells : 1 / circulation, exponent));
  }
  return factor > 0 ? factor : 0;
}
