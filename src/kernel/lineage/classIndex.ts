/** Resistance class of a genotype's three words, without an object for each: of a million clones at once. */

import { ResistanceClass } from '../../../assembly/shared/genome';
import { Limit } from '../../../assembly/shared/limits';

/** The same as `className` of numbers/genotype.ts, as a place in `CLASS_NAMES`. */
export function classIndex(first: number, copies: number, alleles: number): ResistanceClass {
  let found: ResistanceClass = ResistanceClass.sensitive;
  let ways = 0;
  const note = (own: ResistanceClass, applies: boolean) => {
    if (!applies) return;
    found = own;
    ways++;
  };
  let amplified = false;
  let altered = false;
  for (let target = 0; target < Limit.targets; target++) {
    if (((first >>> (28 + target)) & 1) === 1) continue;
    amplified ||= ((copies >>> (8 * target)) & 255) > 1;
    altered ||= ((alleles >>> (8 * target)) & 255) > 0;
  }
  note(ResistanceClass.pump, (first & 255) > 0);
  note(ResistanceClass.amplified, amplified);
  note(ResistanceClass.altered, altered);
  note(ResistanceClass.lost, first >>> 28 > 0);
  note(ResistanceClass.uptake, ((first >>> 8) & 255) > 0);
  note(ResistanceClass.metabolism, ((first >>> 16) & 255) > 0);
  return ways > 1 ? ResistanceClass.several : found;
}
