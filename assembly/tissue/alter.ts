/**
 * Alterations in a tissue. A cell that is altered, or has a genotype that no phenotype is known for yet, hangs on a draft
 * until the step's end, wherever it is pushed, and so do those that it divides into meanwhile; then all such cells are gone
 * through in the order of tiles and sites, so that clones and phenotypes are numbered alike for any number of threads.
 *
 * A draft is as in drafts.ts, but for its place: 1 once it is entered. Its address stands in place of its cells' clone.
 */

import { bookDraft, drawAlteration, NO_ALTERATION, newDraft, releaseDrafts } from '../genome/drafts';
import { passengersOf } from '../genome/passengers';
import { find, genotypeAddress, NO_PHENOTYPE } from '../genome/phenotypes';
import { Flag } from '../memory/cell';
import { header, TILE_COUNT } from '../memory/header';
import { ENTRY_WAITING, markWaiting, tileAddress, tileEntry } from '../memory/heap';
import {
  DRAFT_CLONE,
  DRAFT_FROM,
  DRAFT_GENOTYPE,
  DRAFT_PARENT,
  DRAFT_PLACE,
  DRAFT_WHAT,
  FLAGS_COLUMN,
  LINEAGE_COLUMN,
  PHENOTYPE_COLUMN,
  TILE,
} from '../memory/layout';
import { DRAFT } from '../memory/room';
import { GENOTYPE_CLASS } from '../memory/row';

/** Address of the words of a cell's genotype. */
export function genotypeAt(tile: usize, site: usize): usize {
  if ((load<u8>(tile + site, FLAGS_COLUMN) & Flag.drafted) != 0) {
    return <usize>load<u32>(tile + (site << 2), LINEAGE_COLUMN) + 12;
  }
  return genotypeAddress(load<u16>(tile + (site << 1), PHENOTYPE_COLUMN));
}

/** Gives a cell a genotype at once if that has a phenotype already and the cell no draft, else by one. */
export function bestowInTissue(room: usize, entry: usize, site: usize, genotype: usize): void {
  const tile = tileAddress(entry);
  if (memory.compare(genotypeAt(tile, site), genotype, GENOTYPE_CLASS) == 0) return;
  if ((load<u8>(tile + site, FLAGS_COLUMN) & Flag.drafted) == 0) {
    const phenotype = find(genotype);
    if (phenotype != NO_PHENOTYPE) {
      store<u16>(tile + (site << 1), <u16>phenotype, PHENOTYPE_COLUMN);
      return;
    }
  }
  draftFor(room, entry, site, genotype, NO_ALTERATION);
}

/** Alters a cell by the words at BLOCK, if that can happen to its genotype; returns whether it did. */
export function alterInTissue(room: usize, entry: usize, site: usize): bool {
  const what = drawAlteration(room, genotypeAt(tileAddress(entry), site));
  return what != NO_ALTERATION && draftFor(room, entry, site, room + DRAFT, what);
}

/** So many passengers begin a clone of a cell. */
export function passInTissue(room: usize, entry: usize, site: usize, count: u32): void {
  if (count == 0) return;
  draftFor(room, entry, site, genotypeAt(tileAddress(entry), site), passengersOf(count));
}

/** A cell hangs on a new draft; false where there is no room for one. */
function draftFor(room: usize, entry: usize, site: usize, genotype: usize, what: u32): bool {
  const tile = tileAddress(entry);
  const drafted = (load<u8>(tile + site, FLAGS_COLUMN) & Flag.drafted) != 0;
  const draft = newDraft(room);
  if (draft == 0) return false;
  const lineage = load<u32>(tile + (site << 2), LINEAGE_COLUMN);
  store<u32>(draft, 0, DRAFT_PLACE);
  store<u32>(draft, what, DRAFT_WHAT);
  store<u32>(draft, lineage, DRAFT_FROM);
  memory.copy(draft + DRAFT_GENOTYPE, genotype, GENOTYPE_CLASS);
  store<u32>(draft, drafted ? lineage : 0, DRAFT_PARENT);
  store<u32>(tile + (site << 2), <u32>draft, LINEAGE_COLUMN);
  store<u8>(tile + site, load<u8>(tile + site, FLAGS_COLUMN) | Flag.drafted, FLAGS_COLUMN);
  markWaiting(entry);
  return true;
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
      if ((flags & Flag.drafted) == 0) continue;
      const draft = <usize>load<u32>(tile + (site << 2), LINEAGE_COLUMN);
      store<u8>(tile + site, <u8>(flags & ~Flag.drafted), FLAGS_COLUMN);
      store<u32>(tile + (site << 2), enterDraft(draft), LINEAGE_COLUMN);
      const phenotype = find(draft + DRAFT_GENOTYPE);
      if (phenotype != NO_PHENOTYPE) store<u16>(tile + (site << 1), <u16>phenotype, PHENOTYPE_COLUMN);
    }
  }
  releaseDrafts();
}

/** The clone of a draft, which is entered when the first asks for it; where it is refused, the one it came from. */
function enterDraft(draft: usize): u32 {
  if (load<u32>(draft, DRAFT_PLACE) != 0) return load<u32>(draft, DRAFT_CLONE);
  const parent = <usize>load<u32>(draft, DRAFT_PARENT);
  bookDraft(draft, parent != 0 ? enterDraft(parent) : load<u32>(draft, DRAFT_FROM));
  store<u32>(draft, 1, DRAFT_PLACE);
  return load<u32>(draft, DRAFT_CLONE);
}
