/**
 * Where exchange leads a cell whose amount moves in a step. Implicit Euler (drug.ts) is exact at rest, but of first order
 * on the way there. Where an amount changes by less than a quarter, the rate R is that at the step's end and begin, with
 * the weights 1 − φ and φ that one exponential e^{−s} would have: from what implicit Euler found, linearised there,
 *
 *     D ← D + φ(R₀ − R)/(1 + (1 − φ)s),     φ = 1/s − 1/(eˢ − 1) ≈ 1/(2 + s/3 + s²/15)                    (3)
 *
 * which is of second order, does nothing at rest, and leaves fast exchange to implicit Euler.
 *
 * In loading and washout the flow itself is followed, given the step's surroundings. With rates of a step, C∞ where exchange would come to
 * rest (J = qC∞ + VC∞/(Km + C∞)), y = C − C∞, β = Km + C∞, a = VKm/β and m = qβ + a,
 *
 *     −dy/dt = y (q + a/(Km + C)) / (1 + EK/(K + C)²)                                                     (1)
 *
 * so that the time from C₀ to C is, with κ = q/m, α = a/m, S = K + C∞ and Δ = y₀ − y,
 *
 *     m t = β L + α M + EK (β I₁ + α I₂),     L = ln(y₀/y),   M = ln((1 + κy₀)/(1 + κy))/κ,
 *     I₁ = ∫dy/y(S + y)²,   I₂ = ∫dy/(1 + κy)(S + y)²
 *
 * (for a pump alone the integrated Michaelis–Menten equation). All four are written with h(v) = −(ln(1 − v) + v)/v², so
 * that none cancels, whatever is equal or nothing. The C at which t is one step is found by Halley steps in L, from where
 * implicit Euler puts it: two or three come within 10⁻⁵. Between C₀ and C∞ by construction: positive, stable, at rest at C∞.
 * A higher order would find nothing to improve; what is left is that surroundings change within a step.
 *
 * The effects of a step follow from its mean amount: ∫y dt by (1), exact, where nothing binds; else of an amount that goes
 * by one exponential from D₀ to D towards D∞, D + (1 − h/(1 + gh))(D₀ − D) with g the share of the way gone. It is the
 * middle of the two for slow exchange, the end for fast.
 */
import { BLOCK, drugStep, drugValue, STEP_ACTIVITY } from './layout';

import { DrugField } from './shared';

/** A cell's amount moves in a step if by more than this share of it, and by more than FAINT µM. */
export const STILL: f32 = 0.0009765625;
export const FAINT: f32 = 1e-8;
/** Much, so that the flow is followed and effects at the step's begin and end count (response.ts). */
export const TURNING: f32 = 0.25;
export const MOST_ITERATIONS: i32 = 6;
/** Of L: a Halley step shorter than this leaves nothing to another. */
export const CLOSE: f32 = 0.0625;
export const NEARLY_ALL: f32 = 0.99999;
/** Share of the way to C∞. */
export const SHORT: f32 = 0.002;
export const LEAST: f32 = 1e-37;
export const LN2: f32 = 0.6931471805599453;
export const THIRD: f32 = 0.3333333333333333;
export const FIFTH: f32 = 0.2;
export const SIXTH: f32 = 0.16666666666666666;
export const SEVENTH: f32 = 0.14285714285714285;
export const FIFTEENTH: f32 = 0.06666666666666667;
/** Bits of √½, as i32. */
export const ROOT_HALF: i32 = 0x3f3504f3;

export function isMoving(held: f32, total: f32): bool {
  return abs<f32>(total - held) > total * STILL + FAINT;
}

export function isTurning(held: f32, total: f32): bool {
  return abs<f32>(total - held) > total * TURNING + FAINT;
}

/** What comes in at a site over a step, as far as it stays, from so much outside. */
export function inflowAt(row: usize, drug: i32, level: f32): f32 {
  const inflow = level * (load<f32>(row, 4) - load<f32>(drugStep(drug), STEP_ACTIVITY) * load<f32>(row, 8));
  const vmax = <f32>drugValue(drug, DrugField.carrierVmax);
  if (!(vmax > 0)) return inflow;
  return inflow + ((vmax * level) / (<f32>drugValue(drug, DrugField.carrierKm) + level)) * load<f32>(row, 16);
}

/** Free drug after the step; leaves at BLOCK in the thread's room the mean of the total. */
export function flow(
  room: usize,
  held: f32,
  free: f32,
  decay: f32,
  inflow: f32,
  pull: f32,
  km: f32,
  bound: bool,
  target: f32,
  kd: f32,
): f32 {
  const stays: f32 = 1 - decay;
  const lost = -ln(decay);
  const scale: f32 = bound ? <f32>1 / decay : stays > 0 ? lost / stays : 1;
  const z: f32 = bound ? scale - 1 : lost;
  const most = pull * scale;
  const rest = settled(z, inflow * scale, most, km);
  const begin = bound ? freePart(held, target, kd) : held;
  let after = free;
  if (bound || pull > 0) {
    after = followed(begin, free, rest, z, most, km, target, kd);
    if (!(after >= 0)) after = free;
  }
  let mean: f32;
  if (bound) {
    const last = rest + target * (rest / (kd + rest));
    mean = meanAmount(held, after + target * after * (<f32>1 / (kd + after)), last);
  } else {
    mean = meanFree(held, after, rest, z, most, km);
  }
  store<f32>(room, mean, BLOCK);
  return after;
}

/** Weight of a step's begin in its mean, of an amount that goes by e^{−s}: 1/s − 1/(eˢ − 1), nearly. */
function weightOf(s: f32): f32 {
  return <f32>1 / (2 + s * (THIRD + s * FIFTEENTH));
}

/** Where little changes and nothing binds (3): the total after the step; its mean is left at BLOCK. */
export function fitted(room: usize, held: f32, free: f32, decay: f32, pull: f32, km: f32): f32 {
  const z = (<f32>1 - decay) / sqrt<f32>(decay);
  const near = km + free;
  const square = near * near;
  const drive = pull * km;
  const share = weightOf(z + drive / square);
  const lever = (km + held) * (square + (<f32>1 - share) * drive);
  const after = free + (share * drive * (free - held) * near) / lever;
  store<f32>(room, after + share * (held - after), BLOCK);
  return after;
}

/** The same with a target; `begin`: free drug before the step. */
export function fittedBound(
  room: usize,
  held: f32,
  begin: f32,
  free: f32,
  total: f32,
  decay: f32,
  pull: f32,
  km: f32,
  target: f32,
  kd: f32,
): f32 {
  const scale: f32 = <f32>1 / decay;
  const z = scale - 1;
  const drive = pull * scale * km;
  const near = km + free;
  const far = kd + free;
  const fast = z + drive / (near * near);
  const pace = fast / (<f32>1 + (target * kd) / (far * far));
  const share = weightOf(pace);
  const slower = (free - begin) * (z + drive / (near * (km + begin)));
  const after = total + (share * slower) / (<f32>1 + (<f32>1 - share) * pace);
  store<f32>(room, after + share * (held - after), BLOCK);
  return after;
}

/** Whether free drug changes much, though the total does not. */
export function isFarFrom(begin: f32, free: f32): bool {
  return begin > 3 * free || free > 3 * begin;
}

/** C∞, where exchange would come to rest. */
function settled(z: f32, supply: f32, most: f32, km: f32): f32 {
  const s = supply - most - z * km;
  const p = km * supply;
  const r = sqrt<f32>(s * s + 4 * z * p);
  return s >= 0 ? (s + r) / (2 * z) : (2 * p) / (r - s);
}

function followed(begin: f32, free: f32, rest: f32, z: f32, most: f32, km: f32, target: f32, kd: f32): f32 {
  const beta = km + rest;
  const drawn = (most * km) / beta;
  const m = z * beta + drawn;
  const kappa = z / m;
  const own = drawn / m;
  const star = kd + rest;
  const hold = target * kd;
  const away = begin - rest;
  const first: f32 = 1 + kappa * away;
  const ends = kd + begin;
  const part: f32 = 1 - kappa * star;
  const low = begin < rest ? begin : rest;
  const high = begin < rest ? rest : begin;
  let now = free < low ? low : free > high ? high : free;
  for (let iteration = 0; iteration < MOST_ITERATIONS; ++iteration) {
    const y = now - rest;
    const change = begin - now;
    const gone = change / away;
    const here: f32 = 1 + kappa * y;
    const far = kd + now;
    const w = (kappa * change) / first;
    const lagging = gone * (1 + gone * bend(gone, y / away));
    const passed = (change / first) * (1 + w * bend(w, here / first));
    let time = beta * lagging + own * passed;
    const near = km + now;
    let slow = near / here;
    let curl = kappa / here - <f32>1 / near;
    if (hold > 0) {
      const x = gone / far;
      const u = star * x;
      const i1 = x / ends + x * x * bend(u, ((y / away) * ends) / far);
      const across = here * ends;
      const t = change / across;
      const v = part * t;
      const i2 = t / far - kappa * (t * t * bend(v, (first * far) / across));
      time = time + hold * (beta * i1 + own * i2);
      const holding = hold / (far * far);
      const more: f32 = 1 + holding;
      slow = slow * more;
      curl = curl + (2 * holding) / (far * more);
    }
    const step = (m - time) / slow;
    const lever: f32 = 1 + <f32>0.5 * step * (y * curl);
    const folds: f32 = step / (lever > 0.25 ? lever : 0.25);
    const size = abs<f32>(folds);
    const grown = size * (1 + size * (<f32>0.5 + size * SIXTH));
    const factor: f32 = 1 + grown;
    const back = now + y * grown;
    const on: f32 = size > 0.5 ? rest + y / factor : now - y * (grown / factor);
    now = folds > 0 ? on : back;
    now = now < low ? low : now > high ? high : now;
    if (!(size > CLOSE)) break;
  }
  return now;
}

/** Mean of a drug that nothing binds: C∞, and y integrated over the step by (1) with h as above. */
function meanFree(held: f32, after: f32, rest: f32, z: f32, most: f32, km: f32): f32 {
  const beta = km + rest;
  const m = z * beta + (most * km) / beta;
  const kappa = z / m;
  const away = held - rest;
  const change = held - after;
  const first: f32 = 1 + kappa * away;
  const part = change / first;
  const w = kappa * part;
  const h = bend(w, (1 + kappa * (after - rest)) / first);
  const passed = part * (1 + w * h);
  const area = beta * passed + part * (away - part * h);
  // Where hardly any of the way has been gone the amount changes evenly, and the area would be a small difference.
  return change / away > SHORT ? rest + area / m : after + <f32>0.5 * change;
}

function meanAmount(held: f32, total: f32, last: f32): f32 {
  const change = held - total;
  let gone: f32 = change / (held - last);
  gone = gone > 0 ? gone : 0;
  gone = gone < NEARLY_ALL ? gone : NEARLY_ALL;
  const b = bend(gone, 1 - gone);
  return total + change * (1 - b / (1 + gone * b));
}

/** Part of an amount that is free where a target shares it (Morrison 1969). */
export function freePart(amount: f32, target: f32, kd: f32): f32 {
  const s = amount - target - kd;
  const p = kd * amount;
  const r = sqrt<f32>(s * s + 4 * p);
  return s >= 0 ? (s + r) * 0.5 : (2 * p) / (r - s);
}

/** ln x from exponent and mantissa, by the series of artanh: within 10⁻⁷. */
function ln(x: f32): f32 {
  const bits = reinterpret<i32>(x > LEAST ? x : LEAST);
  const exponent = (bits - ROOT_HALF) >> 23;
  const mantissa = reinterpret<f32>(bits - (exponent << 23));
  const t: f32 = (mantissa - 1) / (mantissa + 1);
  const z = t * t;
  const series: f32 = 1 + z * (THIRD + z * (FIFTH + z * SEVENTH));
  return <f32>exponent * LN2 + 2 * t * series;
}

/** h(v); `rest`: 1 − v, without loss. */
function bend(v: f32, rest: f32): f32 {
  if (abs<f32>(v) < 0.25) {
    return <f32>0.5 + v * (THIRD + v * (<f32>0.25 + v * (FIFTH + v * (SIXTH + v * SEVENTH))));
  }
  return -(ln(rest) + v) / (v * v);
}
