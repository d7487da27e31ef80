/**
 * A cell that divides in a step, and all that descends from it until the step's end: its brood, event by event in the
 * order of time (Gillespie 1977). Each cell of it divides and dies at its own rates, a daughter that is altered at those
 * of her new genotype, under the drug that she would hold after one more step's exchange. So births, deaths, extinction
 * and number, and each division's alteration with the size of its clone, are those of the process in continuous time
 * with the rates of each genotype constant over the step.
 *
 * The number that made a candidate divide is uniform below p b/s, so that x s/b = 1 − e^{−sτ} gives the time τ of its
 * first division. Then the next event of any comes after E/Σ(b + d), E exponential of mean 1, and is that of each with
 * the share of its rate. Words of event e of the brood: block e of its mother's site, see rng.ts.
 */

import { exponential } from '../cells/chance';
import { exchange } from '../cells/drug';
import { drawRates } from '../cells/fate';
import { drawAlteration, NO_ALTERATION, NOWHERE, newDraft } from '../genome/drafts';
import { inherited, isAltered } from '../genome/inherit';
import { draftPassengers, drawPassengers, hasPassengers } from '../genome/passengers';
import { describeUnbooked, find, genotypeAddress, NO_PHENOTYPE } from '../genome/phenotypes';
import { hasMinutes, segregate } from '../genome/segregate';
import { Flag } from '../memory/cell';
import { drugStep, STEP_OUTSIDE, STEP_RETAINED, STEP_RETAINED_COLUMN } from '../memory/drugStep';
import { COLUMNS, DRUGS, header, STEP } from '../memory/header';
import { tileAddress, tileWet } from '../memory/heap';
import {
  amountColumn,
  DRAFT_FROM,
  DRAFT_GENOTYPE,
  DRAFT_PARENT,
  DRAFT_PLACE,
  DRAFT_WHAT,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  LINEAGE_COLUMN,
  model,
  PHENOTYPE_COLUMN,
} from '../memory/layout';
import {
  BLOCK,
  BROOD,
  BROOD_BIRTHS,
  BROOD_DEATHS,
  DAUGHTER,
  DRAFT,
  EVENT_DEATH,
  EVENT_DIVISION,
  EVENT_NUMBER,
  EVENTS,
  KIN_BYTES,
  KIN_CLONE,
  KIN_DEATH,
  KIN_DIVISION,
  KIN_DRAFT,
  KIN_EXPRESSION,
  KIN_FLAGS,
  KIN_GENOTYPE,
  KIN_MINUTES,
  KIN_PHENOTYPE,
  LONE_ROOM,
  LONE_TILE,
  MOTHER,
} from '../memory/room';
import { GENOTYPE_CLASS } from '../memory/row';
import { exactLn } from '../numerics/maths';
import { drawEvent } from '../numerics/rng';
import { Limit } from '../shared/limits';
import { ModelField } from '../shared/model';
import { Purpose } from '../shared/step';

const UNIT32: f64 = 2.3283064365386963e-10; // 2^-32

/** The `i`th living cell of the thread's brood. */
export function kinAt(room: usize, i: u32): usize {
  return <usize>load<u32>(room, BROOD) + KIN_BYTES * <usize>i;
}

/**
 * Follows the brood of the cell of a division's record to the step's end. Returns how many live then, first of all the
 * cell itself if it does; leaves in the room how many were born and died. `index`: the run's index of the cell's site.
 */
export function raise(room: usize, entry: usize, record: usize, index: u32): u32 {
  const site = <usize>load<u32>(record);
  const death = <f64>load<f32>(record, EVENT_DEATH);
  const division = <f64>load<f32>(record, EVENT_DIVISION);
  beginBrood(
    room,
    tileAddress(entry),
    site,
    load<f32>(record, EVENT_DEATH),
    load<f32>(record, EVENT_DIVISION),
  );
  let left =
    1 +
    exactLn(1 - (<f64>load<f32>(record, EVENT_NUMBER) * (division + death)) / division) / (division + death);
  if (!(left > 0)) left = 0;
  let living: u32 = 1;
  let births: u32 = 0;
  let deaths: u32 = 0;
  let who: u32 = 0;
  let divides = true;
  for (let event: u32 = 0; ; ++event) {
    drawEvent(room + BLOCK, header(STEP), index, Purpose.division, event);
    const word = load<u32>(room, BLOCK);
    if (!divides) {
      ++deaths;
      --living;
      memory.copy(kinAt(room, who), kinAt(room, living), KIN_BYTES);
    } else if (living <= <u32>Limit.daughtersPerStep) {
      divideKin(room, entry, site, kinAt(room, who), kinAt(room, living), index, event);
      ++births;
      ++living;
    }
    const total = totalRate(room, living);
    const wait = exponential(word) / total;
    if (!(wait < left)) break;
    left -= wait;
    drawEvent(room + BLOCK, header(STEP), index, Purpose.choice, event + 1);
    const choice = choose(room, living, (<f64>load<u32>(room, BLOCK) + 0.5) * UNIT32 * total);
    who = choice >> 1;
    divides = (choice & 1) != 0;
  }
  store<u32>(room, births, BROOD_BIRTHS);
  store<u32>(room, deaths, BROOD_DEATHS);
  return living;
}

/** The brood is one cell, as it is at its site. */
function beginBrood(room: usize, tile: usize, site: usize, death: f32, division: f32): void {
  const kin = kinAt(room, 0);
  const phenotype = <u32>load<u16>(tile + (site << 1), PHENOTYPE_COLUMN);
  store<u32>(kin, phenotype, KIN_PHENOTYPE);
  store<u32>(kin, load<u32>(tile + (site << 2), LINEAGE_COLUMN), KIN_CLONE);
  store<u32>(kin, 0, KIN_DRAFT);
  memory.copy(kin + KIN_GENOTYPE, genotypeAddress(phenotype), GENOTYPE_CLASS);
  store<u8>(kin, load<u8>(tile + site, EXPRESSION_COLUMN), KIN_EXPRESSION);
  store<u8>(kin, load<u8>(tile + site, FLAGS_COLUMN), KIN_FLAGS);
  store<u8>(kin, hasMinutes(kin + KIN_GENOTYPE) ? 1 : 0, KIN_MINUTES);
  store<f32>(kin, death, KIN_DEATH);
  store<f32>(kin, division, KIN_DIVISION);
}

/** Σ(b + d) Δt over the living; 0 of none. */
export function totalRate(room: usize, living: u32): f64 {
  let total: f64 = 0;
  for (let i: u32 = 0; i < living; ++i) {
    const kin = kinAt(room, i);
    total += <f64>load<f32>(kin, KIN_DEATH) + <f64>load<f32>(kin, KIN_DIVISION);
  }
  return total;
}

/** Whose event a point below the total rate falls on, twice its number, and 1 if it is a division. */
export function choose(room: usize, living: u32, point: f64): u32 {
  for (let i: u32 = 0; i < living; ++i) {
    const kin = kinAt(room, i);
    point -= <f64>load<f32>(kin, KIN_DEATH);
    if (point < 0) return i << 1;
    point -= <f64>load<f32>(kin, KIN_DIVISION);
    if (point < 0) return (i << 1) | 1;
  }
  // Only by rounding.
  return ((living - 1) << 1) | (load<f32>(kinAt(room, living - 1), KIN_DIVISION) > 0 ? 1 : 0);
}

/** A division within the brood; the block of the event is at BLOCK. */
function divideKin(
  room: usize,
  entry: usize,
  site: usize,
  mother: usize,
  daughter: usize,
  index: u32,
  event: u32,
): void {
  const altering = load<u32>(room, BLOCK + 4);
  const own = load<u32>(room, BLOCK + 8);
  const mothers = load<u32>(room, BLOCK + 12);
  const inheritance = <f32>model(ModelField.expressionInheritance);
  const level = load<u8>(mother, KIN_EXPRESSION);
  memory.copy(daughter, mother, KIN_BYTES);
  store<u8>(daughter, load<u8>(mother, KIN_FLAGS) & Flag.inherited, KIN_FLAGS);
  store<u8>(daughter, inherited(level, own, inheritance), KIN_EXPRESSION);
  store<u8>(mother, inherited(level, mothers, inheritance), KIN_EXPRESSION);
  const mutator = (load<u8>(mother, KIN_GENOTYPE + 3) & 1) != 0;
  if (load<u8>(mother, KIN_MINUTES) != 0) {
    memory.copy(room + MOTHER, mother + KIN_GENOTYPE, GENOTYPE_CLASS);
    segregate(room, index, event);
    become(room, entry, site, mother, room + MOTHER);
    become(room, entry, site, daughter, room + DAUGHTER);
  }
  if (hasPassengers()) {
    const carried = drawPassengers(room, mutator, index, event);
    pass(room, daughter, carried & 255);
    pass(room, mother, carried >> 8);
  }
  if (!isAltered(room, mutator, index, event, altering)) return;
  drawEvent(room + BLOCK, header(STEP), index, Purpose.alteration, event);
  const kin = load<u32>(room, BLOCK + 4) >> 31 != 0 ? daughter : mother;
  const draft = draftAlteration(room, kin);
  if (draft == 0) return;
  store<u32>(kin, <u32>draft, KIN_DRAFT);
  become(room, entry, site, kin, room + DRAFT);
}

/** So many passengers begin a clone of a cell of the brood. */
function pass(room: usize, kin: usize, count: u32): void {
  const draft = draftPassengers(
    room,
    count,
    load<u32>(kin, KIN_CLONE),
    <usize>load<u32>(kin, KIN_DRAFT),
    kin + KIN_GENOTYPE,
  );
  store<u32>(kin, <u32>draft, KIN_DRAFT);
}

/**
 * Drafts the alteration that the block at BLOCK stands for, of a cell of the brood, and leaves the new genotype at DRAFT.
 * 0 where it cannot happen to the genotype, or there is no room for a draft.
 */
function draftAlteration(room: usize, kin: usize): usize {
  const what = drawAlteration(room, kin + KIN_GENOTYPE);
  if (what == NO_ALTERATION) return 0;
  const draft = newDraft(room);
  if (draft == 0) return 0;
  store<u32>(draft, NOWHERE, DRAFT_PLACE);
  store<u32>(draft, what, DRAFT_WHAT);
  store<u32>(draft, load<u32>(kin, KIN_CLONE), DRAFT_FROM);
  memory.copy(draft + DRAFT_GENOTYPE, room + DRAFT, GENOTYPE_CLASS);
  store<u32>(draft, load<u32>(kin, KIN_DRAFT), DRAFT_PARENT);
  return draft;
}

/**
 * A cell by itself in the thread's own tile: of the genotype at `genotype`, which `phenotype` stands for if it is known,
 * with the amounts of the cell at a site. Returns the id that its rates are under.
 */
export function isolate(
  room: usize,
  genotype: usize,
  phenotype: u32,
  expression: u8,
  tile: usize,
  site: usize,
): u32 {
  const lone = <usize>load<u32>(room, BROOD) + LONE_TILE;
  const id = phenotype == NO_PHENOTYPE ? describeUnbooked(room, genotype) : phenotype;
  store<u16>(lone, <u16>id, PHENOTYPE_COLUMN);
  store<u8>(lone, expression, EXPRESSION_COLUMN);
  for (let column = 0; column < <i32>header(COLUMNS); ++column) {
    const at = amountColumn(column);
    store<f32>(lone + at, load<f32>(tile + at + (site << 2)));
  }
  return id;
}

/** Whether any cell of a tile may hold a drug or its metabolite. */
export function mayHold(entry: usize, drug: i32): bool {
  const at = drugStep(drug);
  let bits: u32 = 1 << drug;
  if (load<u32>(at, STEP_RETAINED) != 0) bits |= 1 << load<u32>(at, STEP_RETAINED_COLUMN);
  return (tileWet(entry) & bits) != 0;
}

/** From now on a cell of the brood is of this genotype and lives at its rates. */
function become(room: usize, entry: usize, site: usize, kin: usize, genotype: usize): void {
  if (memory.compare(kin + KIN_GENOTYPE, genotype, GENOTYPE_CLASS) == 0) return;
  memory.copy(kin + KIN_GENOTYPE, genotype, GENOTYPE_CLASS);
  const phenotype = find(genotype);
  store<u32>(kin, phenotype, KIN_PHENOTYPE);
  store<u8>(kin, hasMinutes(genotype) ? 1 : 0, KIN_MINUTES);
  isolate(room, genotype, phenotype, load<u8>(kin, KIN_EXPRESSION), tileAddress(entry), site);
  const lone = <usize>load<u32>(room, BROOD) + LONE_TILE;
  const own = <usize>load<u32>(room, BROOD) + LONE_ROOM;
  let active: u32 = 0;
  for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
    if (load<f32>(drugStep(drug), STEP_OUTSIDE) == 0 && !mayHold(entry, drug)) continue;
    exchange(own, lone, drug, 1, lone + amountColumn(drug));
    active |= 1 << drug;
  }
  drawRates(own, lone, active);
  store<f32>(kin, load<f32>(own, EVENTS + EVENT_DEATH), KIN_DEATH);
  store<f32>(kin, load<f32>(own, EVENTS + EVENT_DIVISION), KIN_DIVISION);
}
