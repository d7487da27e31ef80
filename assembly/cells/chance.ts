/**
 * Which cells of a tile may have an event in this step.
 *
 * No cell divides or dies at more than R per step. Gaps between candidates are geometric, ⌊E/R⌋ with E exponential,
 * so that each cell is one with probability B = 1 − e^{−R}, independently; cells between them are never looked at.
 * A candidate whose own probability of an event is p ≤ B has it with p/B: its second random word, times B, is compared
 * with p (fate.ts). The chance of an event is thus p exactly, whatever the bound; a loose bound only costs time.
 */

import { drugStep, STEP_KILL } from '../memory/drugStep';
import {
  CROWD,
  DEATH_BOUND,
  DIVISION_BOUND,
  DRUGS,
  DRY_CHANCE,
  DRY_GAP,
  header,
  MAX_GROWTH,
  MOST_RATE,
  SEED_HIGH,
  SEED_LOW,
  STEP,
} from '../memory/header';
import { HEADER, model, RATE_LIMIT } from '../memory/layout';
import { EVENT_BYTES, EVENT_COUNT, EVENT_NUMBER, EVENT_SITE, EVENTS, RANDOM } from '../memory/room';
import { exactExpm1, exactLn } from '../numerics/maths';
import { CANDIDATES_PER_DRAW, fillRandom } from '../numerics/rng';
import { ModelField } from '../shared/model';
import { Purpose } from '../shared/step';
import { greatestEffect, largestArgument, largestEffect } from './response';

const UNIT32: f64 = 2.3283064365386963e-10; // 2^-32
const MANTISSA: u64 = 0x000fffffffffffff;
const EXPONENT_OF_ONE: u64 = 1023;
/** Mantissa bits of √2. */
const ROOT_TWO: u64 = 0x0006a09e667f3bcd;

/** The step's bounds that hold for every tile. */
export function prepareChances(): void {
  const limit = <f64>load<f32>(RATE_LIMIT);
  const division = exactLn(1 + load<f64>(HEADER + MAX_GROWTH)) * <f64>load<f32>(HEADER + CROWD);
  const death = <f64>(<f32>(model(ModelField.deathPerHour) * model(ModelField.stepHours)));
  store<f64>(HEADER + DIVISION_BOUND, division < limit ? division : limit);
  store<f64>(HEADER + DEATH_BOUND, death);
  const bound = load<f64>(HEADER + DIVISION_BOUND) + (death < limit ? death : limit);
  store<f64>(HEADER + DRY_GAP, 1 / bound);
  store<f32>(HEADER + DRY_CHANCE, chanceOf(bound));
  let most = death;
  for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
    most += <f64>load<f32>(drugStep(drug), STEP_KILL) * <f64>greatestEffect(drug);
  }
  store<f64>(HEADER + MOST_RATE, load<f64>(HEADER + DIVISION_BOUND) + most);
}

/** B per unit of 32 random bits. */
export function chanceOf(bound: f64): f32 {
  return <f32>(-exactExpm1(-bound) * UNIT32);
}

/**
 * Leaves the candidates of a tile as records in the order of sites: site, second random word.
 * `active`: bit per drug that is in the tile. Returns the chance per unit of the second word.
 */
export function drawCandidates(room: usize, tile: usize, index: u32, count: i32, active: u32): f32 {
  let gap = load<f64>(HEADER + DRY_GAP);
  let chance = load<f32>(HEADER + DRY_CHANCE);
  if (active != 0) {
    const limit = <f64>load<f32>(RATE_LIMIT);
    let death = load<f64>(HEADER + DEATH_BOUND);
    for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
      if ((active & (1 << drug)) == 0) continue;
      const most = largestEffect(drug, largestArgument(room, tile, drug, count));
      death += <f64>load<f32>(drugStep(drug), STEP_KILL) * <f64>most;
    }
    const bound = load<f64>(HEADER + DIVISION_BOUND) + (death < limit ? death : limit);
    gap = 1 / bound;
    chance = chanceOf(bound);
  }
  pickCandidates(room, index, count, gap);
  return chance;
}

/** The records of candidates that lie `gap` times an exponential number of mean 1 apart. */
export function pickCandidates(room: usize, index: u32, count: i32, gap: f64): void {
  let record = room + EVENTS;
  store<u32>(room, 0, EVENT_COUNT);
  if (gap == Infinity) return;
  const key0 = header(SEED_LOW);
  const key1 = header(SEED_HIGH);
  const step = header(STEP);
  let block = index << 9;
  let filled: i32 = 0;
  let drawn: i32 = 0;
  let site: i32 = 0;
  while (site < count) {
    if (drawn == filled) {
      // Somewhat more than are to be expected.
      const left = <f64>(count - site);
      const draws =
        (<i32>min<f64>(left, (1.125 * left) / gap + 2) + CANDIDATES_PER_DRAW - 1) / CANDIDATES_PER_DRAW;
      fillRandom(room + RANDOM, draws, step, block, Purpose.fate, key0, key1);
      block += draws << 2;
      filled = draws * CANDIDATES_PER_DRAW;
      drawn = 0;
    }
    const words = room + RANDOM + ((<usize>(drawn & ~7)) << 3) + ((<usize>(drawn & 7)) << 2);
    const skipped = exponential(load<u32>(words)) * gap;
    if (!(skipped < <f64>(count - site))) break;
    site += <i32>skipped;
    store<u32>(record, site, EVENT_SITE);
    store<u32>(record, load<u32>(words, 32), EVENT_NUMBER);
    record += EVENT_BYTES;
    ++site;
    ++drawn;
  }
  store<u32>(room, <u32>((record - room - EVENTS) >> 4), EVENT_COUNT);
}

/**
 * Exponential number of mean 1 from 32 random bits, −ln((w + ½)/2³²): the exponent, and ln of the mantissa within
 * [√½, √2) by the series of artanh, true to 10⁻¹⁰ relative. Plain f64 operations, so the same bits everywhere.
 */
export function exponential(word: u32): f64 {
  const bits = reinterpret<u64>(<f64>word + 0.5);
  const above = <u64>((bits & MANTISSA) >= ROOT_TWO);
  const mantissa = reinterpret<f64>((bits & MANTISSA) | ((EXPONENT_OF_ONE - above) << 52));
  const exponent = <f64>(<i32>(32 + EXPONENT_OF_ONE - above) - <i32>(bits >> 52));
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  const series =
    1 + z * (1.0 / 3.0 + z * (0.2 + z * (1.0 / 7.0 + z * (1.0 / 9.0 + z * (1.0 / 11.0 + z * (1.0 / 13.0))))));
  return exponent * 0.6931471805599453 - 2 * s * series;
}
