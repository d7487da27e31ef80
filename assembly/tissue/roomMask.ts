/**
 * Which sites of a tile have a free site within reach, all at once: a bit per site.
 *
 * A row of free sites along x is a word of bits, 16 beyond the tile on either side. Free sites within reach of a row
 * are those of rows (dy, dz) away, spread by as much along x as the reach leaves. Rows are spread by one more site
 * turn by turn, and rows that reach just so far are added up in each turn.
 */

import { originX, originY, originZ } from '../lattice/lattice';
import { farthestRing } from '../lattice/places';
import {
  header,
  REACH,
  SITES_X,
  SITES_Y,
  SITES_Z,
  SPACE,
  TILE_SHIFT_X,
  TILE_SHIFT_Y,
  TILE_SHIFT_Z,
  TILES_X,
  TILES_Y,
} from '../memory/header';
import { tileAddress, tileCount, tileEntry } from '../memory/heap';
import { PHENOTYPE_COLUMN } from '../memory/layout';
import { MASK_ROWS, ROOM_MASK } from '../memory/room';
import { Space } from '../shared/tissue';

const MASK_BYTES: usize = 512;
/** Sites that a word holds beyond the tile on either side. */
export const BESIDE: u32 = 16;

/** Whether few sites of a tile are free. */
export function isCrowded(index: u32): bool {
  return tileCount(tileEntry(index)) >= CROWDED;
}

/** Cells of a crowded tile. */
const CROWDED: i32 = 832;

/** Whether the cell at a place of the tile whose mask this is has room. */
export function hasRoomIn(mask: usize, site: u32): bool {
  const shift = header(TILE_SHIFT_X);
  const row = load<u64>(mask + ((<usize>(site >> shift)) << 3));
  return ((row >> <u64>((site & ((1 << shift) - 1)) + BESIDE)) & 1) != 0;
}

/** Fills the mask of a tile in the thread's room. */
export function maskRoom(room: usize, index: u32): void {
  const mask = room + ROOM_MASK;
  const scratch = room + MASK_ROWS;
  const reach = <i32>max<u32>(header(REACH), 1);
  const flat = header(SPACE) == Space.plane;
  const depth = flat ? 0 : reach;
  const rows: i32 = 1 << header(TILE_SHIFT_Y);
  const planes: i32 = 1 << header(TILE_SHIFT_Z);
  const across = rows + 2 * reach;
  const words = (planes + 2 * depth) * across;
  const spread = scratch + ((<usize>words) << 3);
  const beside: u32 = reach <= 8 ? 8 : 16;
  const y = <i32>originY(index) - reach;
  const z = <i32>originZ(index) - depth;
  for (let k = 0; k < planes + 2 * depth; ++k) {
    freeRows(scratch + ((<usize>(k * across)) << 3), originX(index), y, z + k, across, beside);
  }
  memory.copy(spread, scratch, (<usize>words) << 3);
  memory.fill(mask, 0, MASK_BYTES);
  const farthest = <i32>farthestRing();
  for (let width = 0; width <= reach; ++width) {
    if (width > 0) widen(scratch, spread, words, width);
    for (let dz = -depth; dz <= depth; ++dz) {
      for (let dy = -reach; dy <= reach; ++dy) {
        const left = farthest - dz * dz - dy * dy;
        if (left < width * width || left >= (width + 1) * (width + 1)) continue;
        addRows(mask, spread, across, rows, planes, reach + dy, depth + dz);
      }
    }
  }
}

function widen(free: usize, spread: usize, words: i32, width: i32): void {
  for (let i: usize = 0; i < (<usize>words) << 3; i += 8) {
    const row = load<u64>(free + i);
    store<u64>(spread + i, load<u64>(spread + i) | (row << (<u64>width)) | (row >> <u64>width));
  }
}

function addRows(
  mask: usize,
  spread: usize,
  across: i32,
  rows: i32,
  planes: i32,
  down: i32,
  deep: i32,
): void {
  let to = mask;
  for (let k = 0; k < planes; ++k) {
    let from = spread + ((<usize>((k + deep) * across + down)) << 3);
    for (let j = 0; j < rows; ++j) {
      store<u64>(to, load<u64>(to) | load<u64>(from));
      to += 8;
      from += 8;
    }
  }
}

/** What freeSites takes for a tile that is beyond the lattice. */
const NO_TILE: usize = 1;

/**
 * Free sites of the lattice on `count` rows from y on, at `to`: bit 16 at x, where a tile begins, and `beside` sites on
 * either side of that tile.
 */
export function freeRows(to: usize, x: u32, y: i32, z: i32, count: i32, beside: u32): void {
  memory.fill(to, 0, (<usize>count) << 3);
  if (<u32>z >= header(SITES_Z)) return;
  const shiftX = header(TILE_SHIFT_X);
  const edge: u32 = 1 << shiftX;
  const edgeY = 1 << header(TILE_SHIFT_Y);
  const inZ = (<u32>z & ((1 << header(TILE_SHIFT_Z)) - 1)) << header(TILE_SHIFT_Y);
  // Nothing beyond the lattice is free.
  const within = header(SITES_X) - x + BESIDE;
  const valid: u64 = within < 64 ? ((<u64>1) << (<u64>within)) - 1 : 0xffffffffffffffff;
  const end = min<i32>(y + count, <i32>header(SITES_Y));
  let row = y > 0 ? y : 0;
  while (row < end) {
    const first =
      ((<u32>z >> header(TILE_SHIFT_Z)) * header(TILES_Y) + (<u32>row >> header(TILE_SHIFT_Y))) *
        header(TILES_X) +
      (x >> shiftX);
    const own = tileAddress(tileEntry(first));
    const left = x > 0 ? tileAddress(tileEntry(first - 1)) : NO_TILE;
    const right = x + edge < header(SITES_X) ? tileAddress(tileEntry(first + 1)) : NO_TILE;
    const last = min<i32>(end, (row | (edgeY - 1)) + 1);
    for (; row < last; ++row) {
      const site = (inZ | <u32>(row & (edgeY - 1))) << shiftX;
      const free =
        (freeSites(own, site, edge) << (<u64>BESIDE)) |
        (freeSites(left, site + edge - beside, beside) << (<u64>(BESIDE - beside))) |
        (freeSites(right, site, beside) << (<u64>(BESIDE + edge)));
      store<u64>(to + ((<usize>(row - y)) << 3), free & valid);
    }
  }
}

/** `count` sites of a tile from one on, a multiple of 8: a bit for each that is free. */
function freeSites(tile: usize, site: u32, count: u32): u64 {
  if (tile <= NO_TILE) return tile == NO_TILE ? 0 : ((<u64>1) << (<u64>count)) - 1;
  const at = tile + PHENOTYPE_COLUMN + ((<usize>site) << 1);
  let row: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    const zero = i16x8.splat(0);
    for (let i: u32 = 0; i < count; i += 8) {
      const eight = <u64>(<u32>i16x8.bitmask(i16x8.eq(v128.load(at + ((<usize>i) << 1)), zero)));
      row |= eight << (<u64>i);
    }
  } else {
    for (let i: u32 = 0; i < count; ++i) {
      row |= (<u64>(load<u16>(at + ((<usize>i) << 1)) == 0 ? 1 : 0)) << (<u64>i);
    }
  }
  return row;
}
