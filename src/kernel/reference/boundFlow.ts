import { settled } from './flow';
import { bitsOf, curved, logarithmic } from './logarithm';

const f = Math.fround;

const STILL = 16384;
const STILL_BITS = 15;
const FAINT = f(1e-6);
const BENT = f(1 / 16);
const MUCH = f(0.5);
const MOST_ITERATIONS = 10;
const CLOSE = f(1 / 16);
const STRAIGHT = 1.5;
const FINE = f(1 / 4096);
const TINY = f(1 / 16777216);
const THIRD = f(1 / 3);
const SIXTH = f(1 / 6);
const FIFTEENTH = f(1 / 15);

/** What governs a drug that a target binds, in one cell over a step; all f32 (assembly/cells/boundFlow.ts). */
interface BoundCourse {
  /** Amount before the step, and amount and free drug after it by implicit Euler, µM. */
  held: number;
  total: number;
  free: number;
  /** What there is to share out, what stays of free drug, θV and K_m. */
  supply: number;
  decay: number;
  pull: number;
  km: number;
  /** E and K of the target. */
  target: number;
  kd: number;
}

/** Free part of an amount. */
export function freeOf(amount: number, target: number, kd: number): number {
  const s = f(f(amount - target) - kd);
  const p = f(kd * amount);
  const r = f(Math.sqrt(f(f(s * s) + f(4 * p))));
  return s >= 0 ? f(0.5 * f(s + r)) : f(f(2 * p) / f(r - s));
}

/** Whether a cell's amount changes so much in a step that its course within it matters. */
export function isBoundMoving(held: number, total: number): boolean {
  const bits = bitsOf(total) - bitsOf(held) + STILL;
  return bits >>> STILL_BITS !== 0 && Math.abs(f(total - held)) > FAINT;
}

interface BoundCourseTaken {
  /** Free drug before the step and after it, and over it that at which exchange does what it did, µM. */
  first: number;
  free: number;
  level: number;
  /** What the state before the step counts for in a mean over it; that after it the rest. */
  weight: number;
}

/** The step of a cell that moves, by (4) or (5) of assembly/cells/boundFlow.ts. */
export function boundMoved(course: BoundCourse): BoundCourseTaken {
  const { held, total, free, decay, pull, km, target, kd } = course;
  const perStay = f(1 / decay);
  const z = f(f(1 - decay) * perStay);
  const most = f(pull * perStay);
  const drive = f(most * km);
  const first = freeOf(held, target, kd);
  const near = f(km + free);
  const reach = f(kd + free);
  const square = f(reach * reach);
  const lost = f(f(first - free) * f(z + f(drive / f(f(km + first) * near))));
  const steep = f(z + f(drive / f(near * near)));
  const s = f(f(steep * square) / f(square + f(target * kd)));
  const fold = f(2 + f(s * f(THIRD + f(s * FIFTEENTH))));
  const after = f(total - f(lost / f(fold + f(f(fold - 1) * s))));
  const bends = !(Math.abs(f(after - total)) <= f(after * BENT));
  const turns = bends || Math.abs(f(first - free)) > f(free * MUCH);
  const come = f(f(course.supply - f(held * decay)) * perStay);
  const now = turns ? followed(course, { first, after, come, z, drive, most }) : after;
  const gone = f(come - f(now - held));
  const last = freeOf(now, target, kd);
  const weight = f(1 / fold);
  // A small difference of large amounts says nothing.
  const tells = gone > f(f(held + come) * FINE);
  const level = tells ? settled(z, gone, most, km) : f(last + f(f(first - last) * weight));
  return { first, free: last, level, weight };
}

/** Free drug before the step, where (4) puts the amount, what comes in; and of a step q, VK_m and V. */
interface Begin {
  first: number;
  after: number;
  come: number;
  z: number;
  drive: number;
  most: number;
}

/** The amount at which the time since the step began is one step. */
function followed(course: BoundCourse, { first, after, come, z, drive, most }: Begin): number {
  const { held, total, km, target, kd } = course;
  const tight = f(target * kd);
  const rest = settled(z, come > 0 ? come : 0, most, km);
  const gamma = f(kd + rest);
  const end = f(rest + f(f(target * rest) / gamma));
  const falls = held > end;
  let low = falls ? end : held;
  let high = falls ? held : end;
  if (!(total > low && total < high)) return total;
  const beta = f(km + rest);
  const drawn = f(drive / beta);
  const m = f(f(z * beta) + drawn);
  const perM = f(1 / m);
  const kappa = f(z * perM);
  const own = f(drawn * perM);
  const away = f(first - rest);
  const perAway = f(1 / away);
  const perStart = f(1 / f(1 + f(kappa * away)));
  const reachFirst = f(kd + first);
  const perFirst = f(1 / reachFirst);
  const skew = f(f(kappa * gamma) - 1);
  const nothing = f(Math.abs(f(held - end)) * TINY);
  let now = after > low && after < high ? after : total;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const inside = freeOf(now, target, kd);
    const y = f(inside - rest);
    const change = f(first - inside);
    const here = f(1 + f(kappa * y));
    const gone = f(change * perAway);
    const part = f(change * perStart);
    const left = f(y * perAway);
    const rise = f(here * perStart);
    const reach = f(kd + inside);
    const perReach = f(1 / reach);
    const spread = f(reachFirst * perReach);
    const a = f(gone * perReach);
    const b = f(part * perReach);
    const lagging = f(gone * logarithmic(gone, left));
    const passed = f(part * logarithmic(f(kappa * part), rise));
    const released = f(a * f(perFirst + f(a * curved(f(gamma * a), f(left * spread)))));
    const drained = f(b * f(perFirst + f(f(kappa * b) * curved(f(skew * b), f(rise * spread)))));
    const time = f(f(beta * f(lagging + f(tight * released))) + f(own * f(passed + f(tight * drained))));
    const missing = f(m - time);
    const behind = missing > 0 === falls;
    high = behind ? now : high;
    low = behind ? low : now;
    const near = f(km + inside);
    const square = f(reach * reach);
    const steep = f(f(f(z + f(drive / f(near * near))) * square) / f(square + tight));
    const lag = f(now - end);
    const rate = f(f(f(y * m) * here) / f(near * lag));
    const step = f(f(missing * perM) * rate);
    const lever = f(1 + f(f(0.5 * step) * f(f(steep / rate) - 1)));
    const folds = f(step / (lever > 0.25 ? lever : 0.25));
    const size = Math.abs(folds);
    const grown = f(size * f(1 + f(size * f(0.5 + f(size * SIXTH)))));
    const keeps = f(1 / f(1 + grown));
    const on = size > 0.5 ? f(end + f(lag * keeps)) : f(now - f(lag * f(grown * keeps)));
    const next = folds > 0 ? on : f(now + f(lag * grown));
    const within = next > low && next < high;
    const stays = Math.abs(f(next - now)) <= f(next * FINE);
    now = within ? next : f(0.5 * f(low + high));
    if (within && ((size <= CLOSE && lever < STRAIGHT) || stays)) break;
    if (missing > 0 && Math.abs(lag) <= nothing) break;
  }
  return now;
}
