/**
 * Daughters for whom their tile had no room wait in their thread's nursery until the step's end; then they fill the
 * last tile and new ones behind it, in the order of mothers' tiles. A growing population thus stays dense: holes
 * exist only where cells died.
 */

import {
  BIRTHS,
  CELLS,
  COLUMNS,
  header,
  SETTLE_SITE,
  SETTLE_TILE,
  setHeader,
  THREADS,
  tally,
} from '../memory/header';
import {
  allocateTile,
  appendTile,
  clearTile,
  ENTRY_DAUGHTERS,
  ENTRY_NURSED,
  ENTRY_SETTLES,
  ENTRY_THREAD,
  nurseryTile,
  releaseTile,
  setTileCount,
  setTileWet,
  tileAddress,
  tileCount,
  tileEntry,
} from '../memory/heap';
import {
  amountColumn,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  LINEAGE_COLUMN,
  NURSERY_TILES,
  PHENOTYPE_COLUMN,
  TILE,
} from '../memory/layout';
import { NURSED, NURSED_SITE, NURSERY, roomOf, THREAD_REFUSED } from '../memory/room';

/** A place for one more daughter: the nursery tile's address, its site at NURSED_SITE of the room; 0 if no memory. */
export function nurse(room: usize): usize {
  const count = load<u32>(room, NURSED);
  const index = count >> 10;
  if ((count & (TILE - 1)) == 0) {
    if (index >= NURSERY_TILES / header(THREADS)) return 0;
    const tile = allocateTile();
    if (tile == 0) return 0;
    store<u32>(<usize>load<u32>(room, NURSERY) + ((<usize>index) << 2), <u32>tile);
  }
  store<u32>(room, count + 1, NURSED);
  store<u32>(room, count & (TILE - 1), NURSED_SITE);
  return nurseryTile(room, count);
}

/** Copies `count` cells of one tile behind the cells of another. */
export function copyCells(from: usize, i: usize, to: usize, j: usize, count: usize): void {
  assert(i + count <= <usize>TILE && j + count <= <usize>TILE);
  memory.copy(to + PHENOTYPE_COLUMN + (j << 1), from + PHENOTYPE_COLUMN + (i << 1), count << 1);
  memory.copy(to + LINEAGE_COLUMN + (j << 2), from + LINEAGE_COLUMN + (i << 2), count << 2);
  memory.copy(to + EXPRESSION_COLUMN + j, from + EXPRESSION_COLUMN + i, count);
  memory.copy(to + FLAGS_COLUMN + j, from + FLAGS_COLUMN + i, count);
  for (let d = 0; d < <i32>header(COLUMNS); ++d) {
    const column = amountColumn(d);
    memory.copy(to + column + (j << 2), from + column + (i << 2), count << 2);
  }
}

/**
 * Tells every tile's daughters where they will settle and makes the tiles for them, full but for the last. Wet bits
 * are set for every drug: the next sweep clears them. Returns the daughters to settle; those that memory cannot hold
 * are refused, counted in the first thread's room, and taken back from the births.
 */
export function planSettling(tiles: u32): u32 {
  let waiting: u32 = 0;
  for (let t: u32 = 0; t < tiles; ++t) {
    const entry = tileEntry(t);
    store<u32>(entry, waiting, ENTRY_SETTLES);
    waiting += load<u32>(entry, ENTRY_DAUGHTERS);
  }
  if (waiting == 0) return 0;
  const allWet = (1 << header(COLUMNS)) - 1;
  const first = tileEntry(tiles - 1);
  const used = tileCount(first);
  let placed = min<u32>(waiting, TILE - used);
  setHeader(SETTLE_TILE, tiles - 1);
  setHeader(SETTLE_SITE, used);
  setTileCount(first, used + <i32>placed);
  setTileWet(first, allWet);
  while (placed < waiting) {
    const entry = appendTile();
    if (entry == 0) break;
    const count = min<u32>(waiting - placed, TILE);
    if (count < <u32>TILE) clearTile(entry);
    setTileCount(entry, <i32>count);
    setTileWet(entry, allWet);
    placed += count;
  }
  if (placed < waiting) {
    const unborn = waiting - placed;
    const room = roomOf(0);
    store<u32>(room, load<u32>(room, THREAD_REFUSED) + unborn, THREAD_REFUSED);
    setHeader(CELLS, header(CELLS) - unborn);
    tally(BIRTHS, -(<f64>unborn));
  }
  return placed;
}

/** Copies the daughters of one tile from the nursery to where they settle, the first `placed` of all only. */
export function settle(index: u32, placed: u32): void {
  const entry = tileEntry(index);
  const room = roomOf(load<u32>(entry, ENTRY_THREAD));
  let from = load<u32>(entry, ENTRY_NURSED);
  let place = load<u32>(entry, ENTRY_SETTLES);
  const end = min<u32>(place + load<u32>(entry, ENTRY_DAUGHTERS), placed);
  const firstSite = header(SETTLE_TILE) * TILE + header(SETTLE_SITE);
  while (place < end) {
    const site = firstSite + place;
    const most = min<u32>(TILE - (from & (TILE - 1)), TILE - (site & (TILE - 1)));
    const count = min<u32>(end - place, most);
    const to = tileAddress(tileEntry(site >> 10));
    copyCells(nurseryTile(room, from), from & (TILE - 1), to, site & (TILE - 1), count);
    from += count;
    place += count;
  }
}

/** Gives all nursery tiles back. */
export function emptyNurseries(): void {
  for (let thread: u32 = 0; thread < header(THREADS); ++thread) {
    const room = roomOf(thread);
    for (let index: u32 = 0; index < load<u32>(room, NURSED); index += TILE)
      releaseTile(nurseryTile(room, index));
    store<u32>(room, 0, NURSED);
  }
}
