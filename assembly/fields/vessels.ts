/**
 * Vessels of a tissue, a record each for every site that one crosses: u32 x, y and z, f32 surface of its wall over the
 * site's volume (/µm) and f32 openness, 0…1.
 *
 * A vessel that cells crowd is pressed shut and regresses: where the share of taken sites around it is above a
 * threshold its openness falls at the rate of loss, elsewhere it returns to 1 at the rate of gain. Looked at every few
 * hours, at steps that depend on the step's number alone.
 */

import { siteOf, sitesWithin, tileOf, VACANT } from '../lattice/lattice';
import {
  header,
  pointer,
  SITES_X,
  SITES_Y,
  SITES_Z,
  STEP,
  setHeader,
  TILE_SHIFT_X,
  TILES_X,
  TILES_Y,
  VESSEL_COUNT,
  VESSEL_RECORDS,
  VESSELS_CHANGED,
} from '../memory/header';
import { allocate, tileAddress, tileCount, tileEntry } from '../memory/heap';
import { model, PHENOTYPE_COLUMN, tissueValue } from '../memory/layout';
import { exactExp } from '../numerics/maths';
import { ModelField } from '../shared/model';
import { Unpacked } from '../shared/packing';
import { TissueField, VesselWord } from '../shared/tissue';

const VESSEL_BYTES: usize = 4 * VesselWord.stride;
/** Hours between two looks at the vessels, about. */
const HOURS_BETWEEN: f64 = 6;

/** Room for so many records, to be written by the caller; 0 at the memory limit. */
export function layVessels(count: u32): usize {
  const at = allocate(VESSEL_BYTES * <usize>max<u32>(count, 1));
  setHeader(VESSEL_RECORDS, <u32>at);
  setHeader(VESSEL_COUNT, at == 0 ? 0 : count);
  setHeader(VESSELS_CHANGED, 1);
  return at;
}

export function vesselCount(): u32 {
  return header(VESSEL_COUNT);
}

export function vesselAddress(index: u32): usize {
  return pointer(VESSEL_RECORDS) + VESSEL_BYTES * <usize>index;
}

/** Surface of a vessel's wall that is open, over the site's volume, /µm. */
export function openSurface(vessel: usize): f32 {
  return load<f32>(vessel, 4 * VesselWord.surface) * load<f32>(vessel, 4 * VesselWord.openness);
}

/** Presses vessels shut or lets them open, if it is time to. */
export function tendVessels(): void {
  const loss = tissueValue(TissueField.vesselLossPerHour);
  const crowdedFrom = tissueValue(TissueField.crowdedFrom);
  const count = vesselCount();
  if (count == 0 || loss <= 0 || crowdedFrom >= 1) return;
  const hours = model(ModelField.stepHours);
  const period = <u32>max<f64>(1, nearest<f64>(HOURS_BETWEEN / hours));
  if (header(STEP) % period != 0) return;
  const between = <f64>period * hours;
  const kept = <f32>exactExp(-loss * between);
  const missing = <f32>exactExp(-tissueValue(TissueField.vesselGainPerHour) * between);
  for (let i: u32 = 0; i < count; ++i) {
    const vessel = vesselAddress(i);
    const open = load<f32>(vessel, 4 * VesselWord.openness);
    let next = isCrowded(vessel, crowdedFrom) ? open * kept : 1 - (1 - open) * missing;
    // What is nearly shut is shut: no numbers that fade for ever.
    if (next < 1e-6) next = 0;
    if (next == open) continue;
    store<f32>(vessel, next, 4 * VesselWord.openness);
    setHeader(VESSELS_CHANGED, 1);
  }
}

/** Whether more than this share of the sites of the tissue around a vessel is taken, itself included. */
function isCrowded(vessel: usize, crowdedFrom: f64): bool {
  const within = <i32>tissueValue(TissueField.crowdedWithin);
  const x = load<i32>(vessel, 4 * VesselWord.x);
  const y = load<i32>(vessel, 4 * VesselWord.y);
  const z = load<i32>(vessel, 4 * VesselWord.z);
  const top = min<i32>(z + within, <i32>header(SITES_Z) - 1);
  const far = min<i32>(y + within, <i32>header(SITES_Y) - 1);
  const end = <i32>header(SITES_X) - 1;
  const low = max<i32>(z - within, 0);
  const near = max<i32>(y - within, 0);
  const share = shareOfTiles(max<i32>(x - within, 0), near, low, min<i32>(x + within, end), far, top);
  if (share >= 0) return <f64>share > crowdedFrom;
  let sites = 0;
  let taken = 0;
  for (let k = low; k <= top; ++k) {
    for (let j = near; j <= far; ++j) {
      const left = within * within - (j - y) * (j - y) - (k - z) * (k - z);
      if (left < 0) continue;
      const half = <i32>sqrt<f64>(<f64>left);
      const from = max<i32>(x - half, 0);
      const to = min<i32>(x + half, end);
      sites += to - from + 1;
      taken += takenInRow(from, to, j, k);
    }
  }
  return <f64>taken > crowdedFrom * <f64>sites;
}

/** 1 where the tiles of a box are full, 0 where they are empty, below 0 where they are neither: sites must be counted. */
function shareOfTiles(x: u32, y: u32, z: u32, endX: u32, endY: u32, endZ: u32): i32 {
  const first = tileOf(x, y, z);
  const share = shareOfTile(first);
  if (share < 0) return share;
  const across = tileOf(endX, y, z) - first;
  const down = (tileOf(x, endY, z) - first) / header(TILES_X);
  const deep = (tileOf(x, y, endZ) - first) / (header(TILES_X) * header(TILES_Y));
  for (let k: u32 = 0; k <= deep; ++k) {
    for (let j: u32 = 0; j <= down; ++j) {
      for (let i: u32 = 0; i <= across; ++i) {
        if (shareOfTile(first + i + header(TILES_X) * (j + header(TILES_Y) * k)) != share) return -1;
      }
    }
  }
  return share;
}

function shareOfTile(index: u32): i32 {
  const count = tileCount(tileEntry(index));
  return count == 0 ? 0 : count == sitesWithin(index) ? 1 : -1;
}

/** Sites with a cell, or what one left, from `x` to `to` of a row. */
function takenInRow(x: u32, to: u32, y: u32, z: u32): i32 {
  let taken = 0;
  while (x <= to) {
    const last = min<u32>(to, x | ((1 << header(TILE_SHIFT_X)) - 1));
    const tile = tileAddress(tileEntry(tileOf(x, y, z)));
    if (tile != 0) {
      let site = tile + PHENOTYPE_COLUMN + ((<usize>siteOf(x, y, z)) << 1);
      for (const end = site + ((<usize>(last - x)) << 1); site <= end; site += 2) {
        taken += i32(<u32>load<u16>(site) != VACANT);
      }
    }
    x = last + 1;
  }
  return taken;
}

/** Mean openness, in the order of the records; 1 where there are none. */
export function openVessels(): f64 {
  const count = vesselCount();
  if (count == 0) return 1;
  let sum: f64 = 0;
  for (let i: u32 = 0; i < count; ++i) sum += <f64>load<f32>(vesselAddress(i), 4 * VesselWord.openness);
  return sum / <f64>count;
}

/** Items of a packed chunk. */
const VESSELS_PER_CHUNK: u32 = 8192;

export function vesselChunks(): u32 {
  return (vesselCount() + VESSELS_PER_CHUNK - 1) / VESSELS_PER_CHUNK;
}

/** The number of the first, then how open each is; where they lie is the model's. */
export function packVessels(out: usize, chunk: u32): u32 {
  const first = chunk * VESSELS_PER_CHUNK;
  const count = min<u32>(vesselCount() - first, VESSELS_PER_CHUNK);
  store<u32>(out, first);
  for (let i: u32 = 0; i < count; ++i) {
    const open = load<f32>(vesselAddress(first + i), 4 * VesselWord.openness);
    store<f32>(out + ((<usize>i) << 2), open, 4);
  }
  return (count + 1) << 2;
}

export function unpackVessels(from: usize, bytes: u32): u32 {
  if (bytes < 4 || (bytes & 3) != 0) return Unpacked.malformed;
  const first = load<u32>(from);
  const count = (bytes >> 2) - 1;
  if (first > vesselCount() || count > vesselCount() - first) return Unpacked.malformed;
  for (let i: u32 = 0; i < count; ++i) {
    const open = load<f32>(from + ((<usize>i) << 2), 4);
    if (!(open >= 0 && open <= 1)) return Unpacked.malformed;
    store<f32>(vesselAddress(first + i), open, 4 * VesselWord.openness);
  }
  setHeader(VESSELS_CHANGED, 1);
  return Unpacked.well;
}
