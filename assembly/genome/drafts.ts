/**
 * Alterations are drafted by whichever thread meets them and entered in the books at the step's end, in the order of
 * tiles, so that clones and phenotypes are numbered alike for any number of threads.
 *
 * A draft is drawn in layout.ts. Its place is the site in its tile, AWAY | index in the thread's nursery, or NOWHERE.
 */

import { ALTERATIONS, ALTERATIONS_REFUSED, CLONE_COUNT, header, THREADS, tally } from '../memory/header';
import {
  allocateTile,
  ENTRY_DRAFTED,
  ENTRY_DRAFTS,
  ENTRY_THREAD,
  nurseryTile,
  releaseTile,
  tileAddress,
  tileEntry,
} from '../memory/heap';
import {
  DRAFT_BYTES,
  DRAFT_CLONE,
  DRAFT_FROM,
  DRAFT_GENOTYPE,
  DRAFT_PARENT,
  DRAFT_PLACE,
  DRAFT_TILES,
  DRAFT_WHAT,
  DRAFTS_PER_TILE,
  LINEAGE_COLUMN,
  model,
  PASSENGER_TILES,
  PHENOTYPE_COLUMN,
  TILE,
} from '../memory/layout';
import { BLOCK, DRAFT, DRAFTED, DRAFTS, roomOf, THREAD_UNDRAFTED } from '../memory/room';
import { GENOTYPE_CLASS } from '../memory/row';
import { Alteration } from '../shared/genome';
import { AlterationField, ModelField } from '../shared/model';
import { addClone, NO_CLONE } from './clones';
import { alter, chooseAlteration } from './genome';
import { intern, NO_PHENOTYPE } from './phenotypes';

const UNIT32: f64 = 2.3283064365386963e-10; // 2^-32

/** The cell waits in the nursery. */
export const AWAY: u32 = 0x80000000;

/** No cell: who was altered died within the step, or those that descend from her have drafts of their own. */
export const NOWHERE: u32 = 0xffffffff;

/** Kind of a draft that brings a genotype without an alteration: no clone begins with it. */
export const NO_ALTERATION: u32 = 255;

function draftAddress(room: usize, index: u32): usize {
  const tile = <usize>load<u32>(<usize>load<u32>(room, DRAFTS) + ((<usize>(index / DRAFTS_PER_TILE)) << 2));
  return tile + DRAFT_BYTES * <usize>(index % DRAFTS_PER_TILE);
}

/**
 * Drafts the genotype at `genotype` for the cell at `place`. `draft`: the one that its clone begins in, which takes the
 * place itself if that is its genotype and no other cell has; 0 if it stays in the clone it has.
 */
export function draftGenotype(room: usize, place: u32, genotype: usize, draft: usize): void {
  if (
    draft != 0 &&
    load<u32>(draft, DRAFT_PLACE) == NOWHERE &&
    memory.compare(draft + DRAFT_GENOTYPE, genotype, GENOTYPE_CLASS) == 0
  ) {
    store<u32>(draft, place, DRAFT_PLACE);
    return;
  }
  const own = newDraft(room);
  if (own == 0) return;
  store<u32>(own, place, DRAFT_PLACE);
  store<u32>(own, NO_ALTERATION, DRAFT_WHAT);
  memory.copy(own + DRAFT_GENOTYPE, genotype, GENOTYPE_CLASS);
  store<u32>(own, <u32>draft, DRAFT_PARENT);
}

/**
 * Tiles of drafts that a thread may fill in a step. With passengers the number of threads has no part in it, and memory is full
 * before they are: a run must not depend on who drafts.
 */
export function draftTiles(): u32 {
  return model(ModelField.passengersPerDaughter) > 0 ? PASSENGER_TILES : DRAFT_TILES / header(THREADS);
}

/** Address of a draft to be filled; 0, and counted, where there is no room for one. */
export function newDraft(room: usize): usize {
  const count = load<u32>(room, DRAFTED);
  if (count % DRAFTS_PER_TILE == 0) {
    const chunk = count / DRAFTS_PER_TILE;
    const fresh = chunk < draftTiles() ? allocateTile() : 0;
    if (fresh == 0) {
      store<u32>(room, load<u32>(room, THREAD_UNDRAFTED) + 1, THREAD_UNDRAFTED);
      return 0;
    }
    store<u32>(<usize>load<u32>(room, DRAFTS) + ((<usize>chunk) << 2), <u32>fresh);
  }
  store<u32>(room, count + 1, DRAFTED);
  return draftAddress(room, count);
}

/** A cell of the tile under way has moved from one site to another: so do its drafts, from draft `first` on. */
export function moveDrafts(room: usize, first: u32, from: u32, to: u32): void {
  for (let index = first; index < load<u32>(room, DRAFTED); ++index) {
    const draft = draftAddress(room, index);
    if (load<u32>(draft, DRAFT_PLACE) == from) store<u32>(draft, to, DRAFT_PLACE);
  }
}

/** Enters the drafts of all tiles: a phenotype, a clone, and both in the cell's columns. */
export function enterDrafts(tiles: u32): void {
  for (let t: u32 = 0; t < tiles; ++t) {
    const entry = tileEntry(t);
    const count = load<u32>(entry, ENTRY_DRAFTS);
    if (count == 0) continue;
    const room = roomOf(load<u32>(entry, ENTRY_THREAD));
    const first = load<u32>(entry, ENTRY_DRAFTED);
    for (let index = first; index < first + count; ++index) {
      enterDraft(room, tileAddress(entry), draftAddress(room, index));
    }
  }
  releaseDrafts();
}

/** Gives the tiles of all drafts back. */
export function releaseDrafts(): void {
  for (let thread: u32 = 0; thread < header(THREADS); ++thread) {
    const room = roomOf(thread);
    for (let index: u32 = 0; index < load<u32>(room, DRAFTED); index += DRAFTS_PER_TILE) {
      releaseTile(
        <usize>load<u32>(<usize>load<u32>(room, DRAFTS) + ((<usize>(index / DRAFTS_PER_TILE)) << 2)),
      );
    }
    store<u32>(room, 0, DRAFTED);
  }
}

/**
 * Draws the alteration that the block at BLOCK stands for, and leaves what becomes of a genotype by it at DRAFT: its kind |
 * target << 8, or NO_ALTERATION where it cannot happen to the genotype.
 */
export function drawAlteration(room: usize, genotype: usize): u32 {
  const point = <f64>load<u32>(room, BLOCK) * UNIT32 * model(ModelField.alterationTotal);
  const at = ModelField.alterationBase + chooseAlteration(point) * AlterationField.stride;
  const kind = <i32>model(at + AlterationField.kind);
  const target = <i32>model(at + AlterationField.target);
  memory.copy(room + DRAFT, genotype, GENOTYPE_CLASS);
  const happens = alter(room + DRAFT, kind, target, <f64>load<u32>(room, BLOCK + 8) * UNIT32);
  return happens ? <u32>kind | ((<u32>target) << 8) : NO_ALTERATION;
}

/**
 * Books what a draft brings: a phenotype for its genotype, and the clone that its alteration begins in `clone`, which is
 * left in it; where either is refused, the clone itself. Returns the phenotype, or NO_PHENOTYPE. Passengers are no
 * alterations in the counters, and those that get no clone of their own are not said to be refused (clonesFull).
 */
export function bookDraft(draft: usize, clone: u32): u32 {
  const what = load<u32>(draft, DRAFT_WHAT);
  const phenotype = intern(draft + DRAFT_GENOTYPE);
  let entered = phenotype != NO_PHENOTYPE;
  if (entered && what != NO_ALTERATION) {
    const passes = (what & 255) == Alteration.passenger;
    const own =
      passes && clonesFull()
        ? NO_CLONE
        : addClone(clone, what & 255, what >> 8, phenotype, draft + DRAFT_GENOTYPE);
    entered = passes || own != NO_CLONE;
    if (own != NO_CLONE) clone = own;
    if (entered && !passes) tally(ALTERATIONS, 1);
  }
  if (!entered) tally(ALTERATIONS_REFUSED, 1);
  store<u32>(draft, clone, DRAFT_CLONE);
  return entered ? phenotype : NO_PHENOTYPE;
}

/** Whether passengers begin no clones any more. */
function clonesFull(): bool {
  return <f64>header(CLONE_COUNT) >= model(ModelField.mostPassengerClones);
}

function enterDraft(room: usize, tile: usize, draft: usize): void {
  const what = load<u32>(draft, DRAFT_WHAT);
  const place = load<u32>(draft, DRAFT_PLACE);
  const away = (place & AWAY) != 0;
  const parent = <usize>load<u32>(draft, DRAFT_PARENT);
  // Whoever descends from a cell that could not be altered stays in the clone that she was in.
  const phenotype = bookDraft(
    draft,
    parent != 0 ? load<u32>(parent, DRAFT_CLONE) : load<u32>(draft, DRAFT_FROM),
  );
  if (place == NOWHERE) return;
  const home = away ? nurseryTile(room, place & ~AWAY) : tile;
  const site = <usize>(away ? place & (TILE - 1) : place);
  if (parent != 0 || what != NO_ALTERATION)
    store<u32>(home + (site << 2), load<u32>(draft, DRAFT_CLONE), LINEAGE_COLUMN);
  if (phenotype != NO_PHENOTYPE) store<u16>(home + (site << 1), <u16>phenotype, PHENOTYPE_COLUMN);
}
