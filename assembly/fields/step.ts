/** What fields do in a step of a tissue: solved before cells meet them, then told what cells took, bore and left. */

import { exchange } from '../cells/drug';
import { DEBRIS, originX, originY, originZ, voxelOf, withinX, withinY, withinZ } from '../lattice/lattice';
import {
  drugStep,
  STEP_CARRIED,
  STEP_OUTSIDE,
  STEP_RETAINED,
  STEP_RETAINED_COLUMN,
} from '../memory/drugStep';
import { DRUGS, FIELD_BLOCK, FIELD_VALUES, header, pointer, TILE_COUNT } from '../memory/header';
import { setTileWet, tileAddress, tileCount, tileEntry, tileWet } from '../memory/heap';
import { AMOUNT_COLUMN_BYTES, amountColumn, fieldValue, PHENOTYPE_COLUMN, TILE } from '../memory/layout';
import { roomOf } from '../memory/room';
import { FieldField } from '../shared/tissue';
import { meet, offer, Task, takeTile } from '../threads/threads';
import {
  expand,
  fourVoxels,
  isBeyond,
  rowsOfVoxel,
  siteRow,
  sitesOfVoxel,
  voxelsX,
  voxelsY,
  voxelsZ,
} from './columns';
import { bookUptake, cellShare, expectNothing, metabolises, weighUptake } from './couple';
import { infuse } from './infuse';
import {
  BOOK_METABOLISED,
  CHANGED,
  COLUMN_BYTES,
  fieldRecord,
  fieldRoom,
  hasField,
  OCCUPIED,
  OXYGEN,
  RECORD_RESIDUAL,
  RECORD_WET,
  SOLVE_FIELD,
  solving,
} from './layout';
import { isComing, solveField } from './solve';

const TILES_AT_ONCE: u32 = 8;

/** Whether drugs have fields; else cells meet plasma. */
export function hasDrugFields(): bool {
  return pointer(FIELD_VALUES) != 0;
}

/** Solves all fields with what this step has in plasma. */
export function solveFields(environment: usize): void {
  if (pointer(FIELD_BLOCK) == 0) return;
  if (isAnyConsumed()) lookRound(Task.occupy);
  if (hasDrugFields()) {
    for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
      // Cells meet the field (infuse.ts), not plasma.
      store<f32>(drugStep(drug), 0, STEP_OUTSIDE);
      store<f32>(drugStep(drug), 0, STEP_CARRIED);
      if (cellShare() > 0 && isComing(drug, load<f32>(environment + ((<usize>drug) << 2)))) {
        store<i32>(solving(SOLVE_FIELD), drug);
        lookRound(Task.linearise);
      }
      solveField(drug, load<f32>(environment + ((<usize>drug) << 2)));
    }
    const changed = <usize>load<u32>(solving(CHANGED));
    memory.fill(changed, 0, (<usize>(header(TILE_COUNT) * header(DRUGS))) << 3);
  }
  if (hasField(OXYGEN)) solveField(OXYGEN, <f32>fieldValue(OXYGEN, FieldField.vesselValue));
}

function isAnyConsumed(): bool {
  for (let field = 0; field <= OXYGEN; ++field) {
    if (hasField(field) && fieldValue(field, FieldField.consumption) > 0) return true;
  }
  return false;
}

/** Has all tiles looked at. */
function lookRound(task: u32): void {
  const parts = (header(TILE_COUNT) + TILES_AT_ONCE - 1) / TILES_AT_ONCE;
  const shared = offer(task, parts, TILES_AT_ONCE);
  lookAround(task, roomOf(0), parts);
  if (shared) meet();
}

/** One thread's share of counting who is where, or of linearising what cells will take of a drug that comes. */
export function lookAround(task: u32, room: usize, parts: u32): void {
  for (let part = takeTile(); part < parts; part = takeTile()) {
    const end = min<u32>((part + 1) * TILES_AT_ONCE, header(TILE_COUNT));
    for (let index = part * TILES_AT_ONCE; index < end; ++index) {
      const tile = tileAddress(tileEntry(index));
      if (tile == 0) continue;
      if (task == Task.occupy) countTile(tile, index);
      else linearise(room, index, load<i32>(solving(SOLVE_FIELD)));
    }
  }
}

/** Share of each voxel's sites that cells take. */
function countTile(tile: usize, index: u32): void {
  const occupied = <usize>load<u32>(solving(OCCUPIED));
  const rows = rowsOfVoxel();
  const share: f32 = <f32>1 / <f32>sitesOfVoxel();
  const wide = sitesOfVoxel() > 1;
  const ids = tile + PHENOTYPE_COLUMN;
  for (let z: u32 = 0; z < voxelsZ(); ++z) {
    for (let y: u32 = 0; y < voxelsY(); ++y) {
      for (let x: u32 = 0; x < voxelsX(); x += 4) {
        const at = fourVoxels(index, x, y, z);
        if (isBeyond(at)) continue;
        if (ASC_FEATURE_SIMD) {
          let count = i16x8.splat(0);
          const debris = i16x8.splat(<i16>DEBRIS);
          for (let row: u32 = 0; row < rows; ++row) {
            const from = ids + (siteRow(x, y, z, row) << 1);
            const own = wide ? v128.load(from) : v128.load64_zero(from);
            count = i16x8.sub(count, i16x8.gt_u(own, debris));
          }
          const four = wide ? i32x4.extadd_pairwise_i16x8_s(count) : i32x4.extend_low_i16x8_s(count);
          v128.store(occupied + at, f32x4.mul(f32x4.convert_i32x4_s(four), f32x4.splat(share)));
        } else {
          for (let i: u32 = 0; i < 4; ++i) {
            let count: i32 = 0;
            for (let row: u32 = 0; row < rows; ++row) {
              const from = ids + ((siteRow(x, y, z, row) + <usize>(wide ? 2 * i : i)) << 1);
              if (<u32>load<u16>(from) > DEBRIS) ++count;
              if (wide && <u32>load<u16>(from, 2) > DEBRIS) ++count;
            }
            store<f32>(occupied + at + ((<usize>i) << 2), <f32>count * share);
          }
        }
      }
    }
  }
}

/** What cells will take at first of a drug of which there is none yet. */
function linearise(room: usize, index: u32, drug: i32): void {
  const entry = tileEntry(index);
  if (tileCount(entry) == 0 || (tileWet(entry) & (1 << drug)) != 0) return;
  const tile = tileAddress(entry);
  const levels = fieldRoom(room);
  const before = levels + COLUMN_BYTES;
  memory.fill(levels, 0, 2 * COLUMN_BYTES);
  exchange(room, tile, drug, TILE, before);
  weighUptake(room, levels, before, before + COLUMN_BYTES, before + 2 * COLUMN_BYTES, tile, drug);
  bookUptake(index, before, before + COLUMN_BYTES, before + 2 * COLUMN_BYTES, drug);
}

/**
 * Exchange of all drugs in a tile with their fields; which of its columns are wet. Returns the drugs that are in it, a
 * bit each. A drug that is neither in its cells nor around them costs nothing.
 */
export function exchangeFields(room: usize, entry: usize, index: u32, count: i32): u32 {
  const tile = tileAddress(entry);
  const levels = fieldRoom(room);
  const before = levels + COLUMN_BYTES;
  const slopes = before + COLUMN_BYTES;
  const lasting = slopes + COLUMN_BYTES;
  const takes = cellShare() > 0;
  let wet = tileWet(entry);
  let active: u32 = 0;
  for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
    const record = fieldRecord(drug);
    const kept = load<u32>(drugStep(drug), STEP_RETAINED) != 0;
    const metabolite = <i32>load<u32>(drugStep(drug), STEP_RETAINED_COLUMN);
    const bits: u32 = (1 << drug) | (kept ? 1 << metabolite : 0);
    if (load<u32>(record, RECORD_WET) == 0 && (wet & bits) == 0) continue;
    const around = expand(levels, pointer(FIELD_VALUES + ((<usize>drug) << 2)), index);
    if (!around && (wet & bits) == 0) continue;
    infuse(levels, before, tile, drug, count);
    const left = exchange(room, tile, drug, count, before);
    // Cells that hold no share of the fluid's volume take none of it.
    if (takes) {
      const changed = weighUptake(room, levels, before, slopes, lasting, tile, drug);
      if (metabolises(drug)) {
        const at = <usize>load<u32>(solving(CHANGED)) + ((<usize>(index * header(DRUGS) + drug)) << 3);
        store<f64>(at, <f64>changed);
      }
      bookUptake(index, before, slopes, lasting, drug);
    }
    // Whoever looks next writes the same.
    store<u32>(record, 1, RECORD_WET);
    if (left) {
      wet |= bits;
    } else {
      if ((wet & bits) != 0) {
        memory.fill(tile + amountColumn(drug), 0, AMOUNT_COLUMN_BYTES);
        if (kept) memory.fill(tile + amountColumn(metabolite), 0, AMOUNT_COLUMN_BYTES);
        wet &= ~bits;
      }
      if (!around) expectNothing(index, drug);
    }
    active |= 1 << drug;
  }
  setTileWet(entry, wet);
  return active;
}

/** After the sweep: what metabolism changed, in the order of tiles. */
export function enterMetabolism(): void {
  if (!hasDrugFields()) return;
  const changed = <usize>load<u32>(solving(CHANGED));
  const drugs = <i32>header(DRUGS);
  for (let drug = 0; drug < drugs; ++drug) {
    if (!metabolises(drug)) continue;
    let sum: f64 = 0;
    for (let index: u32 = 0; index < header(TILE_COUNT); ++index) {
      sum += load<f64>(changed + ((<usize>(index * drugs + drug)) << 3));
    }
    const book = fieldRecord(drug) + BOOK_METABOLISED;
    store<f64>(book, load<f64>(book) + sum * <f64>cellShare());
  }
}

/** The fluid around gets what the cell at a site holds, or where `born` has paid for another like it. */
export function settleCell(entry: usize, index: u32, site: u32, born: bool): void {
  if (!hasDrugFields()) return;
  const drugs: u32 = (1 << header(DRUGS)) - 1;
  const tile = tileAddress(entry);
  for (let left = tileWet(entry) & drugs; left != 0; left &= left - 1) {
    const drug = <i32>ctz(left);
    const amount = load<f32>(tile + amountColumn(drug) + ((<usize>site) << 2));
    if (amount == 0) continue;
    const voxel = voxelOf(
      originX(index) + withinX(site),
      originY(index) + withinY(site),
      originZ(index) + withinZ(site),
    );
    const at = <usize>load<u32>(fieldRecord(drug), RECORD_RESIDUAL) + ((<usize>voxel) << 2);
    const share = amount * cellShare();
    store<f32>(at, born ? load<f32>(at) + share : load<f32>(at) - share);
    store<u32>(fieldRecord(drug), 1, RECORD_WET);
  }
}
