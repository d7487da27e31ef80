/**
 * What sweeps of four cells at a time say in common: their phenotypes' numbers side by side, their expression, and roots.
 * The compiler puts each in its place; tests/kernel/module.test.ts holds that no sweep calls.
 */

import { EXPRESSION, EXPRESSION_COLUMN } from '../memory/layout';
import { ROW_CARRIER } from '../memory/row';

/** Times the first of four ids: all four, where they are alike. */
export const REPEAT: u64 = 0x0001000100010001;

/** The first numbers of four vectors, as of rows: a0 b0 c0 d0. */
export function firsts(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  return v128.shuffle<i64>(ab, cd, 0, 2);
}

export function seconds(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  return v128.shuffle<i64>(ab, cd, 1, 3);
}

export function thirds(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  return v128.shuffle<i64>(ab, cd, 0, 2);
}

export function fourths(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  return v128.shuffle<i64>(ab, cd, 1, 3);
}

/** θf of four rows. */
export function carriers(row0: usize, row1: usize, row2: usize, row3: usize): v128 {
  let carrier = v128.load32_zero(row0, ROW_CARRIER);
  carrier = v128.load32_lane(row1, carrier, 1, ROW_CARRIER);
  carrier = v128.load32_lane(row2, carrier, 2, ROW_CARRIER);
  return v128.load32_lane(row3, carrier, 3, ROW_CARRIER);
}

/** Expression of the four cells from site `i` on. */
export function expressions(tile: usize, i: usize): v128 {
  const levels = load<u32>(tile + i, EXPRESSION_COLUMN);
  let four = v128.load32_zero(EXPRESSION + ((<usize>(levels & 0xff)) << 2));
  four = v128.load32_lane(EXPRESSION + ((<usize>((levels >> 8) & 0xff)) << 2), four, 1);
  four = v128.load32_lane(EXPRESSION + ((<usize>((levels >> 16) & 0xff)) << 2), four, 2);
  return v128.load32_lane(EXPRESSION + ((<usize>(levels >> 24)) << 2), four, 3);
}

/** `positiveRoot` of root.ts; constants come from memory, where engines would else build them in every turn. */
export function positiveRoots(s: v128, p: v128, m: v128, two: v128, four: v128): v128 {
  const r = f32x4.sqrt(f32x4.add(f32x4.mul(s, s), f32x4.mul(f32x4.mul(four, m), p)));
  const ahead = f32x4.ge(s, f32x4.splat(0));
  return f32x4.div(
    v128.bitselect(f32x4.add(s, r), f32x4.mul(two, p), ahead),
    v128.bitselect(f32x4.mul(two, m), f32x4.sub(r, s), ahead),
  );
}

/** The same where m is 1. */
export function positiveRootsOfOne(s: v128, p: v128, two: v128, four: v128): v128 {
  const r = f32x4.sqrt(f32x4.add(f32x4.mul(s, s), f32x4.mul(four, p)));
  const ahead = f32x4.ge(s, f32x4.splat(0));
  return f32x4.div(
    v128.bitselect(f32x4.add(s, r), f32x4.mul(two, p), ahead),
    v128.bitselect(two, f32x4.sub(r, s), ahead),
  );
}

/** `halley` of root.ts; the products of hold and Kd and of pull and Km are the same in each step. */
export function halleys(
  free: v128,
  supply: v128,
  hold: v128,
  kd: v128,
  holdKd: v128,
  pull: v128,
  km: v128,
  pullKm: v128,
  tiny: v128,
): v128 {
  const a = f32x4.add(kd, free);
  const b = f32x4.add(km, free);
  const ab = f32x4.mul(a, b);
  const excess = f32x4.add(
    f32x4.mul(f32x4.sub(free, supply), ab),
    f32x4.mul(free, f32x4.add(f32x4.mul(hold, b), f32x4.mul(pull, a))),
  );
  const held = f32x4.mul(holdKd, f32x4.mul(b, b));
  const driven = f32x4.mul(pullKm, f32x4.mul(a, a));
  const gradient = f32x4.add(f32x4.add(f32x4.mul(ab, ab), held), driven);
  const bend = f32x4.add(f32x4.mul(held, b), f32x4.mul(driven, a));
  const curved = f32x4.pmax(f32x4.add(f32x4.mul(gradient, gradient), f32x4.mul(excess, bend)), tiny);
  const next = f32x4.sub(free, f32x4.mul(f32x4.mul(excess, ab), f32x4.div(gradient, curved)));
  return f32x4.pmax(f32x4.splat(0), f32x4.pmin(next, supply));
}
