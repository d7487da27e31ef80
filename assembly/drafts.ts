/**
 * Alterations are drafted by whichever thread meets them and entered in the books at the step's end, in the order of
 * tiles, so that clones and phenotypes are numbered alike for any number of threads.
 *
 * A draft, 32 bytes: place of the altered cell (site of its tile, or AWAY | index in the thread's nursery), kind |
 * target << 8, parent clone, then the three words of the new genotype.
 */

import { addClone, NO_CLONE } from './clones';
import { alter, chooseAlteration } from './genome';
import {
  allocateTile,
  ENTRY_DRAFTED,
  ENTRY_DRAFTS,
  ENTRY_THREAD,
  releaseTile,
  tileAddress,
  tileEntry,
} from './heap';
import {
  ALTERATIONS,
  ALTERATIONS_REFUSED,
  BLOCK,
  DAUGHTER,
  DRAFT,
  DRAFT_BYTES,
  DRAFT_TILES,
  DRAFTED,
  DRAFTS,
  DRAFTS_PER_TILE,
  GENOTYPE_CLASS,
  header,
  LINEAGE_COLUMN,
  MOTHER,
  model,
  PHENOTYPE_COLUMN,
  roomOf,
  STEP,
  THREAD_UNDRAFTED,
  THREADS,
  TILE,
  tally,
} from './layout';
import { nurseryTile } from './nursery';
import { intern, NO_PHENOTYPE } from './phenotypes';
import { drawBlock } from './rng';
import { AlterationField, ModelField, Purpose } from './shared';

/** The altered cell waits in the nursery. */
export const AWAY: u32 = 0x80000000;

/** Kind of a draft that brings a genotype without an alteration: no clone begins with it. */
const NO_ALTERATION: u32 = 255;

const UNIT32: f64 = 2.3283064365386963e-10; // 2^-32

function draftAddress(room: usize, index: u32): usize {
  const tile = <usize>load<u32>(<usize>load<u32>(room, DRAFTS) + ((<usize>(index / DRAFTS_PER_TILE)) << 2));
  return tile + DRAFT_BYTES * <usize>(index % DRAFTS_PER_TILE);
}

/**
 * Drafts what becomes of the mother at `site` or of her daughter at `place`, if it can happen to the genotype, which is
 * at MOTHER and DAUGHTER in the thread's room. Returns whether it is the mother who is altered.
 */
export function draftAlteration(room: usize, tile: usize, site: usize, place: u32, index: u32, k: i32): bool {
  drawBlock(room + BLOCK, header(STEP), index, Purpose.alteration | (k << 8));
  const point = <f64>load<u32>(room, BLOCK) * UNIT32 * model(ModelField.alterationTotal);
  const entry = ModelField.alterationBase + chooseAlteration(point) * AlterationField.stride;
  const kind = <i32>model(entry + AlterationField.kind);
  const target = <i32>model(entry + AlterationField.target);
  const unit = <f64>load<u32>(room, BLOCK + 8) * UNIT32;
  const asDaughter = load<u32>(room, BLOCK + 4) >> 31 != 0;
  memory.copy(room + DRAFT, room + (asDaughter ? DAUGHTER : MOTHER), GENOTYPE_CLASS);
  if (!alter(room + DRAFT, kind, target, unit)) return false;
  const draft = newDraft(room);
  if (draft == 0) return false;
  store<u32>(draft, asDaughter ? place : <u32>site, 0);
  store<u32>(draft, <u32>kind | ((<u32>target) << 8), 4);
  store<u32>(draft, load<u32>(tile + (site << 2), LINEAGE_COLUMN), 8);
  memory.copy(draft + 12, room + DRAFT, 12);
  return !asDaughter;
}

/** Drafts another genotype, at `genotype`, for the cell at `place`, which stays in its clone. */
export function draftGenotype(room: usize, place: u32, genotype: usize): void {
  const draft = newDraft(room);
  if (draft == 0) return;
  store<u32>(draft, place, 0);
  store<u32>(draft, NO_ALTERATION, 4);
  memory.copy(draft + 12, genotype, 12);
}

/** Address of a draft to be filled; 0, and counted, where there is no room for one. */
export function newDraft(room: usize): usize {
  const count = load<u32>(room, DRAFTED);
  if (count % DRAFTS_PER_TILE == 0) {
    const chunk = count / DRAFTS_PER_TILE;
    const fresh = chunk < DRAFT_TILES / header(THREADS) ? allocateTile() : 0;
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
    if (load<u32>(draft) == from) store<u32>(draft, to);
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

function enterDraft(room: usize, tile: usize, draft: usize): void {
  const phenotype = intern(draft + 12);
  if (phenotype == NO_PHENOTYPE) {
    tally(ALTERATIONS_REFUSED, 1);
    return;
  }
  const what = load<u32>(draft, 4);
  const place = load<u32>(draft);
  const away = (place & AWAY) != 0;
  const home = away ? nurseryTile(room, place & ~AWAY) : tile;
  const site = <usize>(away ? place & (TILE - 1) : place);
  if (what != NO_ALTERATION) {
    const clone = addClone(load<u32>(draft, 8), what & 255, what >> 8, phenotype, draft + 12);
    if (clone == NO_CLONE) {
      tally(ALTERATIONS_REFUSED, 1);
      return;
    }
    store<u32>(home + (site << 2), clone, LINEAGE_COLUMN);
    tally(ALTERATIONS, 1);
  }
  store<u16>(home + (site << 1), <u16>phenotype, PHENOTYPE_COLUMN);
}
