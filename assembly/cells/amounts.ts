/** The step of all drugs in a tile's cells. */

import { drugStep, STEP_OUTSIDE, STEP_RETAINED, STEP_RETAINED_COLUMN } from '../memory/drugStep';
import { DRUGS, header } from '../memory/header';
import { setTileWet, tileAddress, tileWet } from '../memory/heap';
import { AMOUNT_COLUMN_BYTES, amountColumn } from '../memory/layout';
import { exchange } from './drug';
import { exchangeKinds } from './kinds';

/**
 * Advances the amounts of all drugs in a tile, and which of its columns are wet. Returns the drugs that are in it, a bit
 * each.
 */
export function exchangeDrugs(room: usize, entry: usize, count: i32): u32 {
  const tile = tileAddress(entry);
  let wet = tileWet(entry);
  let active: u32 = 0;
  for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
    const at = drugStep(drug);
    const kept = load<u32>(at, STEP_RETAINED) != 0;
    const metabolite = <i32>load<u32>(at, STEP_RETAINED_COLUMN);
    const bits: u32 = (1 << drug) | (kept ? 1 << metabolite : 0);
    // A drug that is nowhere costs nothing: amounts and effects would all be zero.
    if (load<f32>(at, STEP_OUTSIDE) == 0 && (wet & bits) == 0) continue;
    const left = ASC_FEATURE_SIMD
      ? exchangeKinds(room, tile, drug, count)
      : exchange(room, tile, drug, count, tile + amountColumn(drug));
    if (left) wet |= bits;
    else if ((wet & bits) != 0) {
      // Dry from now on: all its sites, so that events need not write the amounts of a drug that is not there.
      memory.fill(tile + amountColumn(drug), 0, AMOUNT_COLUMN_BYTES);
      if (kept) memory.fill(tile + amountColumn(metabolite), 0, AMOUNT_COLUMN_BYTES);
      wet &= ~bits;
    }
    active |= 1 << drug;
  }
  setTileWet(entry, wet);
  return active;
}
