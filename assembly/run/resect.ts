/** An operation: takes each cell away with the same probability, whatever it is. */

import { isTissue } from '../lattice/lattice';
import { CELLS, DEATHS, header, STEP, setHeader, TILE_COUNT, tally } from '../memory/header';
import { setTileCount, tileAddress, tileCount, tileEntry } from '../memory/heap';
import { TILE } from '../memory/layout';
import { BLOCK, roomOf } from '../memory/room';
import { compact } from '../mixed/compact';
import { copyCells } from '../mixed/nursery';
import { drawBlock } from '../numerics/rng';
import { Purpose } from '../shared/step';
import { resectTissue } from '../tissue/found';

/**
 * Removes each cell with probability `share`; the others keep their order. Returns how many went, which count among
 * the deaths. One block of random numbers serves four sites; a second operation in the same step finds the same ones.
 */
export function resect(share: f64): u32 {
  if (isTissue()) return resectTissue(share);
  const limit = share * 4294967296;
  const room = roomOf(0);
  let removed: u32 = 0;
  const tiles = header(TILE_COUNT);
  for (let t: u32 = 0; t < tiles; ++t) {
    const entry = tileEntry(t);
    const tile = tileAddress(entry);
    const count = <usize>tileCount(entry);
    let kept: usize = 0;
    for (let i: usize = 0; i < count; ++i) {
      if ((i & 3) == 0) drawBlock(room + BLOCK, header(STEP), (t * TILE + <u32>i) >> 2, Purpose.resection);
      if (<f64>load<u32>(room + ((i & 3) << 2), BLOCK) < limit) continue;
      if (kept != i) copyCells(tile, i, tile, kept, 1);
      ++kept;
    }
    setTileCount(entry, <i32>kept);
    removed += <u32>(count - kept);
  }
  setHeader(CELLS, header(CELLS) - removed);
  tally(DEATHS, <f64>removed);
  compact();
  return removed;
}
