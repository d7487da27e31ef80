import { bitsOf, logarithmic } from './logarithm';

const f = Math.fround;

/** A cell's amount moves in a step if by more than FAINT µM, and its bits by as much as this. */
const STILL = 65536;
const STILL_BITS = 17;
const FAINT = f(1e-6);
const BENT = f(1 / 16);
const MUCH = f(0.5);
const MOST_ITERATIONS = 6;
const CLOSE = f(1 / 16);
const THIRD = f(1 / 3);
const SIXTH = f(1 / 6);
const FIFTEENTH = f(1 / 15);

/** What governs a drug that a pump pulls and nothing binds, in one cell over a step; all f32 (assembly/cells/flow.ts). */
export interface Course {
  /** Before the step, and after it by implicit Euler, µM. */
  held: number;
  free: number;
  /** What there is to share out, what stays of an amount, θV and K_m. */
  supply: number;
  decay: number;
  pull: number;
  km: number;
}

/** Whether a cell's amount changes so much in a step that its course within it matters. */
export function isMoving(held: number, total: number): boolean {
  const bits = bitsOf(total) - bitsOf(held) + STILL;
  return bits >>> STILL_BITS !== 0 && Math.abs(f(total - held)) > FAINT;
}

/** Amount after the step of a cell that moves, by (2) or (3) of assembly/cells/flow.ts. */
export function moved(course: Course): number {
  const { held, free } = course;
  const after = fitted(course);
  const turns = Math.abs(f(after - free)) > f(after * BENT) || Math.abs(f(free - held)) > f(free * MUCH);
  return turns ? followed(course, after) : after;
}

/** An implicit step that weighs the pump's work at begin and end as one exponential would. */
function fitted({ held, free, decay, pull, km }: Course): number {
  const kept = f(Math.sqrt(decay));
  const near = f(km + free);
  const square = f(near * near);
  const drive = f(pull * km);
  const s = f(f(f(f(1 - decay) * square) + f(drive * kept)) / f(kept * square));
  const fold = f(2 + f(s * f(THIRD + f(s * FIFTEENTH))));
  const lever = f(f(km + held) * f(f(fold * square) + f(f(fold - 1) * drive)));
  return f(free + f(f(f(drive * near) * f(free - held)) / lever));
}

/** The integrated Michaelis–Menten equation with a leak, solved for the amount. */
function followed({ held, free, supply, decay, pull, km }: Course, after: number): number {
  const stays = f(1 - decay);
  const scale = logarithmic(stays, decay);
  const z = f(stays * scale);
  const most = f(pull * scale);
  const inflow = f(supply - f(held * decay));
  const rest = settled(z, f((inflow > 0 ? inflow : 0) * scale), most, km);
  const beta = f(km + rest);
  const drawn = f(f(most * km) / beta);
  const m = f(f(z * beta) + drawn);
  const kappa = f(z / m);
  const own = f(drawn / m);
  const away = f(held - rest);
  const perAway = f(1 / away);
  const perFirst = f(1 / f(1 + f(kappa * away)));
  const [low, high] = held < rest ? [held, rest] : [rest, held];
  const within = (amount: number) => (amount < low ? low : amount > high ? high : amount);
  let now = after > low && after < high ? after : within(free);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const y = f(now - rest);
    const change = f(held - now);
    const gone = f(change * perAway);
    const part = f(change * perFirst);
    const here = f(1 + f(kappa * y));
    const lagging = f(gone * logarithmic(gone, f(y * perAway)));
    const passed = f(part * logarithmic(f(kappa * part), f(here * perFirst)));
    const near = f(km + now);
    const lean = f(1 / f(here * near));
    const step = f(f(m - f(f(beta * lagging) + f(own * passed))) * f(f(here * here) * lean));
    const lever = f(1 + f(f(0.5 * step) * f(y * f(f(f(kappa * near) - here) * lean))));
    const folds = f(step / (lever > 0.25 ? lever : 0.25));
    const size = Math.abs(folds);
    const grown = f(size * f(1 + f(size * f(0.5 + f(size * SIXTH)))));
    const left = f(1 / f(1 + grown));
    const on = size > 0.5 ? f(rest + f(y * left)) : f(now - f(y * f(grown * left)));
    now = within(folds > 0 ? on : f(now + f(y * grown)));
    if (!(size > CLOSE)) break;
  }
  return now >= 0 ? now : after;
}

/** Amount that exchange would settle at. */
export function settled(z: number, supply: number, most: number, km: number): number {
  const s = f(f(supply - most) - f(z * km));
  const p = f(km * supply);
  const r = f(Math.sqrt(f(f(s * s) + f(f(4 * z) * p))));
  return s >= 0 ? f(f(s + r) / f(2 * z)) : f(f(2 * p) / f(r - s));
}
