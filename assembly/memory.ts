/** What a step of length x in units of 1/k does to a quantity that is lost at rate k: G' = J − kG (f64, exact for constant J). */
import { exactExp, exactExpm1 } from './maths';

/** Share of what there was that is left: e^{−x}. */
export function keptOf(x: number): number {
  return exactExp(-x);
}

/** Share of what is formed evenly over the step that is left: (1 − e^{−x})/x. */
export function stayingOf(x: number): number {
  return x > 0 ? -exactExpm1(-x) / x : 1;
}

/** Mean over the step is its end and this share of the way back to its beginning: 1/x − 1/(eˣ − 1). */
export function laggingOf(x: number): number {
  // Beyond, eˣ is not needed; below, the difference would have lost its digits.
  if (x > 500) return 1 / x;
  return x > 1e-4 ? 1 / x - 1 / exactExpm1(x) : 0.5 - x / 12;
}
