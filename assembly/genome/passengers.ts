/**
 * Passenger mutations: each daughter of a division gets a Poisson number of them, all at new sites (Kimura 1969). A daughter
 * with any begins a clone of her mother's genotype. They are drawn for a purpose of their own and change no rate, so the cells
 * of a run are the same whatever their rate is; where it is 0 nothing is drawn.
 */

import { header, STEP } from '../memory/header';
import { DRAFT_FROM, DRAFT_GENOTYPE, DRAFT_PARENT, DRAFT_PLACE, DRAFT_WHAT, model } from '../memory/layout';
import { BLOCK } from '../memory/room';
import { GENOTYPE_CLASS } from '../memory/row';
import { poisson } from '../numerics/poisson';
import { drawEvent } from '../numerics/rng';
import { Alteration } from '../shared/genome';
import { ModelField } from '../shared/model';
import { Purpose } from '../shared/step';
import { NOWHERE, newDraft } from './drafts';

const UNIT32: f64 = 2.3283064365386963e-10; // 2^-32

/** Of a mutator too, on average. */
const MOST_PER_DAUGHTER: f64 = 50;

export function hasPassengers(): bool {
  return model(ModelField.passengersPerDaughter) > 0;
}

/**
 * How many a division leaves in the daughter, and in the mother << 8. `index`, `event` as of isAltered; overwrites BLOCK.
 */
export function drawPassengers(room: usize, mutator: bool, index: u32, event: u32): u32 {
  drawEvent(room + BLOCK, header(STEP), index, Purpose.passenger, event);
  return countPassengers(mutator, room + BLOCK, 4);
}

/** The same from four words at `words`, `apart` bytes from one another. */
export function countPassengers(mutator: bool, words: usize, apart: usize): u32 {
  let mean = model(ModelField.passengersPerDaughter);
  if (mutator) mean = min<f64>(mean * model(ModelField.mutatorFactor), MOST_PER_DAUGHTER);
  const daughter = <u32>poisson(unitOf(load<u32>(words), load<u32>(words + apart)), mean);
  const mother = <u32>poisson(unitOf(load<u32>(words + 2 * apart), load<u32>(words + 3 * apart)), mean);
  return daughter | (mother << 8);
}

/** 53 bits of two words. */
function unitOf(first: u32, second: u32): f64 {
  return (<f64>first + <f64>(second >> 11) * (1.0 / 2097152)) * UNIT32;
}

/** What a draft of so many says. */
export function passengersOf(count: u32): u32 {
  return <u32>Alteration.passenger | (count << 8);
}

/**
 * Drafts the clone that so many begin, of a cell of the genotype at `genotype` that is in the clone `clone`, or in that of
 * the draft `parent` if it is not 0. Returns the draft, for whoever takes its place; `parent` where there is none.
 */
export function draftPassengers(room: usize, count: u32, clone: u32, parent: usize, genotype: usize): usize {
  if (count == 0) return parent;
  const draft = newDraft(room);
  if (draft == 0) return parent;
  store<u32>(draft, NOWHERE, DRAFT_PLACE);
  store<u32>(draft, passengersOf(count), DRAFT_WHAT);
  store<u32>(draft, clone, DRAFT_FROM);
  memory.copy(draft + DRAFT_GENOTYPE, genotype, GENOTYPE_CLASS);
  store<u32>(draft, <u32>parent, DRAFT_PARENT);
  return draft;
}
