/** Colours of a row of sites within one tile, each from its phenotype's colour or from the ramp (see draw.ts). */

import { cloneAddress } from '../genome/clones';
import {
  amountColumn,
  DRAW_BRUSH,
  DRAW_COLOURS,
  DRAW_RAMP,
  LINEAGE_COLUMN,
  PHENOTYPE_COLUMN,
} from '../memory/layout';
import { ASK, Brush, DARKEST, Draw } from '../shared/drawing';
import { CloneField } from '../shared/genome';
import { Limit } from '../shared/limits';

/** Sixteen-bit and thirty-two-bit lanes all equal to the lowest one. */
const FOUR_TIMES: u64 = 0x0001000100010001;
const TWICE: u64 = 0x0000000100000001;
/** Two bytes of a colour at a time, with room above each. */
const PAIR: u32 = 0x00ff00ff;
const LAST: i32 = Limit.rampColours - 1;
/** Bytes of the colours of four sites. */
const FOUR: usize = 16;

/**
 * @param out where the colours go, one after another
 * @param tile 0 where no cell has been
 * @param site, step the first site and the way to the next within the tile
 * @param voxels address of the value of a field at the row's x or y = 0, itself 0 without a field; x, dx the row's
 *   first place and the way to the next; scale, pitch places per voxel as a shift, and bytes from voxel to voxel
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
  if (kind == Draw.field) {
    paintField(room, out, end, tile, site, step, voxels, x, dx, scale, pitch);
  } else if (tile == 0) {
    memory.fill(out, 0, end - out);
  } else if (kind == Draw.phenotype) {
    paintPhenotypes(room, out, end, tile, site, step);
  } else if (kind == Draw.shade) {
    paintShades(room, out, end, tile, site, step);
  } else if (kind == Draw.amount) {
    paintAmounts(room, out, end, tile, site, step);
  } else {
    paintClones(room, out, end, tile, site, step, kind == Draw.clone);
  }
}

function paintPhenotypes(room: usize, out: usize, end: usize, tile: usize, site: u32, step: u32): void {
  if (step == 1) {
    for (; out + FOUR <= end; out += FOUR, site += 4) {
      const ids = phenotypes(tile, site);
      const a = load<u32>(room + ((<usize>(ids & 0xffff)) << 2), DRAW_COLOURS);
      const b = load<u32>(room + ((<usize>((ids >> 16) & 0xffff)) << 2), DRAW_COLOURS);
      const c = load<u32>(room + ((<usize>((ids >> 32) & 0xffff)) << 2), DRAW_COLOURS);
      const d = load<u32>(room + ((<usize>(ids >> 48)) << 2), DRAW_COLOURS);
      store<u64>(out, <u64>a | ((<u64>b) << 32), 0);
      store<u64>(out, <u64>c | ((<u64>d) << 32), 8);
    }
  }
  for (; out < end; out += 4, site += step) store<u32>(out, ownColour(room, tile, site));
}

function paintShades(room: usize, out: usize, end: usize, tile: usize, site: u32, step: u32): void {
  for (; out < end; out += 4, site += step) {
    const clone = load<u32>(tile + ((<usize>site) << 2), LINEAGE_COLUMN);
    store<u32>(out, shaded(ownColour(room, tile, site), clone));
  }
}

function paintAmounts(room: usize, out: usize, end: usize, tile: usize, site: u32, step: u32): void {
  const amounts = tile + amountColumn(<i32>load<u32>(room + DRAW_BRUSH, 4 * Brush.column));
  while (out < end) {
    if (step == 1 && out + FOUR <= end && asksAlike(room, tile, site)) {
      paintFour(room, out, amounts + ((<usize>site) << 2));
      out += FOUR;
      site += 4;
      continue;
    }
    const stop = min(end, out + FOUR);
    for (; out < stop; out += 4, site += step) {
      const own = ownColour(room, tile, site);
      store<u32>(out, own == ASK ? onRamp(room, load<f32>(amounts + ((<usize>site) << 2))) : own);
    }
  }
}

function paintField(
  room: usize,
  out: usize,
  end: usize,
  tile: usize,
  site: u32,
  step: u32,
  voxels: usize,
  x: u32,
  dx: u32,
  scale: u32,
  pitch: usize,
): void {
  const beside = step == 1 && dx == 1 && voxels != 0;
  while (out < end) {
    if (beside && out + FOUR <= end && (x & scale) == 0 && asksAlike(room, tile, site)) {
      const voxel = voxels + ((<usize>(x >> scale)) << 2);
      if (scale == 0) {
        paintFour(room, out, voxel);
      } else {
        store<u64>(out, TWICE * <u64>onRamp(room, load<f32>(voxel, 0)), 0);
        store<u64>(out, TWICE * <u64>onRamp(room, load<f32>(voxel, 4)), 8);
      }
      out += FOUR;
      site += 4;
      x += 4;
      continue;
    }
    const stop = min(end, out + FOUR);
    for (; out < stop; out += 4, site += step, x += dx) {
      let own = ownColour(room, tile, site);
      if (own == ASK) {
        own = onRamp(room, voxels == 0 ? 0 : load<f32>(voxels + <usize>(x >> scale) * pitch));
      }
      store<u32>(out, own);
    }
  }
}

/** Neighbours are often of one clone, whose record lies far away. */
function paintClones(
  room: usize,
  out: usize,
  end: usize,
  tile: usize,
  site: u32,
  step: u32,
  byNumber: bool,
): void {
  let seen: u32 = 0xffffffff;
  let shade: u32 = 0;
  while (out < end) {
    const first = load<u32>(tile + ((<usize>site) << 2), LINEAGE_COLUMN);
    if (step == 1 && out + FOUR <= end && first == seen && asksAlike(room, tile, site)) {
      const twice = TWICE * <u64>first;
      const at = tile + ((<usize>site) << 2);
      if (load<u64>(at, LINEAGE_COLUMN) == twice && load<u64>(at, LINEAGE_COLUMN + 8) == twice) {
        store<u64>(out, TWICE * <u64>shade, 0);
        store<u64>(out, TWICE * <u64>shade, 8);
        out += FOUR;
        site += 4;
        continue;
      }
    }
    const stop = min(end, out + FOUR);
    for (; out < stop; out += 4, site += step) {
      const own = ownColour(room, tile, site);
      const clone = load<u32>(tile + ((<usize>site) << 2), LINEAGE_COLUMN);
      if (own == ASK && clone != seen) {
        shade = byNumber ? hashed(room, clone) : born(room, clone);
        seen = clone;
      }
      store<u32>(out, own == ASK ? shade : own);
    }
  }
}

/** Colour of a single cell, of every kind of brush but that of a field. */
export function cellColour(room: usize, kind: u32, amounts: usize, tile: usize, site: u32): u32 {
  const own = ownColour(room, tile, site);
  if (kind == Draw.shade) return shaded(own, load<u32>(tile + ((<usize>site) << 2), LINEAGE_COLUMN));
  if (own != ASK) return own;
  if (kind == Draw.amount) return onRamp(room, load<f32>(amounts + ((<usize>site) << 2)));
  const clone = load<u32>(tile + ((<usize>site) << 2), LINEAGE_COLUMN);
  return kind == Draw.clone ? hashed(room, clone) : born(room, clone);
}

/** Of four sites in a row. */
function phenotypes(tile: usize, site: u32): u64 {
  return tile == 0 ? 0 : load<u64>(tile + ((<usize>site) << 1), PHENOTYPE_COLUMN);
}

/** Whether four sites in a row are of one phenotype that leaves its colour open. */
function asksAlike(room: usize, tile: usize, site: u32): bool {
  const ids = phenotypes(tile, site);
  const first = ids & 0xffff;
  return ids == first * FOUR_TIMES && load<u32>(room + ((<usize>first) << 2), DRAW_COLOURS) == ASK;
}

function ownColour(room: usize, tile: usize, site: u32): u32 {
  const phenotype: usize = tile == 0 ? 0 : <usize>load<u16>(tile + ((<usize>site) << 1), PHENOTYPE_COLUMN);
  return load<u32>(room + (phenotype << 2), DRAW_COLOURS);
}

/** Colour of a value; of a logarithmic ramp its bits decide, which run with the logarithm octave by octave. */
function onRamp(room: usize, value: f32): u32 {
  const brush = room + DRAW_BRUSH;
  const logarithmic = load<u32>(brush, 4 * Brush.logarithmic) != 0;
  const level = logarithmic ? <f32>reinterpret<i32>(value) : value;
  let place = <i32>((level - load<f32>(brush, 4 * Brush.low)) * load<f32>(brush, 4 * Brush.perUnit));
  place = place < 0 ? 0 : place;
  place = place > LAST ? LAST : place;
  return load<u32>(room + ((<usize>place) << 2), DRAW_RAMP);
}

/** Fibonacci hashing (Knuth 1998, 6.4): numbers that follow one another lie far apart, 0…255. */
function scattered(clone: u32): u32 {
  return (clone * 0x9e3779b1) >> 24;
}

function hashed(room: usize, clone: u32): u32 {
  return load<u32>(room + ((<usize>scattered(clone)) << 2), DRAW_RAMP);
}

/** A colour as it is for the first clone, darker by up to DARKEST of 256 for others. */
function shaded(colour: u32, clone: u32): u32 {
  const share: u32 = 256 - ((scattered(clone) * DARKEST) >> 8);
  const even = (((colour & PAIR) * share) >> 8) & PAIR;
  const odd = (((colour >> 8) & 0xff) * share) & 0xff00;
  return even | odd | (colour & 0xff000000);
}

function born(room: usize, clone: u32): u32 {
  return onRamp(room, <f32>load<u32>(cloneAddress(clone), 4 * CloneField.birthStep));
}

/** Colours of four values on the ramp, by the same operations as one. */
function paintFour(room: usize, out: usize, values: usize): void {
  if (ASC_FEATURE_SIMD) {
    const brush = room + DRAW_BRUSH;
    let level = v128.load(values);
    if (load<u32>(brush, 4 * Brush.logarithmic) != 0) level = f32x4.convert_i32x4_s(level);
    const low = v128.load32_splat(brush, 4 * Brush.low);
    const perUnit = v128.load32_splat(brush, 4 * Brush.perUnit);
    let place = i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.sub(level, low), perUnit));
    place = i32x4.shl(i32x4.min_s(i32x4.max_s(place, i32x4.splat(0)), i32x4.splat(LAST)), 2);
    store<u32>(out, load<u32>(room + <usize>i32x4.extract_lane(place, 0), DRAW_RAMP), 0);
    store<u32>(out, load<u32>(room + <usize>i32x4.extract_lane(place, 1), DRAW_RAMP), 4);
    store<u32>(out, load<u32>(room + <usize>i32x4.extract_lane(place, 2), DRAW_RAMP), 8);
    store<u32>(out, load<u32>(room + <usize>i32x4.extract_lane(place, 3), DRAW_RAMP), 12);
  } else {
    for (let lane: usize = 0; lane < FOUR; lane += 4) {
      store<u32>(out + lane, onRamp(room, load<f32>(values + lane)));
    }
  }
}
