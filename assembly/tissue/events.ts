/**
 * Deaths and divisions in a block of tiles, 64 × 64 sites in a plane and 32 × 32 × 32 in a volume: deaths first, then
 * divisions in an order that depends on the step and favours no direction, since of any two sites either comes first
 * as often.
 *
 * A cell's events reach at most 16 sites beyond its block, so that blocks of one colour, between which lies a block,
 * share no tile that any of them touches. A cell that is pushed into a block whose turn has passed keeps what is to
 * come for the next step.
 */

import { settleCell } from '../fields/step';
import { isTumour } from '../genome/phenotypes';
import { DEBRIS, originX, originY, originZ, withinX, withinY, withinZ } from '../lattice/lattice';
import { clearSite, emptySite } from '../lattice/sites';
import { Flag } from '../memory/cell';
import { COLOUR, header, STEP, TILE_COUNT, TILES_X, TILES_Y, TILES_Z } from '../memory/header';
import { ENTRY_DIVIDING, ENTRY_DYING, markPending, tileAddress, tileCount, tileEntry } from '../memory/heap';
import { FLAGS_COLUMN, PHENOTYPE_COLUMN, TILE, tissueValue } from '../memory/layout';
import { BLOCK, CHANGED_KIND, ROOM_MASK, THREAD_DEATHS } from '../memory/room';
import { drawBlock } from '../numerics/rng';
import { Purpose } from '../shared/step';
import { TissueField } from '../shared/tissue';
import { blockShiftX, blockShiftY, blockShiftZ, blocksAlong } from './blocks';
import { raiseInPlace } from './brood';
import { layDaughter } from './division';
import { NO_PLACE } from './gap';
import { beginBroodAt } from './kin';
import { hasRoomIn, maskRoom } from './roomMask';

/** The flags of eight cells at once. */
const DIES_8: u64 = 0x0101010101010101;
const DIVIDES_8: u64 = 0x0404040404040404;
/** Sites that share a bit of what is pending. */
const ROW: usize = 32;
/** So many rows with cells that are to divide are not worth working out the room of the whole tile. */
const FEW_ROWS: u32 = 4;

/** Carries out the events of a block of the colour under way. */
export function carryOutBlock(room: usize, number: u32): void {
  const colour = header(COLOUR);
  const across = blocksAlong(header(TILES_X), blockShiftX(), colour & 1);
  const down = blocksAlong(header(TILES_Y), blockShiftY(), (colour >> 1) & 1);
  const x = (2 * (number % across) + (colour & 1)) << blockShiftX();
  const y = (2 * ((number / across) % down) + ((colour >> 1) & 1)) << blockShiftY();
  const z = (2 * (number / (across * down)) + (colour >> 2)) << blockShiftZ();
  const tiles: u32 = 1 << (blockShiftX() + blockShiftY() + blockShiftZ());
  let any = false;
  for (let k: u32 = 0; k < tiles; ++k) {
    const index = tileInBlock(x, y, z, k);
    if (index == NO_TILE) continue;
    const entry = tileEntry(index);
    if (load<u32>(entry, ENTRY_DIVIDING) != 0) any = true;
    if (load<u32>(entry, ENTRY_DYING) != 0) bury(room, entry, index, false);
  }
  if (!any) return;
  drawBlock(room + BLOCK, header(STEP), (z * header(TILES_Y) + y) * header(TILES_X) + x, Purpose.order);
  const order = load<u32>(room, BLOCK);
  for (let k: u32 = 0; k < tiles; ++k) {
    const index = tileInBlock(x, y, z, k ^ ((order >> 10) & (tiles - 1)));
    if (index != NO_TILE) divideTile(room, index, order & (TILE - 1));
  }
}

const NO_TILE: u32 = 0xffffffff;

/** Directory index of a block's tile, or NO_TILE beyond the lattice. */
function tileInBlock(x: u32, y: u32, z: u32, k: u32): u32 {
  const i = x + (k & 1);
  const j = y + ((k >> 1) & ((1 << blockShiftY()) - 1));
  const l = z + (k >> (1 + blockShiftY()));
  if (i >= header(TILES_X) || j >= header(TILES_Y) || l >= header(TILES_Z)) return NO_TILE;
  return (l * header(TILES_Y) + j) * header(TILES_X) + i;
}

/** At the step's end: those who died after a division in it, or were pushed behind their turn. */
export function buryLast(room: usize): void {
  for (let index: u32 = 0; index < header(TILE_COUNT); ++index) {
    const entry = tileEntry(index);
    if (load<u32>(entry, ENTRY_DYING) != 0) bury(room, entry, index, true);
  }
}

/**
 * Deaths of a tile. Necrosis leaves debris where the model has it cleared slowly. Those with a draft stay until it is
 * entered (`last`).
 */
function bury(room: usize, entry: usize, index: u32, last: bool): void {
  const tile = tileAddress(entry);
  const lingers = tissueValue(TissueField.clearancePerHour) > 0;
  let deaths: u32 = 0;
  let rows = load<u32>(entry, ENTRY_DYING);
  store<u32>(entry, 0, ENTRY_DYING);
  for (; rows != 0; rows &= rows - 1) {
    const first = (<usize>ctz(rows)) << 5;
    for (let site = first; site < first + ROW; ++site) {
      if ((site & 7) == 0 && (load<u64>(tile + site, FLAGS_COLUMN) & DIES_8) == 0) {
        site += 7;
        continue;
      }
      const flags = <u32>load<u8>(tile + site, FLAGS_COLUMN);
      if ((flags & Flag.dies) == 0) continue;
      if (!last && (flags & Flag.drafted) != 0) {
        markPending(entry, site, Flag.dies);
        continue;
      }
      const id = load<u16>(tile + (site << 1), PHENOTYPE_COLUMN);
      if (isTumour(id)) ++deaths;
      settleCell(entry, index, <u32>site, false);
      if (lingers && (flags & Flag.necrotic) != 0) {
        emptySite(entry, site);
        store<u16>(tile + (site << 1), <u16>DEBRIS, PHENOTYPE_COLUMN);
      } else {
        clearSite(entry, site);
      }
    }
  }
  store<u32>(room, load<u32>(room, THREAD_DEATHS) + deaths, THREAD_DEATHS);
}

/** Divisions of a tile, its sites in an order of which `mask` turns bits. */
function divideTile(room: usize, index: u32, mask: u32): void {
  const entry = tileEntry(index);
  if (load<u32>(entry, ENTRY_DIVIDING) == 0 || tileCount(entry) == 0) return;
  const tile = tileAddress(entry);
  const x = originX(index);
  const y = originY(index);
  const z = originZ(index);
  // While a block's cells divide no site in reach becomes free: who has no room at first has none later.
  const masked = popcnt<u32>(load<u32>(entry, ENTRY_DIVIDING)) > FEW_ROWS;
  if (masked) maskRoom(room, index);
  for (let k: u32 = 0; k < <u32>TILE / <u32>ROW; ++k) {
    const row = k ^ (mask >> 5);
    const rows = load<u32>(entry, ENTRY_DIVIDING);
    if (((rows >> row) & 1) == 0) continue;
    // What is pushed behind its turn sets it again.
    store<u32>(entry, rows & ~(1 << row), ENTRY_DIVIDING);
    for (let i: u32 = 0; i < <u32>ROW; ++i) {
      const site = (row << 5) | (i ^ (mask & 31));
      if ((i & 7) == 0 && (load<u64>(tile + (<usize>site & ~7), FLAGS_COLUMN) & DIVIDES_8) == 0) {
        i += 7;
        continue;
      }
      const flags = load<u8>(tile + <usize>site, FLAGS_COLUMN);
      if ((flags & Flag.divides) == 0) continue;
      if (masked && !hasRoomIn(room + ROOM_MASK, site)) {
        store<u8>(tile + <usize>site, flags & ~(Flag.divides | Flag.again), FLAGS_COLUMN);
        continue;
      }
      divide(room, index, site, x + withinX(site), y + withinY(site), z + withinZ(site));
    }
  }
}

/** `index`, `site`: of the mother; x, y, z: where that is. */
function divide(room: usize, index: u32, site: u32, x: u32, y: u32, z: u32): void {
  const tile = tileAddress(tileEntry(index));
  const flags = load<u8>(tile + <usize>site, FLAGS_COLUMN);
  store<u8>(tile + <usize>site, flags & ~(Flag.divides | Flag.again), FLAGS_COLUMN);
  beginBroodAt(room, tile, <usize>site, x, y, z);
  const number = index * TILE + site;
  const place = layDaughter(room, x, y, z, number, 0);
  if (place == NO_PLACE) return;
  const again = (flags & Flag.again) != 0;
  if (again || load<u32>(room, CHANGED_KIND) != 0) raiseInPlace(room, place, number, again);
}
