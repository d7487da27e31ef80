/** A Poisson number by inversion. Compiled both by AssemblyScript and by TypeScript, as maths.ts is. */
import { exactExp, exactExpm1 } from './maths';

/** No more are told apart. */
export const MOST_COUNTED: number = 255;

/**
 * The number n of which P(N ≥ n) is the last above `unit`, uniform in [0, 1): n ≥ 1 where unit < 1 − e⁻ᵐ, which needs no
 * exponential where unit ≥ m (Devroye 1986, X.3.3). At most MOST_COUNTED, of which a mean up to 50 falls short by 10⁻⁹⁰.
 */
export function poisson(unit: number, mean: number): number {
  if (unit >= mean) return 0;
  let atLeast = -exactExpm1(-mean);
  if (unit >= atLeast) return 0;
  let exactly = exactExp(-mean);
  let count: number = 0;
  while (unit < atLeast && count < MOST_COUNTED) {
    count += 1;
    exactly *= mean / count;
    atLeast -= exactly;
  }
  return count;
}
