const f = Math.fround;

/** Most that bΔt and dΔt are taken to be. */
export const RATE_LIMIT = 8;

export interface Fate {
  /** bΔt and dΔt, f32. */
  division: number;
  death: number;
  /** Probability that death is the first event of the step, and of any event. */
  dies: number;
  any: number;
}

/**
 * The first event of a cell in a step; see assembly/cells/fate.ts for the derivation.
 * @param division bΔt, f32
 * @param death dΔt, f32
 */
export function fate(division: number, death: number): Fate {
  const a = Math.min(RATE_LIMIT, death);
  const b = Math.min(RATE_LIMIT, division);
  const s = f(b + a);
  const q = eventShare(s);
  return { division: b, death: a, dies: f(a * q), any: f(s * q) };
}

/** (1 − e^{−s})/s. */
export function eventShare(s: number): number {
  const quarter = f(s * 0.25);
  const y = f(quarter * quarter);
  const numerator = f(945 + f(y * f(105 + y)));
  const denominator = f(945 + f(y * f(420 + f(15 * y))));
  const half = f(numerator / f(denominator + f(numerator * quarter)));
  return f(half * f(1 - f(quarter * half)));
}
