/**
 * A division in a tissue: a place for the daughter, what she inherits, and what is to become of both at the step's end.
 *
 * She takes a free neighbour, with a weight of one over its distance. Where none is free but a site within reach is,
 * the cells on the line from the mother to the nearest such site move one place each and she takes the first. Else the
 * mother waits for another step. The reach of each attempt is drawn from r − ½ to r + ½: at a fixed one, layers of
 * sites come within it at other depths along a diagonal front than along an axis.
 *
 * Radius of a growing disc along the axes over that along the diagonals, bΔt 0.1, mean of three to eight: 1.00 ± 0.01
 * with pushing over 2 sites and more; without, 0.97 among eight neighbours and 1.03 among four.
 */

import { Flag } from './cell';
import { inherited, isAltered } from './events';
import { settleCell } from './fieldStep';
import { markWaiting, setTileCount, tileAddress, tileCount, tileEntry } from './heap';
import { isFree, originX, originY, originZ, reachTile, siteOf, sitesWithin, tileOf, VACANT } from './lattice';
import {
  BLOCK,
  DAUGHTER,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  GENOTYPE_CLASS,
  GENOTYPE_KIND,
  GENOTYPE_MINUTES,
  header,
  MOTHER,
  model,
  NEAR,
  PHENOTYPE_COLUMN,
  REACH,
  STEP,
  THREAD_BIRTHS,
  THREAD_REFUSED,
  TILE,
  TILE_SHIFT_X,
  TILE_SHIFT_Y,
  TILE_SHIFT_Z,
} from './layout';
import { genotypeAddress } from './phenotypes';
import { farthestRing, nearestRings, placeAt, placeX, placeY, placeZ, ringStart } from './places';
import { drawBlock } from './rng';
import { segregate } from './segregate';
import { Kind, ModelField, Purpose } from './shared';
import { copySite } from './sites';
import { bestowInTissue } from './tissueAlter';

/** Weight of a neighbour at squared distance 1, 2 and 3. */
export function weightOf(squared: i32): u32 {
  return squared == 1 ? 256 : squared == 2 ? 181 : 148;
}

const NO_PLACE: u32 = 0xffffffff;

/** `index`, `site`: of the mother; x, y, z: where that is. */
export function divide(room: usize, index: u32, site: u32, x: u32, y: u32, z: u32): void {
  const entry = tileEntry(index);
  const tile = tileAddress(entry);
  const mother = <usize>site;
  store<u8>(tile + mother, load<u8>(tile + mother, FLAGS_COLUMN) & ~Flag.divides, FLAGS_COLUMN);
  const number = index * TILE + site;
  drawBlock(room + BLOCK, header(STEP), number, Purpose.division);
  const altering = load<u32>(room, BLOCK + 4);
  const own = load<u32>(room, BLOCK + 8);
  const mothers = load<u32>(room, BLOCK + 12);
  const word = load<u32>(room, BLOCK);
  let place = freeNeighbour(index, site, word);
  if (place == NO_PLACE) {
    const gap = nearestGap(index, site, word);
    if (gap == NO_PLACE) return;
    if (!reachAt(x, y, z, gap)) {
      refuse(room);
      return;
    }
    place = push(x, y, z, gap);
  } else if (!reachAt(x, y, z, place)) {
    refuse(room);
    return;
  }
  const home = entryAt(x, y, z, place);
  const at = siteAt(x, y, z, place);
  copySite(entry, mother, home, at);
  settleCell(entry, index, site, true);
  setTileCount(home, tileCount(home) + 1);
  store<u8>(tileAddress(home) + at, load<u8>(tile + mother, FLAGS_COLUMN) & Flag.inherited, FLAGS_COLUMN);
  const level = load<u8>(tile + mother, EXPRESSION_COLUMN);
  const inheritance = <f32>model(ModelField.expressionInheritance);
  store<u8>(tileAddress(home) + at, inherited(level, own, inheritance), EXPRESSION_COLUMN);
  store<u8>(tile + mother, inherited(level, mothers, inheritance), EXPRESSION_COLUMN);
  const genotype = genotypeAddress(load<u16>(tile + (mother << 1), PHENOTYPE_COLUMN));
  if (load<u8>(genotype, GENOTYPE_KIND) != Kind.tumour) return;
  store<u32>(room, load<u32>(room, THREAD_BIRTHS) + 1, THREAD_BIRTHS);
  if (load<u8>(genotype, GENOTYPE_MINUTES) != 0) {
    memory.copy(room + MOTHER, genotype, GENOTYPE_CLASS);
    segregate(room, number, 0);
    bestowInTissue(room, entry, mother, room + MOTHER);
    bestowInTissue(room, home, at, room + DAUGHTER);
  }
  const total = model(ModelField.alterationTotal);
  if (total == 0 || !isAltered(room, genotype, number, 0, total, altering)) return;
  drawBlock(room + BLOCK, header(STEP), number, Purpose.alteration | (1 << 8));
  const asDaughter = load<u32>(room, BLOCK) >> 31 != 0;
  const altered = asDaughter ? home : entry;
  const flags = tileAddress(altered) + (asDaughter ? at : mother);
  store<u8>(flags, load<u8>(flags, FLAGS_COLUMN) | Flag.altered, FLAGS_COLUMN);
  markWaiting(altered);
}

function refuse(room: usize): void {
  store<u32>(room, load<u32>(room, THREAD_REFUSED) + 1, THREAD_REFUSED);
}

function entryAt(x: u32, y: u32, z: u32, place: u32): usize {
  return tileEntry(tileOf(x + placeX(place), y + placeY(place), z + placeZ(place)));
}

function siteAt(x: u32, y: u32, z: u32, place: u32): usize {
  return <usize>siteOf(x + placeX(place), y + placeY(place), z + placeZ(place));
}

/**
 * Whether the place beside a site is free. `tile`: that of the site where all of it lies within the lattice, so that
 * its own places can be looked up at once, else 0.
 */
function isFreeBeside(tile: usize, index: u32, site: u32, place: u32): bool {
  const shiftX = header(TILE_SHIFT_X);
  const shiftY = header(TILE_SHIFT_Y);
  const edgeX: u32 = 1 << shiftX;
  const edgeY: u32 = 1 << shiftY;
  const x = (site & (edgeX - 1)) + placeX(place);
  const y = ((site >> shiftX) & (edgeY - 1)) + placeY(place);
  const z = (site >> (shiftX + shiftY)) + placeZ(place);
  if (tile != 0 && x < edgeX && y < edgeY && z < (<u32>1) << header(TILE_SHIFT_Z)) {
    const other = (((z << shiftY) | y) << shiftX) | x;
    return load<u16>(tile + ((<usize>other) << 1), PHENOTYPE_COLUMN) == VACANT;
  }
  return isFree(originX(index) + x, originY(index) + y, originZ(index) + z);
}

/** The tile for isFreeBeside. */
function wholeTile(index: u32): usize {
  return sitesWithin(index) == TILE ? tileAddress(tileEntry(index)) : 0;
}

/** Whether the tile of that place has memory, or now has. */
function reachAt(x: u32, y: u32, z: u32, place: u32): bool {
  return reachTile(entryAt(x, y, z, place));
}

function squaredOf(place: u32): i32 {
  return placeX(place) * placeX(place) + placeY(place) * placeY(place) + placeZ(place) * placeZ(place);
}

/** A number below `total` from 32 random bits. */
function below(total: u32, word: u32): u32 {
  return <u32>((<u64>word * <u64>total) >> 32);
}

/** One of the free neighbours, by weight, or NO_PLACE. */
function freeNeighbour(index: u32, site: u32, word: u32): u32 {
  const tile = wholeTile(index);
  const near = header(NEAR);
  let free: u32 = 0;
  let total: u32 = 0;
  for (let i: u32 = 0; i < near; ++i) {
    const place = placeAt(i);
    if (!isFreeBeside(tile, index, site, place)) continue;
    free |= 1 << i;
    total += weightOf(squaredOf(place));
  }
  if (total == 0) return NO_PLACE;
  const point = below(total, word);
  let place = placeAt(<u32>ctz(free));
  let sum = weightOf(squaredOf(place));
  while (point >= sum) {
    free &= free - 1;
    place = placeAt(<u32>ctz(free));
    sum += weightOf(squaredOf(place));
  }
  return place;
}

/** The nearest free site if it is within reach, one of several at random, or NO_PLACE. No neighbour is free. */
function nearestGap(index: u32, site: u32, word: u32): u32 {
  const tile = wholeTile(index);
  const farthest = farthestRing();
  for (let ring = nearestRings() + 1; ring <= farthest; ++ring) {
    const end = ringStart(ring + 1);
    let count: u32 = 0;
    for (let i = ringStart(ring); i < end; ++i) {
      if (isFreeBeside(tile, index, site, placeAt(i))) ++count;
    }
    if (count == 0) continue;
    const reach = <f64>header(REACH) - 0.5 + <f64>(word & 0xffff) / 65536;
    if (<f64>ring > reach * reach) return NO_PLACE;
    let left = below(count, word);
    for (let i = ringStart(ring); ; ++i) {
      const place = placeAt(i);
      if (!isFreeBeside(tile, index, site, place)) continue;
      if (left == 0) return place;
      --left;
    }
  }
  return NO_PLACE;
}

/**
 * Moves the cells on the line from a site to a gap one place each towards it; returns the first place of the line,
 * which is free then but for what has been copied. All of the line lies nearer than the gap, so it is taken.
 */
function push(x: u32, y: u32, z: u32, gap: u32): u32 {
  const dx = placeX(gap);
  const dy = placeY(gap);
  const dz = placeZ(gap);
  const length = max<i32>(max<i32>(abs<i32>(dx), abs<i32>(dy)), abs<i32>(dz));
  let to = gap;
  let toEntry = entryAt(x, y, z, gap);
  setTileCount(toEntry, tileCount(toEntry) + 1);
  for (let i = length - 1; i > 0; --i) {
    const from = along(dx, i, length) | (along(dy, i, length) << 8) | (along(dz, i, length) << 16);
    const fromEntry = entryAt(x, y, z, from);
    copySite(fromEntry, siteAt(x, y, z, from), toEntry, siteAt(x, y, z, to));
    to = from;
    toEntry = fromEntry;
  }
  // The daughter is going to be counted where the line begins.
  setTileCount(toEntry, tileCount(toEntry) - 1);
  return to;
}

/** Step i of `length` on a line that goes d along one axis, to the nearest whole number, as a byte. */
function along(d: i32, i: i32, length: i32): u32 {
  const steps = (2 * i * abs<i32>(d) + length) / (2 * length);
  return (d < 0 ? -steps : steps) & 255;
}
