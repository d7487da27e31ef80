/** One pass over a tissue: its tumour cells by class as in observe.ts, and what else there is. */

import { openVessels } from '../fields/vessels';
import { genotypeAddress } from '../genome/phenotypes';
import {
  DEBRIS,
  fieldAt,
  hasOxygen,
  originX,
  originY,
  originZ,
  voxelOf,
  withinX,
  withinY,
  withinZ,
} from '../lattice/lattice';
import { DRUGS, header, PHENOTYPE_COUNTS, pointer, TILE_COUNT } from '../memory/header';
import { tileAddress, tileCount, tileEntry } from '../memory/heap';
import { amountColumn, OBSERVED_TISSUE, PHENOTYPE_COLUMN, TILE } from '../memory/layout';
import { RANDOM, ROOM_MASK, roomOf } from '../memory/room';
import { GENOTYPE_CLASS, GENOTYPE_KIND } from '../memory/row';
import { Kind } from '../shared/genome';
import { Limit } from '../shared/limits';
import { TissueCount } from '../shared/tissue';
import { mayHaveRoom } from '../tissue/room';
import { hasRoomIn, maskRoom } from '../tissue/roomMask';
import { oxygenShare } from '../tissue/sweep';
import { observeDrug } from './drug';

/** In the thread's room, behind the classes: the sites of a tile's tumour cells, u16, and one of their columns. */
const SITES: usize = 1024;
const AMOUNTS: usize = 4096;

export function observedTissueAddress(): usize {
  return OBSERVED_TISSUE;
}

export function observeTissue(): void {
  const room = roomOf(0);
  memory.fill(OBSERVED_TISSUE, 0, 8 * TissueCount.count);
  store<f64>(OBSERVED_TISSUE, openVessels(), 8 * TissueCount.openVessels);
  for (let index: u32 = 0; index < header(TILE_COUNT); ++index) {
    const entry = tileEntry(index);
    if (tileCount(entry) == 0) continue;
    const tile = tileAddress(entry);
    const count = listCells(room, tile);
    countIdle(room, index, count);
    for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
      const amounts = tile + amountColumn(drug);
      for (let i: usize = 0; i < count; ++i) {
        const site = <usize>load<u16>(room + (i << 1), SITES);
        store<f32>(room + (i << 2), load<f32>(amounts + (site << 2)), AMOUNTS);
      }
      observeDrug(room, room + AMOUNTS, <usize>drug * Limit.classes, count);
    }
  }
}

/** Lists sites and classes of a tile's tumour cells; counts them by phenotype, and what else is there. */
function listCells(room: usize, tile: usize): usize {
  const counts = pointer(PHENOTYPE_COUNTS);
  let count: usize = 0;
  for (let site: usize = 0; site < <usize>TILE; ++site) {
    const id = <u32>load<u16>(tile + (site << 1), PHENOTYPE_COLUMN);
    if (id == DEBRIS) tallyTissue(TissueCount.debris);
    const genotype = genotypeAddress(id);
    const kind = load<u8>(genotype, GENOTYPE_KIND);
    if (kind == Kind.normal) tallyTissue(TissueCount.normal);
    if (kind != Kind.tumour) continue;
    store<u8>(room + count, load<u8>(genotype, GENOTYPE_CLASS), RANDOM);
    store<u16>(room + (count << 1), <u16>site, SITES);
    const counter = counts + ((<usize>id) << 2);
    store<u32>(counter, load<u32>(counter) + 1);
    ++count;
  }
  return count;
}

/** Counts the tile's tumour cells that cannot divide for want of oxygen, and of the others those without room. */
function countIdle(room: usize, index: u32, count: usize): void {
  const breathes = hasOxygen();
  const mayDivide = mayHaveRoom(index);
  if (mayDivide) maskRoom(room, index);
  for (let i: usize = 0; i < count; ++i) {
    const site = <u32>load<u16>(room + (i << 1), SITES);
    const x = originX(index) + withinX(site);
    const y = originY(index) + withinY(site);
    const z = originZ(index) + withinZ(site);
    if (breathes && oxygenShare(fieldAt(Limit.drugs, voxelOf(x, y, z))) == 0) {
      tallyTissue(TissueCount.hypoxic);
    } else if (!mayDivide || !hasRoomIn(room + ROOM_MASK, site)) {
      tallyTissue(TissueCount.crowded);
    }
  }
}

function tallyTissue(count: usize): void {
  const at = OBSERVED_TISSUE + (count << 3);
  store<f64>(at, load<f64>(at) + 1);
}
