/** Colours of a row of sites within one tile, each from its phenotype's colour or from the ramp (see draw.ts). */

import { cloneAddress } from './clones';
import {
  amountColumn,
  DRAW_BRUSH,
  DRAW_COLOURS,
  DRAW_RAMP,
  LINEAGE_COLUMN,
  PHENOTYPE_COLUMN,
} from './layout';
import { ASK, Brush, CloneField, Draw, Limit } from './shared';

/** Sixteen-bit lanes all equal to the lowest one. */
const REPEAT: u64 = 0x0001000100010001;
const LAST: i32 = Limit.rampColours - 1;

/**
 * @param out where the colours go, one after another
 * @param tile 0 where no cell has been
 * @param site, step the first site and the way to the next within the tile
 * @param voxels address of the value of a field at the row's x or y = 0, itself 0 without a field; x, dx the row's first place and the way to
 *   the next; scale, pitch places per voxel as a shift, and bytes from voxel to voxel
 */
export function paintRow(
  room: usize,
  out: usize,
  tile: usize,
  site: u32,
  step: u32,
  count: u32,
  voxels: usize,
  x: u32,
  dx: u32,
  scale: u32,
  pitch: usize,
): void {
  const end = out + ((<usize>count) << 2);
  const kind = <i32>load<u32>(room + DRAW_BRUSH, 4 * Brush.kind);
  const low = load<f32>(room + DRAW_BRUSH, 4 * Brush.low);
  const perUnit = load<f32>(room + DRAW_BRUSH, 4 * Brush.perUnit);
  const logarithmic = load<u32>(room + DRAW_BRUSH, 4 * Brush.logarithmic) != 0;
  const column = <i32>load<u32>(room + DRAW_BRUSH, 4 * Brush.column);
  if (kind == Draw.field) {
    let seen: usize = 0;
    let shade = onRamp(room, 0, logarithmic, low, perUnit);
    for (; out < end; out += 4, site += step, x += dx) {
      const own = ownColour(room, tile, site);
      const voxel = voxels + <usize>(x >> scale) * pitch;
      if (own == ASK && voxels != 0 && voxel != seen) {
        shade = onRamp(room, load<f32>(voxel), logarithmic, low, perUnit);
        seen = voxel;
      }
      store<u32>(out, own == ASK ? shade : own);
    }
    return;
  }
  if (tile == 0) {
    memory.fill(out, 0, end - out);
    return;
  }
  if (kind == Draw.amount) {
    const amounts = tile + amountColumn(column);
    if (step == 1) {
      for (; out + 16 <= end; out += 16, site += 4) {
        const ids = load<u64>(tile + ((<usize>site) << 1), PHENOTYPE_COLUMN);
        const first = load<u32>(room + ((<usize>(ids & 0xffff)) << 2), DRAW_COLOURS);
        if (first == ASK && ids == (ids & 0xffff) * REPEAT) {
          paintFour(room, out, amounts + ((<usize>site) << 2), logarithmic, low, perUnit);
        } else {
          for (let lane: usize = 0; lane < 4; ++lane) {
            const own = ownColour(room, tile, site + <u32>lane);
            const amount = load<f32>(amounts + ((<usize>(site + <u32>lane)) << 2));
            store<u32>(out + (lane << 2), own != ASK ? own : onRamp(room, amount, logarithmic, low, perUnit));
          }
        }
      }
    }
    for (; out < end; out += 4, site += step) {
      const own = ownColour(room, tile, site);
      const amount = load<f32>(amounts + ((<usize>site) << 2));
      store<u32>(out, own != ASK ? own : onRamp(room, amount, logarithmic, low, perUnit));
    }
    return;
  }
  if (kind == Draw.phenotype) {
    if (step == 1) {
      for (; out + 16 <= end; out += 16, site += 4) {
        const ids = load<u64>(tile + ((<usize>site) << 1), PHENOTYPE_COLUMN);
        const a = load<u32>(room + ((<usize>(ids & 0xffff)) << 2), DRAW_COLOURS);
        const b = load<u32>(room + ((<usize>((ids >> 16) & 0xffff)) << 2), DRAW_COLOURS);
        const c = load<u32>(room + ((<usize>((ids >> 32) & 0xffff)) << 2), DRAW_COLOURS);
        const d = load<u32>(room + ((<usize>(ids >> 48)) << 2), DRAW_COLOURS);
        store<u64>(out, <u64>a | ((<u64>b) << 32), 0);
        store<u64>(out, <u64>c | ((<u64>d) << 32), 8);
      }
    }
    for (; out < end; out += 4, site += step) store<u32>(out, ownColour(room, tile, site));
    return;
  }
  // Neighbours are often of one clone, whose record lies far away.
  let seen: u32 = 0xffffffff;
  let shade: u32 = 0;
  for (; out < end; out += 4, site += step) {
    const own = ownColour(room, tile, site);
    const clone = load<u32>(tile + ((<usize>site) << 2), LINEAGE_COLUMN);
    if (own == ASK && clone != seen) {
      shade = kind == Draw.clone ? hashed(room, clone) : born(room, clone, low, perUnit);
      seen = clone;
    }
    store<u32>(out, own == ASK ? shade : own);
  }
}

function ownColour(room: usize, tile: usize, site: u32): u32 {
  const phenotype: usize = tile == 0 ? 0 : <usize>load<u16>(tile + ((<usize>site) << 1), PHENOTYPE_COLUMN);
  return load<u32>(room + (phenotype << 2), DRAW_COLOURS);
}

function onRamp(room: usize, value: f32, logarithmic: bool, low: f32, perUnit: f32): u32 {
  const level = logarithmic ? <f32>reinterpret<i32>(value) : value;
  let place = <i32>((level - low) * perUnit);
  place = place < 0 ? 0 : place;
  place = place > LAST ? LAST : place;
  return load<u32>(room + ((<usize>place) << 2), DRAW_RAMP);
}

/** Fibonacci hashing (Knuth 1998, 6.4): numbers that follow one another lie far apart on the ramp. */
function hashed(room: usize, clone: u32): u32 {
  return load<u32>(room + ((<usize>((clone * 0x9e3779b1) >> 24)) << 2), DRAW_RAMP);
}

function born(room: usize, clone: u32, low: f32, perUnit: f32): u32 {
  return onRamp(room, <f32>load<u32>(cloneAddress(clone), 4 * CloneField.birthStep), false, low, perUnit);
}

/** Colours of four values on the ramp, by the same operations as one. */
function paintFour(room: usize, out: usize, values: usize, logarithmic: bool, low: f32, perUnit: f32): void {
  if (ASC_FEATURE_SIMD) {
    let level = v128.load(values);
    if (logarithmic) level = f32x4.convert_i32x4_s(level);
    let place = i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.sub(level, f32x4.splat(low)), f32x4.splat(perUnit)));
    place = i32x4.shl(i32x4.min_s(i32x4.max_s(place, i32x4.splat(0)), i32x4.splat(LAST)), 2);
    store<u32>(out, load<u32>(room + <usize>i32x4.extract_lane(place, 0), DRAW_RAMP), 0);
    store<u32>(out, load<u32>(room + <usize>i32x4.extract_lane(place, 1), DRAW_RAMP), 4);
    store<u32>(out, load<u32>(room + <usize>i32x4.extract_lane(place, 2), DRAW_RAMP), 8);
    store<u32>(out, load<u32>(room + <usize>i32x4.extract_lane(place, 3), DRAW_RAMP), 12);
  } else {
    for (let lane: usize = 0; lane < 4; ++lane) {
      const value = load<f32>(values + (lane << 2));
      store<u32>(out + (lane << 2), onRamp(room, value, logarithmic, low, perUnit));
    }
  }
}
