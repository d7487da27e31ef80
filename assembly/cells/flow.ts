/**
 * Where a pump leads a cell whose amount moves in a step, of a drug that nothing binds. Implicit Euler (drug.ts) is exact
 * at rest, but of first order on the way there. Where an amount moves, the pump's work counts with that at the step's end
 * and at its begin, with the weights 1 − φ and φ that one exponential e^{−s} would have, s from what implicit Euler found:
 *
 *     C ← C + φ(P₀ − P)/(1 + (1 − φ)s),     φ = 1/s − 1/(eˢ − 1) ≈ 1/(2 + s/3 + s²/15)                   (2)
 *
 * which is of second order, does nothing at rest, and leaves fast exchange to implicit Euler. Where that changes C by more
 * than a sixteenth, or C has changed by half of itself, the flow itself is followed, given the step's surroundings. With
 * rates of a step, C∞ where exchange would come to rest (J = qC∞ + VC∞/(Km + C∞)), y = C − C∞, β = Km + C∞, a = VKm/β,
 * m = qβ + a, κ = q/m and α = a/m, the time from C₀ to C is that of the integrated Michaelis–Menten equation with a leak,
 *
 *     −dy/dt = y (q + a/(Km + C)),     m t = β ln(y₀/y) + (α/κ) ln((1 + κy₀)/(1 + κy))                    (3)
 *
 * both logarithms as g(v) = −ln(1 − v)/v, so that nothing cancels. The C at which t is one step is found by Halley steps
 * in ln y; it lies between C₀ and C∞, whatever the step. Tests hold washout to 1% of what is left, at steps of 0.01 to 4 h,
 * and one step of any cell to 5%. What a target binds is in boundFlow.ts.
 */

import { logarithmic, THIRD } from '../numerics/logarithm';

/**
 * A cell's amount moves in a step if by more than FAINT µM, and its bits by as much as STILL: the number of a half to a
 * whole 128th of it.
 */
export const STILL: i32 = 65536;
export const STILL_BITS: i32 = 17;
export const FAINT: f32 = 1e-6;
/** Share of C that (2) may add, and that may come or go in a step, before the flow is followed. */
export const BENT: f32 = 0.0625;
export const MUCH: f32 = 0.5;
export const MOST_ITERATIONS: i32 = 6;
/** Of ln y: a Halley step shorter than this leaves nothing to another. */
export const CLOSE: f32 = 0.0625;
export const SIXTH: f32 = 0.16666666666666666;
export const FIFTEENTH: f32 = 0.06666666666666667;

export function isMoving(held: f32, total: f32): bool {
  if (!(abs<f32>(total - held) > FAINT)) return false;
  return (reinterpret<i32>(total) - reinterpret<i32>(held) + STILL) >>> STILL_BITS != 0;
}

/** Amount after the step of a cell that moves, from `free`, that by implicit Euler, and what drug.ts shares out. */
export function moved(held: f32, free: f32, supply: f32, decay: f32, pull: f32, km: f32): f32 {
  const after = fitted(held, free, decay, pull, km);
  const turns = abs<f32>(after - free) > after * BENT || abs<f32>(free - held) > free * MUCH;
  return turns ? followed(held, free, after, supply, decay, pull, km) : after;
}

/** By (2). */
function fitted(held: f32, free: f32, decay: f32, pull: f32, km: f32): f32 {
  const kept = sqrt<f32>(decay);
  const near = km + free;
  const square = near * near;
  const drive = pull * km;
  const s = ((<f32>1 - decay) * square + drive * kept) / (kept * square);
  const fold = <f32>2 + s * (THIRD + s * FIFTEENTH);
  const lever = (km + held) * (fold * square + (fold - <f32>1) * drive);
  return free + (drive * near * (free - held)) / lever;
}

/** By (3), from where (2) puts it. */
function followed(held: f32, free: f32, after: f32, supply: f32, decay: f32, pull: f32, km: f32): f32 {
  const stays = <f32>1 - decay;
  const scale = logarithmic(stays, decay);
  const z = stays * scale;
  const most = pull * scale;
  const inflow = supply - held * decay;
  const rest = settled(z, (inflow > 0 ? inflow : 0) * scale, most, km);
  const beta = km + rest;
  const drawn = (most * km) / beta;
  const m = z * beta + drawn;
  const kappa = z / m;
  const own = drawn / m;
  const away = held - rest;
  const perAway = <f32>1 / away;
  const perFirst = <f32>1 / (<f32>1 + kappa * away);
  const low = held < rest ? held : rest;
  const high = held < rest ? rest : held;
  let now = after > low && after < high ? after : free < low ? low : free > high ? high : free;
  for (let iteration = 0; iteration < MOST_ITERATIONS; ++iteration) {
    const y = now - rest;
    const change = held - now;
    const gone = change * perAway;
    const part = change * perFirst;
    const here = <f32>1 + kappa * y;
    const lagging = gone * logarithmic(gone, y * perAway);
    const passed = part * logarithmic(kappa * part, here * perFirst);
    const near = km + now;
    const lean = <f32>1 / (here * near);
    const step = (m - (beta * lagging + own * passed)) * (here * here * lean);
    const lever = <f32>1 + <f32>0.5 * step * (y * ((kappa * near - here) * lean));
    const folds: f32 = step / (lever > 0.25 ? lever : 0.25);
    const size = abs<f32>(folds);
    const grown = size * (<f32>1 + size * (<f32>0.5 + size * SIXTH));
    const left = <f32>1 / (<f32>1 + grown);
    const on: f32 = size > 0.5 ? rest + y * left : now - y * (grown * left);
    now = folds > 0 ? on : now + y * grown;
    now = now < low ? low : now > high ? high : now;
    if (!(size > CLOSE)) break;
  }
  return now >= 0 ? now : after;
}

/** C∞, where exchange would come to rest. */
export function settled(z: f32, supply: f32, most: f32, km: f32): f32 {
  const s = supply - most - z * km;
  const p = km * supply;
  const r = sqrt<f32>(s * s + 4 * z * p);
  return s >= 0 ? (s + r) / (2 * z) : (2 * p) / (r - s);
}
