/** Whether a cell finds room to divide: a free neighbour, or within reach a gap towards which others can be pushed. */

import { isFree, originX, originY, originZ, sitesWithin, VACANT } from '../lattice/lattice';
import { placeAt, placeCount, placeX, placeY, placeZ } from '../lattice/places';
import {
  header,
  NEAR,
  REACH_TILES_X,
  REACH_TILES_YZ,
  TILE_SHIFT_X,
  TILE_SHIFT_Y,
  TILE_SHIFT_Z,
  TILES_X,
  TILES_Y,
  TILES_Z,
} from '../memory/header';
import { tileAddress, tileCount, tileEntry } from '../memory/heap';
import { PHENOTYPE_COLUMN, TILE } from '../memory/layout';

/** Whether any site within reach of a tile's cells is free: if none is, none of them has room. */
export function mayHaveRoom(index: u32): bool {
  return isRoomy(index) || isAnyAround(index, false);
}

/** Whether cells of any tile may come to this one in a step. */
export function hasNeighbours(index: u32): bool {
  return isAnyAround(index, true);
}

/** Whether any tile within reach of one has cells, or else whether any has free sites. */
function isAnyAround(index: u32, cells: bool): bool {
  const across = header(TILES_X);
  const down = header(TILES_Y);
  const x = index % across;
  const y = (index / across) % down;
  const z = index / (across * down);
  const byX = header(REACH_TILES_X);
  const byYz = header(REACH_TILES_YZ);
  const z1 = min<u32>(z + byYz, header(TILES_Z) - 1);
  const y1 = min<u32>(y + byYz, down - 1);
  const x1 = min<u32>(x + byX, across - 1);
  for (let k = z - min<u32>(byYz, z); k <= z1; ++k) {
    for (let j = y - min<u32>(byYz, y); j <= y1; ++j) {
      for (let i = x - min<u32>(byX, x); i <= x1; ++i) {
        const other = (k * down + j) * across + i;
        if (cells ? tileCount(tileEntry(other)) > 0 : isRoomy(other)) return true;
      }
    }
  }
  return false;
}

function isRoomy(index: u32): bool {
  const count = tileCount(tileEntry(index));
  return count < TILE && count < sitesWithin(index);
}

/**
 * Whether the place beside a site is free. `tile`: that of the site where all of it lies within the lattice, so that
 * its own places can be looked up at once, else 0.
 */
export function isFreeBeside(tile: usize, index: u32, site: u32, place: u32): bool {
  const shiftX = header(TILE_SHIFT_X);
  const shiftY = header(TILE_SHIFT_Y);
  const edgeX: u32 = 1 << shiftX;
  const edgeY: u32 = 1 << shiftY;
  const x = (site & (edgeX - 1)) + placeX(place);
  const y = ((site >> shiftX) & (edgeY - 1)) + placeY(place);
  const z = (site >> (shiftX + shiftY)) + placeZ(place);
  if (tile != 0 && x < edgeX && y < edgeY && z < (<u32>1) << header(TILE_SHIFT_Z)) {
    const other = (((z << shiftY) | y) << shiftX) | x;
    return load<u16>(tile + ((<usize>other) << 1), PHENOTYPE_COLUMN) == VACANT;
  }
  return isFree(originX(index) + x, originY(index) + y, originZ(index) + z);
}

/** The tile for isFreeBeside. */
export function wholeTile(index: u32): usize {
  return sitesWithin(index) == TILE ? tileAddress(tileEntry(index)) : 0;
}

/** Whether a cell has room. */
export function hasRoom(index: u32, site: u32): bool {
  return isAnyFree(index, site, placeCount());
}

export function hasFreeNeighbour(index: u32, site: u32): bool {
  return isAnyFree(index, site, header(NEAR));
}

function isAnyFree(index: u32, site: u32, places: u32): bool {
  const tile = wholeTile(index);
  for (let i: u32 = 0; i < places; ++i) {
    if (isFreeBeside(tile, index, site, placeAt(i))) return true;
  }
  return false;
}
