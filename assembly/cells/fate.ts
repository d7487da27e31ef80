/**
 * The first event of a cell in a step, by the linear birth–death process with rates constant over the step (Kendall
 * 1948; Gillespie 1977).
 *
 * With a = dΔt, b = bΔt and s = a + b the cell has an event with probability p = 1 − e^{−s}, and that is death with
 * probability a/s. With z = s/2 and tanh(z/2) = (z/2)N/D, the five-term continued fraction in y = (z/2)²,
 *
 *     h = (1 − e^{−z})/z = N/(D + Nz/2)      q = p/s = h(1 − hz/2)
 *
 * to 1.2·10⁻⁶ of itself up to s = 16: what h errs, p errs squared. One division and no exponential.
 *
 * A candidate (chance.ts) compares its number with aq and p. A death leaves its site. A division leaves a record: site,
 * the number less aq, a, b; since that number is uniform it holds the time of the division too (brood.ts, where all
 * further events of the cell and its daughters in the step are drawn).
 */

import { drugStep, STEP_KILL, STEP_STASIS } from '../memory/drugStep';
import { CROWD, PHENOTYPE_ROWS, PHENOTYPE_STRIDE, pointer } from '../memory/header';
import {
  C15,
  C105,
  C420,
  C945,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  HEADER,
  LINEAGE_COLUMN,
  ONE,
  PHENOTYPE_COLUMN,
  QUARTER,
  RATE_LIMIT,
  TILE,
} from '../memory/layout';
import {
  BLOCK,
  DEAD,
  DEATH_COUNT,
  EVENT_BYTES,
  EVENT_COUNT,
  EVENT_DEATH,
  EVENT_DIVISION,
  EVENT_NUMBER,
  EVENT_SITE,
  EVENTS,
} from '../memory/room';
import { ROW_DEATH, ROW_DIVISION } from '../memory/row';
import { argumentColumn, effectOn, effectOnFour } from './response';

/** (1 − e^{−s})/s, as the loops below have it. */
export function eventShare(s: f32): f32 {
  const quarter: f32 = s * 0.25;
  const y = quarter * quarter;
  const numerator: f32 = <f32>945 + y * (<f32>105 + y);
  const denominator: f32 = <f32>945 + y * (<f32>420 + <f32>15 * y);
  const half = numerator / (denominator + numerator * quarter);
  return half * (1 - quarter * half);
}

/** Turns a tile's candidates into records of its divisions, in place, and a list of the sites of its dead. */
export function drawFates(room: usize, tile: usize, chance: f32, active: u32): void {
  fetch(room, tile, active);
  if (ASC_FEATURE_SIMD) {
    drawFatesSimd(room, tile, chance, active);
  } else {
    drawFatesScalar(room, tile, chance, active);
  }
}

/**
 * bΔt and dΔt of the one cell of a tile, left in its room as in the record of a division; `active` as of drawCandidates.
 */
export function drawRates(room: usize, tile: usize, active: u32): void {
  store<u64>(room, 0, EVENTS);
  store<u32>(room, 1, EVENT_COUNT);
  drawFatesScalar(room, tile, 0, active);
}

/**
 * Reads the columns that the sweep has not, at the candidates' sites. Their cells are about to be copied one after
 * another; fetching all at once overlaps the waits for memory. The sum is kept only so that the reads are.
 */
function fetch(room: usize, tile: usize, _active: u32): void {
  const start = room + EVENTS;
  const end = start + ((<usize>load<u32>(room, EVENT_COUNT)) << 4);
  let sum: u32 = 0;
  for (let record = start; record < end; record += EVENT_BYTES) {
    const site = <usize>load<u32>(record);
    sum +=
      load<u16>(tile + (site << 1), PHENOTYPE_COLUMN) +
      load<u32>(tile + (site << 2), LINEAGE_COLUMN) +
      load<u8>(tile + site, EXPRESSION_COLUMN) +
      load<u8>(tile + site, FLAGS_COLUMN);
  }
  store<u32>(room, sum, BLOCK + 48);
}

function drawFatesScalar(room: usize, tile: usize, chance: f32, active: u32): void {
  const rows = pointer(PHENOTYPE_ROWS);
  const stride = pointer(PHENOTYPE_STRIDE);
  const crowd = load<f32>(HEADER + CROWD);
  // Rates times step are held below this; at it a cell is without an event in a step once in 3,000.
  const limit = load<f32>(RATE_LIMIT);
  const start = room + EVENTS;
  const end = start + ((<usize>load<u32>(room, EVENT_COUNT)) << 4);
  let kept = start;
  let dead = room + DEAD;
  for (let record = start; record < end; record += EVENT_BYTES) {
    const site = <usize>load<u32>(record);
    const row = rows + stride * <usize>load<u16>(tile + (site << 1), PHENOTYPE_COLUMN);
    let division = load<f32>(row, ROW_DIVISION) * crowd;
    let death = load<f32>(row, ROW_DEATH);
    for (let left = active; left != 0; left &= left - 1) {
      const drug = <i32>ctz(left);
      const y = effectOn(argumentColumn(room, tile, drug), tile, site, drug);
      death += load<f32>(drugStep(drug), STEP_KILL) * y;
      // A linear effect may exceed what stops division; it then stays stopped.
      division *= max<f32>(0, 1 - load<f32>(drugStep(drug), STEP_STASIS) * y);
    }
    division = division < limit ? division : limit;
    death = death < limit ? death : limit;
    store<f32>(record, death, EVENT_DEATH);
    store<f32>(record, division, EVENT_DIVISION);
    const s = division + death;
    const q = eventShare(s);
    const dies = death * q;
    const draw = <f32>load<u32>(record, EVENT_NUMBER) * chance;
    if (draw < dies) {
      store<u32>(dead, <u32>site);
      dead += 4;
    } else if (draw < s * q) {
      store<u32>(kept, <u32>site, EVENT_SITE);
      store<f32>(kept, draw - dies, EVENT_NUMBER);
      store<f32>(kept, death, EVENT_DEATH);
      store<f32>(kept, division, EVENT_DIVISION);
      kept += EVENT_BYTES;
    }
  }
  store<u32>(room, <u32>((kept - start) >> 4), EVENT_COUNT);
  store<u32>(room, <u32>((dead - room - DEAD) >> 2), DEATH_COUNT);
}

/** What becomes of four cells, on the way to their records. */
const FOUR_SITES: usize = BLOCK;
const FOUR_NUMBERS: usize = BLOCK + 16;
const FOUR_DEATHS: usize = BLOCK + 32;
const FOUR_DIVISIONS: usize = BLOCK + 48;

/** Records of those of four that divide, a bit each; returns where the next one goes. */
function keepDivisions(room: usize, dividing: i32, kept: usize): usize {
  while (dividing) {
    const lane = (<usize>ctz(dividing)) << 2;
    store<u32>(kept, load<u32>(room + lane, FOUR_SITES), EVENT_SITE);
    store<u32>(kept, load<u32>(room + lane, FOUR_NUMBERS), EVENT_NUMBER);
    store<u32>(kept, load<u32>(room + lane, FOUR_DEATHS), EVENT_DEATH);
    store<u32>(kept, load<u32>(room + lane, FOUR_DIVISIONS), EVENT_DIVISION);
    kept += EVENT_BYTES;
    dividing &= dividing - 1;
  }
  return kept;
}

/** Sites of those of four that die, a bit each; returns where the next one goes. */
function keepDeaths(room: usize, dying: i32, dead: usize): usize {
  while (dying) {
    store<u32>(dead, load<u32>(room + ((<usize>ctz(dying)) << 2), FOUR_SITES));
    dead += 4;
    dying &= dying - 1;
  }
  return dead;
}

/** eventShare of four; what it takes is loaded once, outside the loop. */
function eventShares(s: v128, one: v128, quarter: v128, c945: v128, c105: v128, c420: v128, c15: v128): v128 {
  const fourth = f32x4.mul(s, quarter);
  const y = f32x4.mul(fourth, fourth);
  const numerator = f32x4.add(c945, f32x4.mul(y, f32x4.add(c105, y)));
  const denominator = f32x4.add(c945, f32x4.mul(y, f32x4.add(c420, f32x4.mul(c15, y))));
  const half = f32x4.div(numerator, f32x4.add(denominator, f32x4.mul(numerator, fourth)));
  return f32x4.mul(half, f32x4.sub(one, f32x4.mul(fourth, half)));
}

function drawFatesSimd(room: usize, tile: usize, chance: f32, active: u32): void {
  const rows = pointer(PHENOTYPE_ROWS);
  const stride = pointer(PHENOTYPE_STRIDE);
  const crowd = v128.load32_splat(HEADER + CROWD);
  const limit = v128.load32_splat(RATE_LIMIT);
  const one = v128.load32_splat(ONE);
  const quarter = v128.load32_splat(QUARTER);
  const c945 = v128.load32_splat(C945);
  const c105 = v128.load32_splat(C105);
  const c420 = v128.load32_splat(C420);
  const c15 = v128.load32_splat(C15);
  const perBit = f32x4.splat(chance);
  const lastSite = i32x4.splat(TILE - 1);
  const count = <i32>load<u32>(room, EVENT_COUNT);
  let record = room + EVENTS;
  let kept = record;
  let dead = room + DEAD;
  for (let left = count; left > 0; left -= 4) {
    // Lanes past the last record are thrown away, but they must read valid places.
    const r0 = v128.load(record, 0);
    const r1 = v128.load(record, 16);
    const r2 = v128.load(record, 32);
    const r3 = v128.load(record, 48);
    record += 64;
    const s01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
    const s23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
    const sites = v128.and(v128.shuffle<i64>(s01, s23, 0, 2), lastSite);
    const words = v128.shuffle<i64>(s01, s23, 1, 3);
    const site0 = <usize>i32x4.extract_lane(sites, 0);
    const site1 = <usize>i32x4.extract_lane(sites, 1);
    const site2 = <usize>i32x4.extract_lane(sites, 2);
    const site3 = <usize>i32x4.extract_lane(sites, 3);
    const id0 = <u64>load<u16>(tile + (site0 << 1), PHENOTYPE_COLUMN);
    const id1 = <u64>load<u16>(tile + (site1 << 1), PHENOTYPE_COLUMN);
    const id2 = <u64>load<u16>(tile + (site2 << 1), PHENOTYPE_COLUMN);
    const id3 = <u64>load<u16>(tile + (site3 << 1), PHENOTYPE_COLUMN);
    let p = v128.load64_zero(rows + stride * <usize>id0, ROW_DIVISION);
    p = v128.load64_lane(rows + stride * <usize>id1, p, 1, ROW_DIVISION);
    let r = v128.load64_zero(rows + stride * <usize>id2, ROW_DIVISION);
    r = v128.load64_lane(rows + stride * <usize>id3, r, 1, ROW_DIVISION);
    let division = f32x4.mul(v128.shuffle<i32>(p, r, 0, 2, 4, 6), crowd);
    let death = v128.shuffle<i32>(p, r, 1, 3, 5, 7);
    if (active != 0) {
      const ids = id0 | (id1 << 16) | (id2 << 32) | (id3 << 48);
      for (let drugs = active; drugs != 0; drugs &= drugs - 1) {
        const drug = <i32>ctz(drugs);
        const at = drugStep(drug);
        const y = effectOnFour(argumentColumn(room, tile, drug), rows, stride, sites, ids, drug);
        death = f32x4.add(death, f32x4.mul(v128.load32_splat(at, STEP_KILL), y));
        const share = f32x4.sub(one, f32x4.mul(v128.load32_splat(at, STEP_STASIS), y));
        division = f32x4.mul(division, f32x4.pmax(f32x4.splat(0), share));
      }
    }
    division = f32x4.pmin(limit, division);
    death = f32x4.pmin(limit, death);
    const s = f32x4.add(division, death);
    const q = eventShares(s, one, quarter, c945, c105, c420, c15);
    const dies = f32x4.mul(death, q);
    const draw = f32x4.mul(f32x4.convert_i32x4_u(words), perBit);
    const valid = left >= 4 ? 15 : (1 << left) - 1;
    const dying = i32x4.bitmask(f32x4.lt(draw, dies)) & valid;
    const dividing = i32x4.bitmask(f32x4.lt(draw, f32x4.mul(s, q))) & valid & ~dying;
    v128.store(room, sites, FOUR_SITES);
    v128.store(room, f32x4.sub(draw, dies), FOUR_NUMBERS);
    v128.store(room, death, FOUR_DEATHS);
    v128.store(room, division, FOUR_DIVISIONS);
    kept = keepDivisions(room, dividing, kept);
    dead = keepDeaths(room, dying, dead);
  }
  store<u32>(room, <u32>((kept - room - EVENTS) >> 4), EVENT_COUNT);
  store<u32>(room, <u32>((dead - room - DEAD) >> 2), DEATH_COUNT);
}
