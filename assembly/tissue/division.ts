/**
 * A division in a tissue: a place for the daughter, what she inherits, and what is to become of both at the step's end.
 *
 * The reach of an attempt is drawn (places.ts). The daughter takes a free neighbour within it, with a weight of one over
 * its distance. Where no neighbour is free but a site within reach is, the cells on the line from the mother to the
 * nearest such site move one place each and she takes the first. Else the mother waits for another step. Among six
 * neighbours without pushing the weight is the cube of how many neighbours of the place are taken: all alike, colonies
 * would grow 4 to 7% farther along axes.
 *
 * Radius of a growing colony along the axes over that along the diagonals, bΔt 0.1: 0.99 to 1.02, but in a plane
 * without pushing, where the rule is as published, 0.975 among eight neighbours and 1.026 among four
 * (tests/science/tissue/roundness.test.ts).
 */

import { settleCell } from '../fields/step';
import { inherited, isAltered } from '../genome/inherit';
import { drawPassengers, hasPassengers } from '../genome/passengers';
import { isTumour } from '../genome/phenotypes';
import { hasMinutes, segregate } from '../genome/segregate';
import {
  isFree,
  originX,
  originY,
  originZ,
  reachTile,
  siteOf,
  tileOf,
  withinX,
  withinY,
  withinZ,
} from '../lattice/lattice';
import { neighboursReached, placeAt, placeX, placeY, placeZ } from '../lattice/places';
import { copySite } from '../lattice/sites';
import { Flag } from '../memory/cell';
import { header, NEAR, REACH, STEP } from '../memory/header';
import { setTileCount, tileAddress, tileCount, tileEntry } from '../memory/heap';
import { EXPRESSION_COLUMN, FLAGS_COLUMN, model, PHENOTYPE_COLUMN } from '../memory/layout';
import { BLOCK, CHANGED_KIND, DAUGHTER, MOTHER, THREAD_BIRTHS, THREAD_REFUSED } from '../memory/room';
import { GENOTYPE_CLASS } from '../memory/row';
import { drawEvent } from '../numerics/rng';
import { ModelField } from '../shared/model';
import { Purpose } from '../shared/step';
import { alterInTissue, bestowInTissue, genotypeAt, passInTissue } from './alter';
import { below, NO_PLACE, nearestGap } from './gap';
import { moveKin } from './kin';
import { isFreeBeside, wholeTile } from './room';

/** Weight of a neighbour at squared distance 1, 2 and 3. */
export function weightOf(squared: i32): u32 {
  return squared == 1 ? 256 : squared == 2 ? 181 : 148;
}

/**
 * A daughter of the cell at x, y, z: returns her place beside it, or NO_PLACE where there is no room. `number`, `event`:
 * of the cell that divided first in the step, and which of its and its descendants' events it is.
 */
export function layDaughter(room: usize, x: u32, y: u32, z: u32, number: u32, event: u32): u32 {
  const index = tileOf(x, y, z);
  const site = siteOf(x, y, z);
  const entry = tileEntry(index);
  const tile = tileAddress(entry);
  const mother = <usize>site;
  store<u32>(room, 0, CHANGED_KIND);
  drawEvent(room + BLOCK, header(STEP), number, Purpose.division, event);
  const altering = load<u32>(room, BLOCK + 4);
  const own = load<u32>(room, BLOCK + 8);
  const mothers = load<u32>(room, BLOCK + 12);
  const word = load<u32>(room, BLOCK);
  let place = freeNeighbour(index, site, word);
  if (place == NO_PLACE) {
    const gap = nearestGap(room, index, site, word);
    if (gap == NO_PLACE) return NO_PLACE;
    if (!reachAt(x, y, z, gap)) {
      refuse(room);
      return NO_PLACE;
    }
    place = push(room, x, y, z, gap);
  } else if (!reachAt(x, y, z, place)) {
    refuse(room);
    return NO_PLACE;
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
  if (!isTumour(load<u16>(tile + (mother << 1), PHENOTYPE_COLUMN))) return place;
  store<u32>(room, load<u32>(room, THREAD_BIRTHS) + 1, THREAD_BIRTHS);
  const genotype = genotypeAt(tile, mother);
  const mutator = (load<u8>(genotype, 3) & 1) != 0;
  if (hasMinutes(genotype)) {
    memory.copy(room + MOTHER, genotype, GENOTYPE_CLASS);
    segregate(room, number, event);
    bestowInTissue(room, entry, mother, room + MOTHER);
    bestowInTissue(room, home, at, room + DAUGHTER);
    store<u32>(room, 1, CHANGED_KIND);
  }
  if (hasPassengers()) {
    const carried = drawPassengers(room, mutator, number, event);
    passInTissue(room, home, at, carried & 255);
    passInTissue(room, entry, mother, carried >> 8);
  }
  if (!isAltered(room, mutator, number, event, altering)) return place;
  drawEvent(room + BLOCK, header(STEP), number, Purpose.alteration, event);
  const asDaughter = load<u32>(room, BLOCK + 4) >> 31 != 0;
  if (alterInTissue(room, asDaughter ? home : entry, asDaughter ? at : mother)) {
    store<u32>(room, 1, CHANGED_KIND);
  }
  return place;
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

/** Whether the tile of that place has memory, or now has. */
function reachAt(x: u32, y: u32, z: u32, place: u32): bool {
  return reachTile(entryAt(x, y, z, place));
}

function squaredOf(place: u32): i32 {
  return placeX(place) * placeX(place) + placeY(place) * placeY(place) + placeZ(place) * placeZ(place);
}

/** One of the free neighbours that an attempt reaches, by weight, or NO_PLACE. */
function freeNeighbour(index: u32, site: u32, word: u32): u32 {
  const tile = wholeTile(index);
  const near = neighboursReached(word);
  const nestles = isNestling();
  let free: u32 = 0;
  let total: u32 = 0;
  for (let i: u32 = 0; i < near; ++i) {
    const place = placeAt(i);
    if (!isFreeBeside(tile, index, site, place)) continue;
    free |= 1 << i;
    total += weightAt(index, site, place, nestles);
  }
  if (total == 0) return NO_PLACE;
  const point = below(total, word);
  let place = placeAt(<u32>ctz(free));
  let sum = weightAt(index, site, place, nestles);
  while (point >= sum) {
    free &= free - 1;
    place = placeAt(<u32>ctz(free));
    sum += weightAt(index, site, place, nestles);
  }
  return place;
}

function weightAt(index: u32, site: u32, place: u32, nestles: bool): u32 {
  return nestles ? enclosure(index, site, place) : weightOf(squaredOf(place));
}

/** Whether daughters prefer places among others: six neighbours and no pushing. */
function isNestling(): bool {
  return header(REACH) == 0 && header(NEAR) == 6;
}

/** The cube of the number of neighbours of a place that are taken. */
function enclosure(index: u32, site: u32, place: u32): u32 {
  const x = originX(index) + withinX(site) + placeX(place);
  const y = originY(index) + withinY(site) + placeY(place);
  const z = originZ(index) + withinZ(site) + placeZ(place);
  let taken: u32 = 0;
  for (let i: u32 = 0; i < 6; ++i) {
    const beside = placeAt(i);
    if (!isFree(x + placeX(beside), y + placeY(beside), z + placeZ(beside))) ++taken;
  }
  return taken * taken * taken;
}

/**
 * Moves the cells on the line from a site to a gap one place each towards it; returns the first place of the line,
 * which is free then but for what has been copied. All of the line lies nearer than the gap, so it is taken.
 */
function push(room: usize, x: u32, y: u32, z: u32, gap: u32): u32 {
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
    moveKin(room, x, y, z, from, to);
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
