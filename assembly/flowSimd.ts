/** The flow of flow.ts four cells at a time; the same operations in the same order, so the same bits. */

import {
  CLOSE,
  FAINT,
  FIFTEENTH,
  FIFTH,
  LEAST,
  LN2,
  MOST_ITERATIONS,
  NEARLY_ALL,
  ROOT_HALF,
  SEVENTH,
  SHORT,
  SIXTH,
  STILL,
  THIRD,
  TURNING,
} from './flow';
import { isTissue } from './lattice';
import {
  ARGUMENTS,
  amountColumn,
  BATH,
  BEGINS,
  BLOCK,
  drugStep,
  drugValue,
  ENDS,
  EXPRESSION,
  EXPRESSION_COLUMN,
  EXTREMES,
  FREE,
  HELD,
  KDS,
  MOVING,
  MOVING_COUNT,
  PHENOTYPE_COLUMN,
  PHENOTYPE_ROWS,
  PHENOTYPE_STRIDE,
  pointer,
  REACHED,
  ROW_DRUG,
  ROW_DRUG_BYTES,
  STEP_ACTIVITY,
  STEP_BOUND,
  STEP_KM,
  STEP_OUTSIDE,
  STEP_PUMPED,
  STEP_RESPONSE,
  STEP_RETAINED,
  TARGETS,
  TRACE,
} from './layout';
import { markGroup } from './marks';
import { DrugField, Response, Retained } from './shared';

/**
 * Follows the cells of the groups listed at MOVING whose amounts change much: totals, arguments of the effect, and free
 * drug where it is asked for. None of it lies on the common path. Returns whether any drug is left in the tile.
 */
export function followSimd(
  room: usize,
  tile: usize,
  drug: i32,
  count: i32,
  uniform: bool,
  levels: usize,
): bool {
  const end = room + ((<usize>load<u32>(room, MOVING_COUNT)) << 2);
  for (let at = room; at < end; at += 4) {
    followFour(room, tile, drug, count, uniform, levels, <usize>load<u32>(at, MOVING));
  }
  const amounts = tile + amountColumn(drug);
  let wet = i32x4.splat(0);
  for (let i: usize = 0; i < <usize>count; i += 4) wet = v128.or(wet, v128.load(amounts + (i << 2)));
  return v128.any_true(wet);
}

/** One group: `i`, its first site. */
function followFour(
  room: usize,
  tile: usize,
  drug: i32,
  count: i32,
  uniform: bool,
  levels: usize,
  i: usize,
): void {
  const at = drugStep(drug);
  const bound = load<u32>(at, STEP_BOUND) != 0;
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  const trace = v128.load32_splat(TRACE);
  const km = v128.load32_splat(at, STEP_KM);

  const rows = pointer(PHENOTYPE_ROWS) + ROW_DRUG + ROW_DRUG_BYTES * <usize>drug;
  const stride = pointer(PHENOTYPE_STRIDE);
  const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
  const row0 = rows + stride * <usize>(ids & 0xffff);
  const row1 = rows + stride * <usize>((ids >> 16) & 0xffff);
  const row2 = rows + stride * <usize>((ids >> 32) & 0xffff);
  const row3 = rows + stride * <usize>(ids >> 48);
  const a0 = v128.load(row0);
  const a1 = v128.load(row1);
  const a2 = v128.load(row2);
  const a3 = v128.load(row3);
  const p01 = v128.shuffle<i32>(a0, a1, 0, 4, 1, 5);
  const q01 = v128.shuffle<i32>(a0, a1, 2, 6, 3, 7);
  const p23 = v128.shuffle<i32>(a2, a3, 0, 4, 1, 5);
  const q23 = v128.shuffle<i32>(a2, a3, 2, 6, 3, 7);
  const decay = v128.shuffle<i64>(p01, p23, 0, 2);
  const entry = v128.shuffle<i64>(p01, p23, 1, 3);
  const blocked = v128.shuffle<i64>(q01, q23, 0, 2);
  const pumping = v128.shuffle<i64>(q01, q23, 1, 3);

  const activity = v128.load32_splat(at, STEP_ACTIVITY);
  let expression = one;
  if (!uniform) {
    const levelsOf = load<u32>(tile + i, EXPRESSION_COLUMN);
    expression = v128.load32_zero(EXPRESSION + ((<usize>(levelsOf & 0xff)) << 2));
    expression = v128.load32_lane(EXPRESSION + ((<usize>((levelsOf >> 8) & 0xff)) << 2), expression, 1);
    expression = v128.load32_lane(EXPRESSION + ((<usize>((levelsOf >> 16) & 0xff)) << 2), expression, 2);
    expression = v128.load32_lane(EXPRESSION + ((<usize>(levelsOf >> 24)) << 2), expression, 3);
  }
  let pull = zero;
  if (load<u32>(at, STEP_PUMPED) != 0) pull = f32x4.mul(f32x4.mul(pumping, expression), activity);

  const amountAt = tile + amountColumn(drug) + (i << 2);
  const argumentAt = room + ARGUMENTS + ((<usize>drug) << 12) + (i << 2);
  const held = v128.load(room + (i << 2), HELD);
  const reached = v128.load(room + (i << 2), REACHED);
  const before = v128.load(amountAt);
  const moved = f32x4.abs(f32x4.sub(before, held));
  const limit = f32x4.add(f32x4.mul(before, f32x4.splat(STILL)), f32x4.splat(FAINT));
  // Cells only: what lies behind the last one is not to be seen in what the largest effect may be.
  const there = i32x4.gt_s(i32x4.splat(count - <i32>i), i32x4(0, 1, 2, 3));
  const moving = v128.and(f32x4.gt(moved, limit), there);

  const far = f32x4.add(f32x4.mul(before, f32x4.splat(TURNING)), f32x4.splat(FAINT));
  let turning = v128.and(moving, f32x4.gt(moved, far));
  let target = zero;
  let kd = zero;
  let begin = held;
  let total: v128;
  let mean: v128;
  let after = reached;
  if (bound) {
    target = v128.load(room + (i << 2), TARGETS);
    kd = v128.load(room + (i << 2), KDS);
    begin = freeFour(held, target, kd);
    const three = f32x4.splat(3);
    const fell = f32x4.gt(begin, f32x4.mul(three, reached));
    const rose = f32x4.gt(reached, f32x4.mul(three, begin));
    turning = v128.and(moving, v128.or(turning, v128.or(fell, rose)));
    const scale = f32x4.div(one, decay);
    const z = f32x4.sub(scale, one);
    const drive = f32x4.mul(f32x4.mul(pull, scale), km);
    const near = f32x4.add(km, reached);
    const reach = f32x4.add(kd, reached);
    const fast = f32x4.add(z, f32x4.div(drive, f32x4.mul(near, near)));
    const holding = f32x4.div(f32x4.mul(target, kd), f32x4.mul(reach, reach));
    const pace = f32x4.div(fast, f32x4.add(one, holding));
    const share = weightFour(pace);
    const middle = f32x4.add(z, f32x4.div(drive, f32x4.mul(near, f32x4.add(km, begin))));
    const slower = f32x4.mul(f32x4.sub(reached, begin), middle);
    const lever = f32x4.add(one, f32x4.mul(f32x4.sub(one, share), pace));
    total = f32x4.add(before, f32x4.div(f32x4.mul(share, slower), lever));
    mean = f32x4.add(total, f32x4.mul(share, f32x4.sub(held, total)));
  } else {
    const z = f32x4.div(f32x4.sub(one, decay), f32x4.sqrt(decay));
    const near = f32x4.add(km, reached);
    const square = f32x4.mul(near, near);
    const drive = f32x4.mul(pull, km);
    const share = weightFour(f32x4.add(z, f32x4.div(drive, square)));
    const driven = f32x4.add(square, f32x4.mul(f32x4.sub(one, share), drive));
    const lever = f32x4.mul(f32x4.add(km, held), driven);
    const change = f32x4.mul(f32x4.mul(f32x4.mul(share, drive), f32x4.sub(reached, held)), near);
    total = f32x4.add(reached, f32x4.div(change, lever));
    mean = f32x4.add(total, f32x4.mul(share, f32x4.sub(held, total)));
  }
  if (v128.any_true(turning)) {
    const inflow = inflowFour(drug, i, levels, entry, blocked, row0, row1, row2, row3);
    after = flowFour(room, turning, held, begin, reached, decay, inflow, pull, km, target, kd, bound);
    mean = v128.bitselect(v128.load(room, BLOCK), mean, turning);
    let flown = after;
    if (bound) {
      const share = f32x4.div(one, f32x4.add(kd, after));
      flown = f32x4.add(after, f32x4.mul(f32x4.mul(target, after), share));
    }
    total = v128.bitselect(flown, total, turning);
  }
  total = v128.and(total, f32x4.gt(total, trace));
  v128.store(amountAt, v128.bitselect(total, before, moving));
  let free = mean;
  let argument = mean;
  if (bound) {
    const ended = v128.bitselect(after, freeFour(total, target, kd), turning);
    v128.store(room + (i << 2), v128.bitselect(ended, reached, moving), REACHED);
    free = freeFour(mean, target, kd);
    argument = argumentFour(room, at, i, free, target, kd, row0, row1, row2, row3);
  }
  const still = v128.load(argumentAt);
  argument = v128.bitselect(argument, still, moving);
  v128.store(argumentAt, argument);
  if (v128.any_true(turning)) {
    let begun = held;
    let ended = total;
    if (bound) {
      begun = argumentFour(room, at, i, begin, target, kd, row0, row1, row2, row3);
      ended = argumentFour(room, at, i, after, target, kd, row0, row1, row2, row3);
    }
    const columns = room + ((<usize>drug) << 12) + (i << 2);
    v128.store(columns, v128.bitselect(begun, argument, turning), BEGINS);
    v128.store(columns, v128.bitselect(ended, argument, turning), ENDS);
    const extremes = room + EXTREMES + ((<usize>drug) << 4);
    const largest = v128.and(f32x4.pmax(begun, ended), turning);
    v128.store(extremes, f32x4.pmax(v128.load(extremes), largest));
    markGroup(room, drug, <u32>i);
  }
  if (load<u32>(at, STEP_RETAINED) != 0 || (isTissue() && bound)) {
    const freeAt = room + FREE + (i << 2);
    v128.store(freeAt, v128.bitselect(free, v128.load(freeAt), moving));
  }
}

/** What comes in over a step, as far as it stays. */
function inflowFour(
  drug: i32,
  i: usize,
  levels: usize,
  entry: v128,
  blocked: v128,
  row0: usize,
  row1: usize,
  row2: usize,
  row3: usize,
): v128 {
  const at = drugStep(drug);
  const activity = v128.load32_splat(at, STEP_ACTIVITY);
  const level = levels != 0 ? v128.load(levels + (i << 2)) : v128.load32_splat(at, STEP_OUTSIDE);
  let inflow = f32x4.mul(level, f32x4.sub(entry, f32x4.mul(activity, blocked)));
  const carrierVmax = <f32>drugValue(drug, DrugField.carrierVmax);
  if (carrierVmax > 0) {
    let carrier = v128.load32_zero(row0, 16);
    carrier = v128.load32_lane(row1, carrier, 1, 16);
    carrier = v128.load32_lane(row2, carrier, 2, 16);
    carrier = v128.load32_lane(row3, carrier, 3, 16);
    const carrierKm = f32x4.splat(<f32>drugValue(drug, DrugField.carrierKm));
    const carried = f32x4.div(f32x4.mul(f32x4.splat(carrierVmax), level), f32x4.add(carrierKm, level));
    inflow = f32x4.add(inflow, f32x4.mul(carried, carrier));
  }
  return inflow;
}

/** The flow in the lanes `turning`: free drug after the step; the mean of the total is left at BLOCK. */
function flowFour(
  room: usize,
  turning: v128,
  held: v128,
  begin: v128,
  reached: v128,
  decay: v128,
  inflow: v128,
  pull: v128,
  km: v128,
  target: v128,
  kd: v128,
  bound: bool,
): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  // Rates of a step.
  let scale: v128;
  let z: v128;
  if (bound) {
    scale = f32x4.div(one, decay);
    z = f32x4.sub(scale, one);
  } else {
    const stays = f32x4.sub(one, decay);
    z = f32x4.neg(lnFour(decay));
    scale = v128.bitselect(f32x4.div(z, stays), one, f32x4.gt(stays, zero));
  }
  const most = f32x4.mul(pull, scale);
  const supply = f32x4.mul(inflow, scale);
  const s = f32x4.sub(f32x4.sub(supply, most), f32x4.mul(z, km));
  const p = f32x4.mul(km, supply);
  const root = f32x4.sqrt(f32x4.add(f32x4.mul(s, s), f32x4.mul(f32x4.mul(f32x4.splat(4), z), p)));
  const ahead = f32x4.ge(s, zero);
  const rest = f32x4.div(
    v128.bitselect(f32x4.add(s, root), f32x4.mul(two, p), ahead),
    v128.bitselect(f32x4.mul(two, z), f32x4.sub(root, s), ahead),
  );

  let after = reached;
  const follows = bound ? turning : v128.and(turning, f32x4.gt(pull, zero));
  if (v128.any_true(follows)) {
    const now = followedFour(room, follows, begin, reached, rest, z, most, km, target, kd, bound);
    after = v128.bitselect(now, reached, v128.and(follows, f32x4.ge(now, zero)));
  }

  let total = after;
  let gone: v128;
  let left: v128;
  let part = zero;
  let m = one;
  const beta = f32x4.add(km, rest);
  if (bound) {
    const last = f32x4.add(rest, f32x4.mul(target, f32x4.div(rest, f32x4.add(kd, rest))));
    const share = f32x4.div(one, f32x4.add(kd, after));
    total = f32x4.add(after, f32x4.mul(f32x4.mul(target, after), share));
    gone = f32x4.div(f32x4.sub(held, total), f32x4.sub(held, last));
    gone = v128.and(gone, f32x4.gt(gone, zero));
    gone = v128.bitselect(gone, f32x4.splat(NEARLY_ALL), f32x4.lt(gone, f32x4.splat(NEARLY_ALL)));
    left = f32x4.sub(one, gone);
  } else {
    m = f32x4.add(f32x4.mul(z, beta), f32x4.div(f32x4.mul(most, km), beta));
    const kappa = f32x4.div(z, m);
    const first = f32x4.add(one, f32x4.mul(kappa, f32x4.sub(held, rest)));
    part = f32x4.div(f32x4.sub(held, after), first);
    gone = f32x4.mul(kappa, part);
    left = f32x4.div(f32x4.add(one, f32x4.mul(kappa, f32x4.sub(after, rest))), first);
  }
  const change = f32x4.sub(held, total);
  const h = bendFour(gone, left);
  let mean: v128;
  if (bound) {
    const way = f32x4.sub(one, f32x4.div(h, f32x4.add(one, f32x4.mul(gone, h))));
    mean = f32x4.add(total, f32x4.mul(change, way));
  } else {
    const away = f32x4.sub(held, rest);
    const passed = f32x4.mul(part, f32x4.add(one, f32x4.mul(gone, h)));
    const later = f32x4.mul(part, f32x4.sub(away, f32x4.mul(part, h)));
    const area = f32x4.add(f32x4.mul(beta, passed), later);
    mean = v128.bitselect(
      f32x4.add(rest, f32x4.div(area, m)),
      f32x4.add(after, f32x4.mul(f32x4.splat(0.5), change)),
      f32x4.gt(f32x4.div(change, away), f32x4.splat(SHORT)),
    );
  }
  v128.store(room, mean, BLOCK);
  return after;
}

/** Weight of a step's begin (flow.ts). */
function weightFour(s: v128): v128 {
  const rise = f32x4.add(f32x4.splat(THIRD), f32x4.mul(s, f32x4.splat(FIFTEENTH)));
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(2), f32x4.mul(s, rise)));
}

/** What a bound drug's effect depends on, at so much free drug. */
function argumentFour(
  room: usize,
  at: usize,
  i: usize,
  free: v128,
  target: v128,
  kd: v128,
  row0: usize,
  row1: usize,
  row2: usize,
  row3: usize,
): v128 {
  const response = load<i32>(at, STEP_RESPONSE);
  const share = f32x4.div(f32x4.splat(1), f32x4.add(kd, free));
  if (response == Response.poison) return f32x4.mul(f32x4.mul(target, free), share);
  if (response != Response.inhibitor) return free;
  let own = v128.load32_zero(row0, 24);
  own = v128.load32_lane(row1, own, 1, 24);
  own = v128.load32_lane(row2, own, 2, 24);
  own = v128.load32_lane(row3, own, 3, 24);
  let need = v128.load32_zero(row0, 28);
  need = v128.load32_lane(row1, need, 1, 28);
  need = v128.load32_lane(row2, need, 2, 28);
  need = v128.load32_lane(row3, need, 3, 28);
  const zero = f32x4.splat(0);
  let occupied = f32x4.gt(free, zero);
  if (load<u32>(at, STEP_RETAINED) == Retained.binds) {
    occupied = v128.or(occupied, f32x4.gt(v128.load(room + (i << 2), BATH), zero));
  }
  const left = v128.bitselect(f32x4.mul(f32x4.mul(target, own), share), target, occupied);
  const wanted = v128.bitselect(need, target, f32x4.lt(need, target));
  return v128.and(f32x4.sub(wanted, left), f32x4.gt(wanted, left));
}

/** Free drug after the step in the lanes `active`; the arguments of h lie at BLOCK, and then their values. */
function followedFour(
  room: usize,
  follows: v128,
  begin: v128,
  reached: v128,
  rest: v128,
  z: v128,
  most: v128,
  km: v128,
  target: v128,
  kd: v128,
  bound: bool,
): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  const beta = f32x4.add(km, rest);
  const drawn = f32x4.div(f32x4.mul(most, km), beta);
  const m = f32x4.add(f32x4.mul(z, beta), drawn);
  const kappa = f32x4.div(z, m);
  const own = f32x4.div(drawn, m);
  const star = f32x4.add(kd, rest);
  const hold = f32x4.mul(target, kd);
  const holds = f32x4.gt(hold, zero);
  const away = f32x4.sub(begin, rest);
  const first = f32x4.add(one, f32x4.mul(kappa, away));
  const ends = f32x4.add(kd, begin);
  const part = f32x4.sub(one, f32x4.mul(kappa, star));
  const falls = f32x4.lt(begin, rest);
  const low = v128.bitselect(begin, rest, falls);
  const high = v128.bitselect(rest, begin, falls);
  let now = v128.bitselect(high, reached, f32x4.gt(reached, high));
  now = v128.bitselect(low, now, f32x4.lt(reached, low));
  const terms: usize = bound ? 128 : 64;
  let active = follows;
  for (let iteration = 0; iteration < MOST_ITERATIONS; ++iteration) {
    const y = f32x4.sub(now, rest);
    const change = f32x4.sub(begin, now);
    const gone = f32x4.div(change, away);
    const share = f32x4.div(y, away);
    const here = f32x4.add(one, f32x4.mul(kappa, y));
    const far = f32x4.add(kd, now);
    const w = f32x4.div(f32x4.mul(kappa, change), first);
    let x = zero;
    let t = zero;
    v128.store(room, gone, BLOCK);
    v128.store(room, share, BLOCK + 16);
    v128.store(room, w, BLOCK + 32);
    v128.store(room, f32x4.div(here, first), BLOCK + 48);
    if (bound) {
      const across = f32x4.mul(here, ends);
      x = f32x4.div(gone, far);
      t = f32x4.div(change, across);
      v128.store(room, f32x4.mul(star, x), BLOCK + 64);
      v128.store(room, f32x4.div(f32x4.mul(share, ends), far), BLOCK + 80);
      v128.store(room, f32x4.mul(part, t), BLOCK + 96);
      v128.store(room, f32x4.div(f32x4.mul(first, far), across), BLOCK + 112);
    }
    for (let term: usize = 0; term < terms; term += 32) {
      const v = v128.load(room + term, BLOCK);
      let value = f32x4.add(f32x4.splat(SIXTH), f32x4.mul(v, f32x4.splat(SEVENTH)));
      value = f32x4.add(f32x4.splat(FIFTH), f32x4.mul(v, value));
      value = f32x4.add(f32x4.splat(0.25), f32x4.mul(v, value));
      value = f32x4.add(f32x4.splat(THIRD), f32x4.mul(v, value));
      value = f32x4.add(half, f32x4.mul(v, value));
      const wide = f32x4.ge(f32x4.abs(v), f32x4.splat(0.25));
      if (v128.any_true(wide)) {
        const left = v128.load(room + term, BLOCK + 16);
        const positive = v128.bitselect(left, f32x4.splat(LEAST), f32x4.gt(left, f32x4.splat(LEAST)));
        const exponent = i32x4.shr_s(i32x4.sub(positive, i32x4.splat(ROOT_HALF)), 23);
        const mantissa = i32x4.sub(positive, i32x4.shl(exponent, 23));
        const u = f32x4.div(f32x4.sub(mantissa, one), f32x4.add(mantissa, one));
        const uu = f32x4.mul(u, u);
        let series = f32x4.add(f32x4.splat(FIFTH), f32x4.mul(uu, f32x4.splat(SEVENTH)));
        series = f32x4.add(f32x4.splat(THIRD), f32x4.mul(uu, series));
        series = f32x4.add(one, f32x4.mul(uu, series));
        const whole = f32x4.mul(f32x4.convert_i32x4_s(exponent), f32x4.splat(LN2));
        const ln = f32x4.add(whole, f32x4.mul(f32x4.mul(f32x4.splat(2), u), series));
        const exact = f32x4.neg(f32x4.div(f32x4.add(ln, v), f32x4.mul(v, v)));
        value = v128.bitselect(exact, value, wide);
      }
      v128.store(room + term, value, BLOCK);
    }
    const lagging = f32x4.mul(gone, f32x4.add(one, f32x4.mul(gone, v128.load(room, BLOCK))));
    const passed = f32x4.mul(
      f32x4.div(change, first),
      f32x4.add(one, f32x4.mul(w, v128.load(room, BLOCK + 32))),
    );
    let time = f32x4.add(f32x4.mul(beta, lagging), f32x4.mul(own, passed));
    const near = f32x4.add(km, now);
    let slow = f32x4.div(near, here);
    let curl = f32x4.sub(f32x4.div(kappa, here), f32x4.div(one, near));
    if (bound) {
      const i1 = f32x4.add(f32x4.div(x, ends), f32x4.mul(f32x4.mul(x, x), v128.load(room, BLOCK + 64)));
      const bent = f32x4.mul(f32x4.mul(t, t), v128.load(room, BLOCK + 96));
      const i2 = f32x4.sub(f32x4.div(t, far), f32x4.mul(kappa, bent));
      const longer = f32x4.add(time, f32x4.mul(hold, f32x4.add(f32x4.mul(beta, i1), f32x4.mul(own, i2))));
      const holding = f32x4.div(hold, f32x4.mul(far, far));
      const more = f32x4.add(one, holding);
      const bending = f32x4.div(f32x4.mul(f32x4.splat(2), holding), f32x4.mul(far, more));
      time = v128.bitselect(longer, time, holds);
      slow = v128.bitselect(f32x4.mul(slow, more), slow, holds);
      curl = v128.bitselect(f32x4.add(curl, bending), curl, holds);
    }
    const step = f32x4.div(f32x4.sub(m, time), slow);
    const lever = f32x4.add(one, f32x4.mul(f32x4.mul(half, step), f32x4.mul(y, curl)));
    const quarter = f32x4.splat(0.25);
    const folds = f32x4.div(step, v128.bitselect(lever, quarter, f32x4.gt(lever, quarter)));
    const size = f32x4.abs(folds);
    let grown = f32x4.add(half, f32x4.mul(size, f32x4.splat(SIXTH)));
    grown = f32x4.mul(size, f32x4.add(one, f32x4.mul(size, grown)));
    const factor = f32x4.add(one, grown);
    const back = f32x4.add(now, f32x4.mul(y, grown));
    const on = v128.bitselect(
      f32x4.add(rest, f32x4.div(y, factor)),
      f32x4.sub(now, f32x4.mul(y, f32x4.div(grown, factor))),
      f32x4.gt(size, half),
    );
    const next = v128.bitselect(on, back, f32x4.gt(folds, zero));
    let held = v128.bitselect(high, next, f32x4.gt(next, high));
    held = v128.bitselect(low, held, f32x4.lt(next, low));
    now = v128.bitselect(held, now, active);
    active = v128.and(active, f32x4.gt(size, f32x4.splat(CLOSE)));
    if (!v128.any_true(active)) break;
  }
  return now;
}

/** Free part of amounts (flow.ts). */
function freeFour(amount: v128, target: v128, kd: v128): v128 {
  const s = f32x4.sub(f32x4.sub(amount, target), kd);
  const p = f32x4.mul(kd, amount);
  const r = f32x4.sqrt(f32x4.add(f32x4.mul(s, s), f32x4.mul(f32x4.splat(4), p)));
  const ahead = f32x4.ge(s, f32x4.splat(0));
  return v128.bitselect(
    f32x4.mul(f32x4.add(s, r), f32x4.splat(0.5)),
    f32x4.div(f32x4.mul(f32x4.splat(2), p), f32x4.sub(r, s)),
    ahead,
  );
}

function lnFour(x: v128): v128 {
  const one = f32x4.splat(1);
  const least = f32x4.splat(LEAST);
  const positive = v128.bitselect(x, least, f32x4.gt(x, least));
  const exponent = i32x4.shr_s(i32x4.sub(positive, i32x4.splat(ROOT_HALF)), 23);
  const mantissa = i32x4.sub(positive, i32x4.shl(exponent, 23));
  const t = f32x4.div(f32x4.sub(mantissa, one), f32x4.add(mantissa, one));
  const z = f32x4.mul(t, t);
  let series = f32x4.add(f32x4.splat(FIFTH), f32x4.mul(z, f32x4.splat(SEVENTH)));
  series = f32x4.add(f32x4.splat(THIRD), f32x4.mul(z, series));
  series = f32x4.add(one, f32x4.mul(z, series));
  const whole = f32x4.mul(f32x4.convert_i32x4_s(exponent), f32x4.splat(LN2));
  return f32x4.add(whole, f32x4.mul(f32x4.mul(f32x4.splat(2), t), series));
}

function bendFour(v: v128, rest: v128): v128 {
  let value = f32x4.add(f32x4.splat(SIXTH), f32x4.mul(v, f32x4.splat(SEVENTH)));
  value = f32x4.add(f32x4.splat(FIFTH), f32x4.mul(v, value));
  value = f32x4.add(f32x4.splat(0.25), f32x4.mul(v, value));
  value = f32x4.add(f32x4.splat(THIRD), f32x4.mul(v, value));
  value = f32x4.add(f32x4.splat(0.5), f32x4.mul(v, value));
  const wide = f32x4.ge(f32x4.abs(v), f32x4.splat(0.25));
  if (!v128.any_true(wide)) return value;
  const exact = f32x4.neg(f32x4.div(f32x4.add(lnFour(rest), v), f32x4.mul(v, v)));
  return v128.bitselect(exact, value, wide);
}
