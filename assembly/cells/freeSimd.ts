/** The exchange of drug.ts four cells at a time; the same operations, or others that round the same, so the same bits. */

import {
  drugStep,
  STEP_ACTIVITY,
  STEP_CARRIED,
  STEP_KM,
  STEP_OUTSIDE,
  STEP_PUMPED,
  STEP_RETAINED,
} from '../memory/drugStep';
import { PHENOTYPE_STRIDE, pointer } from '../memory/header';
import { amountColumn, HALF, HEAP, ONE, PHENOTYPE_COLUMN, TILE, TRACE } from '../memory/layout';
import { AFTER, FREE } from '../memory/room';
import { ROW_DECAY, rowsOf } from '../memory/row';
import { moveSimd } from './flowSimd';
import { carriers, expressions, firsts, fourths, seconds, thirds } from './gather';

/** Exchange of a drug that nothing holds back: free and total are one. */
export function exchangeFreeSimd(
  room: usize,
  tile: usize,
  drug: i32,
  count: i32,
  uniform: bool,
  before: usize,
): bool {
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
  const after = pumped ? room + AFTER : amounts;
  const retained = load<u32>(at, STEP_RETAINED) != 0;
  const zero = f32x4.splat(0);
  const one = v128.load32_splat(ONE);
  const half = v128.load32_splat(HALF);
  const twiceKm = f32x4.add(km4, km4);
  const trace = v128.load32_splat(TRACE);
  let wet = i32x4.splat(0);
  // What governs the last group, for as long as the next is of the same phenotypes.
  let last: u64 = ~load<u64>(tile, PHENOTYPE_COLUMN);
  let decay = zero;
  let inflow = zero;
  let pumping = zero;
  for (let i: usize = 0; i < end; i += 4) {
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
      inflow = f32x4.mul(outside4, f32x4.sub(entry, f32x4.mul(activity4, blocked)));
      if (carries) {
        const carrier = carriers(row0, row1, row2, row3);
        inflow = f32x4.add(inflow, f32x4.mul(carried4, carrier));
      }
    }
    const supply = f32x4.add(f32x4.mul(v128.load(amounts + (i << 2)), decay), inflow);
    let expression = one;
    if (pumped && !uniform) {
      expression = expressions(tile, i);
    }
    let free = supply;
    if (pumped) {
      const pull = f32x4.mul(f32x4.mul(pumping, expression), activity4);
      if (v128.any_true(pull)) {
        // The positive root of drug.ts; by powers of two nothing is rounded.
        const s = f32x4.sub(f32x4.sub(supply, km4), pull);
        const p = f32x4.mul(twiceKm, supply);
        const r = f32x4.sqrt(f32x4.add(f32x4.mul(s, s), f32x4.add(p, p)));
        const q = f32x4.add(f32x4.abs(s), r);
        const root = v128.bitselect(f32x4.mul(half, q), f32x4.div(p, q), f32x4.ge(s, zero));
        free = v128.bitselect(root, supply, f32x4.gt(pull, zero));
      }
    }
    const total = v128.and(free, f32x4.gt(free, trace));
    wet = v128.or(wet, total);
    if (retained) v128.store(room + (i << 2), total, FREE);
    v128.store(after + (i << 2), total);
  }
  if (!pumped) return v128.any_true(wet);
  // Sixteen sites at a time are looked at, and behind the last cells nothing moves.
  for (let i = end; (i & 15) != 0; i += 4) v128.store(after + (i << 2), v128.load(before + (i << 2)));
  return moveSimd(room, tile, drug, count, uniform, before) || v128.any_true(wet);
}
