/**
 * What follows a division in a tissue, to the step's end, as in brood.ts: of the two cells and those that descend from them
 * the next event comes after E/Σ(b + d), each cell at its own rates where it is. That the first wait is long or short has
 * been decided in the sweep, with probability 2s (tissue/sweep.ts), so here it is drawn from what is left of its
 * distribution.
 *
 * Exact to second order in the step where there is room: a daughter divides if there is a place for her own when it is
 * her turn; one who lies beyond the block under way waits for the turn of her own, which may be in the next step; and
 * who dies keeps her place to the step's end. Oxygen, room and levels are those of the step's beginning.
 */

import { exponential } from '../cells/chance';
import { exchange } from '../cells/drug';
import { infuse } from '../fields/infuse';
import { hasDrugFields } from '../fields/step';
import { find } from '../genome/phenotypes';
import { fieldAt, hasOxygen, originX, originY, originZ, siteOf, tileOf, voxelOf } from '../lattice/lattice';
import { placeX, placeY, placeZ } from '../lattice/places';
import { Flag } from '../memory/cell';
import { drugStep, STEP_OUTSIDE } from '../memory/drugStep';
import { DRUGS, header, STEP, TILE_SHIFT_X, TILE_SHIFT_Y, TILE_SHIFT_Z } from '../memory/header';
import { markPending, tileAddress, tileEntry } from '../memory/heap';
import { amountColumn, EXPRESSION_COLUMN, FLAGS_COLUMN } from '../memory/layout';
import {
  BLOCK,
  BROOD,
  BROOD_LIVING,
  KIN_BYTES,
  KIN_DEATH,
  KIN_DIVISION,
  KIN_GENOTYPE,
  KIN_X,
  KIN_Y,
  KIN_Z,
  LONE_ROOM,
  LONE_TILE,
  RATES,
} from '../memory/room';
import { GENOTYPE_CLASS } from '../memory/row';
import { choose, isolate, kinAt, mayHold, totalRate } from '../mixed/brood';
import { exactExpm1, exactLn } from '../numerics/maths';
import { drawEvent } from '../numerics/rng';
import { Limit } from '../shared/limits';
import { Purpose } from '../shared/step';
import { genotypeAt } from './alter';
import { blockShiftX, blockShiftY, blockShiftZ } from './blocks';
import { necrosisAt } from './chance';
import { layDaughter } from './division';
import { NO_PLACE } from './gap';
import { fateOf } from './sweep';

const UNIT32: f64 = 2.3283064365386963e-10; // 2^-32

/** Goes on after the first division of the cell of beginBroodAt, whose daughter lies at `place` beside it. */
export function raiseInPlace(room: usize, place: u32, number: u32, again: bool): void {
  const first = kinAt(room, 0);
  rate(room, first);
  const s = <f64>load<f32>(first, KIN_DEATH) + <f64>load<f32>(first, KIN_DIVISION);
  if (!(s > 0)) return;
  drawEvent(room + BLOCK, header(STEP), number, Purpose.choice, 0);
  const unit = unitOf(load<u32>(room, BLOCK));
  let left = 1 + exactLn(1 + exactExpm1(-s) * unitOf(load<u32>(room, BLOCK + 4))) / s;
  const share = min<f64>(1, 2 * s);
  let wait = -exactLn(again ? 1 - share + share * unit : (1 - share) * unit);
  join(room, 0, 1, place);
  let living: u32 = 2;
  for (let event: u32 = 1; living > 0; ++event) {
    const total = totalRate(room, living);
    if (!(wait < left * total)) break;
    left -= wait / total;
    drawEvent(room + BLOCK, header(STEP), number, Purpose.choice, event);
    const choice = choose(room, living, unitOf(load<u32>(room, BLOCK)) * total);
    const kin = kinAt(room, choice >> 1);
    const kind = unitOf(load<u32>(room, BLOCK + 4));
    wait = exponential(load<u32>(room, BLOCK + 8));
    if ((choice & 1) == 0) {
      flag(
        kin,
        <f32>kind * load<f32>(kin, KIN_DEATH) < necrosis(kin) ? Flag.dies | Flag.necrotic : Flag.dies,
      );
    } else if (!isOfBlock(kin, number)) {
      flag(kin, Flag.divides);
    } else {
      if (living > <u32>Limit.daughtersPerStep) continue;
      store<u32>(room, living, BROOD_LIVING);
      const beside = layDaughter(
        room,
        load<u32>(kin, KIN_X),
        load<u32>(kin, KIN_Y),
        load<u32>(kin, KIN_Z),
        number,
        event,
      );
      if (beside != NO_PLACE) {
        join(room, choice >> 1, living, beside);
        ++living;
      }
      continue;
    }
    --living;
    memory.copy(kin, kinAt(room, living), KIN_BYTES);
  }
}

function unitOf(word: u32): f64 {
  return (<f64>word + 0.5) * UNIT32;
}

/** The daughter that a cell of the brood has just had at `place` beside it joins the brood. */
function join(room: usize, mother: u32, daughter: u32, place: u32): void {
  const own = kinAt(room, mother);
  const kin = kinAt(room, daughter);
  memory.copy(kin, own, KIN_BYTES);
  store<u32>(kin, load<u32>(own, KIN_X) + placeX(place), KIN_X);
  store<u32>(kin, load<u32>(own, KIN_Y) + placeY(place), KIN_Y);
  store<u32>(kin, load<u32>(own, KIN_Z) + placeZ(place), KIN_Z);
  renew(room, own);
  renew(room, kin);
}

/** Rates anew where a division has changed the genotype. */
function renew(room: usize, kin: usize): void {
  const genotype = genotypeAt(tileAddress(entryOf(kin)), <usize>siteOfKin(kin));
  if (memory.compare(kin + KIN_GENOTYPE, genotype, GENOTYPE_CLASS) == 0) return;
  memory.copy(kin + KIN_GENOTYPE, genotype, GENOTYPE_CLASS);
  rate(room, kin);
}

function tileOfKin(kin: usize): u32 {
  return tileOf(load<u32>(kin, KIN_X), load<u32>(kin, KIN_Y), load<u32>(kin, KIN_Z));
}

function entryOf(kin: usize): usize {
  return tileEntry(tileOfKin(kin));
}

function siteOfKin(kin: usize): u32 {
  return siteOf(load<u32>(kin, KIN_X), load<u32>(kin, KIN_Y), load<u32>(kin, KIN_Z));
}

function voxelOfKin(kin: usize): u32 {
  return voxelOf(load<u32>(kin, KIN_X), load<u32>(kin, KIN_Y), load<u32>(kin, KIN_Z));
}

/** An event for a cell of the brood, to be carried out in the turn of its block or at the step's end. */
function flag(kin: usize, event: u32): void {
  const entry = entryOf(kin);
  const site = <usize>siteOfKin(kin);
  const at = tileAddress(entry) + site;
  store<u8>(at, <u8>(load<u8>(at, FLAGS_COLUMN) | event), FLAGS_COLUMN);
  markPending(entry, site, event);
}

function necrosis(kin: usize): f32 {
  return hasOxygen() ? necrosisAt(fieldAt(Limit.drugs, voxelOfKin(kin))) : 0;
}

/** Whether a cell lies in the block of the site `number`. */
function isOfBlock(kin: usize, number: u32): bool {
  const x = load<u32>(kin, KIN_X) >> (header(TILE_SHIFT_X) + blockShiftX());
  const y = load<u32>(kin, KIN_Y) >> (header(TILE_SHIFT_Y) + blockShiftY());
  const z = load<u32>(kin, KIN_Z) >> (header(TILE_SHIFT_Z) + blockShiftZ());
  const index = number >> 10;
  return (
    originX(index) >> (header(TILE_SHIFT_X) + blockShiftX()) == x &&
    originY(index) >> (header(TILE_SHIFT_Y) + blockShiftY()) == y &&
    originZ(index) >> (header(TILE_SHIFT_Z) + blockShiftZ()) == z
  );
}

/** Works out the rates of a cell of the brood: of its genotype, where it is, with the amounts that are there. */
function rate(room: usize, kin: usize): void {
  const index = tileOfKin(kin);
  const entry = tileEntry(index);
  const tile = tileAddress(entry);
  const site = <usize>siteOfKin(kin);
  const genotype = kin + KIN_GENOTYPE;
  const expression = load<u8>(tile + site, EXPRESSION_COLUMN);
  const id = isolate(room, genotype, find(genotype), expression, tile, site);
  const lone = <usize>load<u32>(room, BROOD) + LONE_TILE;
  const own = <usize>load<u32>(room, BROOD) + LONE_ROOM;
  let active: u32 = 0;
  for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
    const level = hasDrugFields() ? fieldAt(drug, voxelOfKin(kin)) : load<f32>(drugStep(drug), STEP_OUTSIDE);
    if (level == 0 && !mayHold(entry, drug)) continue;
    let before = lone + amountColumn(drug);
    if (hasDrugFields()) {
      memory.fill(own + BLOCK, 0, 16);
      store<f32>(own, level, BLOCK);
      before = own + BLOCK + 16;
      infuse(own + BLOCK, before, lone, drug, 1);
    }
    exchange(own, lone, drug, 1, before);
    active |= 1 << drug;
  }
  fateOf(own, lone, index, <u32>site, 0, id, Infinity, active, true);
  store<f32>(kin, load<f32>(own, RATES), KIN_DEATH);
  store<f32>(kin, load<f32>(own, RATES + 4), KIN_DIVISION);
}
