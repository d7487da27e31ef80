/**
 * Where the sites of a tissue lie: which tile and which place in it, and which voxel of the fields.
 *
 * A tile is 32 × 32 sites in a plane and 16 × 8 × 8 in a volume, x running fastest, so that four sites beside one
 * another along x are four lanes. The directory holds an entry for every tile of the lattice, x fastest; the address
 * of one that no cell has reached is 0. A free site has phenotype 0 and zeros in all columns.
 */

import {
  FIELD_VALUES,
  header,
  pointer,
  SITES_X,
  SITES_Y,
  SITES_Z,
  SPACE,
  setHeader,
  TILE_BYTES,
  TILE_COUNT,
  TILE_DIRECTORY,
  TILE_DIRECTORY_CAPACITY,
  TILE_SHIFT_X,
  TILE_SHIFT_Y,
  TILE_SHIFT_Z,
  TILES_REACHED,
  TILES_X,
  TILES_Y,
  TILES_Z,
  VOXEL_PLANE,
  VOXEL_ROW,
  VOXEL_SHIFT,
  VOXELS_X,
  VOXELS_Y,
  VOXELS_Z,
} from '../memory/header';
import { allocate, allocateTile, setTileCount, tileAddress, tileEntry } from '../memory/heap';
import { HEADER, PHENOTYPE_COLUMN, TILE, tissueValue } from '../memory/layout';
import { Limit } from '../shared/limits';
import { Space, TissueField } from '../shared/tissue';

/** The phenotype of a free site, and of what a dead cell leaves until it is cleared; neither has rates of its own. */
export const VACANT: u32 = 0;
export const DEBRIS: u32 = 1;

/** Never in the plain build, from which all that hangs on this vanishes. */
export function isTissue(): bool {
  if (!isDefined(TISSUE)) return false;
  return header(SPACE) != Space.wellMixed;
}

/** Reads sizes from the model block. */
export function measureLattice(): void {
  const space = <u32>tissueValue(TissueField.space);
  setHeader(SPACE, space);
  if (space == Space.wellMixed) return;
  const flat = space == Space.plane;
  const shiftX: u32 = flat ? 5 : 4;
  const shiftY: u32 = flat ? 5 : 3;
  const shiftZ: u32 = flat ? 0 : 3;
  const x = <u32>tissueValue(TissueField.sizeX);
  const y = <u32>tissueValue(TissueField.sizeY);
  const z: u32 = flat ? 1 : <u32>tissueValue(TissueField.sizeZ);
  setHeader(SITES_X, x);
  setHeader(SITES_Y, y);
  setHeader(SITES_Z, z);
  setHeader(TILE_SHIFT_X, shiftX);
  setHeader(TILE_SHIFT_Y, shiftY);
  setHeader(TILE_SHIFT_Z, shiftZ);
  setHeader(TILES_X, over(x, shiftX));
  setHeader(TILES_Y, over(y, shiftY));
  setHeader(TILES_Z, over(z, shiftZ));
  const shift: u32 = tissueValue(TissueField.coarsening) == 2 ? 1 : 0;
  setHeader(VOXEL_SHIFT, shift);
  setHeader(VOXELS_X, over(x, shift));
  setHeader(VOXELS_Y, over(y, shift));
  setHeader(VOXELS_Z, flat ? 1 : over(z, shift));
  // At least one number after the last voxel of a row, always 0, keeps it apart from the next row's first.
  const row = (over(x, shift) + 8) & ~7;
  setHeader(VOXEL_ROW, row);
  setHeader(VOXEL_PLANE, row * over(y, shift));
}

/** size / 2^shift, rounded up. */
function over(size: u32, shift: u32): u32 {
  return (size + (1 << shift) - 1) >> shift;
}

/** Index in the directory of the tile that holds a site. */
export function tileOf(x: u32, y: u32, z: u32): u32 {
  return (
    ((z >> header(TILE_SHIFT_Z)) * header(TILES_Y) + (y >> header(TILE_SHIFT_Y))) * header(TILES_X) +
    (x >> header(TILE_SHIFT_X))
  );
}

/** Place of a site within its tile. */
export function siteOf(x: u32, y: u32, z: u32): u32 {
  const shiftX = header(TILE_SHIFT_X);
  const shiftY = header(TILE_SHIFT_Y);
  const inX = x & ((1 << shiftX) - 1);
  const inY = y & ((1 << shiftY) - 1);
  const inZ = z & ((1 << header(TILE_SHIFT_Z)) - 1);
  return (((inZ << shiftY) | inY) << shiftX) | inX;
}

/** Number of the voxel that holds a site, within each field's values. */
export function voxelOf(x: u32, y: u32, z: u32): u32 {
  const shift = header(VOXEL_SHIFT);
  const plane = header(VOXELS_Z) == 1 ? z : z >> shift;
  return plane * header(VOXEL_PLANE) + (y >> shift) * header(VOXEL_ROW) + (x >> shift);
}

/** Value of a field at a voxel; 0 where there is no such field. */
export function fieldAt(field: i32, voxel: u32): f32 {
  const values = pointer(FIELD_VALUES + ((<usize>field) << 2));
  return values == 0 ? 0 : load<f32>(values + ((<usize>voxel) << 2));
}

/** Whether there is an oxygen field. */
export function hasOxygen(): bool {
  return pointer(FIELD_VALUES + 4 * Limit.drugs) != 0;
}

/** An entry for every tile, none with memory yet. False at the memory limit. */
export function layDirectory(): bool {
  const tiles = header(TILES_X) * header(TILES_Y) * header(TILES_Z);
  const bytes = (<usize>tiles) << 5;
  const directory = allocate(bytes);
  if (directory == 0) return false;
  memory.fill(directory, 0, bytes);
  setHeader(TILE_DIRECTORY, <u32>directory);
  setHeader(TILE_DIRECTORY_CAPACITY, tiles);
  setHeader(TILE_COUNT, tiles);
  return true;
}

/** First site of a tile along x, y and z. */
export function originX(index: u32): u32 {
  return (index % header(TILES_X)) << header(TILE_SHIFT_X);
}

export function originY(index: u32): u32 {
  return ((index / header(TILES_X)) % header(TILES_Y)) << header(TILE_SHIFT_Y);
}

export function originZ(index: u32): u32 {
  return (index / (header(TILES_X) * header(TILES_Y))) << header(TILE_SHIFT_Z);
}

/** How far a site lies from the first of its tile along x, y and z. */
export function withinX(site: u32): u32 {
  return site & ((1 << header(TILE_SHIFT_X)) - 1);
}

export function withinY(site: u32): u32 {
  return (site >> header(TILE_SHIFT_X)) & ((1 << header(TILE_SHIFT_Y)) - 1);
}

export function withinZ(site: u32): u32 {
  return site >> (header(TILE_SHIFT_X) + header(TILE_SHIFT_Y));
}

/** Sites of a tile that lie within the lattice. */
export function sitesWithin(index: u32): i32 {
  return (
    within(originX(index), header(SITES_X), header(TILE_SHIFT_X)) *
    within(originY(index), header(SITES_Y), header(TILE_SHIFT_Y)) *
    within(originZ(index), header(SITES_Z), header(TILE_SHIFT_Z))
  );
}

/** Whether a place of a tile lies within the lattice. */
export function isWithin(index: u32, site: u32): bool {
  return (
    originX(index) + withinX(site) < header(SITES_X) &&
    originY(index) + withinY(site) < header(SITES_Y) &&
    originZ(index) + withinZ(site) < header(SITES_Z)
  );
}

function within(origin: u32, size: u32, shift: u32): i32 {
  return <i32>min<u32>(size - origin, 1 << shift);
}

/** Whether nothing is at a site of the lattice; false beyond it. */
export function isFree(x: u32, y: u32, z: u32): bool {
  if (x >= header(SITES_X) || y >= header(SITES_Y) || z >= header(SITES_Z)) return false;
  const tile = tileAddress(tileEntry(tileOf(x, y, z)));
  return tile == 0 || load<u16>(tile + ((<usize>siteOf(x, y, z)) << 1), PHENOTYPE_COLUMN) == VACANT;
}

/** Gives a tile memory, all its sites free. False at the memory limit. Any thread may ask. */
export function reachTile(entry: usize): bool {
  if (tileAddress(entry) != 0) return true;
  const tile = allocateTile();
  if (tile == 0) return false;
  memory.fill(tile, 0, <usize>header(TILE_BYTES));
  store<u32>(entry, <u32>tile);
  setTileCount(entry, 0);
  atomic.add<u32>(HEADER + TILES_REACHED, 1);
  return true;
}

/** Places of a tile to look at: all that may hold cells. */
export function sitesOf(count: i32): i32 {
  return isTissue() && count > 0 ? TILE : count;
}
