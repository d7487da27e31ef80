/** The exchange of drug.ts for a drug that its target binds, one cell after another; in passes, as boundSimd.ts. */

import { isTissue } from '../lattice/lattice';
import {
  drugStep,
  STEP_ACTIVITY,
  STEP_CARRIED,
  STEP_KM,
  STEP_OUTSIDE,
  STEP_PUMPED,
  STEP_RESPONSE,
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
  tissueValue,
} from '../memory/layout';
import {
  argumentsOf,
  BATH,
  FIRSTS,
  FREE,
  KDS,
  LEVELS,
  MOVING,
  SUPPLY,
  TARGETS,
  WAS_HELD,
  WEIGHTS,
} from '../memory/room';
import {
  ROW_BLOCKED,
  ROW_CARRIER,
  ROW_DECAY,
  ROW_ENTRY,
  ROW_KD,
  ROW_NEED,
  ROW_PUMP,
  ROW_TARGET,
  rowsOf,
} from '../memory/row';
import { halley, positiveRoot } from '../numerics/root';
import { Response, Retained } from '../shared/model';
import { TissueField } from '../shared/tissue';
import { isBoundMoving, moveBound } from './boundFlow';

/** Not for cells that take of their fluid: its field expects what an implicit step takes (fields/couple.ts). */
export function follows(tile: usize, drug: i32, before: usize): bool {
  return before == tile + amountColumn(drug) || tissueValue(TissueField.volumeRatio) == 0;
}

export function exchangeBound(
  room: usize,
  tile: usize,
  drug: i32,
  count: i32,
  uniform: bool,
  before: usize,
): bool {
  assert(count <= TILE && tile >= HEAP);
  share(room, tile, drug, count, uniform);
  const bound = bind(room, tile, drug, count, before, follows(tile, drug, before), false);
  const moving = <usize>(bound >> 1);
  if (moving == 0) return (bound & 1) != 0;
  move(room, tile, drug, moving, uniform);
  return settle(room, tile, drug, moving) || (bound & 1) != 0;
}

/** Free drug after an implicit step, where the arguments of the effect will be, and what it follows from. */
function share(room: usize, tile: usize, drug: i32, count: i32, uniform: bool): void {
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const at = drugStep(drug);
  const outside = load<f32>(at, STEP_OUTSIDE);
  const carried = load<f32>(at, STEP_CARRIED);
  const activity = load<f32>(at, STEP_ACTIVITY);
  const km = load<f32>(at, STEP_KM);
  const pumped = load<u32>(at, STEP_PUMPED) != 0;
  const bathed = load<u32>(at, STEP_RETAINED) == Retained.binds;
  const trace = load<f32>(TRACE);
  const tiny = trace * trace * trace;
  const freeAt = argumentsOf(room, drug);
  for (let i: usize = 0; i < <usize>count; ++i) {
    const row = rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
    const decay = load<f32>(row, ROW_DECAY);
    let inflow = outside * (load<f32>(row, ROW_ENTRY) - activity * load<f32>(row, ROW_BLOCKED));
    if (carried > 0) inflow += carried * load<f32>(row, ROW_CARRIER);
    const supply = load<f32>(amounts + (i << 2)) * decay + inflow;
    let expression: f32 = 1;
    if (!uniform) expression = load<f32>(EXPRESSION + ((<usize>load<u8>(tile + i, EXPRESSION_COLUMN)) << 2));
    const pull: f32 = pumped ? load<f32>(row, ROW_PUMP) * expression * activity : 0;
    const target = load<f32>(row, ROW_TARGET) * expression;
    let kd = load<f32>(row, ROW_KD);
    if (bathed) kd += load<f32>(room + (i << 2), BATH);
    const hold = target * decay;
    const pumpFirst = pull > 0 && km < kd;
    const near = pumpFirst ? km : kd;
    const far = pumpFirst ? kd : km;
    const nearPull = pumpFirst ? pull : hold;
    const farPull = pumpFirst ? hold : pull;
    const slope = far + farPull;
    let free = positiveRoot(far * (supply - nearPull) - slope * near, far * near * supply, slope);
    if (pull > 0) {
      const beyondNear = supply - nearPull;
      if (beyondNear > far) {
        const high = positiveRoot(beyondNear - far - farPull, far * beyondNear, 1);
        free = free > high ? free : high;
      }
      const least = free;
      const square = (far + least) * (far + least);
      const m = square + farPull * far;
      let g = supply * square - farPull * (least * least);
      g = g > 0 ? g : 0;
      const tangent = positiveRoot(g - nearPull * square - m * near, near * g, m);
      const start = least < tangent ? tangent : least;
      free = halley(start, supply, hold, kd, pull, km, tiny);
      if (abs<f32>(free - start) > free * 0.0078125) {
        free = halley(free, supply, hold, kd, pull, km, tiny);
      }
    }
    store<f32>(room + (i << 2), supply, SUPPLY);
    store<f32>(room + (i << 2), target, TARGETS);
    store<f32>(room + (i << 2), kd, KDS);
    store<f32>(freeAt + (i << 2), free);
  }
}

/**
 * What the target holds, what the cell thus holds in all, and what the drug's effect depends on: of the first `cells` cells,
 * or as many listed ones. `following`, lists those of the first that move; returns twice how many, and 1 more if any drug is left in
 * others.
 */
function bind(
  room: usize,
  tile: usize,
  drug: i32,
  cells: usize,
  before: usize,
  following: bool,
  listed: bool,
): u32 {
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const at = drugStep(drug);
  const response = load<i32>(at, STEP_RESPONSE);
  const bathed = load<u32>(at, STEP_RETAINED) == Retained.binds;
  // A field is told what cells have of it that is free (couple.ts).
  const retained = load<u32>(at, STEP_RETAINED) != 0 || isTissue();
  const trace = load<f32>(TRACE);
  const argumentsAt = argumentsOf(room, drug);
  let moving: usize = 0;
  let wet: u32 = 0;
  for (let cell: usize = 0; cell < cells; ++cell) {
    const i = listed ? <usize>load<u16>(room + (cell << 1), MOVING) : cell;
    const free = load<f32>(argumentsAt + (i << 2));
    const target = load<f32>(room + (i << 2), TARGETS);
    const part: f32 = <f32>1 / (load<f32>(room + (i << 2), KDS) + free);
    const taken = target * free * part;
    let total = free + taken;
    if (!(total > trace)) total = 0;
    if (following) {
      const held = load<f32>(before + (i << 2));
      if (isBoundMoving(held, total)) {
        store<u16>(room + (moving << 1), <u16>i, MOVING);
        store<f32>(room + (moving << 2), held, WAS_HELD);
        store<f32>(room + (i << 2), free, FREE);
        store<f32>(amounts + (i << 2), total);
        ++moving;
        continue;
      }
    }
    let argument = response == Response.poison ? taken : free;
    if (response == Response.inhibitor) {
      const row = rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
      const occupied = free > 0 || (bathed && load<f32>(room + (i << 2), BATH) > 0);
      const left = occupied ? target * load<f32>(row, ROW_KD) * part : target;
      const need = load<f32>(row, ROW_NEED);
      const wanted = need < target ? need : target;
      argument = wanted > left ? wanted - left : 0;
    }
    wet |= reinterpret<u32>(total);
    store<f32>(amounts + (i << 2), total);
    store<f32>(argumentsAt + (i << 2), argument);
    if (retained) store<f32>(room + (i << 2), free, FREE);
  }
  return ((<u32>moving) << 1) | (wet != 0 ? 1 : 0);
}

/** Free drug of the first `moving` cells listed, by boundFlow.ts. */
function move(room: usize, tile: usize, drug: i32, moving: usize, uniform: bool): void {
  const rows = rowsOf(drug);
  const amounts = tile + amountColumn(drug);
  const at = drugStep(drug);
  const activity = load<f32>(at, STEP_ACTIVITY);
  const km = load<f32>(at, STEP_KM);
  const pumped = load<u32>(at, STEP_PUMPED) != 0;
  for (let k: usize = 0; k < moving; ++k) {
    const i = <usize>load<u16>(room + (k << 1), MOVING);
    const row = rows + pointer(PHENOTYPE_STRIDE) * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
    let expression: f32 = 1;
    if (!uniform) expression = load<f32>(EXPRESSION + ((<usize>load<u8>(tile + i, EXPRESSION_COLUMN)) << 2));
    moveBound(
      room,
      k,
      ((<usize>drug) << 12) + (i << 2),
      load<f32>(room + (k << 2), WAS_HELD),
      load<f32>(amounts + (i << 2)),
      load<f32>(room + (i << 2), FREE),
      load<f32>(room + (i << 2), SUPPLY),
      load<f32>(row, ROW_DECAY),
      pumped ? load<f32>(row, ROW_PUMP) * expression * activity : 0,
      km,
      load<f32>(room + (i << 2), TARGETS),
      load<f32>(room + (i << 2), KDS),
    );
  }
}

/** Binds what the listed cells have then; what their effect depends on is that over the step. */
function settle(room: usize, tile: usize, drug: i32, moving: usize): bool {
  const response = load<i32>(drugStep(drug), STEP_RESPONSE);
  const ofFree = response != Response.poison && response != Response.inhibitor;
  const argumentsAt = argumentsOf(room, drug);
  if (!ofFree) {
    exchangeFirsts(room, argumentsAt, moving);
    bind(room, tile, drug, moving, argumentsAt, false, true);
    exchangeFirsts(room, argumentsAt, moving);
  }
  const left = bind(room, tile, drug, moving, argumentsAt, false, true);
  for (let k: usize = 0; k < moving; ++k) {
    const at = (<usize>load<u16>(room + (k << 1), MOVING)) << 2;
    const slot = room + (k << 2);
    const end = load<f32>(argumentsAt + at);
    const over = (load<f32>(slot, FIRSTS) - end) * load<f32>(slot, WEIGHTS);
    store<f32>(argumentsAt + at, ofFree ? load<f32>(slot, LEVELS) : end + over);
    store<f32>(room + at, load<f32>(slot, LEVELS), FREE);
  }
  return (left & 1) != 0;
}

/** What stands where arguments are of the listed cells, for what FIRSTS has of them. */
function exchangeFirsts(room: usize, argumentsAt: usize, moving: usize): void {
  for (let k: usize = 0; k < moving; ++k) {
    const at = argumentsAt + ((<usize>load<u16>(room + (k << 1), MOVING)) << 2);
    const there = load<f32>(at);
    store<f32>(at, load<f32>(room + (k << 2), FIRSTS));
    store<f32>(room + (k << 2), there, FIRSTS);
  }
}
