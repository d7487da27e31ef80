/** One pass over all cells that counts and sums, in the order of tiles; the state is only read. */

import { isTissue } from '../lattice/lattice';
import {
  DRUGS,
  GENOTYPES,
  header,
  PHENOTYPE_COUNTS,
  PHENOTYPES_USED,
  pointer,
  TILE_COUNT,
} from '../memory/header';
import { tileAddress, tileCount, tileEntry } from '../memory/heap';
import {
  amountColumn,
  HEAP,
  OBSERVED_BINS,
  OBSERVED_CLASSES,
  OBSERVED_SUMS,
  PHENOTYPE_COLUMN,
  TILE,
} from '../memory/layout';
import { RANDOM, roomOf } from '../memory/room';
import { GENOTYPE_BYTES, GENOTYPE_CLASS } from '../memory/row';
import { Limit } from '../shared/limits';
import { observeDrug } from './drug';
import { observeTissue } from './tissue';

export function observe(): void {
  const drugs = <i32>header(DRUGS);
  memory.fill(OBSERVED_CLASSES, 0, 4 * Limit.classes);
  memory.fill(OBSERVED_SUMS, 0, 8 * Limit.drugs * Limit.classes);
  memory.fill(OBSERVED_BINS, 0, 4 * Limit.drugs * Limit.classes * Limit.histogramBins);
  memory.fill(observedPhenotypesAddress(), 0, (<usize>header(PHENOTYPES_USED)) << 2);
  if (isTissue()) observeTissue();
  else observeMixed(drugs);
  tallyClasses();
}

/** Living tumour cells per phenotype id as of the last pass, u32 each; how many ids there are is `phenotypesUsed`. */
export function observedPhenotypesAddress(): usize {
  return pointer(PHENOTYPE_COUNTS);
}

/** A cell is counted by its phenotype, which says its class, its variants and its copies of each gene. */
function tallyClasses(): void {
  const genotypes = pointer(GENOTYPES);
  const counts = observedPhenotypesAddress();
  for (let id: usize = 0; id < <usize>header(PHENOTYPES_USED); ++id) {
    const own = <usize>load<u8>(genotypes + GENOTYPE_BYTES * id, GENOTYPE_CLASS);
    const counter = OBSERVED_CLASSES + (own << 2);
    store<u32>(counter, load<u32>(counter) + load<u32>(counts + (id << 2)));
  }
}

function observeMixed(drugs: i32): void {
  const counts = observedPhenotypesAddress();
  const classes = pointer(GENOTYPES) + GENOTYPE_CLASS;
  const room = roomOf(0);
  const tiles = header(TILE_COUNT);
  for (let t: u32 = 0; t < tiles; ++t) {
    const entry = tileEntry(t);
    const tile = tileAddress(entry);
    const count = <usize>tileCount(entry);
    assert(tile >= HEAP && count <= <usize>TILE);
    // The classes of the tile's cells, a byte each, serve the pass of every drug.
    for (let i: usize = 0; i < count; ++i) {
      const phenotype = <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
      store<u8>(room + i, load<u8>(classes + GENOTYPE_BYTES * phenotype), RANDOM);
      const counter = counts + (phenotype << 2);
      store<u32>(counter, load<u32>(counter) + 1);
    }
    for (let drug = 0; drug < drugs; ++drug) {
      observeDrug(room, tile + amountColumn(drug), <usize>drug * Limit.classes, count);
    }
  }
}
