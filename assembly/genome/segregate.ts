/**
 * Double minutes: extrachromosomal copies of a gene, without centromere. Each is replicated before division, and each
 * of the 2k goes to either daughter by chance: Binomial(2k, ½) to one, the rest to the other (docs/model.md (30); Lange 2022).
 * A target keeps its one chromosomal copy; all copies of the pump are minutes where the pump's are.
 */

import { header, SEGREGATING, STEP } from '../memory/header';
import { BLOCK, DAUGHTER, MOTHER } from '../memory/room';
import { GENOTYPE_CLASS } from '../memory/row';
import { drawEvent } from '../numerics/rng';
import { Limit } from '../shared/limits';
import { Purpose } from '../shared/step';

/** Place of the pump among the genes: behind the targets. */
const PUMP: i32 = Limit.targets;

function minutes(genotype: usize, gene: i32): u32 {
  if (gene == PUMP) return load<u8>(genotype);
  if (((load<u8>(genotype, 3) >> <u8>(4 + gene)) & 1) != 0) return 0;
  return load<u8>(genotype + <usize>gene, 4) - 1;
}

function setMinutes(genotype: usize, gene: i32, count: u32): void {
  if (gene == PUMP) store<u8>(genotype, <u8>min<u32>(count, 255));
  else store<u8>(genotype + <usize>gene, <u8>min<u32>(count + 1, 255), 4);
}

/** Takes all double minutes from a genotype, in place. */
export function stripMinutes(genotype: usize): void {
  const genes = header(SEGREGATING);
  for (let gene = 0; gene <= PUMP; ++gene) {
    if ((genes & (1 << gene)) != 0 && minutes(genotype, gene) > 0) setMinutes(genotype, gene, 0);
  }
}

/** Whether a genotype has double minutes, of those genes that the model says segregate. */
export function hasMinutes(genotype: usize): bool {
  const genes = header(SEGREGATING);
  if (genes == 0) return false;
  for (let gene = 0; gene <= PUMP; ++gene) {
    if ((genes & (1 << gene)) != 0 && minutes(genotype, gene) > 0) return true;
  }
  return false;
}

/** How many of `trials` fair coins, up to 510, show heads. */
function heads(room: usize, trials: u32, index: u32, purpose: u32, event: u32): u32 {
  let count: u32 = 0;
  let left = trials;
  for (let block: u32 = 0; left > 0; ++block) {
    drawEvent(room + BLOCK, header(STEP), index, purpose | (block << 20), event);
    for (let word: usize = 0; word < 16 && left > 0; word += 4) {
      const used = min<u32>(left, 32);
      const bits = load<u32>(room + word, BLOCK);
      count += popcnt<u32>(used == 32 ? bits : bits & ((1 << used) - 1));
      left -= used;
    }
  }
  return count;
}

/**
 * Deals the minutes of the genotype at MOTHER in the thread's room to it and the one at DAUGHTER.
 * `index` and `event`: the run's index of the mother's site, and which event of hers and her descendants' it is.
 */
export function segregate(room: usize, index: u32, event: u32): void {
  const mother = room + MOTHER;
  const daughter = room + DAUGHTER;
  memory.copy(daughter, mother, GENOTYPE_CLASS);
  const genes = header(SEGREGATING);
  for (let gene = 0; gene <= PUMP; ++gene) {
    if ((genes & (1 << gene)) == 0) continue;
    const copies = minutes(mother, gene);
    if (copies == 0) continue;
    const kept = heads(room, 2 * copies, index, Purpose.segregation | (gene << 16), event);
    setMinutes(mother, gene, kept);
    setMinutes(daughter, gene, 2 * copies - kept);
  }
}
