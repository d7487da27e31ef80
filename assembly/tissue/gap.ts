/** The gap towards which a dividing cell pushes others: the nearest free site beyond its neighbours. */
import { originX, originY, originZ, withinX, withinY, withinZ } from '../lattice/lattice';
import { farthestRing, isReached, nearestRings, placeAt, ringStart } from '../lattice/places';
import { header, REACH, SPACE } from '../memory/header';
import { RANDOM } from '../memory/room';
import { Space } from '../shared/tissue';
import { isFreeBeside, wholeTile } from './room';
import { BESIDE, freeRows } from './roomMask';

export const NO_PLACE: u32 = 0xffffffff;

/** Squared distance up to which single sites are looked at before whole rows. */
const CLOSE: u32 = 5;

/** A number below `total` from 32 random bits. */
export function below(total: u32, word: u32): u32 {
  return <u32>((<u64>word * <u64>total) >> 32);
}

/**
 * The nearest free site if it is within reach, one of several at random, or NO_PLACE. No neighbour that the
 * attempt reaches is free. `room`: the
 * thread's.
 */
export function nearestGap(room: usize, index: u32, site: u32, word: u32): u32 {
  const tile = wholeTile(index);
  const farthest = farthestRing();
  let ring = nearestRings() + 1;
  while (ring <= farthest) {
    const count = freeOfRing(tile, index, site, ring);
    if (count > 0)
      return isReached(ring, word) ? choose(tile, index, site, ring, below(count, word)) : NO_PLACE;
    ++ring;
    // Where whole rows find it to be, the next turn finds it.
    if (ring > CLOSE) ring = nearestRing(room, index, site, farthest);
  }
  return NO_PLACE;
}

function freeOfRing(tile: usize, index: u32, site: u32, ring: u32): u32 {
  const end = ringStart(ring + 1);
  let count: u32 = 0;
  for (let i = ringStart(ring); i < end; ++i) {
    if (isFreeBeside(tile, index, site, placeAt(i))) ++count;
  }
  return count;
}

/** The free place of a ring that has so many before it. */
function choose(tile: usize, index: u32, site: u32, ring: u32, before: u32): u32 {
  let left = before;
  let i = ringStart(ring);
  while (left > 0 || !isFreeBeside(tile, index, site, placeAt(i))) {
    if (isFreeBeside(tile, index, site, placeAt(i))) --left;
    ++i;
  }
  return placeAt(i);
}

/**
 * Squared distance of the free site that is nearest to a taken one; more than `farthest` if that is none of those
 * within reach. Row by row: those in the plane of the site first, then others while any of theirs could be nearer.
 */
function nearestRing(room: usize, index: u32, site: u32, farthest: u32): u32 {
  const reach = <i32>header(REACH);
  const rows = room + RANDOM;
  const y = <i32>(originY(index) + withinY(site));
  const z = <i32>(originZ(index) + withinZ(site));
  const at = <u64>(withinX(site) + BESIDE);
  const depth = header(SPACE) == Space.plane ? 0 : reach;
  let nearest = farthest + 1;
  for (let turn = 0; turn <= 2 * depth; ++turn) {
    const dz = (turn & 1) != 0 ? (turn + 1) >> 1 : -(turn >> 1);
    if (<u32>(dz * dz) >= nearest) break;
    freeRows(rows, originX(index), y - reach, z + dz, 2 * reach + 1, reach <= 8 ? 8 : 16);
    for (let dy = -reach; dy <= reach; ++dy) {
      const row = load<u64>(rows + ((<usize>(dy + reach)) << 3));
      const right = row >> at;
      const left = row << (63 - at);
      const away = <u32>(dz * dz + dy * dy);
      if (right != 0) nearest = min<u32>(nearest, away + <u32>(ctz(right) * ctz(right)));
      if (left != 0) nearest = min<u32>(nearest, away + <u32>(clz(left) * clz(left)));
    }
  }
  return nearest;
}
