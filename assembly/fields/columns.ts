/** From voxels to the sites of a tile and back. Sites lie as in lattice.ts, voxels as in fields/layout.ts. */
import { originX, originY, originZ } from '../lattice/lattice';
import {
  header,
  TILE_SHIFT_X,
  TILE_SHIFT_Y,
  TILE_SHIFT_Z,
  VOXEL_PLANE,
  VOXEL_ROW,
  VOXEL_SHIFT,
  VOXELS_Y,
  VOXELS_Z,
} from '../memory/header';

/** Sites along z of a voxel, as a shift. */
function depthShift(): u32 {
  return header(VOXELS_Z) == 1 ? 0 : header(VOXEL_SHIFT);
}

/** Voxels of a tile along x, y and z. */
export function voxelsX(): u32 {
  return (1 << header(TILE_SHIFT_X)) >> header(VOXEL_SHIFT);
}

export function voxelsY(): u32 {
  return (1 << header(TILE_SHIFT_Y)) >> header(VOXEL_SHIFT);
}

export function voxelsZ(): u32 {
  return (1 << header(TILE_SHIFT_Z)) >> depthShift();
}

/** Sites of a voxel. */
export function sitesOfVoxel(): u32 {
  return 1 << (2 * header(VOXEL_SHIFT) + depthShift());
}

/** Rows of sites, across x, that a voxel covers. */
export function rowsOfVoxel(): u32 {
  return 1 << (header(VOXEL_SHIFT) + depthShift());
}

const BEYOND: usize = 0xffffffff;

/** Offset in bytes, within each field's arrays, of four voxels of a tile; BEYOND if they are not of the lattice. */
export function fourVoxels(index: u32, x: u32, y: u32, z: u32): usize {
  const shift = header(VOXEL_SHIFT);
  const i = (originX(index) >> shift) + x;
  const j = (originY(index) >> shift) + y;
  const k = (originZ(index) >> depthShift()) + z;
  if (i >= header(VOXEL_ROW) || j >= header(VOXELS_Y) || k >= header(VOXELS_Z)) return BEYOND;
  return (<usize>(k * header(VOXEL_PLANE) + j * header(VOXEL_ROW) + i)) << 2;
}

export function isBeyond(offset: usize): bool {
  return offset == BEYOND;
}

/** First site, within a tile, of the row `row` of those that voxel x, y, z of the tile covers. */
export function siteRow(x: u32, y: u32, z: u32, row: u32): usize {
  const shift = header(VOXEL_SHIFT);
  const j = (y << shift) + (row & ((1 << shift) - 1));
  const k = (z << depthShift()) + (row >> shift);
  return <usize>((((k << header(TILE_SHIFT_Y)) + j) << header(TILE_SHIFT_X)) + (x << shift));
}

/** Writes the value at each site of a tile to `column`; returns whether any is not 0. */
export function expand(column: usize, values: usize, index: u32): bool {
  const pairs = header(VOXEL_SHIFT) == 1;
  const rows = rowsOfVoxel();
  let any: u32 = 0;
  for (let z: u32 = 0; z < voxelsZ(); ++z) {
    for (let y: u32 = 0; y < voxelsY(); ++y) {
      for (let x: u32 = 0; x < voxelsX(); x += 4) {
        const at = fourVoxels(index, x, y, z);
        if (ASC_FEATURE_SIMD) {
          const four = isBeyond(at) ? f32x4.splat(0) : v128.load(values + at);
          any |= v128.any_true(four) ? 1 : 0;
          const low = pairs ? v128.shuffle<i32>(four, four, 0, 0, 1, 1) : four;
          const high = v128.shuffle<i32>(four, four, 2, 2, 3, 3);
          for (let row: u32 = 0; row < rows; ++row) {
            const to = column + (siteRow(x, y, z, row) << 2);
            v128.store(to, low);
            if (pairs) v128.store(to, high, 16);
          }
        } else {
          for (let row: u32 = 0; row < rows; ++row) {
            const to = column + (siteRow(x, y, z, row) << 2);
            for (let i: usize = 0; i < 16; i += 4) {
              const value: f32 = isBeyond(at) ? 0 : load<f32>(values + at + i);
              any |= reinterpret<u32>(value);
              if (pairs) {
                store<f32>(to + 2 * i, value);
                store<f32>(to + 2 * i, value, 4);
              } else {
                store<f32>(to + i, value);
              }
            }
          }
        }
      }
    }
  }
  return any != 0;
}

/** Sum over the sites of each of four voxels: over their rows in turn, then over pairs. */
export function sumFour(column: usize, x: u32, y: u32, z: u32): v128 {
  const rows = rowsOfVoxel();
  const from = column + (siteRow(x, y, z, 0) << 2);
  let a = v128.load(from);
  if (header(VOXEL_SHIFT) == 0) return a;
  let b = v128.load(from, 16);
  for (let row: u32 = 1; row < rows; ++row) {
    const next = column + (siteRow(x, y, z, row) << 2);
    a = f32x4.add(a, v128.load(next));
    b = f32x4.add(b, v128.load(next, 16));
  }
  return f32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
}

/** The same of one voxel, the `i`th of the four. */
export function sumOne(column: usize, x: u32, y: u32, z: u32, i: u32): f32 {
  const rows = rowsOfVoxel();
  const shift = header(VOXEL_SHIFT);
  const offset = (<usize>(i << shift)) << 2;
  const from = column + (siteRow(x, y, z, 0) << 2) + offset;
  let a = load<f32>(from);
  if (shift == 0) return a;
  let b = load<f32>(from, 4);
  for (let row: u32 = 1; row < rows; ++row) {
    const next = column + (siteRow(x, y, z, row) << 2) + offset;
    a += load<f32>(next);
    b += load<f32>(next, 4);
  }
  return a + b;
}
