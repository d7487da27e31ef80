import { exactLn } from '../../../assembly/maths';
import { exactPow } from '../../../assembly/power';
import type { KernelModel } from '../model';

/** Factor on division: logistic 1 − N/K, Gompertz 1 − ln N / ln K, never below 0; homeostatic (K/N)^γ up to a limit. */
export function crowding(model: KernelModel, cells: number): number {
  const { capacity } = model;
  let factor = 1;
  if (model.crowding === 'logistic') factor = 1 - cells / capacity;
  if (model.crowding === 'gompertz') factor = 1 - exactLn(cells) / exactLn(capacity);
  if (model.crowding === 'homeostatic') {
    const { exponent, most } = model.feedback ?? { exponent: 0, most: 1 };
    factor = Math.min(most, exactPow(capacity / cells, exponent));
  }
  return factor > 0 ? factor : 0;
}
