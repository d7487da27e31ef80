/** The part of drug.ts's exchange where pump and target both hold on to the drug, four cells at a time. */

import { drugStep, STEP_KM } from '../memory/drugStep';
import { FOUR, TRACE, TWO } from '../memory/layout';
import { argumentsOf, HOLD, KDS, PULL, SUPPLY } from '../memory/room';
import { halleys, positiveRoots, positiveRootsOfOne } from './gather';

/** Improves the lower bounds of free drug that lie in the room, in lanes that a pump pulls at. */
export function refineSimd(room: usize, drug: i32, count: i32): void {
  startSimd(room, drug, count);
  halleySimd(room, drug, count);
}

/** From the better of two lower bounds, the root with the tangent of the term that saturates later. */
function startSimd(room: usize, drug: i32, count: i32): void {
  const km4 = v128.load32_splat(drugStep(drug), STEP_KM);
  const zero = f32x4.splat(0);
  const two = v128.load32_splat(TWO);
  const four = v128.load32_splat(FOUR);
  const freeAt = argumentsOf(room, drug);
  for (let i: usize = 0; i < <usize>count; i += 4) {
    const supply = v128.load(room + (i << 2), SUPPLY);
    const hold = v128.load(room + (i << 2), HOLD);
    const pull = v128.load(room + (i << 2), PULL);
    const kd = v128.load(room + (i << 2), KDS);
    let least = v128.load(freeAt + (i << 2));
    const pulled = f32x4.gt(pull, zero);
    const pumpFirst = v128.and(pulled, f32x4.lt(km4, kd));
    let near = kd;
    let far = km4;
    let nearPull = hold;
    let farPull = pull;
    if (v128.any_true(pumpFirst)) {
      near = v128.bitselect(km4, kd, pumpFirst);
      far = v128.bitselect(kd, km4, pumpFirst);
      nearPull = v128.bitselect(pull, hold, pumpFirst);
      farPull = v128.bitselect(hold, pull, pumpFirst);
    }
    const beyondNear = f32x4.sub(supply, nearPull);
    const beyondFar = v128.and(pulled, f32x4.gt(beyondNear, far));
    if (v128.any_true(beyondFar)) {
      const t = f32x4.sub(f32x4.sub(beyondNear, far), farPull);
      const q = f32x4.mul(far, beyondNear);
      const high = positiveRootsOfOne(t, q, two, four);
      least = v128.bitselect(f32x4.pmax(high, least), least, beyondFar);
    }
    const reach = f32x4.add(far, least);
    const square = f32x4.mul(reach, reach);
    const m = f32x4.add(square, f32x4.mul(farPull, far));
    const missing = f32x4.mul(farPull, f32x4.mul(least, least));
    const g = f32x4.pmax(zero, f32x4.sub(f32x4.mul(supply, square), missing));
    const s = f32x4.sub(f32x4.sub(g, f32x4.mul(nearPull, square)), f32x4.mul(m, near));
    const p = f32x4.mul(near, g);
    const tangent = positiveRoots(s, p, m, two, four);
    // A lane without pull is solved already.
    const start = v128.bitselect(f32x4.pmax(least, tangent), least, pulled);
    v128.store(freeAt + (i << 2), start);
  }
}

/** One Halley step, and a second in groups of four where the first went far. */
function halleySimd(room: usize, drug: i32, count: i32): void {
  const km4 = v128.load32_splat(drugStep(drug), STEP_KM);
  const zero = f32x4.splat(0);
  const trace = v128.load32_splat(TRACE);
  const tiny = f32x4.mul(f32x4.mul(trace, trace), trace);
  const close = f32x4.splat(0.0078125);
  const freeAt = argumentsOf(room, drug);
  for (let i: usize = 0; i < <usize>count; i += 4) {
    const supply = v128.load(room + (i << 2), SUPPLY);
    const hold = v128.load(room + (i << 2), HOLD);
    const pull = v128.load(room + (i << 2), PULL);
    const kd = v128.load(room + (i << 2), KDS);
    const holdKd = f32x4.mul(hold, kd);
    const pullKm = f32x4.mul(pull, km4);
    let free = v128.load(freeAt + (i << 2));
    let active = f32x4.gt(pull, zero);
    for (let iteration = 0; iteration < 2; ++iteration) {
      const before = free;
      free = v128.bitselect(halleys(free, supply, hold, kd, holdKd, pull, km4, pullKm, tiny), free, active);
      const moved = f32x4.abs(f32x4.sub(free, before));
      active = v128.and(active, f32x4.gt(moved, f32x4.mul(free, close)));
      if (!v128.any_true(active)) break;
    }
    v128.store(freeAt + (i << 2), free);
  }
}
