/**
 * Bounds on events in a tile of a tissue: candidates are drawn by gaps as in chance.ts. No cell divides at more than b,
 * the fastest division, nor dies at more than d, the most that deaths, drugs and want of oxygen add up to in the tile.
 */
import { chanceOf, pickCandidates } from '../cells/chance';
import { largestArgument, largestEffect } from '../cells/response';
import { DEBRIS, hasOxygen, originX, originY, originZ } from '../lattice/lattice';
import { drugStep, STEP_KILL } from '../memory/drugStep';
import {
  CROWD,
  DEATH_BOUND,
  DIVISION_BOUND,
  DRUGS,
  DRY_CHANCE,
  DRY_GAP,
  FIELD_VALUES,
  FULL_CHANCE,
  FULL_GAP,
  header,
  MAX_GROWTH,
  NECROSIS_BELOW,
  NECROSIS_MOST,
  NECROSIS_RISE,
  OXYGEN_GAIN,
  pointer,
  QUIESCENT_BELOW,
  TILE_SHIFT_X,
  TILE_SHIFT_Y,
  TILE_SHIFT_Z,
  VOXEL_PLANE,
  VOXEL_ROW,
  VOXEL_SHIFT,
  VOXELS_X,
  VOXELS_Y,
  VOXELS_Z,
} from '../memory/header';
import { tileAddress } from '../memory/heap';
import { HEADER, model, PHENOTYPE_COLUMN, RATE_LIMIT, TILE, tissueValue } from '../memory/layout';
import { exactExp, exactLn } from '../numerics/maths';
import { Limit } from '../shared/limits';
import { ModelField } from '../shared/model';
import { TissueField } from '../shared/tissue';

/** What holds for all tiles of a step. */
export function prepareTissueChances(): void {
  const division = min<f64>(
    exactLn(1 + load<f64>(HEADER + MAX_GROWTH)) * <f64>load<f32>(HEADER + CROWD),
    <f64>load<f32>(RATE_LIMIT),
  );
  const hours = model(ModelField.stepHours);
  const death = max<f64>(model(ModelField.deathPerHour), tissueValue(TissueField.normalDeathPerHour)) * hours;
  store<f64>(HEADER + DIVISION_BOUND, division);
  store<f64>(HEADER + DEATH_BOUND, death);
  const dry = rateOf(division, death);
  store<f64>(HEADER + DRY_GAP, 1 / dry);
  store<f32>(HEADER + DRY_CHANCE, chanceOf(dry));
  const full = rateOf(0, death);
  store<f64>(HEADER + FULL_GAP, 1 / full);
  store<f32>(HEADER + FULL_CHANCE, chanceOf(full));
}

/** What oxygen does to cells; the same in every step. */
export function prepareOxygen(): void {
  const hours = model(ModelField.stepHours);
  const quiescent = tissueValue(TissueField.quiescentBelow);
  const necrosis = tissueValue(TissueField.necrosisBelow);
  const most = tissueValue(TissueField.necrosisPerHour) * hours;
  store<f32>(HEADER + QUIESCENT_BELOW, <f32>quiescent);
  store<f32>(HEADER + OXYGEN_GAIN, <f32>perUnit(1, tissueValue(TissueField.fullAbove) - quiescent));
  store<f32>(HEADER + NECROSIS_BELOW, <f32>necrosis);
  store<f32>(
    HEADER + NECROSIS_RISE,
    <f32>perUnit(most, necrosis - tissueValue(TissueField.necrosisFullBelow)),
  );
  store<f32>(HEADER + NECROSIS_MOST, <f32>most);
}

/** Slope of a rise over a span that may be none: then as good as a step. */
function perUnit(rise: f64, span: f64): f64 {
  return rise / (span > 1e-6 ? span : 1e-6);
}

/**
 * Rate whose chance of an event, 1 − e^{−rate}, no cell of these bounds exceeds: b + d, or where b + 2d > 1 perhaps that
 * of 1 − e^{−d} + b/2 for cells that only hope for room.
 */
function rateOf(division: f64, death: f64): f64 {
  const both = division + death;
  if (both + death <= 1) return both;
  const left = exactExp(-death) - 0.5 * division;
  return left > 0 ? max<f64>(both, -exactLn(left)) : Infinity;
}

/** Whether any site of a tile holds debris. */
function hasDebris(tile: usize): bool {
  for (let i: usize = 0; i < <usize>TILE; ++i) {
    if (load<u16>(tile + (i << 1), PHENOTYPE_COLUMN) == DEBRIS) return true;
  }
  return false;
}

/** Lowest oxygen at the voxels of a tile. */
function lowestOxygen(index: u32): f32 {
  const values = pointer(FIELD_VALUES + 4 * Limit.drugs);
  const shift = header(VOXEL_SHIFT);
  const flat = header(VOXELS_Z) == 1;
  const x = originX(index) >> shift;
  const y = originY(index) >> shift;
  const z = flat ? 0 : originZ(index) >> shift;
  const count = min<u32>(header(VOXELS_X) - x, (1 << header(TILE_SHIFT_X)) >> shift);
  const rows = min<u32>(header(VOXELS_Y) - y, (1 << header(TILE_SHIFT_Y)) >> shift);
  const planes: u32 = flat ? 1 : min<u32>(header(VOXELS_Z) - z, (1 << header(TILE_SHIFT_Z)) >> shift);
  let lowest: f32 = Infinity;
  for (let k: u32 = 0; k < planes; ++k) {
    for (let j: u32 = 0; j < rows; ++j) {
      const first = (z + k) * header(VOXEL_PLANE) + (y + j) * header(VOXEL_ROW) + x;
      const least = lowestOf(values + ((<usize>first) << 2), count);
      if (least < lowest) lowest = least;
    }
  }
  return lowest;
}

function lowestOf(row: usize, count: u32): f32 {
  let lowest: f32 = Infinity;
  let i: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    if (count >= 4) {
      let four = v128.load(row);
      for (i = 4; i + 4 <= count; i += 4) four = f32x4.pmin(four, v128.load(row + ((<usize>i) << 2)));
      four = f32x4.pmin(four, v128.shuffle<i32>(four, four, 2, 3, 0, 1));
      four = f32x4.pmin(four, v128.shuffle<i32>(four, four, 1, 0, 3, 2));
      lowest = f32x4.extract_lane(four, 0);
    }
  }
  for (; i < count; ++i) {
    const value = load<f32>(row + ((<usize>i) << 2));
    if (value < lowest) lowest = value;
  }
  return lowest;
}

/** Necrosis per step at a level of oxygen. */
export function necrosisAt(oxygen: f32): f32 {
  const want = (load<f32>(HEADER + NECROSIS_BELOW) - oxygen) * load<f32>(HEADER + NECROSIS_RISE);
  const most = load<f32>(HEADER + NECROSIS_MOST);
  return want > 0 ? (want < most ? want : most) : 0;
}

/**
 * Leaves the candidates of a tile as records in the order of sites: site, second random word. `active`: bit per drug
 * that is in the tile; `room`: whether any of its cells may divide. Returns the chance per unit of the second word.
 */
export function drawTissueCandidates(own: usize, entry: usize, index: u32, active: u32, room: bool): f32 {
  const tile = tileAddress(entry);
  let more: f64 = 0;
  if (tissueValue(TissueField.clearancePerHour) > 0 && hasDebris(tile)) {
    more = tissueValue(TissueField.clearancePerHour) * model(ModelField.stepHours);
  }
  if (active != 0) {
    const normal = tissueValue(TissueField.normalKill);
    for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
      if ((active & (1 << drug)) == 0) continue;
      const most = largestEffect(drug, largestArgument(own, tile, drug, TILE));
      more += <f64>load<f32>(drugStep(drug), STEP_KILL) * <f64>most * (normal > 1 ? normal : 1);
    }
  }
  if (hasOxygen()) more += <f64>necrosisAt(lowestOxygen(index));
  if (more == 0) {
    pickCandidates(own, index, TILE, load<f64>(HEADER + (room ? DRY_GAP : FULL_GAP)));
    return load<f32>(HEADER + (room ? DRY_CHANCE : FULL_CHANCE));
  }
  const death = load<f64>(HEADER + DEATH_BOUND) + more;
  const rate = rateOf(
    room ? load<f64>(HEADER + DIVISION_BOUND) : 0,
    min<f64>(death, <f64>load<f32>(RATE_LIMIT)),
  );
  pickCandidates(own, index, TILE, 1 / rate);
  return chanceOf(rate);
}
