/** The only allocator: a bump pointer over memory that grows, and a list of tiles given back. */

import { Flag } from './cell';
import {
  FREE_TILE,
  FREE_TILES,
  HEAP_TOP,
  header,
  MEMORY_LIMIT_PAGES,
  pointer,
  setHeader,
  TILE_BYTES,
  TILE_COUNT,
  TILE_DIRECTORY,
  TILE_DIRECTORY_CAPACITY,
} from './header';
import { LOCK } from './layout';
import { NURSERY } from './room';

const PAGE: u64 = 65536;
/** Pages asked for at a time when more memory is needed: 1 MiB. */
const GROWTH: i32 = 16;

/** Address of `bytes` fresh bytes (64-byte aligned, not cleared), or 0 when memory is at its limit. */
export function allocate(bytes: usize): usize {
  const top = <u64>header(HEAP_TOP);
  const next = (top + <u64>bytes + 63) & ~63;
  if (next > <u64>header(MEMORY_LIMIT_PAGES) * PAGE || next > 0xffff0000) return 0;
  const held = <u64>(<u32>memory.size()) * PAGE;
  if (next > held) {
    const least = <i32>((next - held + PAGE - 1) / PAGE);
    const room = <i32>(header(MEMORY_LIMIT_PAGES) - <u32>memory.size());
    const wanted = least > GROWTH ? least : room < GROWTH ? room : GROWTH;
    if (memory.grow(wanted) < 0 && memory.grow(least) < 0) return 0;
  }
  setHeader(HEAP_TOP, <u32>next);
  return <usize>top;
}

/** A tile's worth of memory, recycled if one is free; 0 at the limit. Any thread may ask. */
export function allocateTile(): usize {
  while (atomic.cmpxchg<u32>(LOCK, 0, 1) != 0) {}
  let tile = pointer(FREE_TILE);
  if (tile != 0) {
    setHeader(FREE_TILE, load<u32>(tile));
    setHeader(FREE_TILES, header(FREE_TILES) - 1);
  } else {
    tile = allocate(pointer(TILE_BYTES));
  }
  atomic.store<u32>(LOCK, 0);
  return tile;
}

/** Tile that holds daughter `index` of a thread's nursery (nursery.ts). */
export function nurseryTile(room: usize, index: u32): usize {
  return <usize>load<u32>(<usize>load<u32>(room, NURSERY) + ((<usize>(index >> 10)) << 2));
}

/** Only between the threads' tasks. */
export function releaseTile(tile: usize): void {
  store<u32>(tile, header(FREE_TILE));
  setHeader(FREE_TILE, <u32>tile);
  setHeader(FREE_TILES, header(FREE_TILES) + 1);
}

/** Tiles that could still be had, recycled ones included. */
export function tilesLeft(): u64 {
  const limit = min<u64>(<u64>header(MEMORY_LIMIT_PAGES) * PAGE, 0xffff0000);
  const top = <u64>header(HEAP_TOP);
  const fresh = limit > top ? (limit - top) / <u64>pointer(TILE_BYTES) : 0;
  return fresh + header(FREE_TILES);
}

/**
 * Directory entry, 32 bytes: tile address u32, count u16, wet columns u16; then what this step's events of the tile
 * left elsewhere: thread u32, first daughter in its nursery u32, how many u32, first drafted alteration u32, how
 * many u32, and where its daughters settle u32.
 */
export const ENTRY_THREAD: usize = 8;
export const ENTRY_NURSED: usize = 12;
export const ENTRY_DAUGHTERS: usize = 16;
export const ENTRY_DRAFTED: usize = 20;
export const ENTRY_DRAFTS: usize = 24;
export const ENTRY_SETTLES: usize = 28;
/**
 * Instead of those, in a tissue: in which of the tile's 32 rows of 32 sites cells are to die and to divide, a bit each,
 * and whether some wait for the step's end.
 */
export const ENTRY_DYING: usize = 8;
export const ENTRY_DIVIDING: usize = 12;
export const ENTRY_WAITING: usize = 16;

export function tileEntry(index: u32): usize {
  return pointer(TILE_DIRECTORY) + ((<usize>index) << 5);
}

export function tileAddress(entry: usize): usize {
  return <usize>load<u32>(entry);
}

export function tileCount(entry: usize): i32 {
  return <i32>load<u16>(entry, 4);
}

export function setTileCount(entry: usize, count: i32): void {
  store<u16>(entry, <u16>count, 4);
}

/** Bit per amount column: some cell of the tile may hold some of it. */
export function tileWet(entry: usize): u32 {
  return <u32>load<u16>(entry, 6);
}

export function setTileWet(entry: usize, wet: u32): void {
  store<u16>(entry, <u16>wet, 6);
}

/** The cell at a site has events to come if its flags say so. */
export function markPending(entry: usize, site: usize, flags: u32): void {
  const row: u32 = 1 << (<u32>site >> 5);
  if ((flags & Flag.dies) != 0) store<u32>(entry, load<u32>(entry, ENTRY_DYING) | row, ENTRY_DYING);
  if ((flags & Flag.divides) != 0) store<u32>(entry, load<u32>(entry, ENTRY_DIVIDING) | row, ENTRY_DIVIDING);
}

/** Some cell of the tile waits for the step's end. */
export function markWaiting(entry: usize): void {
  store<u32>(entry, 1, ENTRY_WAITING);
}

/** Twice the directory, at least 256 entries; the old one is copied over. False at the memory limit. */
export function growDirectory(): bool {
  const count = header(TILE_COUNT);
  const before = header(TILE_DIRECTORY_CAPACITY);
  const capacity: u32 = before == 0 ? 256 : before * 2;
  const directory = allocate((<usize>capacity) << 5);
  if (directory == 0) return false;
  memory.copy(directory, pointer(TILE_DIRECTORY), (<usize>count) << 5);
  setHeader(TILE_DIRECTORY, <u32>directory);
  setHeader(TILE_DIRECTORY_CAPACITY, capacity);
  return true;
}

/** Appends a tile to the directory, its memory as it was left; returns its entry, or 0 at the memory limit. */
export function appendTile(): usize {
  const count = header(TILE_COUNT);
  if (count == header(TILE_DIRECTORY_CAPACITY) && !growDirectory()) return 0;
  const tile = allocateTile();
  if (tile == 0) return 0;
  setHeader(TILE_COUNT, count + 1);
  const entry = tileEntry(count);
  memory.fill(entry, 0, 32);
  store<u32>(entry, <u32>tile);
  return entry;
}

/** Lanes past a tile's last cell are computed and thrown away; they must hold valid ids and numbers. */
export function clearTile(entry: usize): void {
  memory.fill(tileAddress(entry), 0, pointer(TILE_BYTES));
}
