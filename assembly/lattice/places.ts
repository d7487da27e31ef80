/**
 * Places around a site, nearest first: where daughters may go, and whither others are pushed.
 *
 * A list of offsets in the order of their distance, then of z, y and x, each a word of signed bytes x | y << 8 |
 * z << 16; RINGS holds where each squared distance begins. The first NEAR of them are the neighbours; the others lie
 * within reach.
 *
 * The reach of an attempt to divide is drawn from r − ½ to r + ½: at a fixed one, layers of sites come within it at
 * other depths along a diagonal front than along an axis. At 1, and at 2 in a volume, few distances lie so near, and such
 * draws favour axes or diagonals by 2 to 7%; there √2 and √3 are reached in the shares of attempts that favour neither, to
 * 1% (tests/science/tissue/roundness.test.ts). Without pushing any free neighbour is reached, as published for planes; but in a
 * volume with 26 neighbours, where diagonals would be 7% longer, as many as at 1.
 */

import {
  FARTHEST,
  header,
  NEAR,
  PLACES,
  pointer,
  REACH,
  REACH_TILES_X,
  REACH_TILES_YZ,
  RINGS,
  SHORT_OF_2,
  SHORT_OF_3,
  SPACE,
  setHeader,
  TILE_SHIFT_X,
  TILE_SHIFT_Y,
} from '../memory/header';
import { allocate } from '../memory/heap';
import { tissueValue } from '../memory/layout';
import { Neighbours, Space, TissueField } from '../shared/tissue';

/** False at the memory limit. */
export function layPlaces(): bool {
  const flat = header(SPACE) == Space.plane;
  const reach = <i32>tissueValue(TissueField.reach);
  const moore = <i32>tissueValue(TissueField.neighbours) == Neighbours.moore;
  const nearest = moore ? (flat ? 2 : 3) : 1;
  const farthest = max<i32>(reach == 1 ? (flat ? 2 : 3) : reach * (reach + 1), nearest);
  const edge = max<i32>(reach, 1);
  const rings = allocate((<usize>farthest + 2) << 2);
  const list = allocate((<usize>((2 * edge + 1) * (2 * edge + 1) * (flat ? 1 : 2 * edge + 1))) << 2);
  if (rings == 0 || list == 0) return false;
  memory.fill(rings, 0, (<usize>farthest + 2) << 2);
  let held: u32 = 0;
  for (let squared = 1; squared <= farthest; ++squared) {
    store<u32>(rings + ((<usize>squared) << 2), held);
    if (squared == nearest + 1) setHeader(NEAR, held);
    held = layRing(list, held, squared, edge, flat ? 0 : edge);
  }
  store<u32>(rings + ((<usize>(farthest + 1)) << 2), held);
  if (farthest == nearest) setHeader(NEAR, held);
  setHeader(PLACES, <u32>list);
  setHeader(RINGS, <u32>rings);
  setHeader(REACH, reach);
  setHeader(FARTHEST, <u32>farthest);
  setShares(reach, moore, flat);
  setHeader(REACH_TILES_X, tilesOver(max<i32>(reach, 1), header(TILE_SHIFT_X)));
  setHeader(REACH_TILES_YZ, tilesOver(max<i32>(reach, 1), header(TILE_SHIFT_Y)));
  return true;
}

/**
 * Among 8 and 26 neighbours 0.6 of attempts fall short of √2 and 0.8 of √3, among 4 and 6 neighbours 0.35 and 0.55; over
 * two sites half of them and none fall short of √3.
 */
function setShares(reach: i32, moore: bool, flat: bool): void {
  const near = reach == 1 || (reach == 0 && moore && !flat);
  setHeader(SHORT_OF_2, near ? (moore ? 39322 : 22938) : 0);
  setHeader(SHORT_OF_3, near ? (moore ? 52429 : 36045) : reach == 2 && moore ? 32768 : 0);
}

/** Whether an attempt to divide reaches so far, by a random word. */
export function isReached(squared: u32, word: u32): bool {
  const part = word & 0xffff;
  if (squared == 2) return part >= header(SHORT_OF_2);
  if (squared == 3) return part >= header(SHORT_OF_3);
  const reach = <f64>header(REACH) - 0.5 + <f64>part / 65536;
  return <f64>squared <= reach * reach;
}

/** The neighbours that an attempt reaches: so many, from the first on. */
export function neighboursReached(word: u32): u32 {
  const near = header(NEAR);
  const part = word & 0xffff;
  if (part >= header(SHORT_OF_3)) return near;
  return min<u32>(near, ringStart(part >= header(SHORT_OF_2) ? 3 : 2));
}

function tilesOver(sites: i32, shift: u32): u32 {
  return (<u32>sites + (1 << shift) - 1) >> shift;
}

function layRing(list: usize, first: u32, squared: i32, edge: i32, depth: i32): u32 {
  let held = first;
  for (let z = -depth; z <= depth; ++z) {
    for (let y = -edge; y <= edge; ++y) {
      const left = squared - z * z - y * y;
      if (left < 0) continue;
      const x = <i32>sqrt<f64>(<f64>left);
      if (x * x != left || x > edge) continue;
      const place = ((y & 255) << 8) | ((z & 255) << 16);
      store<u32>(list + ((<usize>held) << 2), (-x & 255) | place);
      ++held;
      if (x == 0) continue;
      store<u32>(list + ((<usize>held) << 2), x | place);
      ++held;
    }
  }
  return held;
}

/** How many places there are, and which number is the first at a squared distance. */
export function placeCount(): u32 {
  return ringStart(farthestRing() + 1);
}

export function farthestRing(): u32 {
  return header(FARTHEST);
}

/** Squared distance of the farthest neighbours. */
export function nearestRings(): u32 {
  const place = placeAt(header(NEAR) - 1);
  return <u32>(placeX(place) * placeX(place) + placeY(place) * placeY(place) + placeZ(place) * placeZ(place));
}

export function ringStart(squared: u32): u32 {
  return load<u32>(pointer(RINGS) + ((<usize>squared) << 2));
}

export function placeAt(number: u32): u32 {
  return load<u32>(pointer(PLACES) + ((<usize>number) << 2));
}

export function placeX(place: u32): i32 {
  return <i32>(place << 24) >> 24;
}

export function placeY(place: u32): i32 {
  return <i32>(place << 16) >> 24;
}

export function placeZ(place: u32): i32 {
  return <i32>(place << 8) >> 24;
}
