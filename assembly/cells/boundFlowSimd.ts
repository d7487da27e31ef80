/** The flow of boundFlow.ts four cells at a time; the same operations in the same order, so the same bits. */

import { drugStep, STEP_ACTIVITY, STEP_KM, STEP_PUMPED } from '../memory/drugStep';
import { PHENOTYPE_STRIDE, pointer } from '../memory/header';
import { amountColumn, PHENOTYPE_COLUMN, TILE } from '../memory/layout';
import {
  argumentsOf,
  FIRSTS,
  FREE,
  KDS,
  LEVELS,
  MOVING,
  SUPPLY,
  TARGETS,
  WAS_HELD,
  WEIGHTS,
} from '../memory/room';
import { ROW_DECAY, ROW_PUMP, rowsOf } from '../memory/row';
import { FIFTH, LEAST, LN2, ROOT_HALF, SEVENTH, THIRD } from '../numerics/logarithm';
import { BOUND_STILL, BOUND_STILL_BITS, FINE, MOST_BOUND_ITERATIONS, STRAIGHT, TINY } from './boundFlow';
import { BENT, CLOSE, FAINT, FIFTEENTH, MUCH, SIXTH } from './flow';
import { settledFour } from './flowSimd';
import { expressions } from './gather';

/** Free drug of the first `moving` groups of four listed, in the cells of them that move, as `moveBound` leaves it. */
export function moveBoundSimd(room: usize, tile: usize, drug: i32, moving: usize, uniform: bool): void {
  assert(moving <= <usize>TILE / 4);
  for (let k: usize = 0; k < moving; ++k) moveFour(room, tile, drug, k, uniform);
}

function moveFour(room: usize, tile: usize, drug: i32, k: usize, uniform: bool): void {
  const i = (<usize>load<u16>(room + (k << 1), MOVING)) << 2;
  const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const row0 = rows + stride * <usize>(ids & 0xffff);
  const row1 = rows + stride * <usize>((ids >> 16) & 0xffff);
  const row2 = rows + stride * <usize>((ids >> 32) & 0xffff);
  const row3 = rows + stride * <usize>(ids >> 48);
  let decay = v128.load32_zero(row0, ROW_DECAY);
  decay = v128.load32_lane(row1, decay, 1, ROW_DECAY);
  decay = v128.load32_lane(row2, decay, 2, ROW_DECAY);
  decay = v128.load32_lane(row3, decay, 3, ROW_DECAY);
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  let pull = zero;
  if (load<u32>(drugStep(drug), STEP_PUMPED) != 0) {
    pull = v128.load32_zero(row0, ROW_PUMP);
    pull = v128.load32_lane(row1, pull, 1, ROW_PUMP);
    pull = v128.load32_lane(row2, pull, 2, ROW_PUMP);
    pull = v128.load32_lane(row3, pull, 3, ROW_PUMP);
    if (!uniform) pull = f32x4.mul(pull, expressions(tile, i));
    pull = f32x4.mul(pull, v128.load32_splat(drugStep(drug), STEP_ACTIVITY));
  }
  const km = v128.load32_splat(drugStep(drug), STEP_KM);
  const at = i << 2;
  const slot = room + (k << 4);
  const freeAt = argumentsOf(room, drug) + at;
  const held = v128.load(slot, WAS_HELD);
  const total = v128.load(tile + amountColumn(drug) + at);
  const free = v128.load(room + at, FREE);
  const supply = v128.load(room + at, SUPPLY);
  const target = v128.load(room + at, TARGETS);
  const kd = v128.load(room + at, KDS);
  const perStay = f32x4.div(one, decay);
  const z = f32x4.mul(f32x4.sub(one, decay), perStay);
  const most = f32x4.mul(pull, perStay);
  const drive = f32x4.mul(most, km);
  const change = f32x4.abs(f32x4.sub(total, held));
  const bits = i32x4.add(i32x4.sub(total, held), i32x4.splat(BOUND_STILL));
  let moves = i32x4.ne(i32x4.shr_u(bits, BOUND_STILL_BITS), i32x4.splat(0));
  moves = v128.and(moves, f32x4.gt(change, f32x4.splat(FAINT)));
  const first = freeOfFour(held, target, kd);
  const near = f32x4.add(km, free);
  const reach = f32x4.add(kd, free);
  const square = f32x4.mul(reach, reach);
  const tight = f32x4.mul(target, kd);
  const driven = f32x4.add(z, f32x4.div(drive, f32x4.mul(f32x4.add(km, first), near)));
  const lost = f32x4.mul(f32x4.sub(first, free), driven);
  const steep = f32x4.add(z, f32x4.div(drive, f32x4.mul(near, near)));
  const s = f32x4.div(f32x4.mul(steep, square), f32x4.add(square, tight));
  const bow = f32x4.add(f32x4.splat(THIRD), f32x4.mul(s, f32x4.splat(FIFTEENTH)));
  const fold = f32x4.add(two, f32x4.mul(s, bow));
  const lever = f32x4.add(fold, f32x4.mul(f32x4.sub(fold, one), s));
  const after = f32x4.sub(total, f32x4.div(lost, lever));
  const straight = f32x4.le(f32x4.abs(f32x4.sub(after, total)), f32x4.mul(after, f32x4.splat(BENT)));
  const leaps = f32x4.gt(f32x4.abs(f32x4.sub(first, free)), f32x4.mul(free, f32x4.splat(MUCH)));
  const turns = v128.and(moves, v128.or(v128.not(straight), leaps));
  const come = f32x4.mul(f32x4.sub(supply, f32x4.mul(held, decay)), perStay);
  let now = after;
  if (v128.any_true(turns)) {
    now = followFour(turns, first, after, come, z, drive, most, held, total, km, target, kd);
  }
  const gone = f32x4.sub(come, f32x4.sub(now, held));
  const last = freeOfFour(now, target, kd);
  const weight = f32x4.div(one, fold);
  const tells = f32x4.gt(gone, f32x4.mul(f32x4.add(held, come), f32x4.splat(FINE)));
  const weighed = f32x4.add(last, f32x4.mul(f32x4.sub(first, last), weight));
  const level = v128.bitselect(settledFour(z, gone, most, km), weighed, tells);
  v128.store(slot, v128.and(weight, moves), WEIGHTS);
  v128.store(slot, v128.bitselect(first, free, moves), FIRSTS);
  v128.store(slot, v128.bitselect(level, free, moves), LEVELS);
  v128.store(freeAt, v128.bitselect(last, free, moves));
}

/** `followed` for the lanes of `turns`; others stay as after (4). */
function followFour(
  turns: v128,
  first: v128,
  after: v128,
  come: v128,
  z: v128,
  drive: v128,
  most: v128,
  held: v128,
  total: v128,
  km: v128,
  target: v128,
  kd: v128,
): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  const half = f32x4.splat(0.5);
  const quarter = f32x4.splat(0.25);
  const tight = f32x4.mul(target, kd);
  const rest = settledFour(z, v128.and(come, f32x4.gt(come, zero)), most, km);
  const gamma = f32x4.add(kd, rest);
  const end = f32x4.add(rest, f32x4.div(f32x4.mul(target, rest), gamma));
  const falls = f32x4.gt(held, end);
  let low = v128.bitselect(end, held, falls);
  let high = v128.bitselect(held, end, falls);
  const between = v128.and(f32x4.gt(total, low), f32x4.lt(total, high));
  const beta = f32x4.add(km, rest);
  const drawn = f32x4.div(drive, beta);
  const m = f32x4.add(f32x4.mul(z, beta), drawn);
  const perM = f32x4.div(one, m);
  const kappa = f32x4.mul(z, perM);
  const own = f32x4.mul(drawn, perM);
  const away = f32x4.sub(first, rest);
  const perAway = f32x4.div(one, away);
  const perStart = f32x4.div(one, f32x4.add(one, f32x4.mul(kappa, away)));
  const reachFirst = f32x4.add(kd, first);
  const perFirst = f32x4.div(one, reachFirst);
  const skew = f32x4.sub(f32x4.mul(kappa, gamma), one);
  const nothing = f32x4.mul(f32x4.abs(f32x4.sub(held, end)), f32x4.splat(TINY));
  const begun = v128.and(f32x4.gt(after, low), f32x4.lt(after, high));
  let active = v128.and(turns, between);
  let now = v128.bitselect(after, total, v128.or(v128.and(begun, active), v128.not(turns)));
  for (let iteration = 0; iteration < MOST_BOUND_ITERATIONS; ++iteration) {
    if (!v128.any_true(active)) break;
    const inside = freeOfFour(now, target, kd);
    const y = f32x4.sub(inside, rest);
    const change = f32x4.sub(first, inside);
    const here = f32x4.add(one, f32x4.mul(kappa, y));
    const gone = f32x4.mul(change, perAway);
    const part = f32x4.mul(change, perStart);
    const left = f32x4.mul(y, perAway);
    const rise = f32x4.mul(here, perStart);
    const reach = f32x4.add(kd, inside);
    const perReach = f32x4.div(one, reach);
    const spread = f32x4.mul(reachFirst, perReach);
    const a = f32x4.mul(gone, perReach);
    const b = f32x4.mul(part, perReach);
    // `logarithmic` of two, then `curved` of two.
    let v = gone;
    let ratio = left;
    let lagging = zero;
    let passed = zero;
    let released = zero;
    let drained = zero;
    for (let term = 0; term < 4; ++term) {
      const positive = v128.bitselect(ratio, f32x4.splat(LEAST), f32x4.gt(ratio, f32x4.splat(LEAST)));
      const exponent = i32x4.shr_s(i32x4.sub(positive, i32x4.splat(ROOT_HALF)), 23);
      const mantissa = i32x4.sub(positive, i32x4.shl(exponent, 23));
      const whole = i32x4.eq(exponent, i32x4.splat(0));
      const more = f32x4.add(mantissa, one);
      const t = f32x4.div(v128.bitselect(f32x4.neg(v), f32x4.sub(mantissa, one), whole), more);
      const tt = f32x4.mul(t, t);
      let series = f32x4.add(f32x4.splat(FIFTH), f32x4.mul(tt, f32x4.splat(SEVENTH)));
      series = f32x4.add(f32x4.splat(THIRD), f32x4.mul(tt, series));
      const twice = f32x4.mul(two, f32x4.add(one, f32x4.mul(tt, series)));
      const folded = f32x4.mul(f32x4.convert_i32x4_s(exponent), f32x4.splat(LN2));
      const ln = f32x4.neg(f32x4.add(folded, f32x4.mul(t, twice)));
      const under = v128.bitselect(more, v, whole);
      if (term < 2) {
        const value = f32x4.div(v128.bitselect(twice, ln, whole), under);
        if (term == 0) {
          lagging = f32x4.mul(gone, value);
          v = f32x4.mul(kappa, part);
          ratio = rise;
        } else {
          passed = f32x4.mul(part, value);
          v = f32x4.mul(gamma, a);
          ratio = f32x4.mul(left, spread);
        }
      } else {
        const share = f32x4.div(v128.bitselect(series, ln, whole), under);
        const straight = f32x4.add(one, f32x4.mul(f32x4.mul(two, f32x4.neg(t)), share));
        const value = f32x4.div(v128.bitselect(straight, f32x4.sub(share, one), whole), under);
        if (term == 2) {
          released = f32x4.mul(a, f32x4.add(perFirst, f32x4.mul(a, value)));
          v = f32x4.mul(skew, b);
          ratio = f32x4.mul(rise, spread);
        } else {
          drained = f32x4.mul(b, f32x4.add(perFirst, f32x4.mul(f32x4.mul(kappa, b), value)));
        }
      }
    }
    const lagged = f32x4.mul(beta, f32x4.add(lagging, f32x4.mul(tight, released)));
    const time = f32x4.add(lagged, f32x4.mul(own, f32x4.add(passed, f32x4.mul(tight, drained))));
    const missing = f32x4.sub(m, time);
    const early = f32x4.gt(missing, zero);
    const other = v128.xor(early, falls);
    high = v128.bitselect(high, now, other);
    low = v128.bitselect(now, low, other);
    const near = f32x4.add(km, inside);
    const square = f32x4.mul(reach, reach);
    const pulled = f32x4.add(z, f32x4.div(drive, f32x4.mul(near, near)));
    const steep = f32x4.div(f32x4.mul(pulled, square), f32x4.add(square, tight));
    const lag = f32x4.sub(now, end);
    const rate = f32x4.div(f32x4.mul(f32x4.mul(y, m), here), f32x4.mul(near, lag));
    const step = f32x4.mul(f32x4.mul(missing, perM), rate);
    const bend = f32x4.sub(f32x4.div(steep, rate), one);
    const lever = f32x4.add(one, f32x4.mul(f32x4.mul(half, step), bend));
    const folds = f32x4.div(step, v128.bitselect(lever, quarter, f32x4.gt(lever, quarter)));
    const size = f32x4.abs(folds);
    let grown = f32x4.add(half, f32x4.mul(size, f32x4.splat(SIXTH)));
    grown = f32x4.mul(size, f32x4.add(one, f32x4.mul(size, grown)));
    const keeps = f32x4.div(one, f32x4.add(one, grown));
    const on = v128.bitselect(
      f32x4.add(end, f32x4.mul(lag, keeps)),
      f32x4.sub(now, f32x4.mul(lag, f32x4.mul(grown, keeps))),
      f32x4.gt(size, half),
    );
    const back = f32x4.add(now, f32x4.mul(lag, grown));
    const next = v128.bitselect(on, back, f32x4.gt(folds, zero));
    const within = v128.and(f32x4.gt(next, low), f32x4.lt(next, high));
    const small = v128.and(f32x4.le(size, f32x4.splat(CLOSE)), f32x4.lt(lever, f32x4.splat(STRAIGHT)));
    const stays = f32x4.le(f32x4.abs(f32x4.sub(next, now)), f32x4.mul(next, f32x4.splat(FINE)));
    const there = v128.and(early, f32x4.le(f32x4.abs(lag), nothing));
    const done = v128.or(v128.and(within, v128.or(small, stays)), there);
    const middle = f32x4.mul(half, f32x4.add(low, high));
    now = v128.bitselect(v128.bitselect(next, middle, within), now, active);
    active = v128.andnot(active, done);
  }
  return now;
}

function freeOfFour(amount: v128, target: v128, kd: v128): v128 {
  const s = f32x4.sub(f32x4.sub(amount, target), kd);
  const p = f32x4.mul(kd, amount);
  const r = f32x4.sqrt(f32x4.add(f32x4.mul(s, s), f32x4.mul(f32x4.splat(4), p)));
  const ahead = f32x4.ge(s, f32x4.splat(0));
  const half = f32x4.mul(f32x4.splat(0.5), f32x4.add(s, r));
  return v128.bitselect(half, f32x4.div(f32x4.mul(f32x4.splat(2), p), f32x4.sub(r, s)), ahead);
}
