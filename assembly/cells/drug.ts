/**
 * One drug in one tile: exchange with the surroundings, binding to the target, and what that does to the cell.
 *
 * Exchange is implicit in the new free concentration C, so that it is positive, stable at any step and exact at
 * steady state (docs/model.md (9), (10)). With g = ρD + θJ, w = θV and, where a target binds the drug, E' = ρE:
 *
 *     C + E'C/(K + C) + wC/(Km + C) = g                                                                (1)
 *
 * Without binding ρ = e^{−qΔt} and θ = (1 − ρ)/q (exact for linear exchange at any step); with binding, whose
 * reservoir slows exchange by an amount that depends on C, ρ = 1/(1 + qΔt) and θ = Δt ρ (implicit Euler).
 * One saturable term makes (1) a quadratic. With two, the one of smaller constant saturates first. A quadratic with
 * the other term linear at 0 bounds C from below; where more is supplied than the first term can hold and the other's
 * constant, so does one with the first at its maximum. From the better bound a third, with the other term's tangent
 * there, comes within a thousandth, and a Halley step, which fits a hyperbola, as either term is, to the last bits; a
 * second only where the first moved C by more than 1/128. A test holds the result to bisection. Where only a pump acts,
 * an amount that moves goes on from there as flow.ts says.
 */

import { isTissue } from '../lattice/lattice';
import {
  drugStep,
  STEP_ACTIVITY,
  STEP_BOUND,
  STEP_CARRIED,
  STEP_ENVELOPE,
  STEP_KEPT,
  STEP_KILL,
  STEP_KM,
  STEP_LOWEST_NODE,
  STEP_OUTSIDE,
  STEP_PER_NEED,
  STEP_PUMPED,
  STEP_RESPONSE,
  STEP_RETAINED,
  STEP_RETAINED_COLUMN,
  STEP_STASIS,
} from '../memory/drugStep';
import { CROWD, DRUGS, ENVELOPES, header, PHENOTYPE_STRIDE, pointer } from '../memory/header';
import { setTileWet, tileAddress, tileWet } from '../memory/heap';
import {
  AMOUNT_COLUMN_BYTES,
  amountColumn,
  DRUG_STEP,
  drugValue,
  ENVELOPE_BYTES,
  EXPRESSION,
  EXPRESSION_COLUMN,
  HEADER,
  HEAP,
  model,
  PHENOTYPE_COLUMN,
  TILE,
  TRACE,
} from '../memory/layout';
import { AFTER, ARGUMENTS, BATH, FREE, KDS, MOVING, TARGETS, WAS_HELD, WAS_PULLED } from '../memory/room';
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
import { DrugField, ModelField, Response, Retained } from '../shared/model';
import { Environment } from '../shared/step';
import { exchangeBoundSimd } from './boundSimd';
import { isMoving, moved } from './flow';
import { exchangeFreeSimd } from './freeSimd';
import { bathe, retain } from './retain';

/** Whether a target holds on to drug `drug`. */
export function isBound(drug: i32): bool {
  return drugValue(drug, DrugField.kd) > 0 && drugValue(drug, DrugField.target) >= 0;
}

/** Works out what the step with this environment does with each drug. */
export function prepareDrugs(environment: usize): void {
  assert(drugStep(<i32>model(ModelField.drugs)) <= DRUG_STEP + 256);
  let metabolite = header(DRUGS);
  for (let drug = 0; drug < <i32>model(ModelField.drugs); ++drug) {
    const at = drugStep(drug);
    const outside = load<f32>(environment + ((<usize>drug) << 2));
    const carrierVmax = <f32>drugValue(drug, DrugField.carrierVmax);
    const carrierKm = <f32>drugValue(drug, DrugField.carrierKm);
    const km = <f32>drugValue(drug, DrugField.pumpKm) * load<f32>(environment, 4 * Environment.kmFactor);
    store<f32>(at, outside, STEP_OUTSIDE);
    store<f32>(at, carrierVmax > 0 ? (carrierVmax * outside) / (carrierKm + outside) : 0, STEP_CARRIED);
    store<f32>(at, load<f32>(environment, 4 * Environment.pumpActivity), STEP_ACTIVITY);
    store<f32>(at, km, STEP_KM);
    let kill = drugValue(drug, DrugField.killPerHour) * model(ModelField.stepHours);
    if (drugValue(drug, DrugField.killFollowsGrowth) != 0) kill *= <f64>load<f32>(HEADER + CROWD);
    store<f32>(at, <f32>kill, STEP_KILL);
    store<f32>(at, <f32>drugValue(drug, DrugField.stasis), STEP_STASIS);
    store<i32>(at, (<i32>drugValue(drug, DrugField.curveExponent)) << 5, STEP_LOWEST_NODE);
    const retained = <u32>drugValue(drug, DrugField.retained);
    store<u32>(at, retained, STEP_RETAINED);
    store<u32>(at, metabolite, STEP_RETAINED_COLUMN);
    store<f32>(
      at,
      <f32>(1 / (1 + drugValue(drug, DrugField.lossPerHour) * model(ModelField.stepHours))),
      STEP_KEPT,
    );
    if (retained != 0) ++metabolite;
    store<f32>(at, <f32>1 / <f32>drugValue(drug, DrugField.neededTarget), STEP_PER_NEED);
    store<u32>(at, drugValue(drug, DrugField.pumpVmax) > 0 ? 1 : 0, STEP_PUMPED);
    store<u32>(at, isBound(drug) ? 1 : 0, STEP_BOUND);
    store<i32>(at, <i32>drugValue(drug, DrugField.response), STEP_RESPONSE);
    store<u32>(at, header(ENVELOPES) + <u32>ENVELOPE_BYTES * drug, STEP_ENVELOPE);
  }
}

/**
 * Advances the amounts of all drugs in a tile, and which of its columns are wet. Returns the drugs that are in it, a bit
 * each.
 */
export function exchangeDrugs(room: usize, entry: usize, count: i32): u32 {
  const tile = tileAddress(entry);
  let wet = tileWet(entry);
  let active: u32 = 0;
  for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
    const at = drugStep(drug);
    const kept = load<u32>(at, STEP_RETAINED) != 0;
    const metabolite = <i32>load<u32>(at, STEP_RETAINED_COLUMN);
    const bits: u32 = (1 << drug) | (kept ? 1 << metabolite : 0);
    // A drug that is nowhere costs nothing: amounts and effects would all be zero.
    if (load<f32>(at, STEP_OUTSIDE) == 0 && (wet & bits) == 0) continue;
    const left = exchange(room, tile, drug, count, tile + amountColumn(drug));
    if (left) wet |= bits;
    else if ((wet & bits) != 0) {
      // Dry from now on: all its sites, so that events need not write the amounts of a drug that is not there.
      memory.fill(tile + amountColumn(drug), 0, AMOUNT_COLUMN_BYTES);
      if (kept) memory.fill(tile + amountColumn(metabolite), 0, AMOUNT_COLUMN_BYTES);
      wet &= ~bits;
    }
    active |= 1 << drug;
  }
  setTileWet(entry, wet);
  return active;
}

/**
 * Advances the amounts of one drug by a step. Where a target binds it, leaves in the thread's room what its effect
 * depends on: free drug, bound target, or missing free target. `before`: what cells held, another column than their
 * amounts where those have the inflow in them already (infuse.ts). Returns whether any drug is left.
 */
export function exchange(room: usize, tile: usize, drug: i32, count: i32, before: usize): bool {
  const uniform = model(ModelField.uniformExpression) != 0;
  const retained = load<u32>(drugStep(drug), STEP_RETAINED);
  if (retained == Retained.binds) bathe(room, tile, drug, count, uniform);
  let left: bool;
  if (ASC_FEATURE_SIMD) {
    left =
      load<u32>(drugStep(drug), STEP_BOUND) != 0
        ? exchangeBoundSimd(room, tile, drug, count, uniform)
        : exchangeFreeSimd(room, tile, drug, count, uniform, before);
  } else {
    left = exchangeScalar(room, tile, drug, count, uniform, before);
  }
  if (retained != Retained.none && retain(room, tile, drug, count)) left = true;
  return left;
}

function exchangeScalar(room: usize, tile: usize, drug: i32, count: i32, uniform: bool, before: usize): bool {
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
  const bound = load<u32>(at, STEP_BOUND) != 0;
  const response = load<i32>(at, STEP_RESPONSE);
  const trace = load<f32>(TRACE);
  const tiny = trace * trace * trace;
  const argumentsAt = room + ARGUMENTS + ((<usize>drug) << 12);
  const retained = load<u32>(at, STEP_RETAINED) != 0;
  const bathed = load<u32>(at, STEP_RETAINED) == Retained.binds;
  let moving: usize = 0;
  let wet: u32 = 0;
  for (let i: usize = 0; i < <usize>count; ++i) {
    const row = rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
    const decay = load<f32>(row, ROW_DECAY);
    let inflow = outside * (load<f32>(row, ROW_ENTRY) - activity * load<f32>(row, ROW_BLOCKED));
    if (carried > 0) inflow += carried * load<f32>(row, ROW_CARRIER);
    const supply = load<f32>(amounts + (i << 2)) * decay + inflow;
    let expression: f32 = 1;
    if (!uniform) expression = load<f32>(EXPRESSION + ((<usize>load<u8>(tile + i, EXPRESSION_COLUMN)) << 2));
    const pull: f32 = pumped ? load<f32>(row, ROW_PUMP) * expression * activity : 0;
    let free = supply;
    let total: f32;
    let argument: f32 = 0;
    if (!bound) {
      if (pull > 0) {
        free = positiveRoot(supply - km - pull, km * supply, 1);
        const held = load<f32>(before + (i << 2));
        if (!(free > trace)) free = 0;
        if (isMoving(held, free)) {
          store<u16>(room + (moving << 1), <u16>i, MOVING);
          store<f32>(room + (moving << 2), supply, AFTER);
          store<f32>(room + (moving << 2), held, WAS_HELD);
          store<f32>(room + (moving << 2), pull, WAS_PULLED);
          ++moving;
        }
      }
      if (!(free > trace)) free = 0;
      total = free;
    } else {
      const target = load<f32>(row, ROW_TARGET) * expression;
      const own = load<f32>(row, ROW_KD);
      let kd = own;
      const bath: f32 = bathed ? load<f32>(room + (i << 2), BATH) : 0;
      kd += bath;
      const hold = target * decay;
      if (isTissue()) {
        store<f32>(room + (i << 2), target, TARGETS);
        store<f32>(room + (i << 2), kd, KDS);
      }
      const pumpFirst = pull > 0 && km < kd;
      const near = pumpFirst ? km : kd;
      const far = pumpFirst ? kd : km;
      const nearPull = pumpFirst ? pull : hold;
      const farPull = pumpFirst ? hold : pull;
      const slope = far + farPull;
      free = positiveRoot(far * (supply - nearPull) - slope * near, far * near * supply, slope);
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
      const share: f32 = 1 / (kd + free);
      const taken = target * free * share;
      total = free + taken;
      if (response == Response.inhibitor) {
        const left = free > 0 || bath > 0 ? target * own * share : target;
        const need = load<f32>(row, ROW_NEED);
        const wanted = need < target ? need : target;
        argument = wanted > left ? wanted - left : 0;
      } else {
        argument = response == Response.poison ? taken : free;
      }
    }
    if (!(total > trace)) total = 0;
    wet |= reinterpret<u32>(total);
    store<f32>(amounts + (i << 2), total);
    if (retained || (isTissue() && bound)) store<f32>(room + (i << 2), free, FREE);
    if (bound) store<f32>(argumentsAt + (i << 2), argument);
  }
  return (moving > 0 && moveScalar(room, tile, drug, moving)) || wet != 0;
}

/** Moves on the first `moving` cells listed at MOVING; returns whether any drug is left in them. */
function moveScalar(room: usize, tile: usize, drug: i32, moving: usize): bool {
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
