const f = Math.fround;

/** A cell's amount moves in a step if by more than this share of it, and by more than FAINT µM. */
const STILL = f(0.0009765625);
const TURNING = f(0.25);
const FAINT = f(1e-8);
const MOST_ITERATIONS = 6;
const CLOSE = f(0.0625);
const NEARLY_ALL = f(0.99999);
const SHORT = f(0.002);
const LEAST = f(1e-37);
const LN2 = f(Math.LN2);
const THIRD = f(1 / 3);
const FIFTH = f(0.2);
const SIXTH = f(1 / 6);
const SEVENTH = f(1 / 7);
const FIFTEENTH = f(1 / 15);

/** Whether a cell's amount changes so much in a step that its course within it matters: assembly/flow.ts. */
export function isMoving(held: number, total: number): boolean {
  return Math.abs(f(total - held)) > f(f(total * STILL) + FAINT);
}

/** Whether it changes so much that its effects at the step's begin and end count: assembly/response.ts. */
export function isTurning(held: number, total: number): boolean {
  return Math.abs(f(total - held)) > f(f(total * TURNING) + FAINT);
}

/** What governs one drug in one cell over a step; all f32, rates as in assembly/drug.ts. */
export interface Course {
  /** Total amount before the step, and free drug after it by implicit Euler, µM. */
  held: number;
  free: number;
  /** ρ, θJ, θV, K_m. */
  decay: number;
  inflow: number;
  pull: number;
  km: number;
  /** Whether a target holds on to the drug, and its E and K, else 0. */
  bound: boolean;
  target: number;
  kd: number;
}

/** Free drug at the end of the step, and the total that is in the cell during it on average (assembly/flow.ts), µM. */
export interface Flow {
  free: number;
  mean: number;
}

/** Where exchange with constant surroundings leads in a step, all but exactly: assembly/flow.ts. */
export function flow(course: Course): Flow {
  const { held, free, decay, inflow, pull, km, bound, target, kd } = course;
  const stays = f(1 - decay);
  const lost = f(-ln(decay));
  const scale = bound ? f(1 / decay) : stays > 0 ? f(lost / stays) : 1;
  const z = bound ? f(scale - 1) : lost;
  const most = f(pull * scale);
  const rest = settled(z, f(inflow * scale), most, km);
  const begin = bound ? freePart(held, target, kd) : held;
  let after = free;
  if (bound || pull > 0) {
    after = followed(begin, free, rest, z, most, km, target, kd);
    if (!(after >= 0)) after = free;
  }
  if (!bound) return { free: after, mean: meanFree(held, after, rest, z, most, km) };
  const last = f(rest + f(target * f(rest / f(kd + rest))));
  const total = f(after + f(f(target * after) * f(1 / f(kd + after))));
  return { free: after, mean: meanAmount(held, total, last) };
}

/** Weight of a step's begin in its mean, of an amount that goes by e^{−s}: 1/s − 1/(eˢ − 1), nearly. */
function weightOf(s: number): number {
  return f(1 / f(2 + f(s * f(THIRD + f(s * FIFTEENTH)))));
}

/** Where little changes and nothing binds: an implicit step that weighs begin and end as one exponential would. */
export function fitted({ held, free, decay, pull, km }: Course): Flow {
  const z = f(f(1 - decay) / f(Math.sqrt(decay)));
  const near = f(km + free);
  const square = f(near * near);
  const drive = f(pull * km);
  const share = weightOf(f(z + f(drive / square)));
  const lever = f(f(km + held) * f(square + f(f(1 - share) * drive)));
  const after = f(free + f(f(f(f(share * drive) * f(free - held)) * near) / lever));
  return { free: after, mean: f(after + f(share * f(held - after))) };
}

/** The same with a target, from totals; null where free drug changes much though the total does not. */
export function fittedBound(course: Course, total: number): { total: number; mean: number } | null {
  const { held, free, decay, pull, km, target, kd } = course;
  const begin = freePart(held, target, kd);
  if (begin > f(3 * free) || free > f(3 * begin)) return null;
  const scale = f(1 / decay);
  const z = f(scale - 1);
  const drive = f(f(pull * scale) * km);
  const near = f(km + free);
  const far = f(kd + free);
  const fast = f(z + f(drive / f(near * near)));
  const pace = f(fast / f(1 + f(f(target * kd) / f(far * far))));
  const share = weightOf(pace);
  const slower = f(f(free - begin) * f(z + f(drive / f(near * f(km + begin)))));
  const after = f(total + f(f(share * slower) / f(1 + f(f(1 - share) * pace))));
  return { total: after, mean: f(after + f(share * f(held - after))) };
}

/** Free drug that exchange would settle at. */
function settled(z: number, supply: number, most: number, km: number): number {
  const s = f(f(supply - most) - f(z * km));
  const p = f(km * supply);
  const r = f(Math.sqrt(f(f(s * s) + f(f(4 * z) * p))));
  return s >= 0 ? f(f(s + r) / f(2 * z)) : f(f(2 * p) / f(r - s));
}

function followed(
  begin: number,
  free: number,
  rest: number,
  z: number,
  most: number,
  km: number,
  target: number,
  kd: number,
): number {
  const beta = f(km + rest);
  const drawn = f(f(most * km) / beta);
  const m = f(f(z * beta) + drawn);
  const kappa = f(z / m);
  const own = f(drawn / m);
  const star = f(kd + rest);
  const hold = f(target * kd);
  const away = f(begin - rest);
  const first = f(1 + f(kappa * away));
  const ends = f(kd + begin);
  const part = f(1 - f(kappa * star));
  const low = begin < rest ? begin : rest;
  const high = begin < rest ? rest : begin;
  let now = free < low ? low : free > high ? high : free;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const y = f(now - rest);
    const change = f(begin - now);
    const gone = f(change / away);
    const here = f(1 + f(kappa * y));
    const far = f(kd + now);
    const w = f(f(kappa * change) / first);
    const lagging = f(gone * f(1 + f(gone * bend(gone, f(y / away)))));
    const passed = f(f(change / first) * f(1 + f(w * bend(w, f(here / first)))));
    let time = f(f(beta * lagging) + f(own * passed));
    const near = f(km + now);
    let slow = f(near / here);
    let curl = f(f(kappa / here) - f(1 / near));
    if (hold > 0) {
      const x = f(gone / far);
      const u = f(star * x);
      const i1 = f(f(x / ends) + f(f(x * x) * bend(u, f(f(f(y / away) * ends) / far))));
      const across = f(here * ends);
      const t = f(change / across);
      const v = f(part * t);
      const i2 = f(f(t / far) - f(kappa * f(f(t * t) * bend(v, f(f(first * far) / across)))));
      time = f(time + f(hold * f(f(beta * i1) + f(own * i2))));
      const holding = f(hold / f(far * far));
      const more = f(1 + holding);
      slow = f(slow * more);
      curl = f(curl + f(f(2 * holding) / f(far * more)));
    }
    const step = f(f(m - time) / slow);
    const lever = f(1 + f(f(0.5 * step) * f(y * curl)));
    const folds = f(step / (lever > 0.25 ? lever : 0.25));
    const size = Math.abs(folds);
    const grown = f(size * f(1 + f(size * f(0.5 + f(size * SIXTH)))));
    const factor = f(1 + grown);
    const back = f(now + f(y * grown));
    const on = size > 0.5 ? f(rest + f(y / factor)) : f(now - f(y * f(grown / factor)));
    now = folds > 0 ? on : back;
    now = now < low ? low : now > high ? high : now;
    if (!(size > CLOSE)) break;
  }
  return now;
}

/** Mean over a step of a drug that nothing binds. */
function meanFree(held: number, after: number, rest: number, z: number, most: number, km: number): number {
  const beta = f(km + rest);
  const m = f(f(z * beta) + f(f(most * km) / beta));
  const kappa = f(z / m);
  const away = f(held - rest);
  const change = f(held - after);
  const first = f(1 + f(kappa * away));
  const part = f(change / first);
  const w = f(kappa * part);
  const h = bend(w, f(f(1 + f(kappa * f(after - rest))) / first));
  const passed = f(part * f(1 + f(w * h)));
  const area = f(f(beta * passed) + f(part * f(away - f(part * h))));
  // Where hardly any of the way has been gone the amount changes evenly, and the area would be a small difference.
  return f(change / away) > SHORT ? f(rest + f(area / m)) : f(after + f(0.5 * change));
}

/** Mean over a step of an amount that goes from `held` towards `last` as if by one exponential. */
function meanAmount(held: number, total: number, last: number): number {
  const change = f(held - total);
  let gone = f(change / f(held - last));
  gone = gone > 0 ? gone : 0;
  gone = gone < NEARLY_ALL ? gone : NEARLY_ALL;
  const b = bend(gone, f(1 - gone));
  return f(total + f(change * f(1 - f(b / f(1 + f(gone * b))))));
}

/** Part of an amount that is free where a target shares it (Morrison 1969). */
export function freePart(amount: number, target: number, kd: number): number {
  const s = f(f(amount - target) - kd);
  const p = f(kd * amount);
  const r = f(Math.sqrt(f(f(s * s) + f(4 * p))));
  return s >= 0 ? f(f(s + r) * 0.5) : f(f(2 * p) / f(r - s));
}

const word = new Int32Array(1);
const real = new Float32Array(word.buffer);

/** ln x, from exponent and mantissa. */
function ln(x: number): number {
  real[0] = x > LEAST ? x : LEAST;
  const exponent = ((word[0] as number) - 0x3f3504f3) >> 23;
  word[0] = (word[0] as number) - (exponent << 23);
  const t = f(f((real[0] as number) - 1) / f((real[0] as number) + 1));
  const z = f(t * t);
  const series = f(1 + f(z * f(THIRD + f(z * f(FIFTH + f(z * SEVENTH))))));
  return f(f(exponent * LN2) + f(f(2 * t) * series));
}

/** −(ln(1 − v) + v)/v² = ½ + v/3 + v²/4 + …; `rest`: 1 − v, without loss. */
function bend(v: number, rest: number): number {
  if (Math.abs(v) < 0.25) {
    const series = f(THIRD + f(v * f(0.25 + f(v * f(FIFTH + f(v * f(SIXTH + f(v * SEVENTH))))))));
    return f(0.5 + f(v * series));
  }
  return f(f(0 - f(ln(rest) + v)) / f(v * v));
}
