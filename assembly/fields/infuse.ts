/**
 * Cells' exchange with a drug's field. The inflow at each site is added to what the cell holds as if it had been there,
 * divided by what stays of it over the step: exchange (drug.ts) then goes on with nothing outside, whatever binds,
 * pumps or keeps the drug. What cells have taken is found from the difference (couple.ts).
 */

import { carriers, firsts, REPEAT, seconds, thirds } from '../cells/gather';
import { drugStep, STEP_ACTIVITY } from '../memory/drugStep';
import { PHENOTYPE_STRIDE, pointer } from '../memory/header';
import { amountColumn, drugValue, PHENOTYPE_COLUMN } from '../memory/layout';
import { ROW_BLOCKED, ROW_CARRIER, ROW_DECAY, ROW_ENTRY, rowsOf } from '../memory/row';
import { DrugField } from '../shared/model';

/** `levels`: the field at each of the first `count` sites. Leaves at `before` what cells held. */
export function infuse(levels: usize, before: usize, tile: usize, drug: i32, count: i32): void {
  if (ASC_FEATURE_SIMD) infuseSimd(levels, before, tile, drug, count);
  else infuseScalar(levels, before, tile, drug, count);
}

/** Four cells at a time. */
function infuseSimd(levels: usize, before: usize, tile: usize, drug: i32, count: i32): void {
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const carrierVmax = <f32>drugValue(drug, DrugField.carrierVmax);
  const carries = carrierVmax > 0;
  const activity4 = v128.load32_splat(drugStep(drug), STEP_ACTIVITY);
  const vmax4 = f32x4.splat(carrierVmax);
  const km4 = f32x4.splat(<f32>drugValue(drug, DrugField.carrierKm));
  for (let i: usize = 0; i < <usize>count; i += 4) {
    const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
    const first = ids & 0xffff;
    const row0 = rows + stride * <usize>first;
    let decay: v128;
    let entry: v128;
    let blocked: v128;
    let carrier = f32x4.splat(0);
    if (ids == first * REPEAT) {
      decay = v128.load32_splat(row0, ROW_DECAY);
      entry = v128.load32_splat(row0, ROW_ENTRY);
      blocked = v128.load32_splat(row0, ROW_BLOCKED);
      if (carries) carrier = v128.load32_splat(row0, ROW_CARRIER);
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
      if (carries) {
        carrier = carriers(row0, row1, row2, row3);
      }
    }
    const level = v128.load(levels + (i << 2));
    let inflow = f32x4.mul(level, f32x4.sub(entry, f32x4.mul(activity4, blocked)));
    if (carries) {
      const carried = f32x4.div(f32x4.mul(vmax4, level), f32x4.add(km4, level));
      inflow = f32x4.add(inflow, f32x4.mul(carried, carrier));
    }
    const held = v128.load(amounts + (i << 2));
    v128.store(before + (i << 2), held);
    v128.store(amounts + (i << 2), f32x4.add(held, f32x4.div(inflow, decay)));
  }
}

/** The same bits, one cell after another. */
function infuseScalar(levels: usize, before: usize, tile: usize, drug: i32, count: i32): void {
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const activity = load<f32>(drugStep(drug), STEP_ACTIVITY);
  const carrierVmax = <f32>drugValue(drug, DrugField.carrierVmax);
  const carrierKm = <f32>drugValue(drug, DrugField.carrierKm);
  const carries = carrierVmax > 0;
  for (let i: usize = 0; i < <usize>count; ++i) {
    const row = rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
    const level = load<f32>(levels + (i << 2));
    let inflow = level * (load<f32>(row, ROW_ENTRY) - activity * load<f32>(row, ROW_BLOCKED));
    if (carries) inflow += ((carrierVmax * level) / (carrierKm + level)) * load<f32>(row, ROW_CARRIER);
    const held = load<f32>(amounts + (i << 2));
    store<f32>(before + (i << 2), held);
    store<f32>(amounts + (i << 2), held + inflow / load<f32>(row, ROW_DECAY));
  }
}
