/**
 * One tile as bytes: live cells only, each column as offsets from its least value in as few bytes as they need. Most
 * tiles hold one phenotype, few clones and no drug, so most columns shrink to that one value.
 *
 * A tile: count u16, wet drugs u16, then per column: bytes per offset u32 (0, 1, 2 or 4), least value u32, offsets,
 * filled up to 4 bytes. In a tissue its place in the directory, u32, stands first, all sites follow, and a tile that
 * holds nothing is a chunk of no bytes.
 */

import { isTissue, isWithin, reachTile, sitesOf } from '../lattice/lattice';
import { Flag } from '../memory/cell';
import { CLONE_COUNT, COLUMNS, header, PHENOTYPES_USED, TILE_COUNT } from '../memory/header';
import {
  appendTile,
  clearTile,
  ENTRY_DIVIDING,
  ENTRY_DYING,
  setTileCount,
  setTileWet,
  tileAddress,
  tileCount,
  tileEntry,
  tileWet,
} from '../memory/heap';
import {
  amountColumn,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  LINEAGE_COLUMN,
  PHENOTYPE_COLUMN,
  TILE,
} from '../memory/layout';
import { Unpacked } from '../shared/packing';

const COLUMN_HEAD: usize = 8;
/** The first number that is no f32 amount: infinity. */
const INFINITE: u32 = 0x7f800000;
const ALL: u32 = 0xffffffff;

/** Writes the tile with this place in the directory to `out`; returns its bytes, at most 8 KiB + 4 KiB per amount + 108. */
export function packTile(out: usize, index: u32): u32 {
  const entry = tileEntry(index);
  const tile = tileAddress(entry);
  const count = <usize>sitesOf(tileCount(entry));
  const start = out;
  if (isTissue()) {
    if (count == 0) return 0;
    store<u32>(out, index);
    out += 4;
  }
  store<u32>(out, <u32>tileCount(entry) | (tileWet(entry) << 16));
  let end = out + 4;
  end = packColumn(end, tile + PHENOTYPE_COLUMN, 2, count, ALL);
  end = packColumn(end, tile + LINEAGE_COLUMN, 4, count, ALL);
  end = packColumn(end, tile + EXPRESSION_COLUMN, 1, count, ALL);
  end = packColumn(end, tile + FLAGS_COLUMN, 1, count, Flag.state);
  for (let column = 0; column < <i32>header(COLUMNS); ++column) {
    end = packColumn(end, tile + amountColumn(column), 4, count, ALL);
  }
  return <u32>(end - start);
}

/** Appends a tile from the `bytes` bytes at `from`. Clones and genotypes must be there already. */
export function unpackTile(from: usize, bytes: usize): u32 {
  const end = from + bytes;
  let index: u32 = 0;
  if (isTissue()) {
    if (bytes == 0) return Unpacked.well;
    if (bytes < 8) return Unpacked.malformed;
    index = load<u32>(from);
    from += 4;
    if (index >= header(TILE_COUNT) || tileCount(tileEntry(index)) != 0) return Unpacked.malformed;
  } else if (bytes < 4) return Unpacked.malformed;
  const occupied = <i32>load<u16>(from);
  const wet = <u32>load<u16>(from, 2);
  if (occupied > TILE || wet >> header(COLUMNS) != 0) return Unpacked.malformed;
  const count = <usize>sitesOf(occupied);
  let entry: usize;
  if (isTissue()) {
    entry = tileEntry(index);
    if (!reachTile(entry)) return Unpacked.full;
    // Any may have events to come.
    store<u32>(entry, 0xffffffff, ENTRY_DYING);
    store<u32>(entry, 0xffffffff, ENTRY_DIVIDING);
  } else {
    entry = appendTile();
    if (entry == 0) return Unpacked.full;
    clearTile(entry);
  }
  setTileCount(entry, occupied);
  setTileWet(entry, wet);
  const tile = tileAddress(entry);
  let next = from + 4;
  next = unpackColumn(next, end, tile + PHENOTYPE_COLUMN, 2, count);
  next = unpackColumn(next, end, tile + LINEAGE_COLUMN, 4, count);
  next = unpackColumn(next, end, tile + EXPRESSION_COLUMN, 1, count);
  next = unpackColumn(next, end, tile + FLAGS_COLUMN, 1, count);
  for (let column = 0; column < <i32>header(COLUMNS); ++column) {
    next = unpackColumn(next, end, tile + amountColumn(column), 4, count);
  }
  if (isTissue() && taken(tile, index) != occupied) return Unpacked.malformed;
  return next == end && isSound(entry, tile, count) ? Unpacked.well : Unpacked.malformed;
}

/** Sites of a tile of a tissue at which something is; none may be beyond the lattice. */
function taken(tile: usize, index: u32): i32 {
  let count = 0;
  for (let site: u32 = 0; site < <u32>TILE; ++site) {
    if (load<u16>(tile + ((<usize>site) << 1), PHENOTYPE_COLUMN) == 0) continue;
    if (!isWithin(index, site)) return -1;
    ++count;
  }
  return count;
}

/** Whether every cell's phenotype and clone exist, its amounts are finite and not negative, and none where the tile is dry. */
function isSound(entry: usize, tile: usize, count: usize): bool {
  for (let i: usize = 0; i < count; ++i) {
    if (<u32>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN) >= header(PHENOTYPES_USED)) return false;
    if (load<u32>(tile + (i << 2), LINEAGE_COLUMN) >= header(CLONE_COUNT)) return false;
  }
  for (let column = 0; column < <i32>header(COLUMNS); ++column) {
    const amounts = tile + amountColumn(column);
    let any: u32 = 0;
    for (let i: usize = 0; i < count; ++i) {
      const amount = load<u32>(amounts + (i << 2));
      if (amount >= INFINITE) return false;
      any |= amount;
    }
    // A dry tile's amounts are never looked at.
    if (any != 0 && (tileWet(entry) & (1 << column)) == 0) return false;
  }
  return true;
}

function valueAt(column: usize, width: usize, i: usize): u32 {
  if (width == 4) return load<u32>(column + (i << 2));
  return width == 2 ? <u32>load<u16>(column + (i << 1)) : <u32>load<u8>(column + i);
}

/** @param keep bits of a value that are part of the state */
function packColumn(out: usize, column: usize, width: usize, count: usize, keep: u32): usize {
  assert(count <= <usize>TILE);
  let least: u32 = count > 0 ? 0xffffffff : 0;
  let most: u32 = 0;
  for (let i: usize = 0; i < count; ++i) {
    const value = valueAt(column, width, i) & keep;
    least = min<u32>(least, value);
    most = max<u32>(most, value);
  }
  const range = most - least;
  let narrow: usize = range == 0 ? 0 : range < 0x100 ? 1 : range < 0x10000 ? 2 : 4;
  const to = out + COLUMN_HEAD;
  const whole = narrow >= width;
  if (whole) {
    narrow = width;
    least = 0;
  }
  if (whole && keep == ALL) memory.copy(to, column, count * width);
  else if (narrow == 1) {
    for (let i: usize = 0; i < count; ++i)
      store<u8>(to + i, <u8>((valueAt(column, width, i) & keep) - least));
  } else if (narrow == 2) {
    for (let i: usize = 0; i < count; ++i)
      store<u16>(to + (i << 1), <u16>(valueAt(column, width, i) - least));
  }
  store<u32>(out, <u32>narrow);
  store<u32>(out, least, 4);
  const bytes = count * narrow;
  const filled = (bytes + 3) & ~3;
  memory.fill(to + bytes, 0, filled - bytes);
  return to + filled;
}

/** Returns where the next column begins; past `end` when this one does not fit its bytes. */
function unpackColumn(from: usize, end: usize, column: usize, width: usize, count: usize): usize {
  const beyond = end + 1;
  if (from + COLUMN_HEAD > end) return beyond;
  const narrow = <usize>load<u32>(from);
  const least = load<u32>(from, 4);
  if (narrow > width || narrow == 3) return beyond;
  const at = from + COLUMN_HEAD;
  const next = at + ((count * narrow + 3) & ~3);
  if (next > end) return beyond;
  for (let i: usize = 0; i < count; ++i) {
    const value = least + (narrow == 0 ? 0 : valueAt(at, narrow, i));
    if (width == 4) store<u32>(column + (i << 2), value);
    else if (width == 2) store<u16>(column + (i << 1), <u16>value);
    else store<u8>(column + i, <u8>value);
  }
  return next;
}
