/**
 * Places around a site, nearest first: where daughters may go, and whither others are pushed.
 *
 * A list of offsets in the order of their distance, then of z, y and x, each a word of signed bytes x | y << 8 |
 * z << 16; RINGS holds where each squared distance begins. The first NEAR of them are the neighbours; the others lie
 * within reach.
 */
import { allocate } from './heap';
import {
  header,
  NEAR,
  PLACES,
  pointer,
  REACH,
  REACH_TILES_X,
  REACH_TILES_YZ,
  RINGS,
  SPACE,
  setHeader,
  TILE_SHIFT_X,
  TILE_SHIFT_Y,
  tissueValue,
} from './layout';
import { Neighbours, Space, TissueField } from './shared';

/** False at the memory limit. */
export function layPlaces(): bool {
  const flat = header(SPACE) == Space.plane;
  const reach = <i32>tissueValue(TissueField.reach);
  const moore = <i32>tissueValue(TissueField.neighbours) == Neighbours.moore;
  const nearest = moore ? (flat ? 2 : 3) : 1;
  const farthest = max<i32>(reach * (reach + 1), nearest);
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
  setHeader(REACH_TILES_X, tilesOver(max<i32>(reach, 1), header(TILE_SHIFT_X)));
  setHeader(REACH_TILES_YZ, tilesOver(max<i32>(reach, 1), header(TILE_SHIFT_Y)));
  return true;
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
  const reach = header(REACH);
  return max<u32>(reach * (reach + 1), nearestRings());
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
