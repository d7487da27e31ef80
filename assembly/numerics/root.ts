/** Roots that exchange and binding ask for, by f32 operations in one fixed order. */

/** Positive root of m C² − s C − p = 0, p ≥ 0, in the branch that does not cancel (Morrison 1969). */
export function positiveRoot(s: f32, p: f32, m: f32): f32 {
  const r = sqrt<f32>(s * s + 4 * m * p);
  return s >= 0 ? (s + r) / (2 * m) : (2 * p) / (r - s);
}

/** One Halley step on (1) of drug.ts, with (K + C)(Km + C) multiplied out; it stays between nothing and all there is. */
export function halley(free: f32, supply: f32, hold: f32, kd: f32, pull: f32, km: f32, tiny: f32): f32 {
  const a = kd + free;
  const b = km + free;
  const ab = a * b;
  const excess = (free - supply) * ab + free * (hold * b + pull * a);
  const holding = hold * kd * (b * b);
  const pumping = pull * km * (a * a);
  const gradient = ab * ab + holding + pumping;
  const bend = holding * b + pumping * a;
  let curved = gradient * gradient + excess * bend;
  // Where the square leaves the range of f32 the step becomes shorter, not wrong.
  if (curved < tiny) curved = tiny;
  const next = free - excess * ab * (gradient / curved);
  const most = supply < next ? supply : next;
  return most > 0 ? most : 0;
}
