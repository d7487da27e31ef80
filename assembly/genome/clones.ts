/** The tree of clones: one record of 32 bytes per clone, in chunks that never move. */

import { isTissue, sitesOf } from '../lattice/lattice';
import { CLONE_COUNT, CLONE_DIRECTORY, header, pointer, STEP, setHeader, TILE_COUNT } from '../memory/header';
import { allocate, tileAddress, tileCount, tileEntry } from '../memory/heap';
import { CLONE_CHUNK, CLONE_CHUNKS, LINEAGE_COLUMN, PHENOTYPE_COLUMN } from '../memory/layout';
import { CloneField } from '../shared/genome';
import { isTumour } from './phenotypes';

export const NO_CLONE: u32 = 0xffffffff;
const RECORD: usize = 4 * CloneField.stride;

export function cloneAddress(clone: u32): usize {
  const chunk = load<u32>(pointer(CLONE_DIRECTORY) + ((<usize>(clone / CLONE_CHUNK)) << 2));
  return <usize>chunk + RECORD * <usize>(clone % CLONE_CHUNK);
}

/** A new clone, born in the step under way; NO_CLONE when no memory is left for its record. */
export function addClone(parent: u32, kind: i32, target: i32, phenotype: u32, genotype: usize): u32 {
  const clone = header(CLONE_COUNT);
  if (clone % CLONE_CHUNK == 0) {
    const index = clone / CLONE_CHUNK;
    if (index >= CLONE_CHUNKS) return NO_CLONE;
    const chunk = allocate(RECORD * <usize>CLONE_CHUNK);
    if (chunk == 0) return NO_CLONE;
    store<u32>(pointer(CLONE_DIRECTORY) + ((<usize>index) << 2), <u32>chunk);
  }
  setHeader(CLONE_COUNT, clone + 1);
  const record = cloneAddress(clone);
  store<u32>(record, parent, 4 * CloneField.parent);
  store<u32>(record, header(STEP), 4 * CloneField.birthStep);
  store<u32>(record, <u32>kind | ((<u32>target) << 8) | (phenotype << 16), 4 * CloneField.alteration);
  store<u32>(record, load<u32>(genotype, 0), 4 * CloneField.genotype0);
  store<u32>(record, load<u32>(genotype, 4), 4 * CloneField.genotype1);
  store<u32>(record, load<u32>(genotype, 8), 4 * CloneField.genotype2);
  store<u32>(record, 0, 4 * CloneField.cells);
  store<u32>(record, 0, 4 * CloneField.spare);
  return clone;
}

/** Brings the live counts of all clones up to date. */
export function countClones(): void {
  const clones = header(CLONE_COUNT);
  for (let clone: u32 = 0; clone < clones; ++clone) store<u32>(cloneAddress(clone), 0, 4 * CloneField.cells);
  const tiles = header(TILE_COUNT);
  for (let t: u32 = 0; t < tiles; ++t) {
    const entry = tileEntry(t);
    const tile = tileAddress(entry);
    const count = <usize>sitesOf(tileCount(entry));
    for (let i: usize = 0; i < count; ++i) {
      if (isTissue() && !isTumour(load<u16>(tile + (i << 1), PHENOTYPE_COLUMN))) continue;
      const record = cloneAddress(load<u32>(tile + (i << 2), LINEAGE_COLUMN));
      store<u32>(record, load<u32>(record, 4 * CloneField.cells) + 1, 4 * CloneField.cells);
    }
  }
}

/** Ids of the `most` largest living clones at `out`, largest first, equals by id; returns how many. Counts first. */
export function largestClones(out: usize, most: u32): u32 {
  const clones = header(CLONE_COUNT);
  let held: u32 = 0;
  for (let clone: u32 = 0; clone < clones; ++clone) {
    const cells = load<u32>(cloneAddress(clone), 4 * CloneField.cells);
    if (cells == 0) continue;
    let place = held;
    while (place > 0) {
      const above = load<u32>(out + ((<usize>(place - 1)) << 2));
      if (load<u32>(cloneAddress(above), 4 * CloneField.cells) >= cells) break;
      if (place < most) store<u32>(out + ((<usize>place) << 2), above);
      --place;
    }
    if (place < most) {
      store<u32>(out + ((<usize>place) << 2), clone);
      if (held < most) ++held;
    }
  }
  return held;
}
