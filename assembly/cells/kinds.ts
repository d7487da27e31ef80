/**
 * Exchange paid for once by cells that share it. Of two cells of one phenotype and one level of expression that hold the
 * same amount to the last bit, exchange makes the same to the last bit; and since exchange is a contraction, most cells of
 * a kind do hold the same. Each thread keeps, per drug, what the step has made of one amount per kind; a cell that holds that
 * amount takes over what came of it, and any other is gathered into a tile of its own with such cells, goes through the
 * exchange of drug.ts there, and its outcome is put back. So no bit depends on who remembers what, and nothing here is state.
 *
 * A kind's amount follows the one it had: in a new step the first cell that holds what came of it is worked out and
 * remembered; where none did in the step before, any cell. Kinds lie at their number modulo how many are remembered, about
 * one for sixteen cells of a thread; which one has a slot is in its tag, with the step, so that nothing of another step or
 * kind is ever taken. Where too few cells share, a thread goes the plain way for a while.
 */

import {
  drugStep,
  STEP_ACTIVITY,
  STEP_BOUND,
  STEP_KM,
  STEP_OUTSIDE,
  STEP_PUMPED,
  STEP_RETAINED,
} from '../memory/drugStep';
import {
  CELLS,
  DRUGS,
  header,
  KINDS,
  KINDS_SHIFT,
  KINDS_STEP,
  pointer,
  setHeader,
  THREADS,
  TILE_BYTES,
} from '../memory/header';
import { allocate, tilesLeft } from '../memory/heap';
import { amountColumn, EXPRESSION_COLUMN, PHENOTYPE_COLUMN, TILE } from '../memory/layout';
import { argumentsOf, threadOf } from '../memory/room';
import { exchange } from './drug';

/** A kind that a thread remembers of a drug: f32 what cells held, f32 what they hold then, f32 the argument, u32 tag. */
const SLOT_SHIFT: u32 = 4;
const CAME: usize = 4;
const ARGUMENT: usize = 8;
const TAG: usize = 12;
/**
 * Of a tag: the step, from 1 on; above it the bits of the kind's number that do not say where it lies, however few places
 * there are. When steps begin again, all is forgotten.
 */
const STEP_BITS: u32 = 18;
const PLACED_BITS: u32 = 10;
const LAST_STEP: u32 = (1 << STEP_BITS) - 1;

/**
 * A thread's place per drug: how it went, u32: step, cells, cells that had to be worked out, steps in turn in which these were
 * too many, steps of the plain way to come; then slots.
 */
const WENT: usize = 0;
const WENT_CELLS: usize = WENT + 4;
const WENT_MISSED: usize = WENT_CELLS + 4;
const BAD: usize = WENT_MISSED + 4;
const PAUSED: usize = BAD + 4;
/** In the first thread's places, of all: f32 level outside, activity and K_m of the pump in the last step, u32 steps since any changed. */
const OUTSIDE: usize = PAUSED + 4;
const ACTIVITY: usize = OUTSIDE + 4;
const KM: usize = ACTIVITY + 4;
const RESTED: usize = KM + 4;
const SLOTS: usize = 64;
/** What a thread needs besides: arguments and numbers of a tile's cells, then the tile of those to be worked out. */
const ARGUED: usize = 0;
const SITES: usize = ARGUED + 4 * <usize>TILE;
const APART: usize = SITES + 2 * <usize>TILE;

/** Fewer cells than this are done before tables are filled. */
const WORTHWHILE: u32 = 65536;
const LEAST_SHIFT: u32 = PLACED_BITS;
const MOST_SHIFT: u32 = 16;
/** After so many steps in which nothing changed around cells, amounts that nothing binds are taken to be at rest. */
const RESTLESS: u32 = 32;
/** After so many steps in which few cells shared a thread goes the plain way, for so many steps. */
const PATIENCE: u32 = 4;
const PAUSE: u32 = 256;

/**
 * Whether cells of the drug are to share: none whose exchange depends on more than its kind and its amount, nor where that
 * costs no more than to ask, as of a drug that nothing binds once its amounts are at rest.
 */
function shares(drug: i32): bool {
  const at = drugStep(drug);
  if (load<u32>(at, STEP_RETAINED) != 0) return false;
  if (load<u32>(at, STEP_BOUND) != 0) return true;
  const first = pointer(KINDS) + placeBytes(header(KINDS_SHIFT)) * <usize>drug;
  return load<u32>(at, STEP_PUMPED) != 0 && load<u32>(first, RESTED) < RESTLESS;
}

/** Notes whether what surrounds cells is what it was in the step before. */
function noteRest(drug: i32): void {
  const at = drugStep(drug);
  const first = pointer(KINDS) + placeBytes(header(KINDS_SHIFT)) * <usize>drug;
  const same =
    load<f32>(first, OUTSIDE) == load<f32>(at, STEP_OUTSIDE) &&
    load<f32>(first, ACTIVITY) == load<f32>(at, STEP_ACTIVITY) &&
    load<f32>(first, KM) == load<f32>(at, STEP_KM);
  store<f32>(first, load<f32>(at, STEP_OUTSIDE), OUTSIDE);
  store<f32>(first, load<f32>(at, STEP_ACTIVITY), ACTIVITY);
  store<f32>(first, load<f32>(at, STEP_KM), KM);
  store<u32>(first, same ? load<u32>(first, RESTED) + 1 : 0, RESTED);
}

/** Bytes of a place. */
function placeBytes(shift: u32): usize {
  return SLOTS + ((<usize>1) << (shift + SLOT_SHIFT));
}

/** A thread's places and what it needs besides. */
function threadBytes(shift: u32): usize {
  return placeBytes(shift) * <usize>header(DRUGS) + APART + pointer(TILE_BYTES);
}

/** Before a step's sweep: makes room for tables once there are cells enough, and begins a step in them. */
export function prepareKinds(): void {
  if (header(CELLS) >= WORTHWHILE && header(DRUGS) > 0) makeRoom();
  if (header(KINDS) == 0) return;
  const step = header(KINDS_STEP);
  if (step == LAST_STEP) memory.fill(pointer(KINDS), 0, threadBytes(header(KINDS_SHIFT)) * header(THREADS));
  setHeader(KINDS_STEP, step == LAST_STEP ? 1 : step + 1);
  for (let drug: u32 = 0; drug < header(DRUGS); ++drug) noteRest(drug);
}

/** New tables, in which nothing is remembered, where there are none or cells have grown to four times as many. */
function makeRoom(): void {
  const each = header(CELLS) / header(THREADS) / 16;
  let shift: u32 = 31 - <u32>clz<u32>(each | 1);
  shift = max<u32>(LEAST_SHIFT, min<u32>(shift, MOST_SHIFT));
  const now: u32 = header(KINDS) == 0 ? 0 : header(KINDS_SHIFT);
  if (shift <= now || (shift != MOST_SHIFT && shift < now + 2)) return;
  const bytes = threadBytes(shift) * header(THREADS);
  // Where memory is short, cells have it.
  if (<f64>tilesLeft() * <f64>pointer(TILE_BYTES) < 16 * <f64>bytes) return;
  const kinds = allocate(bytes);
  if (kinds == 0) return;
  memory.fill(kinds, 0, bytes);
  setHeader(KINDS, <u32>kinds);
  setHeader(KINDS_SHIFT, shift);
  setHeader(KINDS_STEP, 0);
}

/** `exchange` of a tile outside a tissue, each kind of cells once where that pays. */
export function exchangeKinds(room: usize, tile: usize, drug: i32, count: i32): bool {
  const kinds = pointer(KINDS);
  const amounts = tile + amountColumn(drug);
  if (kinds == 0 || !shares(drug)) return exchange(room, tile, drug, count, amounts);
  const shift = header(KINDS_SHIFT);
  const own = kinds + threadBytes(shift) * threadOf(room);
  const place = own + placeBytes(shift) * <usize>drug;
  if (!pays(place)) return exchange(room, tile, drug, count, amounts);
  const besides = own + placeBytes(shift) * header(DRUGS);
  const found = recall(place + SLOTS, besides, tile, drug, count);
  const apart = <usize>(found >> 1);
  let wet = (found & 1) != 0;
  store<u32>(place, load<u32>(place, WENT_CELLS) + <u32>count, WENT_CELLS);
  store<u32>(place, load<u32>(place, WENT_MISSED) + <u32>apart, WENT_MISSED);
  if (apart > 0) {
    const alone = besides + APART;
    if (exchange(room, alone, drug, <i32>apart, alone + amountColumn(drug))) wet = true;
    remember(place + SLOTS, besides, room, tile, drug, apart);
  }
  if (load<u32>(drugStep(drug), STEP_BOUND) != 0) {
    memory.copy(argumentsOf(room, drug), besides + ARGUED, 4 * <usize>count);
  }
  return wet;
}

/** Whether enough cells shared in the last steps; once a step it is looked at. */
function pays(place: usize): bool {
  const step = header(KINDS_STEP);
  if (load<u32>(place, WENT) == step) return load<u32>(place, PAUSED) == 0;
  const cells = load<u32>(place, WENT_CELLS);
  const missed = load<u32>(place, WENT_MISSED);
  const bad: u32 = missed > (cells >> 2) + (cells >> 3) ? load<u32>(place, BAD) + 1 : 0;
  const pauses = bad == PATIENCE;
  const paused = load<u32>(place, PAUSED);
  const left: u32 = pauses ? PAUSE : paused > 0 ? paused - 1 : 0;
  store<u32>(place, step, WENT);
  store<u32>(place, 0, WENT_CELLS);
  store<u32>(place, 0, WENT_MISSED);
  store<u32>(place, pauses ? 0 : bad, BAD);
  store<u32>(place, left, PAUSED);
  return left == 0;
}

/**
 * Gives cells of a tile what came of their kind's amount where they held that, and puts the others apart. Returns twice how
 * many these are, and 1 more if any drug is left in the rest.
 */
function recall(slots: usize, besides: usize, tile: usize, drug: i32, count: i32): u32 {
  const amounts = tile + amountColumn(drug);
  const alone = besides + APART;
  const aloneAmounts = alone + amountColumn(drug);
  const step = i32x4.splat(header(KINDS_STEP));
  const within = i32x4.splat((1 << header(KINDS_SHIFT)) - 1);
  let apart: usize = 0;
  let wet = i32x4.splat(0);
  for (let i: usize = 0; i < <usize>count; i += 4) {
    const ids = i32x4.extend_low_i16x8_u(v128.load64_zero(tile + (i << 1), PHENOTYPE_COLUMN));
    const bytes = v128.load32_zero(tile + i, EXPRESSION_COLUMN);
    const levels = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
    const kinds = v128.or(i32x4.shl(ids, 8), levels);
    const tags = v128.or(i32x4.shl(i32x4.shr_u(kinds, PLACED_BITS), STEP_BITS), step);
    const places = i32x4.shl(v128.and(kinds, within), SLOT_SHIFT);
    const a = v128.load(slots + <usize>i32x4.extract_lane(places, 0));
    const b = v128.load(slots + <usize>i32x4.extract_lane(places, 1));
    const c = v128.load(slots + <usize>i32x4.extract_lane(places, 2));
    const d = v128.load(slots + <usize>i32x4.extract_lane(places, 3));
    const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const abMore = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cdMore = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    const held = v128.load(amounts + (i << 2));
    const same = i32x4.eq(v128.shuffle<i64>(ab, cd, 0, 2), held);
    const known = v128.and(same, i32x4.eq(v128.shuffle<i64>(abMore, cdMore, 1, 3), tags));
    const came = v128.shuffle<i64>(ab, cd, 1, 3);
    v128.store(besides + (i << 2), v128.shuffle<i64>(abMore, cdMore, 0, 2), ARGUED);
    if (v128.all_true<i32>(known) && i + 4 <= <usize>count) {
      wet = v128.or(wet, came);
      v128.store(amounts + (i << 2), came);
      continue;
    }
    v128.store(amounts + (i << 2), v128.bitselect(came, held, known));
    wet = v128.or(wet, v128.and(came, known));
    let lanes = ~i32x4.bitmask(known) & 15;
    if (i + 4 > <usize>count) lanes &= (1 << (count & 3)) - 1;
    while (lanes != 0) {
      const site = i + <usize>ctz(lanes);
      lanes &= lanes - 1;
      store<u16>(besides + (apart << 1), <u16>site, SITES);
      store<u16>(alone + (apart << 1), load<u16>(tile + (site << 1), PHENOTYPE_COLUMN), PHENOTYPE_COLUMN);
      store<u8>(alone + apart, load<u8>(tile + site, EXPRESSION_COLUMN), EXPRESSION_COLUMN);
      store<u32>(aloneAmounts + (apart << 2), load<u32>(amounts + (site << 2)));
      ++apart;
    }
  }
  return <u32>(apart << 1) | (v128.any_true(wet) ? 1 : 0);
}

/** Puts back what came of the cells apart, and remembers it of those whose kind nobody has worked out in this step. */
function remember(slots: usize, besides: usize, room: usize, tile: usize, drug: i32, apart: usize): void {
  const alone = besides + APART;
  const step = header(KINDS_STEP);
  const within: u32 = (1 << header(KINDS_SHIFT)) - 1;
  const amounts = tile + amountColumn(drug);
  const aloneAmounts = alone + amountColumn(drug);
  const argumentsAt = argumentsOf(room, drug);
  const bound = load<u32>(drugStep(drug), STEP_BOUND) != 0;
  for (let cell: usize = 0; cell < apart; ++cell) {
    const site = (<usize>load<u16>(besides + (cell << 1), SITES)) << 2;
    const held = load<u32>(amounts + site);
    const came = load<u32>(aloneAmounts + (cell << 2));
    const argument = bound ? load<u32>(argumentsAt + (cell << 2)) : came;
    store<u32>(amounts + site, came);
    store<u32>(besides + site, argument, ARGUED);
    const id = <u32>load<u16>(alone + (cell << 1), PHENOTYPE_COLUMN);
    const kind = (id << 8) | <u32>load<u8>(alone + cell, EXPRESSION_COLUMN);
    const slot = slots + ((<usize>(kind & within)) << SLOT_SHIFT);
    const tag = ((kind >> PLACED_BITS) << STEP_BITS) | step;
    const had = load<u32>(slot, TAG);
    if ((had & LAST_STEP) == step) continue;
    if (had == tag - 1 && load<u32>(slot, CAME) != held) continue;
    store<u32>(slot, held);
    store<u32>(slot, came, CAME);
    store<u32>(slot, argument, ARGUMENT);
    store<u32>(slot, tag, TAG);
  }
}
