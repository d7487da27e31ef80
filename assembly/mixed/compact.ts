import { CELLS, header, setHeader, TILE_COUNT } from '../memory/header';
import {
  releaseTile,
  setTileCount,
  setTileWet,
  tileAddress,
  tileCount,
  tileEntry,
  tileWet,
} from '../memory/heap';
import { TILE } from '../memory/layout';
import { copyCells } from './nursery';

/**
 * When less than half of the sites hold cells, moves all cells to the front, order kept, and gives the emptied
 * tiles back. Depends on counts alone, so every variant does it at the same step.
 */
export function compact(): void {
  const tiles = header(TILE_COUNT);
  if (tiles < 2 || <u64>header(CELLS) * 2 >= <u64>tiles * TILE) return;
  let target: u32 = 0;
  for (let source: u32 = 0; source < tiles; ++source) {
    const from = tileEntry(source);
    let taken: i32 = 0;
    const count = tileCount(from);
    const wet = tileWet(from);
    if (target == source) continue;
    while (taken < count) {
      const to = tileEntry(target);
      const room = TILE - tileCount(to);
      if (room == 0) {
        ++target;
        if (target == source) break;
        continue;
      }
      const moved = min<i32>(room, count - taken);
      copyCells(tileAddress(from), taken, tileAddress(to), tileCount(to), moved);
      setTileCount(to, tileCount(to) + moved);
      setTileWet(to, tileWet(to) | wet);
      taken += moved;
    }
    if (taken > 0 && taken < count) {
      copyCells(tileAddress(from), taken, tileAddress(from), 0, count - taken);
    }
    setTileCount(from, count - taken);
  }
  let left = tiles;
  while (left > 1 && tileCount(tileEntry(left - 1)) == 0) {
    --left;
    releaseTile(tileAddress(tileEntry(left)));
  }
  setHeader(TILE_COUNT, left);
}
