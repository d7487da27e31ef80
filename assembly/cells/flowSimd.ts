/** The flow of flow.ts four cells at a time; the same operations in the same order, so the same bits. */

import {
  drugStep,
  STEP_ACTIVITY,
  STEP_CARRIED,
  STEP_KM,
  STEP_OUTSIDE,
  STEP_RETAINED,
} from '../memory/drugStep';
import { PHENOTYPE_STRIDE, pointer } from '../memory/header';
import { amountColumn, PHENOTYPE_COLUMN, TILE, TRACE } from '../memory/layout';
import { AFTER, argumentsOf, FREE, MOVING, TURNS, WAS_HELD, WAS_PULLED, WAS_STAYING } from '../memory/room';
import { ROW_DECAY, rowsOf } from '../memory/row';
import { FIFTH, LEAST, LN2, ROOT_HALF, SEVENTH, THIRD } from '../numerics/logarithm';
import { BENT, CLOSE, FAINT, FIFTEENTH, MOST_ITERATIONS, MUCH, SIXTH, STILL, STILL_BITS } from './flow';
import { carriers, expressions, firsts, fourths, seconds, thirds } from './gather';

/**
 * Takes the amounts of the first `count` sites after an implicit step from the thread's room, where freeSimd.ts leaves
 * them so that those before it are still there, and moves on those that move. What the groups that do were given is
 * listed in the column of the drug's arguments, which nothing else needs. Returns whether any drug is left in those that
 * are followed.
 */
export function moveSimd(
  room: usize,
  tile: usize,
  drug: i32,
  count: i32,
  uniform: bool,
  before: usize,
): bool {
  const moving = takeSimd(room, tile, drug, count, before);
  const turning = moving > 0 ? fitSimd(room, tile, drug, moving, uniform) : 0;
  let left = false;
  for (let k: usize = 0; k < turning; ++k) left = followFour(room, tile, drug, k) || left;
  return left;
}

/** Lists at MOVING the groups of four that may have a cell that moves; returns how many. */
function takeSimd(room: usize, tile: usize, drug: i32, count: i32, before: usize): usize {
  assert(count <= TILE);
  const amounts = tile + amountColumn(drug);
  const after = room + AFTER;
  const there = argumentsOf(room, drug);
  const still = i32x4.splat(STILL);
  const more = i32x4.splat(~(2 * STILL - 1));
  let moving: usize = 0;
  const end = after + ((<usize>count) << 2);
  for (let from = after; from < end; from += 64) {
    const at = from - after;
    const held = before + at;
    const now0 = v128.load(from);
    const now1 = v128.load(from, 16);
    const now2 = v128.load(from, 32);
    const now3 = v128.load(from, 48);
    const change01 = v128.or(
      i32x4.add(i32x4.sub(now0, v128.load(held)), still),
      i32x4.add(i32x4.sub(now1, v128.load(held, 16)), still),
    );
    const change23 = v128.or(
      i32x4.add(i32x4.sub(now2, v128.load(held, 32)), still),
      i32x4.add(i32x4.sub(now3, v128.load(held, 48)), still),
    );
    if (v128.any_true(v128.and(v128.or(change01, change23), more))) {
      for (let group: usize = at; group < at + 64; group += 16) {
        const was = v128.load(before + group);
        const change = i32x4.add(i32x4.sub(v128.load(after + group), was), still);
        store<u16>(room + (moving << 1), <u16>(group >> 4), MOVING);
        v128.store(there + (moving << 4), v128.load(amounts + group));
        v128.store(room + (moving << 4), was, WAS_HELD);
        moving += v128.any_true(v128.and(change, more)) ? 1 : 0;
      }
    }
    const to = amounts + at;
    v128.store(to, now0);
    v128.store(to, now1, 16);
    v128.store(to, now2, 32);
    v128.store(to, now3, 48);
  }
  return moving;
}

/** By (2), the cells that move; returns how many groups have one that is to be followed, which it leaves as it was. */
function fitSimd(room: usize, tile: usize, drug: i32, moving: usize, uniform: bool): usize {
  assert(moving <= <usize>TILE / 4);
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const there = argumentsOf(room, drug);
  const at = drugStep(drug);
  const km = v128.load32_splat(at, STEP_KM);
  const outside = v128.load32_splat(at, STEP_OUTSIDE);
  const carried = v128.load32_splat(at, STEP_CARRIED);
  const activity = v128.load32_splat(at, STEP_ACTIVITY);
  const carries = load<f32>(at, STEP_CARRIED) > 0;
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  const retained = load<u32>(at, STEP_RETAINED) != 0;
  const trace = v128.load32_splat(TRACE);
  let turning: usize = 0;
  let last: u64 = ~load<u64>(tile + ((<usize>load<u16>(room, MOVING)) << 3), PHENOTYPE_COLUMN);
  let decay = one;
  let inflow = one;
  let pumping = one;
  let kept = one;
  for (let k: usize = 0; k < moving; ++k) {
    const group = <u32>load<u16>(room + (k << 1), MOVING);
    const i = (<usize>group) << 2;
    const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
    if (ids != last) {
      last = ids;
      const row0 = rows + stride * <usize>(ids & 0xffff);
      const row1 = rows + stride * <usize>((ids >> 16) & 0xffff);
      const row2 = rows + stride * <usize>((ids >> 32) & 0xffff);
      const row3 = rows + stride * <usize>(ids >> 48);
      const a0 = v128.load(row0, ROW_DECAY);
      const a1 = v128.load(row1, ROW_DECAY);
      const a2 = v128.load(row2, ROW_DECAY);
      const a3 = v128.load(row3, ROW_DECAY);
      decay = firsts(a0, a1, a2, a3);
      const entry = seconds(a0, a1, a2, a3);
      const blocked = thirds(a0, a1, a2, a3);
      pumping = fourths(a0, a1, a2, a3);
      kept = f32x4.sqrt(decay);
      inflow = f32x4.mul(outside, f32x4.sub(entry, f32x4.mul(activity, blocked)));
      if (carries) {
        const carrier = carriers(row0, row1, row2, row3);
        inflow = f32x4.add(inflow, f32x4.mul(carried, carrier));
      }
    }
    let pull = pumping;
    if (!uniform) {
      const expression = expressions(tile, i);
      pull = f32x4.mul(pull, expression);
    }
    pull = f32x4.mul(pull, activity);
    const held = v128.load(room + (k << 4), WAS_HELD);
    const free = v128.load(amounts + (i << 2));
    const away = f32x4.sub(free, held);
    const change = f32x4.abs(away);
    const bits = i32x4.add(i32x4.sub(free, held), i32x4.splat(STILL));
    let moves = i32x4.ne(i32x4.shr_u(bits, STILL_BITS), i32x4.splat(0));
    moves = v128.and(moves, v128.and(f32x4.gt(change, f32x4.splat(FAINT)), f32x4.gt(pull, f32x4.splat(0))));
    const near = f32x4.add(km, free);
    const square = f32x4.mul(near, near);
    const drive = f32x4.mul(pull, km);
    const fast = f32x4.add(f32x4.mul(f32x4.sub(one, decay), square), f32x4.mul(drive, kept));
    const s = f32x4.div(fast, f32x4.mul(kept, square));
    const rise = f32x4.add(f32x4.splat(THIRD), f32x4.mul(s, f32x4.splat(FIFTEENTH)));
    const fold = f32x4.add(two, f32x4.mul(s, rise));
    const driven = f32x4.add(f32x4.mul(fold, square), f32x4.mul(f32x4.sub(fold, one), drive));
    const lever = f32x4.mul(f32x4.add(km, held), driven);
    const after = f32x4.add(free, f32x4.div(f32x4.mul(f32x4.mul(drive, near), away), lever));
    const bends = f32x4.gt(f32x4.abs(f32x4.sub(after, free)), f32x4.mul(after, f32x4.splat(BENT)));
    const turns = v128.and(moves, v128.or(bends, f32x4.gt(change, f32x4.mul(free, f32x4.splat(MUCH)))));
    let total = v128.bitselect(after, free, v128.andnot(moves, turns));
    total = v128.and(total, f32x4.gt(total, trace));
    v128.store(amounts + (i << 2), total);
    if (retained) v128.store(room + (i << 2), total, FREE);
    if (v128.any_true(turns)) {
      const supply = f32x4.add(f32x4.mul(v128.load(there + (k << 4)), decay), inflow);
      v128.store(there + (turning << 4), supply);
      v128.store(room + (turning << 4), held, WAS_HELD);
      v128.store(room + (turning << 4), decay, WAS_STAYING);
      v128.store(room + (turning << 4), pull, WAS_PULLED);
      v128.store(room + (turning << 4), after, AFTER);
      v128.store(room + (turning << 4), turns, TURNS);
      store<u16>(room + (turning << 1), <u16>group, MOVING);
      ++turning;
    }
  }
  return turning;
}

/** By (3), the cells to be followed of one of the groups that have such; returns whether any drug is left in it. */
function followFour(room: usize, tile: usize, drug: i32, k: usize): bool {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  const half = f32x4.splat(0.5);
  const quarter = f32x4.splat(0.25);
  const at = (<usize>load<u16>(room + (k << 1), MOVING)) << 4;
  const amounts = tile + amountColumn(drug) + at;
  const km = v128.load32_splat(drugStep(drug), STEP_KM);
  const held = v128.load(room + (k << 4), WAS_HELD);
  const supply = v128.load(argumentsOf(room, drug) + (k << 4));
  const decay = v128.load(room + (k << 4), WAS_STAYING);
  const pull = v128.load(room + (k << 4), WAS_PULLED);
  const after = v128.load(room + (k << 4), AFTER);
  const turns = v128.load(room + (k << 4), TURNS);
  const free = v128.load(amounts);
  const stays = f32x4.sub(one, decay);
  const scale = logarithmicFour(stays, decay);
  const z = f32x4.mul(stays, scale);
  const most = f32x4.mul(pull, scale);
  const inflow = f32x4.sub(supply, f32x4.mul(held, decay));
  const come = f32x4.mul(v128.and(inflow, f32x4.gt(inflow, zero)), scale);
  const rest = settledFour(z, come, most, km);
  const beta = f32x4.add(km, rest);
  const drawn = f32x4.div(f32x4.mul(most, km), beta);
  const m = f32x4.add(f32x4.mul(z, beta), drawn);
  const kappa = f32x4.div(z, m);
  const own = f32x4.div(drawn, m);
  const away = f32x4.sub(held, rest);
  const perAway = f32x4.div(one, away);
  const perFirst = f32x4.div(one, f32x4.add(one, f32x4.mul(kappa, away)));
  const rises = f32x4.lt(held, rest);
  const low = v128.bitselect(held, rest, rises);
  const high = v128.bitselect(rest, held, rises);
  let now = v128.bitselect(high, free, f32x4.gt(free, high));
  now = v128.bitselect(low, now, f32x4.lt(free, low));
  now = v128.bitselect(after, now, v128.and(f32x4.gt(after, low), f32x4.lt(after, high)));
  let active = turns;
  for (let iteration = 0; iteration < MOST_ITERATIONS; ++iteration) {
    const y = f32x4.sub(now, rest);
    const change = f32x4.sub(held, now);
    const gone = f32x4.mul(change, perAway);
    const part = f32x4.mul(change, perFirst);
    const here = f32x4.add(one, f32x4.mul(kappa, y));
    // As `logarithmicFour`, of both logarithms one after the other.
    let v = gone;
    let left = f32x4.mul(y, perAway);
    let first = zero;
    let value = zero;
    for (let term = 0; term < 2; ++term) {
      const positive = v128.bitselect(left, f32x4.splat(LEAST), f32x4.gt(left, f32x4.splat(LEAST)));
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
      first = value;
      value = f32x4.div(v128.bitselect(twice, ln, whole), v128.bitselect(more, v, whole));
      v = f32x4.mul(kappa, part);
      left = f32x4.mul(here, perFirst);
    }
    const lagging = f32x4.mul(gone, first);
    const passed = f32x4.mul(part, value);
    const near = f32x4.add(km, now);
    const lean = f32x4.div(one, f32x4.mul(here, near));
    const time = f32x4.add(f32x4.mul(beta, lagging), f32x4.mul(own, passed));
    const step = f32x4.mul(f32x4.sub(m, time), f32x4.mul(f32x4.mul(here, here), lean));
    const curl = f32x4.mul(f32x4.sub(f32x4.mul(kappa, near), here), lean);
    const lever = f32x4.add(one, f32x4.mul(f32x4.mul(half, step), f32x4.mul(y, curl)));
    const folds = f32x4.div(step, v128.bitselect(lever, quarter, f32x4.gt(lever, quarter)));
    const size = f32x4.abs(folds);
    let grown = f32x4.add(half, f32x4.mul(size, f32x4.splat(SIXTH)));
    grown = f32x4.mul(size, f32x4.add(one, f32x4.mul(size, grown)));
    const lasts = f32x4.div(one, f32x4.add(one, grown));
    const on = v128.bitselect(
      f32x4.add(rest, f32x4.mul(y, lasts)),
      f32x4.sub(now, f32x4.mul(y, f32x4.mul(grown, lasts))),
      f32x4.gt(size, half),
    );
    const back = f32x4.add(now, f32x4.mul(y, grown));
    const next = v128.bitselect(on, back, f32x4.gt(folds, zero));
    let within = v128.bitselect(high, next, f32x4.gt(next, high));
    within = v128.bitselect(low, within, f32x4.lt(next, low));
    now = v128.bitselect(within, now, active);
    active = v128.and(active, f32x4.gt(size, f32x4.splat(CLOSE)));
    if (!v128.any_true(active)) break;
  }
  let total = v128.bitselect(now, after, f32x4.ge(now, zero));
  total = v128.and(total, f32x4.gt(total, v128.load32_splat(TRACE)));
  total = v128.bitselect(total, free, turns);
  v128.store(amounts, total);
  if (load<u32>(drugStep(drug), STEP_RETAINED) != 0) v128.store(room + at, total, FREE);
  return v128.any_true(total);
}

export function settledFour(z: v128, supply: v128, most: v128, km: v128): v128 {
  const s = f32x4.sub(f32x4.sub(supply, most), f32x4.mul(z, km));
  const p = f32x4.mul(km, supply);
  const r = f32x4.sqrt(f32x4.add(f32x4.mul(s, s), f32x4.mul(f32x4.mul(f32x4.splat(4), z), p)));
  const ahead = f32x4.ge(s, f32x4.splat(0));
  const two = f32x4.splat(2);
  return f32x4.div(
    v128.bitselect(f32x4.add(s, r), f32x4.mul(two, p), ahead),
    v128.bitselect(f32x4.mul(two, z), f32x4.sub(r, s), ahead),
  );
}

function logarithmicFour(v: v128, rest: v128): v128 {
  const one = f32x4.splat(1);
  const positive = v128.bitselect(rest, f32x4.splat(LEAST), f32x4.gt(rest, f32x4.splat(LEAST)));
  const exponent = i32x4.shr_s(i32x4.sub(positive, i32x4.splat(ROOT_HALF)), 23);
  const mantissa = i32x4.sub(positive, i32x4.shl(exponent, 23));
  const whole = i32x4.eq(exponent, i32x4.splat(0));
  const more = f32x4.add(mantissa, one);
  const t = f32x4.div(v128.bitselect(f32x4.neg(v), f32x4.sub(mantissa, one), whole), more);
  const tt = f32x4.mul(t, t);
  let series = f32x4.add(f32x4.splat(FIFTH), f32x4.mul(tt, f32x4.splat(SEVENTH)));
  series = f32x4.add(f32x4.splat(THIRD), f32x4.mul(tt, series));
  const twice = f32x4.mul(f32x4.splat(2), f32x4.add(one, f32x4.mul(tt, series)));
  const folded = f32x4.mul(f32x4.convert_i32x4_s(exponent), f32x4.splat(LN2));
  const ln = f32x4.neg(f32x4.add(folded, f32x4.mul(t, twice)));
  return f32x4.div(v128.bitselect(twice, ln, whole), v128.bitselect(more, v, whole));
}
