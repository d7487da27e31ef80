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
 * second only where the first moved C by more than 1/128. A test holds the result to bisection. An amount that moves goes
 * on from there as flow.ts says where only a pump acts, and as boundFlow.ts says where a target binds.
 */

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
import { CROWD, DRUGS, ENVELOPES, header } from '../memory/header';
import { DRUG_STEP, drugValue, ENVELOPE_BYTES, HEADER, model } from '../memory/layout';
import { DrugField, ModelField, Retained } from '../shared/model';
import { Environment } from '../shared/step';
import { exchangeBound } from './bound';
import { exchangeBoundSimd } from './boundSimd';
import { exchangeFree } from './free';
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
 * Advances the amounts of one drug by a step. Where a target binds it, leaves in the thread's room what its effect
 * depends on: free drug, bound target, or missing free target. `before`: what cells held, another column than their
 * amounts where those have the inflow in them already (infuse.ts). Returns whether any drug is left.
 */
export function exchange(room: usize, tile: usize, drug: i32, count: i32, before: usize): bool {
  const uniform = model(ModelField.uniformExpression) != 0;
  const retained = load<u32>(drugStep(drug), STEP_RETAINED);
  if (retained == Retained.binds) bathe(room, tile, drug, count, uniform);
  let left: bool;
  if (load<u32>(drugStep(drug), STEP_BOUND) != 0) {
    left = ASC_FEATURE_SIMD
      ? exchangeBoundSimd(room, tile, drug, count, uniform, before)
      : exchangeBound(room, tile, drug, count, uniform, before);
  } else {
    left = ASC_FEATURE_SIMD
      ? exchangeFreeSimd(room, tile, drug, count, uniform, before)
      : exchangeFree(room, tile, drug, count, uniform, before);
  }
  if (retained != Retained.none && retain(room, tile, drug, count)) left = true;
  return left;
}
