/** What one step does with one drug, the same for every tile, from `DRUG_STEP` on: f32 unless said. */

import { DRUG_STEP, DRUG_STEP_BYTES } from './layout';

export const STEP_OUTSIDE: usize = 0;
export const STEP_CARRIED: usize = 4;
export const STEP_ACTIVITY: usize = 8;
export const STEP_KM: usize = 12;
export const STEP_KILL: usize = 20;
export const STEP_STASIS: usize = 24;
export const STEP_LOWEST_NODE: usize = 28; // i32
export const STEP_PER_NEED: usize = 32;
export const STEP_PUMPED: usize = 36; // u32
export const STEP_BOUND: usize = 40; // u32
export const STEP_RESPONSE: usize = 44; // i32
export const STEP_ENVELOPE: usize = 48; // u32, address
export const STEP_RETAINED: usize = 52; // u32, a Retained
export const STEP_RETAINED_COLUMN: usize = 56; // u32
export const STEP_KEPT: usize = 60;

/** Address of what this step does with a drug. */
export function drugStep(drug: i32): usize {
  return DRUG_STEP + DRUG_STEP_BYTES * <usize>drug;
}
