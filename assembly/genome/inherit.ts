/** What a division passes on, and whether it alters one of the two. */

import { header, STEP } from '../memory/header';
import { model } from '../memory/layout';
import { BLOCK } from '../memory/room';
import { drawEvent } from '../numerics/rng';
import { ModelField } from '../shared/model';
import { Purpose } from '../shared/step';

const UNIT32: f64 = 2.3283064365386963e-10; // 2^-32

/** A daughter keeps its mother's expression level, or draws one of the 256 anew. */
export function inherited(level: u8, word: u32, inheritance: f32): u8 {
  const kept = <f32>(<i32>(word >> 8)) * <f32>5.960464477539063e-8 < inheritance;
  return kept ? level : <u8>word;
}

/**
 * Whether a division alters one of the two daughters: by all probabilities together (·mutator), in 53 bits.
 * `index`, `event`: of the mother's site, and which of her and her descendants' in this step it is.
 */
export function isAltered(room: usize, mutator: bool, index: u32, event: u32, altering: u32): bool {
  let chance = model(ModelField.alterationTotal);
  if (chance == 0) return false;
  if (mutator) chance *= model(ModelField.mutatorFactor);
  chance *= 4294967296;
  const word = <f64>altering;
  if (word + 1 <= chance) return true;
  if (word >= chance) return false;
  // The 32 bits just straddle the probability: the next 32 decide.
  drawEvent(room + BLOCK, header(STEP), index, Purpose.tieBreak, event);
  return <f64>load<u32>(room, BLOCK) * UNIT32 < chance - word;
}
