/**
 * Alterations in a tissue. A cell to be altered, or with a genotype that has no phenotype yet, carries a flag until
 * the step's end, wherever it is pushed; then all such cells are gone through in the order of tiles and sites, so that
 * clones and phenotypes are numbered alike for any number of threads.
 *
 * A draft holds a cell's clone and the three words of its genotype; its address stands in place of the clone.
 */

import { Flag } from './cell';
import { addClone, NO_CLONE } from './clones';
import { newDraft, releaseDrafts } from './drafts';
import { alter, chooseAlteration } from './genome';
import { ENTRY_WAITING, markWaiting, tileAddress, tileEntry } from './heap';
import {
  ALTERATIONS,
  ALTERATIONS_REFUSED,
  BLOCK,
  DRAFT,
  FLAGS_COLUMN,
  GENOTYPE_CLASS,
  header,
  LINEAGE_COLUMN,
  model,
  PHENOTYPE_COLUMN,
  roomOf,
  STEP,
  TILE,
  TILE_COUNT,
  tally,
} from './layout';
import { find, genotypeAddress, intern, NO_PHENOTYPE } from './phenotypes';
import { drawBlock } from './rng';
import { AlterationField, ModelField, Purpose } from './shared';

const UNIT32: f64 = 2.3283064365386963e-10; // 2^-32
const WAITING: u32 = Flag.altered | Flag.drafted;

/** Gives a cell a genotype at once if that has a phenotype already, else by a draft. */
export function bestowInTissue(room: usize, entry: usize, site: usize, genotype: usize): void {
  const tile = tileAddress(entry);
  const phenotype = find(genotype);
  if (phenotype != NO_PHENOTYPE) {
    store<u16>(tile + (site << 1), <u16>phenotype, PHENOTYPE_COLUMN);
    return;
  }
  const draft = newDraft(room);
  if (draft == 0) return;
  store<u32>(draft, load<u32>(tile + (site << 2), LINEAGE_COLUMN), 8);
  memory.copy(draft + 12, genotype, 12);
  store<u32>(tile + (site << 2), <u32>draft, LINEAGE_COLUMN);
  store<u8>(tile + site, load<u8>(tile + site, FLAGS_COLUMN) | Flag.drafted, FLAGS_COLUMN);
  markWaiting(entry);
}

/** Enters in the books what the step's events left to be entered. */
export function enterAlterations(): void {
  const tiles = header(TILE_COUNT);
  for (let index: u32 = 0; index < tiles; ++index) {
    const entry = tileEntry(index);
    if (load<u32>(entry, ENTRY_WAITING) == 0) continue;
    store<u32>(entry, 0, ENTRY_WAITING);
    const tile = tileAddress(entry);
    for (let site: usize = 0; site < <usize>TILE; ++site) {
      const flags = <u32>load<u8>(tile + site, FLAGS_COLUMN);
      if ((flags & WAITING) == 0) continue;
      store<u8>(tile + site, <u8>(flags & ~WAITING), FLAGS_COLUMN);
      enterCell(tile, site, index * TILE + <u32>site, flags);
    }
  }
  releaseDrafts();
}

function enterCell(tile: usize, site: usize, number: u32, flags: u32): void {
  const genotype = roomOf(0) + DRAFT;
  const lineage = tile + (site << 2);
  const id = tile + (site << 1);
  if ((flags & Flag.drafted) != 0) {
    const draft = <usize>load<u32>(lineage, LINEAGE_COLUMN);
    store<u32>(lineage, load<u32>(draft, 8), LINEAGE_COLUMN);
    memory.copy(genotype, draft + 12, 12);
    const phenotype = intern(genotype);
    if (phenotype == NO_PHENOTYPE) tally(ALTERATIONS_REFUSED, 1);
    else store<u16>(id, <u16>phenotype, PHENOTYPE_COLUMN);
  } else {
    memory.copy(genotype, genotypeAddress(load<u16>(id, PHENOTYPE_COLUMN)), GENOTYPE_CLASS);
  }
  if ((flags & Flag.altered) == 0) return;
  const words = roomOf(0) + BLOCK;
  drawBlock(words, header(STEP), number, Purpose.alteration);
  const point = <f64>load<u32>(words) * UNIT32 * model(ModelField.alterationTotal);
  const entry = ModelField.alterationBase + chooseAlteration(point) * AlterationField.stride;
  const kind = <i32>model(entry + AlterationField.kind);
  const target = <i32>model(entry + AlterationField.target);
  if (!alter(genotype, kind, target, <f64>load<u32>(words, 8) * UNIT32)) return;
  const phenotype = intern(genotype);
  const clone =
    phenotype == NO_PHENOTYPE
      ? NO_CLONE
      : addClone(load<u32>(lineage, LINEAGE_COLUMN), kind, target, phenotype, genotype);
  if (clone == NO_CLONE) {
    tally(ALTERATIONS_REFUSED, 1);
    return;
  }
  store<u32>(lineage, clone, LINEAGE_COLUMN);
  store<u16>(id, <u16>phenotype, PHENOTYPE_COLUMN);
  tally(ALTERATIONS, 1);
}
