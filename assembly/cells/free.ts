/** The exchange of drug.ts for a drug that nothing holds back, one cell after another: free and total are one. */

import {
  drugStep,
  STEP_ACTIVITY,
  STEP_CARRIED,
  STEP_KM,
  STEP_OUTSIDE,
  STEP_PUMPED,
  STEP_RETAINED,
} from '../memory/drugStep';
import { PHENOTYPE_STRIDE, pointer } from '../memory/header';
import {
  amountColumn,
  EXPRESSION,
  EXPRESSION_COLUMN,
  HEAP,
  PHENOTYPE_COLUMN,
  TILE,
  TRACE,
} from '../memory/layout';
import { AFTER, FREE, MOVING, WAS_HELD, WAS_PULLED } from '../memory/room';
import { ROW_BLOCKED, ROW_CARRIER, ROW_DECAY, ROW_ENTRY, ROW_PUMP, rowsOf } from '../memory/row';
import { positiveRoot } from '../numerics/root';
import { isMoving, moved } from './flow';

export function exchangeFree(
  room: usize,
  tile: usize,
  drug: i32,
  count: i32,
  uniform: bool,
  before: usize,
): bool {
  assert(count <= TILE && tile >= HEAP);
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const at = drugStep(drug);
  const outside = load<f32>(at, STEP_OUTSIDE);
  const carried = load<f32>(at, STEP_CARRIED);
  const activity = load<f32>(at, STEP_ACTIVITY);
  const km = load<f32>(at, STEP_KM);
  const pumped = load<u32>(at, STEP_PUMPED) != 0;
  const trace = load<f32>(TRACE);
  const retained = load<u32>(at, STEP_RETAINED) != 0;
  let moving: usize = 0;
  let wet: u32 = 0;
  for (let i: usize = 0; i < <usize>count; ++i) {
    const row = rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
    const decay = load<f32>(row, ROW_DECAY);
    let inflow = outside * (load<f32>(row, ROW_ENTRY) - activity * load<f32>(row, ROW_BLOCKED));
    if (carried > 0) inflow += carried * load<f32>(row, ROW_CARRIER);
    const supply = load<f32>(amounts + (i << 2)) * decay + inflow;
    let free = supply;
    if (pumped) {
      let pull = load<f32>(row, ROW_PUMP);
      if (!uniform) pull *= load<f32>(EXPRESSION + ((<usize>load<u8>(tile + i, EXPRESSION_COLUMN)) << 2));
      pull *= activity;
      if (pull > 0) {
        free = positiveRoot(supply - km - pull, km * supply, 1);
        if (!(free > trace)) free = 0;
        const held = load<f32>(before + (i << 2));
        if (isMoving(held, free)) {
          store<u16>(room + (moving << 1), <u16>i, MOVING);
          store<f32>(room + (moving << 2), supply, AFTER);
          store<f32>(room + (moving << 2), held, WAS_HELD);
          store<f32>(room + (moving << 2), pull, WAS_PULLED);
          ++moving;
        }
      }
    }
    if (!(free > trace)) free = 0;
    wet |= reinterpret<u32>(free);
    store<f32>(amounts + (i << 2), free);
    if (retained) store<f32>(room + (i << 2), free, FREE);
  }
  return (moving > 0 && moveFree(room, tile, drug, moving)) || wet != 0;
}

/** Moves on the first `moving` cells listed at MOVING; returns whether any drug is left in them. */
function moveFree(room: usize, tile: usize, drug: i32, moving: usize): bool {
  const rows = rowsOf(drug);
  const at = drugStep(drug);
  const km = load<f32>(at, STEP_KM);
  const retained = load<u32>(at, STEP_RETAINED) != 0;
  const trace = load<f32>(TRACE);
  let wet: u32 = 0;
  for (let k: usize = 0; k < moving; ++k) {
    const i = <usize>load<u16>(room + (k << 1), MOVING);
    const row = rows + pointer(PHENOTYPE_STRIDE) * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
    const amount = tile + amountColumn(drug) + (i << 2);
    const supply = load<f32>(room + (k << 2), AFTER);
    const held = load<f32>(room + (k << 2), WAS_HELD);
    const pull = load<f32>(room + (k << 2), WAS_PULLED);
    let total = moved(held, load<f32>(amount), supply, load<f32>(row, ROW_DECAY), pull, km);
    if (!(total > trace)) total = 0;
    wet |= reinterpret<u32>(total);
    store<f32>(amount, total);
    if (retained) store<f32>(room + (i << 2), total, FREE);
  }
  return wet != 0;
}
