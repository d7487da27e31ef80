/** What of plasma reaches the cells of a compartment. */

import type { BarrierModel, CompartmentPlan } from '../../compile/compartments';
import { ENVIRONMENT_KM, ENVIRONMENT_PUMP, ENVIRONMENT_STRIDE, ENVIRONMENT_WALL } from '../../kernel/model';

/** Unbound level inside over plasma with the pump's part at `activity`, 1 = not inhibited (docs/model.md (67)). */
export function unboundRatio({ pump, bulk }: Pick<BarrierModel, 'pump' | 'bulk'>, activity: number): number {
  return 1 / (1 + pump * activity + bulk);
}

export function isOpen({ barriers, inhibitorRatio }: CompartmentPlan): boolean {
  return inhibitorRatio === 1 && barriers.every((barrier) => barrier === null);
}

/**
 * Steps of plasma as the cells behind a barrier see them. Exchange is quick beside the hours of cells, so that the
 * level inside follows plasma; the pump of the vessel wall meets the inhibitor's whole plasma level.
 *
 * In a tissue with vessels the barrier is that of their walls: plasma comes to them as it is, with the share of their
 * pumps' work that an inhibitor takes away.
 */
export function behindBarrier(
  plasma: Float32Array,
  inside: Float32Array,
  { barriers, inhibitorRatio, model }: CompartmentPlan,
): void {
  const walls = (model.tissue?.vessels.length ?? 0) > 0;
  inside.set(plasma);
  for (let at = 0; at < plasma.length; at += ENVIRONMENT_STRIDE) {
    const pump = plasma[at + ENVIRONMENT_PUMP]!;
    const km = plasma[at + ENVIRONMENT_KM]!;
    // 1/(1 + I/Ki) of either kind of inhibitor, at levels of drug far below the pump's Km.
    const activity = pump / km;
    barriers.forEach((barrier, drug) => {
      if (barrier !== null && !walls)
        inside[at + drug] = plasma[at + drug]! * unboundRatio(barrier, activity);
    });
    if (walls) inside[at + ENVIRONMENT_WALL] = 1 - activity;
    const inhibition = 1 + (1 / activity - 1) * inhibitorRatio;
    if (km > 1) inside[at + ENVIRONMENT_KM] = inhibition;
    else inside[at + ENVIRONMENT_PUMP] = 1 / inhibition;
  }
}
