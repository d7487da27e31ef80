/** The steps of a tissue, where they are not those of a well-mixed compartment. */

import { exchangeDrugs } from '../cells/amounts';
import { enterMetabolism, exchangeFields, hasDrugFields, solveFields } from '../fields/step';
import { prepareVessels } from '../fields/walls';
import { COLOUR, header, STEP, setHeader, THREADS, TILE_COUNT, TILES_REACHED } from '../memory/header';
import { tileAddress, tileCount, tileEntry, tilesLeft } from '../memory/heap';
import { TILE } from '../memory/layout';
import { BLOCK, roomOf } from '../memory/room';
import { drawBlock } from '../numerics/rng';
import { Purpose } from '../shared/step';
import { meet, offer, Task, takeTile } from '../threads/threads';
import { enterAlterations } from './alter';
import { blocksOf, colours } from './blocks';
import { prepareTissueChances } from './chance';
import { buryLast, carryOutBlock } from './events';
import { hasNeighbours } from './room';
import { drawTissueFates } from './sweep';

/** Tiles that a thread takes at a time in the sweep, since many of a lattice may be empty; about those of a block. */
const TILES_AT_ONCE: u32 = 8;

/** Vessels, fields, and what holds for all tiles. */
export function prepareTissue(environment: usize): void {
  prepareVessels(environment);
  solveFields(environment);
  prepareTissueChances();
}

/** Amounts and fates of all tiles. */
export function sweepLattice(): void {
  perform(Task.sweep, (header(TILE_COUNT) + TILES_AT_ONCE - 1) / TILES_AT_ONCE);
}

/** Amounts and fates of one tile. */
export function sweepTissue(room: usize, entry: usize, index: u32): void {
  if (tileCount(entry) == 0) return;
  const active = hasDrugFields()
    ? exchangeFields(room, entry, index, TILE)
    : exchangeDrugs(room, entry, TILE);
  drawTissueFates(room, entry, index, active);
}

/** Events, colour by colour in an order that depends on the step, then alterations. */
export function carryOutTissue(): void {
  enterMetabolism();
  const count = colours();
  drawBlock(roomOf(0) + BLOCK, header(STEP), 0xffffffff, Purpose.order);
  const order = load<u32>(roomOf(0), BLOCK) & (count - 1);
  for (let colour: u32 = 0; colour < count; ++colour) {
    setHeader(COLOUR, colour ^ order);
    perform(Task.events, blocksOf(colour ^ order));
  }
  enterAlterations();
  buryLast(roomOf(0));
}

/** Has all parts of a task done. */
function perform(task: u32, parts: u32): void {
  const shared = offer(task, parts, TILES_AT_ONCE);
  workOnTissue(task, roomOf(0), parts);
  if (shared) meet();
}

/** One thread's share of a task, of which there are so many parts. */
export function workOnTissue(task: u32, room: usize, parts: u32): void {
  for (let part = takeTile(); part < parts; part = takeTile()) {
    if (task == Task.events) {
      carryOutBlock(room, part);
      continue;
    }
    const end = min<u32>((part + 1) * TILES_AT_ONCE, header(TILE_COUNT));
    for (let index = part * TILES_AT_ONCE; index < end; ++index) sweepTissue(room, tileEntry(index), index);
  }
}

/**
 * Whether memory holds the tiles that a step of at most so many births may need beside `books`, those of its clones
 * and drafts. Births come no farther than the tiles around those that hold cells.
 */
export function roomForTiles(births: f64, books: f64): bool {
  const left = <f64>tilesLeft() - books - <f64>(10 + 2 * header(THREADS));
  const unreached = header(TILE_COUNT) - header(TILES_REACHED);
  return left >= min<f64>(births, <f64>unreached) || left >= <f64>tilesWithinReach();
}

/** Tiles without memory that the cells of others may come to in a step. */
function tilesWithinReach(): u32 {
  let count: u32 = 0;
  for (let index: u32 = 0; index < header(TILE_COUNT); ++index) {
    if (tileAddress(tileEntry(index)) == 0 && hasNeighbours(index)) ++count;
  }
  return count;
}
