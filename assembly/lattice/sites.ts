/** What lies at a site of a tissue, moved as a whole. */

import { Flag } from '../memory/cell';
import {
  markPending,
  markWaiting,
  setTileCount,
  setTileWet,
  tileAddress,
  tileCount,
  tileWet,
} from '../memory/heap';
import {
  amountColumn,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  LINEAGE_COLUMN,
  PHENOTYPE_COLUMN,
  TILE,
} from '../memory/layout';

/**
 * Copies what is at one site to another, over whatever was there. Amounts in columns of which neither tile has any
 * are zero in both.
 */
export function copySite(from: usize, i: usize, to: usize, j: usize): void {
  assert(i < <usize>TILE && j < <usize>TILE);
  const source = tileAddress(from);
  const target = tileAddress(to);
  const flags = load<u8>(source + i, FLAGS_COLUMN);
  store<u16>(target + (j << 1), load<u16>(source + (i << 1), PHENOTYPE_COLUMN), PHENOTYPE_COLUMN);
  store<u32>(target + (j << 2), load<u32>(source + (i << 2), LINEAGE_COLUMN), LINEAGE_COLUMN);
  store<u8>(target + j, load<u8>(source + i, EXPRESSION_COLUMN), EXPRESSION_COLUMN);
  store<u8>(target + j, flags, FLAGS_COLUMN);
  const wet = tileWet(from) | tileWet(to);
  setTileWet(to, wet);
  for (let left = wet; left != 0; left &= left - 1) {
    const column = amountColumn(<i32>ctz(left));
    store<f32>(target + column + (j << 2), load<f32>(source + column + (i << 2)));
  }
  if ((flags & Flag.pending) != 0) markPending(to, j, flags);
  if ((flags & Flag.drafted) != 0) markWaiting(to);
}

/** Leaves nothing at a site. */
export function clearSite(entry: usize, site: usize): void {
  emptySite(entry, site);
  setTileCount(entry, tileCount(entry) - 1);
}

/** Takes all but the place itself from a site. */
export function emptySite(entry: usize, site: usize): void {
  const tile = tileAddress(entry);
  store<u16>(tile + (site << 1), 0, PHENOTYPE_COLUMN);
  store<u32>(tile + (site << 2), 0, LINEAGE_COLUMN);
  store<u8>(tile + site, 0, EXPRESSION_COLUMN);
  store<u8>(tile + site, 0, FLAGS_COLUMN);
  for (let left = tileWet(entry); left != 0; left &= left - 1) {
    store<f32>(tile + amountColumn(<i32>ctz(left)) + (site << 2), 0);
  }
}
