/** Whether a cell finds room to divide: a free neighbour, or within reach a gap towards which others can be pushed. */
import { tileCount, tileEntry } from './heap';
import { isFree, sitesWithin } from './lattice';
import { header, REACH_TILES_X, REACH_TILES_YZ, TILE, TILES_X, TILES_Y, TILES_Z } from './layout';
import { placeAt, placeCount, placeX, placeY, placeZ } from './places';

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

export function hasRoom(x: u32, y: u32, z: u32): bool {
  const places = placeCount();
  for (let i: u32 = 0; i < places; ++i) {
    const place = placeAt(i);
    if (isFree(x + placeX(place), y + placeY(place), z + placeZ(place))) return true;
  }
  return false;
}
