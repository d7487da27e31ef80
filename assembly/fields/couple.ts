/**
 * What cells take from a drug's field goes into its books: per site, in µM of cell water,
 *
 *     U = D_after − D_before + what metabolism has changed,
 *
 * and per voxel that times the share of cell water joins the debt, which the next solution repays. Left for it too is
 * what U is expected to be then, slope · C + uptake, from how U now depends on the level C outside and how much of it
 * would go on at the same level. With x = E K/(K + C_free)² of a target, y = w Km/(Km + C_free)² of a pump (0 without),
 * ρ what stays over a step and m what metabolism takes of what comes in,
 *
 *     dU/dC = θk (1 + x + m) / (1 + ρx + y),        U goes on by ρ (1 + x) / (1 + ρx + y).
 *
 * What is wrong with that is in the debt, and so is never lost.
 */

import { carriers, expressions, firsts, fourths, REPEAT, seconds, thirds } from '../cells/gather';
import { drugStep, STEP_ACTIVITY, STEP_BOUND, STEP_KM, STEP_PUMPED } from '../memory/drugStep';
import { FIELD_VALUES, PHENOTYPE_STRIDE, pointer } from '../memory/header';
import {
  amountColumn,
  drugValue,
  EXPRESSION,
  EXPRESSION_COLUMN,
  model,
  PHENOTYPE_COLUMN,
  TILE,
  tissueValue,
} from '../memory/layout';
import { FREE, KDS, TARGETS } from '../memory/room';
import {
  ROW_BLOCKED,
  ROW_CARRIER,
  ROW_CHANGED_AFTER,
  ROW_CHANGED_BEFORE,
  ROW_DECAY,
  ROW_ENTRY,
  ROW_PUMP,
  rowsOf,
} from '../memory/row';
import { DrugField, ModelField } from '../shared/model';
import { TissueField } from '../shared/tissue';
import { fourVoxels, isBeyond, sitesOfVoxel, sumFour, sumOne, voxelsX, voxelsY, voxelsZ } from './columns';
import { fieldRecord, RECORD_RESIDUAL, RECORD_SLOPE, RECORD_UPTAKE } from './layout';

/** Whether cells change the drug or keep it as a metabolite. */
export function metabolises(drug: i32): bool {
  return drugValue(drug, DrugField.metabolismPerHour) > 0 || drugValue(drug, DrugField.retained) != 0;
}

/** Volume of a cell's water over that of its voxel's fluid. */
export function cellShare(): f32 {
  return <f32>(tissueValue(TissueField.volumeRatio) / <f64>sitesOfVoxel());
}

/**
 * After a tile's exchange: `room` as that left it, `levels` and `before` as infuse.ts did. `before` then holds U;
 * `slopes` and `lasting` are written. Returns what metabolism has changed, summed over the tile.
 */
export function weighUptake(
  room: usize,
  levels: usize,
  before: usize,
  slopes: usize,
  lasting: usize,
  tile: usize,
  drug: i32,
): f32 {
  return ASC_FEATURE_SIMD
    ? weighUptakeSimd(room, levels, before, slopes, lasting, tile, drug)
    : weighUptakeScalar(room, levels, before, slopes, lasting, tile, drug);
}

/** Four cells at a time. */
function weighUptakeSimd(
  room: usize,
  levels: usize,
  before: usize,
  slopes: usize,
  lasting: usize,
  tile: usize,
  drug: i32,
): f32 {
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const activity = load<f32>(drugStep(drug), STEP_ACTIVITY);
  const bound = load<u32>(drugStep(drug), STEP_BOUND) != 0;
  const changes = metabolises(drug);
  const carrierVmax = <f32>drugValue(drug, DrugField.carrierVmax);
  const carrierKm = <f32>drugValue(drug, DrugField.carrierKm);
  const carries = carrierVmax > 0;
  const steepest = carrierVmax * carrierKm;
  const pumped = load<u32>(drugStep(drug), STEP_PUMPED) != 0;
  const pumpKm = load<f32>(drugStep(drug), STEP_KM);
  const uniform = model(ModelField.uniformExpression) != 0;
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const activity4 = f32x4.splat(activity);
  const steepest4 = f32x4.splat(steepest);
  const km4 = f32x4.splat(carrierKm);
  const pumpKm4 = f32x4.splat(pumpKm);
  let changed = zero;
  for (let i: usize = 0; i < <usize>TILE; i += 4) {
    const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
    const first = ids & 0xffff;
    const row0 = rows + stride * <usize>first;
    let decay: v128;
    let entry: v128;
    let blocked: v128;
    let carrier = zero;
    let pumping = zero;
    let lostBefore = zero;
    let lostAfter = zero;
    if (ids == first * REPEAT) {
      decay = v128.load32_splat(row0, ROW_DECAY);
      entry = v128.load32_splat(row0, ROW_ENTRY);
      blocked = v128.load32_splat(row0, ROW_BLOCKED);
      pumping = v128.load32_splat(row0, ROW_PUMP);
      if (carries) carrier = v128.load32_splat(row0, ROW_CARRIER);
      if (changes) {
        lostBefore = v128.load32_splat(row0, ROW_CHANGED_BEFORE);
        lostAfter = v128.load32_splat(row0, ROW_CHANGED_AFTER);
      }
    } else {
      const row1 = rows + stride * <usize>((ids >> 16) & 0xffff);
      const row2 = rows + stride * <usize>((ids >> 32) & 0xffff);
      const row3 = rows + stride * <usize>(ids >> 48);
      const a0 = v128.load(row0, ROW_DECAY);
      const a1 = v128.load(row1, ROW_DECAY);
      const a2 = v128.load(row2, ROW_DECAY);
      const a3 = v128.load(row3, ROW_DECAY);
      decay = firsts(a0, a1, a2, a3);
      entry = seconds(a0, a1, a2, a3);
      blocked = thirds(a0, a1, a2, a3);
      pumping = fourths(a0, a1, a2, a3);
      if (carries) {
        carrier = carriers(row0, row1, row2, row3);
      }
      if (changes) {
        let c01 = v128.load64_zero(row0, ROW_CHANGED_BEFORE);
        c01 = v128.load64_lane(row1, c01, 1, ROW_CHANGED_BEFORE);
        let c23 = v128.load64_zero(row2, ROW_CHANGED_BEFORE);
        c23 = v128.load64_lane(row3, c23, 1, ROW_CHANGED_BEFORE);
        lostBefore = v128.shuffle<i32>(c01, c23, 0, 2, 4, 6);
        lostAfter = v128.shuffle<i32>(c01, c23, 1, 3, 5, 7);
      }
    }
    let slope = f32x4.sub(entry, f32x4.mul(activity4, blocked));
    if (carries) {
      const level = f32x4.add(km4, v128.load(levels + (i << 2)));
      slope = f32x4.add(slope, f32x4.mul(f32x4.div(steepest4, f32x4.mul(level, level)), carrier));
    }
    const held = v128.load(before + (i << 2));
    const total = v128.load(amounts + (i << 2));
    let taken = f32x4.sub(total, held);
    let free = total;
    let x = zero;
    if (bound) {
      free = v128.load(room + (i << 2), FREE);
      const kd = v128.load(room + (i << 2), KDS);
      const sum = f32x4.add(kd, free);
      x = f32x4.div(f32x4.mul(v128.load(room + (i << 2), TARGETS), kd), f32x4.mul(sum, sum));
    }
    if (changes) {
      const lost = f32x4.add(f32x4.mul(lostBefore, held), f32x4.mul(lostAfter, free));
      changed = f32x4.add(changed, lost);
      taken = f32x4.add(taken, lost);
    }
    const more = f32x4.add(one, x);
    let last = decay;
    if (bound || pumped) {
      let slow = f32x4.add(one, f32x4.mul(decay, x));
      if (pumped) {
        let pull = f32x4.mul(f32x4.mul(pumping, activity4), pumpKm4);
        if (!uniform) pull = f32x4.mul(pull, expressions(tile, i));
        const sum = f32x4.add(pumpKm4, free);
        slow = f32x4.add(slow, f32x4.div(pull, f32x4.mul(sum, sum)));
      }
      const share = f32x4.div(one, slow);
      slope = f32x4.mul(slope, share);
      last = f32x4.mul(f32x4.mul(decay, more), share);
    }
    v128.store(before + (i << 2), taken);
    v128.store(slopes + (i << 2), f32x4.mul(slope, f32x4.add(more, lostAfter)));
    v128.store(lasting + (i << 2), f32x4.mul(last, taken));
  }
  return (
    f32x4.extract_lane(changed, 0) +
    f32x4.extract_lane(changed, 1) +
    (f32x4.extract_lane(changed, 2) + f32x4.extract_lane(changed, 3))
  );
}

/** The same bits, one cell after another. */
function weighUptakeScalar(
  room: usize,
  levels: usize,
  before: usize,
  slopes: usize,
  lasting: usize,
  tile: usize,
  drug: i32,
): f32 {
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const activity = load<f32>(drugStep(drug), STEP_ACTIVITY);
  const bound = load<u32>(drugStep(drug), STEP_BOUND) != 0;
  const changes = metabolises(drug);
  const carrierVmax = <f32>drugValue(drug, DrugField.carrierVmax);
  const carrierKm = <f32>drugValue(drug, DrugField.carrierKm);
  const carries = carrierVmax > 0;
  const steepest = carrierVmax * carrierKm;
  const pumped = load<u32>(drugStep(drug), STEP_PUMPED) != 0;
  const pumpKm = load<f32>(drugStep(drug), STEP_KM);
  const uniform = model(ModelField.uniformExpression) != 0;
  let changed0: f32 = 0;
  let changed1: f32 = 0;
  let changed2: f32 = 0;
  let changed3: f32 = 0;
  for (let i: usize = 0; i < <usize>TILE; ++i) {
    const row = rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
    const decay = load<f32>(row, ROW_DECAY);
    let slope = load<f32>(row, ROW_ENTRY) - activity * load<f32>(row, ROW_BLOCKED);
    if (carries) {
      const level = carrierKm + load<f32>(levels + (i << 2));
      slope += (steepest / (level * level)) * load<f32>(row, ROW_CARRIER);
    }
    const held = load<f32>(before + (i << 2));
    const total = load<f32>(amounts + (i << 2));
    let taken = total - held;
    let free = total;
    let x: f32 = 0;
    if (bound) {
      free = load<f32>(room + (i << 2), FREE);
      const kd = load<f32>(room + (i << 2), KDS);
      const sum = kd + free;
      x = (load<f32>(room + (i << 2), TARGETS) * kd) / (sum * sum);
    }
    const lostAfter: f32 = changes ? load<f32>(row, ROW_CHANGED_AFTER) : 0;
    if (changes) {
      const lost = load<f32>(row, ROW_CHANGED_BEFORE) * held + lostAfter * free;
      const lane = i & 3;
      if (lane == 0) changed0 += lost;
      else if (lane == 1) changed1 += lost;
      else if (lane == 2) changed2 += lost;
      else changed3 += lost;
      taken += lost;
    }
    const more: f32 = 1 + x;
    let last = decay;
    if (bound || pumped) {
      let slow: f32 = 1 + decay * x;
      if (pumped) {
        let pull = load<f32>(row, ROW_PUMP) * activity * pumpKm;
        if (!uniform) {
          pull *= load<f32>(EXPRESSION + ((<usize>load<u8>(tile + i, EXPRESSION_COLUMN)) << 2));
        }
        const sum = pumpKm + free;
        slow += pull / (sum * sum);
      }
      const share: f32 = <f32>1 / slow;
      slope *= share;
      last = decay * more * share;
    }
    store<f32>(before + (i << 2), taken);
    store<f32>(slopes + (i << 2), slope * (more + lostAfter));
    store<f32>(lasting + (i << 2), last * taken);
  }
  return changed0 + changed1 + (changed2 + changed3);
}

/** Sums a tile's uptake over voxels: debt, and what to expect. */
export function bookUptake(index: u32, taken: usize, slopes: usize, lasting: usize, drug: i32): void {
  const record = fieldRecord(drug);
  const values = pointer(FIELD_VALUES + ((<usize>drug) << 2));
  const slopeAt = <usize>load<u32>(record, RECORD_SLOPE);
  const uptakeAt = <usize>load<u32>(record, RECORD_UPTAKE);
  const debtAt = <usize>load<u32>(record, RECORD_RESIDUAL);
  const share = cellShare();
  for (let z: u32 = 0; z < voxelsZ(); ++z) {
    for (let y: u32 = 0; y < voxelsY(); ++y) {
      for (let x: u32 = 0; x < voxelsX(); x += 4) {
        const at = fourVoxels(index, x, y, z);
        if (isBeyond(at)) continue;
        if (ASC_FEATURE_SIMD) {
          const share4 = f32x4.splat(share);
          const slope = f32x4.mul(sumFour(slopes, x, y, z), share4);
          const expected = f32x4.mul(sumFour(lasting, x, y, z), share4);
          const owed = f32x4.mul(sumFour(taken, x, y, z), share4);
          v128.store(slopeAt + at, slope);
          v128.store(uptakeAt + at, f32x4.sub(expected, f32x4.mul(slope, v128.load(values + at))));
          v128.store(debtAt + at, f32x4.add(v128.load(debtAt + at), owed));
        } else {
          for (let i: u32 = 0; i < 4; ++i) {
            const own = at + ((<usize>i) << 2);
            const slope = sumOne(slopes, x, y, z, i) * share;
            const expected = sumOne(lasting, x, y, z, i) * share;
            const owed = sumOne(taken, x, y, z, i) * share;
            store<f32>(slopeAt + own, slope);
            store<f32>(uptakeAt + own, expected - slope * load<f32>(values + own));
            store<f32>(debtAt + own, load<f32>(debtAt + own) + owed);
          }
        }
      }
    }
  }
}

/** Cells of a tile expect nothing more of a drug. */
export function expectNothing(index: u32, drug: i32): void {
  const record = fieldRecord(drug);
  const slopeAt = <usize>load<u32>(record, RECORD_SLOPE);
  const uptakeAt = <usize>load<u32>(record, RECORD_UPTAKE);
  for (let z: u32 = 0; z < voxelsZ(); ++z) {
    for (let y: u32 = 0; y < voxelsY(); ++y) {
      for (let x: u32 = 0; x < voxelsX(); x += 4) {
        const at = fourVoxels(index, x, y, z);
        if (isBeyond(at)) continue;
        memory.fill(slopeAt + at, 0, 16);
        memory.fill(uptakeAt + at, 0, 16);
      }
    }
  }
}
