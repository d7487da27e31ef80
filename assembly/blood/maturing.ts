/**
 * A chain of stages that cells pass through at one rate k, solved exactly over a step: what Friberg et al. (2002 J Clin
 * Oncol 20:4713) put between the progenitors of the marrow and the blood. Compiled both by AssemblyScript and by
 * TypeScript, as maths.ts is.
 *
 *     S₁' = k (P − S₁)      Sⱼ' = k (Sⱼ₋₁ − Sⱼ)
 *
 * With x = kΔt, the cells that pass exactly m stages in the step are a share wₘ = e⁻ˣ xᵐ/m!, and those that come in
 * after the step's begin and reach stage j are 1 − Σ wₘ (m < j). P changes evenly over the step; the rule is exact for
 * that, and of second order in Δt for any other course of P.
 */
import { exactExp } from '../numerics/maths';

/** Stages; the last is the circulation. */
export const STAGES: number = 4;

/**
 * A stage after a step.
 * @param stage its place in the chain, 1 to 4
 * @param passed x
 * @param from progenitors at the step's begin, in units of the stages
 * @param to progenitors at its end
 * @param own this stage at the step's begin
 * @param before one stage before it; 0 where there is none
 * @param before2 two stages before it
 * @param before3 three stages before it
 */
export function matured(
  stage: number,
  passed: number,
  from: number,
  to: number,
  own: number,
  before: number,
  before2: number,
  before3: number,
): number {
  const stay = exactExp(-passed);
  const one = stay * passed;
  const two = one * passed * 0.5;
  const three = (two * passed) / 3.0;
  let entered = 1.0;
  let weight = stay;
  for (let m = 1.0; m <= stage; m += 1.0) {
    entered -= weight;
    weight *= passed / m;
  }
  // ∫ over the ramp: a share (j/x)·(1 − Σ wₘ, m ≤ j) of the change has not arrived yet.
  const late = (to - from) * (stage / passed) * (entered - weight);
  return own * stay + before * one + before2 * two + before3 * three + to * entered - late;
}

/**
 * Circulation in the middle of a step, which the feedback on division goes by: the error of holding it there is of
 * second order in Δt, and what progenitors do within the step reaches it only through four stages.
 */
export function circulationHalfway(
  passed: number,
  progenitors: number,
  first: number,
  second: number,
  third: number,
  circulation: number,
): number {
  return matured(STAGES, 0.5 * passed, progenitors, progenitors, circulation, third, second, first);
}
