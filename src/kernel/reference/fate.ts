const f = Math.fround;

export interface Fate {
  /** Probability of no descendant at the step's end. */
  alpha: number;
  /** Ratio of the geometric number of descendants of a cell that has any. */
  beta: number;
  /** α over the probability of death by rate: α = dΔt q, β = bΔt q. */
  q: number;
}

/**
 * The exact birth–death law of one step (Kendall 1948); see assembly/fate.ts for the derivation.
 * @param division bΔt, f32
 * @param death dΔt, f32
 */
export function fate(division: number, death: number): Fate {
  const a = Math.min(8, death);
  const b = Math.min(8, division);
  const x = f(b - a);
  const y = f(f(x * x) * 0.25);
  const numerator = f(945 + f(y * f(105 + y)));
  const denominator = f(945 + f(y * f(420 + f(15 * y))));
  const q = f(numerator / f(denominator + f(numerator * f(f(b + a) * 0.5))));
  return { alpha: f(a * q), beta: f(b * q), q };
}
