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
  amountColumn,
  drugValue,
  EXPRESSION,
  EXPRESSION_COLUMN,
  HEADER,
  HEAP,
  KM_FACTOR,
  model,
  PHENOTYPE_COLUMN,
  PHENOTYPE_ROWS,
  PHENOTYPE_STRIDE,
  PUMP_ACTIVITY,
  pointer,
  ROW_DRUG,
  ROW_DRUG_BYTES,
  SCRATCH_ARGUMENT,
  TILE,
} from './layout';
import { DrugField, ModelField, Response } from './shared';

/** Amounts below this (10⁻⁶ molecules in a cell) are nothing; keeps denormal numbers out. */
export const TRACE: f32 = 1e-12;

/** Whether drug `drug` can be pumped out, and whether its target holds on to it. */
export function isPumped(drug: i32): bool {
  return drugValue(drug, DrugField.pumpVmax) > 0;
}

export function isBound(drug: i32): bool {
  return drugValue(drug, DrugField.kd) > 0 && drugValue(drug, DrugField.target) >= 0;
}

/**
 * Advances the amounts of one drug by a step and leaves in SCRATCH_ARGUMENT what its effect depends on: free drug,
 * bound target, or missing free target. Returns whether any drug is left.
 */
export function exchange(tile: usize, drug: i32, count: i32, outside: f32, carried: f32): bool {
  const pumped = isPumped(drug);
  const bound = isBound(drug);
  const response = <i32>drugValue(drug, DrugField.response);
  const km = <f32>drugValue(drug, DrugField.pumpKm) * load<f32>(HEADER + KM_FACTOR);
  const activity = load<f32>(HEADER + PUMP_ACTIVITY);
  const uniform = model(ModelField.uniformExpression) != 0;
  if (ASC_FEATURE_SIMD) {
    return exchangeSimd(tile, drug, count, outside, carried, pumped, bound, response, km, activity, uniform);
  } else {
    return exchangeScalar(
      tile,
      drug,
      count,
      outside,
      carried,
      pumped,
      bound,
      response,
      km,
      activity,
      uniform,
    );
  }
}

function exchangeScalar(
  tile: usize,
  drug: i32,
  count: i32,
  outside: f32,
  carried: f32,
  pumped: bool,
  bound: bool,
  response: i32,
  km: f32,
  activity: f32,
  uniform: bool,
): bool {
  assert(count <= TILE && tile >= HEAP);
  const rows = pointer(PHENOTYPE_ROWS) + ROW_DRUG + ROW_DRUG_BYTES * <usize>drug;
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const inverseKm: f32 = 1 / km;
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
      if (!pumped) {
        free = positiveRoot(supply - kd - hold, kd * supply, 1);
      } else {
        const slope: f32 = 1 + pull * inverseKm;
        const low = positiveRoot(supply - slope * kd - hold, kd * supply, slope);
        const rest: f32 = supply > hold ? supply - hold : 0;
        const high = positiveRoot(rest - km - pull, km * rest, 1);
        free = low > high ? low : high;
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
    if (!(total > TRACE)) total = 0;
    wet |= reinterpret<u32>(total);
    store<f32>(amounts + (i << 2), total);
    store<f32>(SCRATCH_ARGUMENT + (i << 2), argument);
  }
  return wet != 0;
}

/** Positive root of m C² − s C − p = 0, p ≥ 0, in the branch that does not cancel (Morrison 1969). */
function positiveRoot(s: f32, p: f32, m: f32): f32 {
  const r = sqrt<f32>(s * s + 4 * m * p);
  return s >= 0 ? (s + r) / (2 * m) : (2 * p) / (r - s);
}

function newton(free: f32, supply: f32, hold: f32, kd: f32, pull: f32, km: f32): f32 {
  const a = kd + free;
  const b = km + free;
  const inverse: f32 = 1 / (a * b);
  const ia = b * inverse;
  const ib = a * inverse;
  const ha = hold * ia;
  const hb = pull * ib;
  const excess = free + free * ha + free * hb - supply;
  const next = free - excess / (1 + ha * kd * ia + hb * km * ib);
  return next > 0 ? next : 0;
}
