/**
 * Draws the sites of a tissue as RGBA pixels: a slice of the lattice, every site a pixel, or every square of 2^shift
 * sites the mean of four of them. A site has the colour of its phenotype, or where that leaves it open the colour of
 * a value on a ramp; both tables and the brush are the caller's. The state is only read.
 */

import {
  DRAW_ROOM,
  FIELD_VALUES,
  header,
  pointer,
  TILE_SHIFT_X,
  TILE_SHIFT_Y,
  TILES_X,
  TILES_Y,
  VOXEL_PLANE,
  VOXEL_ROW,
  VOXEL_SHIFT,
  VOXELS_Z,
} from '../memory/header';
import { tileAddress, tileCount, tileEntry } from '../memory/heap';
import { DRAW_BRUSH, DRAW_COLOURS, DRAW_PIXELS, DRAW_ROWS, HEAP } from '../memory/layout';
import { ASK, Brush, Draw } from '../shared/drawing';
import { Limit } from '../shared/limits';
import { paintRow } from './paint';

/** Two bytes of a pixel at a time, with room above each for a sum of four. */
const PAIR: u32 = 0x00ff00ff;

function tileShift(axis: u32): u32 {
  return header(TILE_SHIFT_X + ((<usize>axis) << 2));
}

/** Entries of the directory from a tile to the next along an axis. */
function tileStride(axis: u32): u32 {
  return axis == 0 ? 1 : axis == 1 ? header(TILES_X) : header(TILES_X) * header(TILES_Y);
}

/** Sites of a tile from one to the next along an axis, as a shift. */
function siteShift(axis: u32): u32 {
  return axis == 0 ? 0 : axis == 1 ? header(TILE_SHIFT_X) : header(TILE_SHIFT_X) + header(TILE_SHIFT_Y);
}

/** Bytes of a field's values from a voxel to the next along an axis. */
function voxelStride(axis: u32): usize {
  return (<usize>(axis == 0 ? 1 : axis == 1 ? header(VOXEL_ROW) : header(VOXEL_PLANE))) << 2;
}

function voxelShift(axis: u32): u32 {
  return axis == 2 && header(VOXELS_Z) == 1 ? 0 : header(VOXEL_SHIFT);
}

/** Address of voxel 0 of the field that the brush shows; 0 where there is none, which shows as 0. */
function fieldValues(room: usize): usize {
  return load<u32>(room + DRAW_BRUSH, 4 * Brush.kind) == Draw.field
    ? pointer(FIELD_VALUES + ((<usize>load<u32>(room + DRAW_BRUSH, 4 * Brush.column)) << 2))
    : 0;
}

/**
 * Draws `width` × `height` pixels, at most `Limit.stripPixels`, to DRAW_PIXELS of the room for drawing.
 * @param axis what the slice is across, at `w`; across 2 its pixels run along x and y, across 1 x and z, across 0 y and z
 * @param u, v the first site; with `w` multiples of 2^shift, which is no longer than a tile
 * @param deep takes the samples of a pixel at two depths, as suits a slice that stands for 2^shift of them
 */
export function draw(
  axis: u32,
  u: u32,
  v: u32,
  w: u32,
  width: u32,
  height: u32,
  shift: u32,
  deep: bool,
): void {
  const room = pointer(DRAW_ROOM);
  assert(<i32>(width * height) <= Limit.stripPixels && room >= HEAP);
  const uAxis: u32 = axis == 0 ? 1 : 0;
  const vAxis: u32 = axis == 2 ? 1 : 2;
  const uTile = tileShift(uAxis);
  const vTile = tileShift(vAxis);
  const wTile = tileShift(axis);
  const uSite = siteShift(uAxis);
  const vSite = siteShift(vAxis);
  const wSite = siteShift(axis);
  const uEdge: u32 = 1 << uTile;
  const vEdge: u32 = 1 << vTile;
  const planeOfTiles = (w >> wTile) * tileStride(axis);
  const inPlane = (w & ((1 << wTile) - 1)) << wSite;
  // Of the four sites that stand for a pixel, two lie in each of two rows.
  const half: u32 = shift > 0 ? 1 << (shift - 1) : 0;
  const second = (half << vSite) + (deep ? half << wSite : 0);
  const step: u32 = (shift > 0 ? half : 1) << uSite;
  const bareColour = load<u32>(room, DRAW_COLOURS);
  const field = fieldValues(room);
  const plane = field + <usize>(w >> voxelShift(axis)) * voxelStride(axis);
  const rows = room + DRAW_ROWS;
  let j: u32 = 0;
  while (j < height) {
    const v0 = v + (j << shift);
    const inV = v0 & (vEdge - 1);
    const across = min<u32>(height - j, (vEdge - inV + (1 << shift) - 1) >> shift);
    const rowOfTiles = planeOfTiles + (v0 >> vTile) * tileStride(vAxis);
    let i: u32 = 0;
    while (i < width) {
      const u0 = u + (i << shift);
      const inU = u0 & (uEdge - 1);
      const along = min<u32>(width - i, (uEdge - inU + (1 << shift) - 1) >> shift);
      const entry = tileEntry(rowOfTiles + (u0 >> uTile) * tileStride(uAxis));
      const tile = tileAddress(entry);
      const bare = bareColour != ASK && (tile == 0 || tileCount(entry) == 0);
      for (let r: u32 = 0; r < across; ++r) {
        const out = room + DRAW_PIXELS + ((<usize>((j + r) * width + i)) << 2);
        if (bare) {
          // A free site is transparent.
          memory.fill(out, 0, (<usize>along) << 2);
          continue;
        }
        const vr = v0 + (r << shift);
        const voxels: usize = field == 0 ? 0 : plane + <usize>(vr >> voxelShift(vAxis)) * voxelStride(vAxis);
        const site = inPlane + ((inV + (r << shift)) << vSite) + (inU << uSite);
        const scale = voxelShift(uAxis);
        const pitch = voxelStride(uAxis);
        if (shift == 0) {
          paintRow(room, out, tile, site, step, along, voxels, u0, 1, scale, pitch);
          continue;
        }
        paintRow(room, rows, tile, site, step, along << 1, voxels, u0, half, scale, pitch);
        paintRow(room, rows + 128, tile, site + second, step, along << 1, voxels, u0, half, scale, pitch);
        blend(out, rows, along);
      }
      i += along;
    }
    j += across;
  }
}

/** Means of squares of four out of two rows. */
function blend(out: usize, rows: usize, count: u32): void {
  const end = out + ((<usize>count) << 2);
  for (; out < end; out += 4, rows += 8) {
    const a = load<u32>(rows, 0);
    const b = load<u32>(rows, 4);
    const c = load<u32>(rows, 128);
    const d = load<u32>(rows, 132);
    const even = ((a & PAIR) + (b & PAIR) + (c & PAIR) + (d & PAIR)) >> 2;
    const odd = (((a >> 8) & PAIR) + ((b >> 8) & PAIR) + ((c >> 8) & PAIR) + ((d >> 8) & PAIR)) >> 2;
    store<u32>(out, (even & PAIR) | ((odd & PAIR) << 8));
  }
}
