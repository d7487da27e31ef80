/**
 * Where exchange leads a cell whose amount moves in a step, of a drug that a target binds, with or without a pump
 * (docs/model.md (87) to (89)).
 * Implicit Euler (drug.ts) is exact at rest, but of first order on the way there. With what leaves in a step,
 * R(C) = qC + VC/(Km + C), at its begin and end (R₀, R) counted with the weights φ and 1 − φ of flow.ts,
 *
 *     D ← D + φ(R − R₀)/(1 + (1 − φ)s),     s = dR/dD = R'(C)/(1 + EK/(K + C)²)                             (4)
 *
 * is of second order. Where that changes D by more than a sixteenth, or C changes by half of itself, the flow itself is
 * followed. With C∞, y, β, a, m, κ and α of flow.ts, and since dD = (1 + EK/(K + C)²) dC, the time from C₀ to C is, γ = K + C∞,
 *
 *     m t = ∫ from y to y₀ of (β/η + α/(1 + κη)) (1 + EK/(γ + η)²) dη                                      (5)
 *         = β [A g(A) + EK X(1/(K + C₀) + X h(γX))] + α [B g(κB) + EK Z(1/(K + C₀) + κZ h((κγ − 1)Z))]
 *
 * with A = (y₀ − y)/y₀, B = (y₀ − y)/(1 + κy₀), X = A/(K + C), Z = B/(K + C), g(v) = −ln(1 − v)/v, h(v) = (g(v) − 1)/v: no
 * term cancels, however tight the target. The D at which t is one step is found by Halley steps in ln |D − D∞|, within
 * what is known to be too early and too late. D and not C is sought because D changes evenly where the target gives way.
 *
 * Of a step in which much changes, the effect depends on the mean of what it depends on: of free drug, on the level at
 * which exchange would have done what it did; of bound or missing target, on φ of what was there before and 1 − φ of what is
 * there after. Tests hold washout to 1% of what is left, at steps of 0.05 to 4 h, and one step of any cell to 3%.
 */

import { ARGUMENTS, FIRSTS, LEVELS, WEIGHTS } from '../memory/room';
import { curved, logarithmic, THIRD } from '../numerics/logarithm';
import { BENT, CLOSE, FAINT, FIFTEENTH, MUCH, SIXTH, settled } from './flow';

/** Bits of an amount by which it moves: the number of a half to a whole 512th of it. */
export const BOUND_STILL: i32 = 16384;
export const BOUND_STILL_BITS: i32 = 15;
export const MOST_BOUND_ITERATIONS: i32 = 10;
/** By how much a Halley step may bend the straight one, for it to be the last. */
export const STRAIGHT: f32 = 1.5;
/** Share of D by which it may change in a last step, and of D₀ − D∞ that is nothing. */
export const FINE: f32 = 0.000244140625;
export const TINY: f32 = 5.9604644775390625e-8;

export function isBoundMoving(held: f32, total: f32): boolean {
  if (!(abs<f32>(total - held) > FAINT)) return false;
  return (reinterpret<i32>(total) - reinterpret<i32>(held) + BOUND_STILL) >>> BOUND_STILL_BITS != 0;
}

/** Free part of an amount (docs/model.md (16)). */
export function freeOf(amount: f32, target: f32, kd: f32): f32 {
  const s = amount - target - kd;
  const p = kd * amount;
  const r = sqrt<f32>(s * s + 4 * p);
  return s >= 0 ? <f32>0.5 * (s + r) : (2 * p) / (r - s);
}

/**
 * The step of a cell, the `k`th of those that move: leaves in the room its free drug before the step and over it, the
 * weight of its begin, and where arguments are, at `site`, its free drug after it. From `held`, and amount and free drug by
 * implicit Euler.
 */
export function moveBound(
  room: usize,
  k: usize,
  site: usize,
  held: f32,
  total: f32,
  free: f32,
  supply: f32,
  decay: f32,
  pull: f32,
  km: f32,
  target: f32,
  kd: f32,
): void {
  const perStay = <f32>1 / decay;
  const z = (<f32>1 - decay) * perStay;
  const most = pull * perStay;
  const drive = most * km;
  const first = freeOf(held, target, kd);
  const near = km + free;
  const reach = kd + free;
  const square = reach * reach;
  const lost = (first - free) * (z + drive / ((km + first) * near));
  const steep = z + drive / (near * near);
  const s = (steep * square) / (square + target * kd);
  const fold = <f32>2 + s * (THIRD + s * FIFTEENTH);
  const after = total - lost / (fold + (fold - <f32>1) * s);
  const turns = !(abs<f32>(after - total) <= after * BENT) || abs<f32>(first - free) > free * MUCH;
  const come = (supply - held * decay) * perStay;
  let now = after;
  if (turns) now = followed(first, after, come, z, drive, most, held, total, km, target, kd);
  const gone = come - (now - held);
  const last = freeOf(now, target, kd);
  const weight: f32 = <f32>1 / fold;
  // A small difference of large amounts says nothing.
  const tells = gone > (held + come) * FINE;
  store<f32>(room + (k << 2), weight, WEIGHTS);
  store<f32>(room + (k << 2), first, FIRSTS);
  store<f32>(room + (k << 2), tells ? settled(z, gone, most, km) : last + (first - last) * weight, LEVELS);
  store<f32>(room + site, last, ARGUMENTS);
}

/** By (5), from where (4) puts it; `come`: what comes in, z, most and drive: q, V and VKm, all of a step. */
function followed(
  first: f32,
  after: f32,
  come: f32,
  z: f32,
  drive: f32,
  most: f32,
  held: f32,
  total: f32,
  km: f32,
  target: f32,
  kd: f32,
): f32 {
  const tight = target * kd;
  const rest = settled(z, come > 0 ? come : 0, most, km);
  const gamma = kd + rest;
  const end = rest + (target * rest) / gamma;
  const falls = held > end;
  let low = falls ? end : held;
  let high = falls ? held : end;
  if (!(total > low && total < high)) return total;
  const beta = km + rest;
  const drawn = drive / beta;
  const m = z * beta + drawn;
  const perM = <f32>1 / m;
  const kappa = z * perM;
  const own = drawn * perM;
  const away = first - rest;
  const perAway = <f32>1 / away;
  const perStart = <f32>1 / (<f32>1 + kappa * away);
  const reachFirst = kd + first;
  const perFirst = <f32>1 / reachFirst;
  const skew = kappa * gamma - <f32>1;
  const nothing = abs<f32>(held - end) * TINY;
  let now = after > low && after < high ? after : total;
  for (let iteration = 0; iteration < MOST_BOUND_ITERATIONS; ++iteration) {
    const inside = freeOf(now, target, kd);
    const y = inside - rest;
    const change = first - inside;
    const here = <f32>1 + kappa * y;
    const gone = change * perAway;
    const part = change * perStart;
    const left = y * perAway;
    const rise = here * perStart;
    const reach = kd + inside;
    const perReach = <f32>1 / reach;
    const spread = reachFirst * perReach;
    const a = gone * perReach;
    const b = part * perReach;
    const lagging = gone * logarithmic(gone, left);
    const passed = part * logarithmic(kappa * part, rise);
    const released = a * (perFirst + a * curved(gamma * a, left * spread));
    const drained = b * (perFirst + kappa * b * curved(skew * b, rise * spread));
    const missing = m - (beta * (lagging + tight * released) + own * (passed + tight * drained));
    const early = missing > 0;
    high = early == falls ? now : high;
    low = early == falls ? low : now;
    const near = km + inside;
    const square = reach * reach;
    const steep = ((z + drive / (near * near)) * square) / (square + tight);
    const lag = now - end;
    const rate = (y * m * here) / (near * lag);
    const step = missing * perM * rate;
    const lever = <f32>1 + <f32>0.5 * step * (steep / rate - <f32>1);
    const folds: f32 = step / (lever > 0.25 ? lever : 0.25);
    const size = abs<f32>(folds);
    const grown = size * (<f32>1 + size * (<f32>0.5 + size * SIXTH));
    const keeps = <f32>1 / (<f32>1 + grown);
    const on: f32 = size > 0.5 ? end + lag * keeps : now - lag * (grown * keeps);
    const next: f32 = folds > 0 ? on : now + lag * grown;
    const within = next > low && next < high;
    const stays = abs<f32>(next - now) <= next * FINE;
    now = within ? next : <f32>0.5 * (low + high);
    if (within && ((size <= CLOSE && lever < STRAIGHT) || stays)) break;
    if (early && abs<f32>(lag) <= nothing) break;
  }
  return now;
}
