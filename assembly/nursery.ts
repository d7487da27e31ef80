/**
 * Daughters for whom their tile had no room wait here, in order, until the step's end; then they fill the last
 * tile and new ones behind it. A growing population thus stays dense: holes exist only where cells died.
 */

import {
  allocateTile,
  appendTile,
  releaseTile,
  setTileCount,
  setTileWet,
  tileAddress,
  tileCount,
  tileEntry,
  tileWet,
} from './heap';
import {
  amountColumn,
  BIRTHS,
  BIRTHS_REFUSED,
  CELLS,
  DRUGS,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  header,
  LINEAGE_COLUMN,
  NURSERY_COUNT,
  NURSERY_DIRECTORY,
  NURSERY_TILES,
  PHENOTYPE_COLUMN,
  pointer,
  SCRATCH_BLOCK,
  setHeader,
  TILE,
  TILE_COUNT,
  tally,
} from './layout';

/** A place for one more daughter: the nursery tile's address, its site at SCRATCH_BLOCK + 16; 0 if no memory. */
export function nurse(): usize {
  const count = header(NURSERY_COUNT);
  const index = count >> 10;
  const held = pointer(NURSERY_DIRECTORY) + ((<usize>index) << 2);
  if ((count & (TILE - 1)) == 0) {
    if (index >= NURSERY_TILES) return 0;
    const tile = allocateTile();
    if (tile == 0) return 0;
    store<u32>(held, <u32>tile);
  }
  setHeader(NURSERY_COUNT, count + 1);
  store<u32>(SCRATCH_BLOCK, count & (TILE - 1), 16);
  return <usize>load<u32>(held);
}

/** Copies `count` cells of one tile behind the cells of another. */
export function copyCells(from: usize, i: usize, to: usize, j: usize, count: usize): void {
  assert(i + count <= <usize>TILE && j + count <= <usize>TILE);
  memory.copy(to + PHENOTYPE_COLUMN + (j << 1), from + PHENOTYPE_COLUMN + (i << 1), count << 1);
  memory.copy(to + LINEAGE_COLUMN + (j << 2), from + LINEAGE_COLUMN + (i << 2), count << 2);
  memory.copy(to + EXPRESSION_COLUMN + j, from + EXPRESSION_COLUMN + i, count);
  memory.copy(to + FLAGS_COLUMN + j, from + FLAGS_COLUMN + i, count);
  for (let d = 0; d < <i32>header(DRUGS); ++d) {
    const column = amountColumn(d);
    memory.copy(to + column + (j << 2), from + column + (i << 2), count << 2);
  }
}

/** Gives the waiting daughters their tiles. Wet bits are set for every drug: the next sweep clears them. */
export function settleNursery(): void {
  const waiting = header(NURSERY_COUNT);
  if (waiting == 0) return;
  const allWet = (1 << header(DRUGS)) - 1;
  let settled: u32 = 0;
  while (settled < waiting) {
    const from = <usize>load<u32>(pointer(NURSERY_DIRECTORY) + ((<usize>(settled >> 10)) << 2));
    const start = settled & (TILE - 1);
    const left = min<u32>(TILE - start, waiting - settled);
    const tiles = header(TILE_COUNT);
    let entry: usize = tiles > 0 ? tileEntry(tiles - 1) : 0;
    if (entry == 0 || tileCount(entry) == TILE) {
      entry = appendTile();
      if (entry == 0) break;
    }
    const used = tileCount(entry);
    const moved = min<u32>(left, TILE - used);
    copyCells(from, start, tileAddress(entry), used, moved);
    setTileCount(entry, used + <i32>moved);
    setTileWet(entry, allWet);
    settled += moved;
    if ((settled & (TILE - 1)) == 0 || settled == waiting) releaseTile(from);
  }
  if (settled < waiting) {
    // Out of memory between counting and settling; the daughters that found no place were never born.
    const unborn = waiting - settled;
    setHeader(CELLS, header(CELLS) - unborn);
    tally(BIRTHS, -(<f64>unborn));
    tally(BIRTHS_REFUSED, <f64>unborn);
    releaseRest(settled, waiting);
  }
  setHeader(NURSERY_COUNT, 0);
}

function releaseRest(settled: u32, waiting: u32): void {
  for (let index = settled >> 10; index <= (waiting - 1) >> 10; ++index) {
    releaseTile(<usize>load<u32>(pointer(NURSERY_DIRECTORY) + ((<usize>index) << 2)));
  }
}

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
