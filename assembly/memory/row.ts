/**
 * A phenotype's row, f32: what all cells of a genotype have in common in a step, filled in by genome.ts. θ is the time over
 * which a rate acts, less what leaves meanwhile.
 *
 *  0   division │ death    │ kill   │ –       │    bΔt, dΔt, share of every kill
 * 16   decay    │ entry    │ blocked│ pump    │    ρ, θk_p, θk_pε, θV₁P: of drug 0
 * 32   carrier  │ target   │ kd     │ need    │    θf, E, K, free target needed; or where its response curve is, u32
 * 48   formed   │ mended   │ before │ after   │    metabolite per µM of free drug, damage mended, drug changed per µM before
 * 64   decay    │ …                              the step and per µM of free drug after it; then drug 1
 */

import { PHENOTYPE_ROWS, pointer } from './header';

export const ROW_DIVISION: usize = 0;
export const ROW_DEATH: usize = ROW_DIVISION + 4;
export const ROW_KILL: usize = ROW_DEATH + 4;
export const ROW_SPARE: usize = ROW_KILL + 4;
export const ROW_DRUG: usize = ROW_SPARE + 4;

/** Of a drug's part: cells' own expression multiplies pump and target. */
export const ROW_DECAY: usize = 0;
export const ROW_ENTRY: usize = ROW_DECAY + 4;
export const ROW_BLOCKED: usize = ROW_ENTRY + 4;
export const ROW_PUMP: usize = ROW_BLOCKED + 4;
export const ROW_CARRIER: usize = ROW_PUMP + 4;
export const ROW_TARGET: usize = ROW_CARRIER + 4;
export const ROW_KD: usize = ROW_TARGET + 4;
export const ROW_NEED: usize = ROW_KD + 4;
export const ROW_CURVE: usize = ROW_NEED;
export const ROW_FORMED: usize = ROW_NEED + 4;
export const ROW_MENDED: usize = ROW_FORMED + 4;
export const ROW_CHANGED_BEFORE: usize = ROW_MENDED + 4;
export const ROW_CHANGED_AFTER: usize = ROW_CHANGED_BEFORE + 4;
export const ROW_DRUG_BYTES: usize = ROW_CHANGED_AFTER + 4;

/** A genotype: see genome.ts. Behind its three words: class, mutator, double minutes, a `Kind`, a byte each. */
export const GENOTYPE_BYTES: usize = 16;
export const GENOTYPE_CLASS: usize = 12;
export const GENOTYPE_MUTATOR: usize = 13;
export const GENOTYPE_MINUTES: usize = 14;
export const GENOTYPE_KIND: usize = 15;

/** Address of a drug's part of the row at an address. */
export function partOf(row: usize, drug: i32): usize {
  return row + ROW_DRUG + ROW_DRUG_BYTES * <usize>drug;
}

/** Address of a drug's part of the first row; that of others is as many strides farther. */
export function rowsOf(drug: i32): usize {
  return partOf(pointer(PHENOTYPE_ROWS), drug);
}
