/**
 * One drug in one tile: exchange with the surroundings, binding to the target, and what that does to the cell.
 *
 * Exchange is implicit in the new free concentration C, so that it is positive, stable at any step and exact at
 * steady state (MODEL §9). With g = ρD + θJ, w = θV and, where a target binds the drug, E' = ρE:
 *
 *     C + E'C/(K + C) + wC/(Km + C) = g                                                                (1)
 *
 * Without binding ρ = e^{−qΔt} and θ = (1 − ρ)/q (exact for linear exchange at any step); with binding, whose
 * reservoir slows exchange by an amount that depends on C, ρ = 1/(1 + qΔt) and θ = Δt ρ (implicit Euler).
 * One saturable term makes (1) a quadratic. With two, both quadratics that bound C from below are solved, and two
 * Newton steps follow; the left side is concave and rising, so that they approach the root from below.
 */

import { exchangeSimd } from './drugSimd';
import {
  ARGUMENT,
  amountColumn,
  DRUG_STEP,
  drugStep,
  drugValue,
  EXPRESSION,
  EXPRESSION_COLUMN,
  HEAP,
  model,
  PHENOTYPE_COLUMN,
  PHENOTYPE_ROWS,
  PHENOTYPE_STRIDE,
  pointer,
  ROW_DRUG,
  ROW_DRUG_BYTES,
  STEP_ACTIVITY,
  STEP_BOUND,
  STEP_CARRIED,
  STEP_INVERSE_KM,
  STEP_KILL,
  STEP_KM,
  STEP_LOWEST_NODE,
  STEP_OUTSIDE,
  STEP_PER_NEED,
  STEP_PUMPED,
  STEP_RESPONSE,
  STEP_STASIS,
  TILE,
  TRACE,
} from './layout';
import { DrugField, Environment, ModelField, Response } from './shared';

/** Whether a target holds on to drug `drug`. */
export function isBound(drug: i32): bool {
  return drugValue(drug, DrugField.kd) > 0 && drugValue(drug, DrugField.target) >= 0;
}

/** Works out what the step with this environment does with each drug. */
export function prepareDrugs(environment: usize): void {
  assert(drugStep(<i32>model(ModelField.drugs)) <= DRUG_STEP + 256);
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
    store<f32>(at, <f32>1 / km, STEP_INVERSE_KM);
    const kill = drugValue(drug, DrugField.killPerHour) * model(ModelField.stepHours);
    store<f32>(at, <f32>kill, STEP_KILL);
    store<f32>(at, <f32>drugValue(drug, DrugField.stasis), STEP_STASIS);
    store<i32>(at, (<i32>drugValue(drug, DrugField.curveExponent)) << 5, STEP_LOWEST_NODE);
    store<f32>(at, <f32>1 / <f32>drugValue(drug, DrugField.neededTarget), STEP_PER_NEED);
    store<u32>(at, drugValue(drug, DrugField.pumpVmax) > 0 ? 1 : 0, STEP_PUMPED);
    store<u32>(at, isBound(drug) ? 1 : 0, STEP_BOUND);
    store<i32>(at, <i32>drugValue(drug, DrugField.response), STEP_RESPONSE);
  }
}

/**
 * Advances the amounts of one drug by a step and leaves in the thread's room what its effect depends on: free drug,
 * bound target, or missing free target. Returns whether any drug is left.
 */
export function exchange(room: usize, tile: usize, drug: i32, count: i32): bool {
  const uniform = model(ModelField.uniformExpression) != 0;
  if (ASC_FEATURE_SIMD) {
    return exchangeSimd(room, tile, drug, count, uniform);
  } else {
    return exchangeScalar(room, tile, drug, count, uniform);
  }
}

function exchangeScalar(room: usize, tile: usize, drug: i32, count: i32, uniform: bool): bool {
  assert(count <= TILE && tile >= HEAP);
  const rows = pointer(PHENOTYPE_ROWS) + ROW_DRUG + ROW_DRUG_BYTES * <usize>drug;
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const at = drugStep(drug);
  const outside = load<f32>(at, STEP_OUTSIDE);
  const carried = load<f32>(at, STEP_CARRIED);
  const activity = load<f32>(at, STEP_ACTIVITY);
  const km = load<f32>(at, STEP_KM);
  const inverseKm = load<f32>(at, STEP_INVERSE_KM);
  const pumped = load<u32>(at, STEP_PUMPED) != 0;
  const bound = load<u32>(at, STEP_BOUND) != 0;
  const response = load<i32>(at, STEP_RESPONSE);
  const trace = load<f32>(TRACE);
  let wet: u32 = 0;
  for (let i: usize = 0; i < <usize>count; ++i) {
    const row = rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
    const decay = load<f32>(row, 0);
    let inflow = outside * (load<f32>(row, 4) - activity * load<f32>(row, 8));
    if (carried > 0) inflow += carried * load<f32>(row, 16);
    const supply = load<f32>(amounts + (i << 2)) * decay + inflow;
    let expression: f32 = 1;
    if (!uniform) expression = load<f32>(EXPRESSION + ((<usize>load<u8>(tile + i, EXPRESSION_COLUMN)) << 2));
    const pull: f32 = pumped ? load<f32>(row, 12) * expression * activity : 0;
    let total: f32;
    let argument: f32;
    if (!bound) {
      let free = supply;
      if (pumped) free = positiveRoot(supply - km - pull, km * supply, 1);
      total = free;
      argument = free;
    } else {
      const target = load<f32>(row, 20) * expression;
      const kd = load<f32>(row, 24);
      const hold = target * decay;
      let free: f32;
      const slope: f32 = 1 + pull * inverseKm;
      free = positiveRoot(supply - slope * kd - hold, kd * supply, slope);
      if (pull > 0) {
        const rest: f32 = supply > hold ? supply - hold : 0;
        const high = positiveRoot(rest - km - pull, km * rest, 1);
        free = free > high ? free : high;
        free = newton(free, supply, hold, kd, pull, km);
        free = newton(free, supply, hold, kd, pull, km);
      }
      const share: f32 = 1 / (kd + free);
      const taken = target * free * share;
      total = free + taken;
      if (response == Response.inhibitor) {
        const left = free > 0 ? target * kd * share : target;
        const need = load<f32>(row, 28);
        const wanted = need < target ? need : target;
        argument = wanted > left ? wanted - left : 0;
      } else {
        argument = response == Response.poison ? taken : free;
      }
    }
    if (!(total > trace)) total = 0;
    wet |= reinterpret<u32>(total);
    store<f32>(amounts + (i << 2), total);
    store<f32>(room + (i << 2), argument, ARGUMENT);
  }
  return wet != 0;
}

/** Positive root of m C² − s C − p = 0, p ≥ 0, in the branch that does not cancel (Morrison 1969). */
function positiveRoot(s: f32, p: f32, m: f32): f32 {
  const r = sqrt<f32>(s * s + 4 * m * p);
  return s >= 0 ? (s + r) / (2 * m) : (2 * p) / (r - s);
}

/** One Newton step on (1) times (K + C)(Km + C), which leaves a single division. */
function newton(free: f32, supply: f32, hold: f32, kd: f32, pull: f32, km: f32): f32 {
  const a = kd + free;
  const b = km + free;
  const ab = a * b;
  const excess = (free - supply) * ab + free * (hold * b + pull * a);
  const gradient = ab * ab + hold * kd * (b * b) + pull * km * (a * a);
  const next = free - (excess * ab) / gradient;
  return next > 0 ? next : 0;
}
