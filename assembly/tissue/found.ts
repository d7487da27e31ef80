/** A tissue is laid out, founded and operated on. */
import { settleCell } from '../fields/step';
import { find, isTumour, NO_PHENOTYPE, reservePhenotypes } from '../genome/phenotypes';
import { isFree, layDirectory, reachTile, siteOf, tileOf } from '../lattice/lattice';
import { layPlaces } from '../lattice/places';
import { clearSite } from '../lattice/sites';
import {
  CELLS,
  CLONE_COUNT,
  DEATHS,
  FOUNDED,
  header,
  SITES_X,
  SITES_Y,
  STEP,
  setHeader,
  TILE_COUNT,
  tally,
} from '../memory/header';
import { setTileCount, tileAddress, tileCount, tileEntry } from '../memory/heap';
import {
  EXPRESSION_COLUMN,
  GENOTYPE_IN,
  LINEAGE_COLUMN,
  model,
  PHENOTYPE_COLUMN,
  TILE,
  tissueValue,
} from '../memory/layout';
import { BLOCK, roomOf } from '../memory/room';
import { drawBlock } from '../numerics/rng';
import { ModelField } from '../shared/model';
import { Purpose } from '../shared/step';
import { TissueField } from '../shared/tissue';

/** What a tissue needs beside what every compartment has. False at the memory limit. */
export function layTissue(): bool {
  reservePhenotypes(tissueValue(TissueField.clearancePerHour) * model(ModelField.stepHours));
  return layDirectory() && layPlaces();
}

/**
 * Adds founders of the genotype at GENOTYPE_IN to the last clone, which found(0) has made for them: at `count` sites
 * x + X(y + Yz), a list of u32 at `list`. Sites that are taken are passed over. False at the memory limit.
 */
export function foundAt(list: usize, count: u32): bool {
  const phenotype = find(GENOTYPE_IN);
  if (phenotype == NO_PHENOTYPE || header(CLONE_COUNT) == 0) return false;
  const uniform = model(ModelField.uniformExpression) != 0;
  const across = header(SITES_X);
  const down = header(SITES_Y);
  const words = roomOf(0) + BLOCK;
  for (let i: u32 = 0; i < count; ++i) {
    const number = load<u32>(list + ((<usize>i) << 2));
    const x = number % across;
    const y = (number / across) % down;
    const z = number / (across * down);
    if (!isFree(x, y, z)) continue;
    const entry = tileEntry(tileOf(x, y, z));
    if (!reachTile(entry)) return false;
    const tile = tileAddress(entry);
    const site = <usize>siteOf(x, y, z);
    const founded = header(FOUNDED);
    drawBlock(words, header(STEP), founded, Purpose.founding);
    store<u16>(tile + (site << 1), <u16>phenotype, PHENOTYPE_COLUMN);
    store<u32>(tile + (site << 2), header(CLONE_COUNT) - 1, LINEAGE_COLUMN);
    store<u8>(tile + site, uniform ? 128 : load<u8>(words), EXPRESSION_COLUMN);
    setTileCount(entry, tileCount(entry) + 1);
    setHeader(FOUNDED, founded + 1);
    if (isTumour(phenotype)) setHeader(CELLS, header(CELLS) + 1);
  }
  return true;
}

/** Takes what is at each site away with probability `share`; returns the tumour cells that went. */
export function resectTissue(share: f64): u32 {
  const limit = share * 4294967296;
  const words = roomOf(0) + BLOCK;
  let removed: u32 = 0;
  for (let index: u32 = 0; index < header(TILE_COUNT); ++index) {
    const entry = tileEntry(index);
    if (tileCount(entry) == 0) continue;
    const tile = tileAddress(entry);
    for (let site: u32 = 0; site < <u32>TILE; ++site) {
      if ((site & 3) == 0) drawBlock(words, header(STEP), (index * TILE + site) >> 2, Purpose.resection);
      const id = <u32>load<u16>(tile + ((<usize>site) << 1), PHENOTYPE_COLUMN);
      if (id == 0 || <f64>load<u32>(words + ((<usize>(site & 3)) << 2)) >= limit) continue;
      if (isTumour(id)) ++removed;
      settleCell(entry, index, site, false);
      clearSite(entry, <usize>site);
    }
  }
  setHeader(CELLS, header(CELLS) - removed);
  tally(DEATHS, <f64>removed);
  return removed;
}
