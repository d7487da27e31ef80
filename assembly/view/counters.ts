/** Header fields that TypeScript reads, as functions, so that it never knows an offset. */

import {
  ALTERATIONS,
  ALTERATIONS_REFUSED,
  BIRTHS,
  BIRTHS_REFUSED,
  CELL_STEPS,
  CELLS,
  CLONE_COUNT,
  DEATHS,
  HEAP_TOP,
  header,
  LIVE_PHENOTYPES,
  PHENOTYPES_USED,
  STEP,
  TILE_COUNT,
} from '../memory/header';
import { tileAddress, tileCount, tileEntry } from '../memory/heap';
import { HEADER } from '../memory/layout';
import { BLOCK, roomOf } from '../memory/room';

export function cells(): u32 {
  return header(CELLS);
}

export function steps(): u32 {
  return header(STEP);
}

export function clones(): u32 {
  return header(CLONE_COUNT);
}

export function livePhenotypes(): u32 {
  return header(LIVE_PHENOTYPES);
}

export function births(): f64 {
  return load<f64>(HEADER + BIRTHS);
}

export function deaths(): f64 {
  return load<f64>(HEADER + DEATHS);
}

export function alterations(): f64 {
  return load<f64>(HEADER + ALTERATIONS);
}

export function alterationsRefused(): f64 {
  return load<f64>(HEADER + ALTERATIONS_REFUSED);
}

export function birthsRefused(): f64 {
  return load<f64>(HEADER + BIRTHS_REFUSED);
}

export function cellSteps(): f64 {
  return load<f64>(HEADER + CELL_STEPS);
}

/** Bytes of linear memory handed out so far. */
export function bytesUsed(): u32 {
  return header(HEAP_TOP);
}

export function phenotypesUsed(): u32 {
  return header(PHENOTYPES_USED);
}

export function tiles(): u32 {
  return header(TILE_COUNT);
}

export function tileAddressAt(index: u32): usize {
  return tileAddress(tileEntry(index));
}

export function tileCountAt(index: u32): u32 {
  return tileCount(tileEntry(index));
}

/** Room for a list of clone ids or for blocks of random numbers, used between steps. */
export function listAddress(): usize {
  return roomOf(0);
}

export function listCapacity(): u32 {
  return <u32>(BLOCK >> 2);
}
