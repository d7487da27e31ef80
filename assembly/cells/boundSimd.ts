/** The exchange of drug.ts four cells at a time; the same operations in the same order, so the same bits. */

import { isTissue } from '../lattice/lattice';
import {
  drugStep,
  STEP_ACTIVITY,
  STEP_CARRIED,
  STEP_KM,
  STEP_OUTSIDE,
  STEP_PUMPED,
  STEP_RESPONSE,
  STEP_RETAINED,
} from '../memory/drugStep';
import { PHENOTYPE_STRIDE, pointer } from '../memory/header';
import { amountColumn, FOUR, HEAP, ONE, PHENOTYPE_COLUMN, TILE, TRACE, TWO } from '../memory/layout';
import {
  argumentsOf,
  BATH,
  FIRSTS,
  FREE,
  HOLD,
  KDS,
  LEVELS,
  MOVING,
  PULL,
  SUPPLY,
  TARGETS,
  WAS_HELD,
  WEIGHTS,
} from '../memory/room';
import {
  ROW_BLOCKED,
  ROW_CARRIER,
  ROW_DECAY,
  ROW_ENTRY,
  ROW_KD,
  ROW_PUMP,
  ROW_TARGET,
  rowsOf,
} from '../memory/row';
import { Response, Retained } from '../shared/model';
import { follows } from './bound';
import { BOUND_STILL } from './boundFlow';
import { moveBoundSimd } from './boundFlowSimd';
import { expressions, firsts, fourths, positiveRoots, REPEAT, seconds, thirds } from './gather';
import { refineSimd } from './refineSimd';

/**
 * Exchange of a drug that its target binds: equation (1) of drug.ts in full. In passes over the tile, each a short
 * chain of operations, so that the processor has several turns of the loop under way at once; what one leaves for the
 * next lies in the thread's room, free drug where the arguments of the effect will be.
 */
export function exchangeBoundSimd(
  room: usize,
  tile: usize,
  drug: i32,
  count: i32,
  uniform: bool,
  before: usize,
): bool {
  assert(count <= TILE && tile >= HEAP);
  if (supplySimd(room, tile, drug, count, uniform)) refineSimd(room, drug, count);
  const following = follows(tile, drug, before);
  const bound = bindSimd(room, tile, drug, (<usize>count + 3) >> 2, before, following, false);
  const moving = <usize>(bound >> 1);
  if (moving == 0) return (bound & 1) != 0;
  moveBoundSimd(room, tile, drug, moving, uniform);
  return settleSimd(room, tile, drug, moving) || (bound & 1) != 0;
}

/** What there is to share out, and free drug if there were no pump, or a lower bound of it. Returns whether a pump pulls. */
function supplySimd(room: usize, tile: usize, drug: i32, count: i32, uniform: bool): bool {
  assert(count <= TILE && tile >= HEAP);
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const end = (<usize>count + 3) & ~3;
  const at = drugStep(drug);
  const outside4 = v128.load32_splat(at, STEP_OUTSIDE);
  const carried4 = v128.load32_splat(at, STEP_CARRIED);
  const activity4 = v128.load32_splat(at, STEP_ACTIVITY);
  const km4 = v128.load32_splat(at, STEP_KM);
  const carries = load<f32>(at, STEP_CARRIED) > 0;
  const pumped = load<u32>(at, STEP_PUMPED) != 0;
  const bathed = load<u32>(at, STEP_RETAINED) == Retained.binds;
  const zero = f32x4.splat(0);
  const one = v128.load32_splat(ONE);
  const two = v128.load32_splat(TWO);
  const four = v128.load32_splat(FOUR);
  const freeAt = argumentsOf(room, drug);
  let pulling = zero;
  for (let i: usize = 0; i < end; i += 4) {
    const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
    const first = ids & 0xffff;
    let decay: v128;
    let entry: v128;
    let blocked: v128;
    let pumping: v128;
    let carrier: v128;
    let target: v128;
    let kd: v128;
    if (ids == first * REPEAT) {
      const row = rows + stride * <usize>first;
      decay = v128.load32_splat(row, ROW_DECAY);
      entry = v128.load32_splat(row, ROW_ENTRY);
      blocked = v128.load32_splat(row, ROW_BLOCKED);
      pumping = v128.load32_splat(row, ROW_PUMP);
      carrier = v128.load32_splat(row, ROW_CARRIER);
      target = v128.load32_splat(row, ROW_TARGET);
      kd = v128.load32_splat(row, ROW_KD);
    } else {
      const row0 = rows + stride * <usize>first;
      const row1 = rows + stride * <usize>((ids >> 16) & 0xffff);
      const row2 = rows + stride * <usize>((ids >> 32) & 0xffff);
      const row3 = rows + stride * <usize>(ids >> 48);
      const a0 = v128.load(row0, ROW_DECAY);
      const a1 = v128.load(row1, ROW_DECAY);
      const a2 = v128.load(row2, ROW_DECAY);
      const a3 = v128.load(row3, ROW_DECAY);
      decay = firsts(a0, a1, a2, a3);
      entry = seconds(a0, a1, a2, a3);
      blocked = thirds(a0, a1, a2, a3);
      pumping = fourths(a0, a1, a2, a3);
      const b0 = v128.load(row0, ROW_CARRIER);
      const b1 = v128.load(row1, ROW_CARRIER);
      const b2 = v128.load(row2, ROW_CARRIER);
      const b3 = v128.load(row3, ROW_CARRIER);
      carrier = firsts(b0, b1, b2, b3);
      target = seconds(b0, b1, b2, b3);
      kd = thirds(b0, b1, b2, b3);
    }
    let inflow = f32x4.mul(outside4, f32x4.sub(entry, f32x4.mul(activity4, blocked)));
    if (carries) inflow = f32x4.add(inflow, f32x4.mul(carried4, carrier));
    const supply = f32x4.add(f32x4.mul(v128.load(amounts + (i << 2)), decay), inflow);
    let expression = one;
    if (!uniform) {
      expression = expressions(tile, i);
    }
    let pull = zero;
    if (pumped) pull = f32x4.mul(f32x4.mul(pumping, expression), activity4);
    target = f32x4.mul(target, expression);
    if (bathed) kd = f32x4.add(kd, v128.load(room + (i << 2), BATH));
    const hold = f32x4.mul(target, decay);
    const pulled = f32x4.gt(pull, zero);
    const free = leastFree(supply, pull, pulled, km4, hold, kd, two, four);
    pulling = v128.or(pulling, pulled);
    v128.store(room + (i << 2), supply, SUPPLY);
    v128.store(room + (i << 2), hold, HOLD);
    v128.store(room + (i << 2), pull, PULL);
    v128.store(room + (i << 2), target, TARGETS);
    v128.store(room + (i << 2), kd, KDS);
    v128.store(freeAt + (i << 2), free);
  }
  return v128.any_true(pulling);
}

/** The lower bound of drug.ts: the nearer of pump and target in full, the farther one as if it held in proportion. */
function leastFree(
  supply: v128,
  pull: v128,
  pulled: v128,
  km: v128,
  hold: v128,
  kd: v128,
  two: v128,
  four: v128,
): v128 {
  const pumpFirst = v128.and(pulled, f32x4.lt(km, kd));
  let near = kd;
  let far = km;
  let nearPull = hold;
  let farPull = pull;
  if (v128.any_true(pumpFirst)) {
    near = v128.bitselect(km, kd, pumpFirst);
    far = v128.bitselect(kd, km, pumpFirst);
    nearPull = v128.bitselect(pull, hold, pumpFirst);
    farPull = v128.bitselect(hold, pull, pumpFirst);
  }
  const slope = f32x4.add(far, farPull);
  const beyondNear = f32x4.sub(supply, nearPull);
  const s = f32x4.sub(f32x4.mul(far, beyondNear), f32x4.mul(slope, near));
  const p = f32x4.mul(f32x4.mul(far, near), supply);
  return positiveRoots(s, p, slope, two, four);
}

/**
 * What the target holds, what the cell thus holds in all, and what the drug's effect depends on: of the first `groups`
 * groups of four, or as many listed ones. `following`, lists those of the first that may have a cell that moves; returns
 * twice how many, and 1 more if any drug is left in others.
 */
function bindSimd(
  room: usize,
  tile: usize,
  drug: i32,
  groups: usize,
  before: usize,
  following: bool,
  listed: bool,
): u32 {
  const rows = rowsOf(drug);
  const amounts = tile + amountColumn(drug);
  const at = drugStep(drug);
  const inhibits = load<i32>(at, STEP_RESPONSE) == Response.inhibitor;
  const poisons = load<i32>(at, STEP_RESPONSE) == Response.poison;
  // A field is told what cells have of it that is free (couple.ts).
  const retained = load<u32>(at, STEP_RETAINED) != 0 || isTissue();
  const bathed = load<u32>(at, STEP_RETAINED) == Retained.binds;
  const zero = f32x4.splat(0);
  const one = v128.load32_splat(ONE);
  const trace = v128.load32_splat(TRACE);
  const argumentsAt = argumentsOf(room, drug);
  const still = i32x4.splat(BOUND_STILL);
  const more = i32x4.splat(following ? ~(2 * BOUND_STILL - 1) : 0);
  let moving: usize = 0;
  let wet = i32x4.splat(0);
  for (let group: usize = 0; group < groups; ++group) {
    const i = (listed ? <usize>load<u16>(room + (group << 1), MOVING) : group) << 2;
    const free = v128.load(argumentsAt + (i << 2));
    const target = v128.load(room + (i << 2), TARGETS);
    const share = f32x4.div(one, f32x4.add(v128.load(room + (i << 2), KDS), free));
    const taken = f32x4.mul(f32x4.mul(target, free), share);
    let total = f32x4.add(free, taken);
    total = v128.and(total, f32x4.gt(total, trace));
    const held = v128.load(before + (i << 2));
    if (v128.any_true(v128.and(i32x4.add(i32x4.sub(total, held), still), more))) {
      store<u16>(room + (moving << 1), <u16>group, MOVING);
      v128.store(room + (moving << 4), held, WAS_HELD);
      v128.store(room + (i << 2), free, FREE);
      v128.store(amounts + (i << 2), total);
      ++moving;
      continue;
    }
    let argument = free;
    if (inhibits) {
      let occupied = f32x4.gt(free, zero);
      if (bathed) occupied = v128.or(occupied, f32x4.gt(v128.load(room + (i << 2), BATH), zero));
      argument = lacking(rows, load<u64>(tile + (i << 1), PHENOTYPE_COLUMN), target, share, occupied);
    } else if (poisons) {
      argument = taken;
    }
    wet = v128.or(wet, total);
    v128.store(amounts + (i << 2), total);
    v128.store(argumentsAt + (i << 2), argument);
    if (retained) v128.store(room + (i << 2), free, FREE);
  }
  return ((<u32>moving) << 1) | (v128.any_true(wet) ? 1 : 0);
}

/** What four cells lack of the target that they need, of those in which it is occupied; `share` 1/(Kd + free). */
function lacking(rows: usize, ids: u64, target: v128, share: v128, occupied: v128): v128 {
  const stride = pointer(PHENOTYPE_STRIDE);
  let a = v128.load64_zero(rows + stride * <usize>(ids & 0xffff), ROW_KD);
  a = v128.load64_lane(rows + stride * <usize>((ids >> 16) & 0xffff), a, 1, ROW_KD);
  let b = v128.load64_zero(rows + stride * <usize>((ids >> 32) & 0xffff), ROW_KD);
  b = v128.load64_lane(rows + stride * <usize>(ids >> 48), b, 1, ROW_KD);
  const own = v128.shuffle<i32>(a, b, 0, 2, 4, 6);
  const need = v128.shuffle<i32>(a, b, 1, 3, 5, 7);
  const left = v128.bitselect(f32x4.mul(f32x4.mul(target, own), share), target, occupied);
  const wanted = v128.bitselect(need, target, f32x4.lt(need, target));
  return v128.and(f32x4.sub(wanted, left), f32x4.gt(wanted, left));
}

/** Binds what the cells of the listed groups have then; what their effect depends on is that over the step. */
function settleSimd(room: usize, tile: usize, drug: i32, moving: usize): bool {
  const response = load<i32>(drugStep(drug), STEP_RESPONSE);
  const ofFree = response != Response.poison && response != Response.inhibitor;
  const argumentsAt = argumentsOf(room, drug);
  if (!ofFree) {
    exchangeFirsts(room, argumentsAt, moving);
    bindSimd(room, tile, drug, moving, argumentsAt, false, true);
    exchangeFirsts(room, argumentsAt, moving);
  }
  const left = bindSimd(room, tile, drug, moving, argumentsAt, false, true);
  for (let k: usize = 0; k < moving; ++k) {
    const at = (<usize>load<u16>(room + (k << 1), MOVING)) << 4;
    const slot = room + (k << 4);
    const end = v128.load(argumentsAt + at);
    const over = f32x4.mul(f32x4.sub(v128.load(slot, FIRSTS), end), v128.load(slot, WEIGHTS));
    v128.store(argumentsAt + at, ofFree ? v128.load(slot, LEVELS) : f32x4.add(end, over));
    v128.store(room + at, v128.load(slot, LEVELS), FREE);
  }
  return (left & 1) != 0;
}

/** What stands where arguments are of the listed groups, for what FIRSTS has of them. */
function exchangeFirsts(room: usize, argumentsAt: usize, moving: usize): void {
  for (let k: usize = 0; k < moving; ++k) {
    const at = argumentsAt + ((<usize>load<u16>(room + (k << 1), MOVING)) << 4);
    const there = v128.load(at);
    v128.store(at, v128.load(room + (k << 4), FIRSTS));
    v128.store(room + (k << 4), there, FIRSTS);
  }
}
