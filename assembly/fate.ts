/**
 * Division and death in one step, by the exact law of the linear birth–death process (Kendall 1948; Bailey 1964).
 *
 * With a = dΔt, b = bΔt, x = b − a and t = tanh(x/2)/(x/2), even in x:
 *
 *     α = P(no descendant) = a t / (1 + t(a + b)/2)      β = b t / (1 + t(a + b)/2)
 *
 * and given survival the number of descendants is geometric with ratio β. t is the five-term continued fraction of
 * tanh, N/D with y = (x/2)²: exact to f32 for |x| ≤ 2, to 0.3% at |x| = 8, so one division and no exponential.
 *
 * A candidate (chance.ts) that has an event leaves a record: site, –, β, q = α/a; a death only its site. 1/q is what a
 * division that is seen at the end of the step counts for in alterations: uses E(mutants) = u bΔt e^{(b−d)Δt}, exact
 * to first order in u, though divisions whose daughters died within the step are not seen.
 */
import {
  BLOCK,
  C15,
  C105,
  C420,
  C945,
  CROWD,
  DEAD,
  DEATH_COUNT,
  drugStep,
  EVENT_COUNT,
  EVENTS,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  HALF,
  HEADER,
  LINEAGE_COLUMN,
  ONE,
  PHENOTYPE_COLUMN,
  PHENOTYPE_ROWS,
  PHENOTYPE_STRIDE,
  pointer,
  QUARTER,
  RATE_LIMIT,
  STEP_KILL,
  STEP_STASIS,
  TILE,
} from './layout';
import { isAnyMarkedOf } from './marks';
import { argumentColumn, effectOn, effectOnFour } from './response';

/** Turns a tile's candidates into records of its divisions, in place, and a list of the sites of its dead. */
export function drawFates(room: usize, tile: usize, chance: f32, active: u32): void {
  fetch(room, tile, active);
  // Where amounts change much an effect is looked up thrice (response.ts): one candidate after another.
  if (ASC_FEATURE_SIMD && !isAnyMarkedOf(room, active)) {
    drawFatesSimd(room, tile, chance, active);
  } else {
    drawFatesScalar(room, tile, chance, active);
  }
}

/**
 * Reads the columns that the sweep has not, at the candidates' sites. Their cells are about to be copied one after
 * another; fetching all at once overlaps the waits for memory. The sum is kept only so that the reads are.
 */
function fetch(room: usize, tile: usize, _active: u32): void {
  const start = room + EVENTS;
  const end = start + ((<usize>load<u32>(room, EVENT_COUNT)) << 4);
  let sum: u32 = 0;
  for (let record = start; record < end; record += 16) {
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
  // Rates times step are held below this; at it a cell survives a step once in 3,000.
  const limit = load<f32>(RATE_LIMIT);
  const start = room + EVENTS;
  const end = start + ((<usize>load<u32>(room, EVENT_COUNT)) << 4);
  let kept = start;
  let dead = room + DEAD;
  for (let record = start; record < end; record += 16) {
    const site = <usize>load<u32>(record);
    const row = rows + stride * <usize>load<u16>(tile + (site << 1), PHENOTYPE_COLUMN);
    let division = load<f32>(row, 0) * crowd;
    let death = load<f32>(row, 4);
    for (let left = active; left != 0; left &= left - 1) {
      const drug = <i32>ctz(left);
      const y = effectOn(argumentColumn(room, drug), tile, site, drug);
      death += load<f32>(drugStep(drug), STEP_KILL) * y;
      division *= 1 - load<f32>(drugStep(drug), STEP_STASIS) * y;
    }
    division = division < limit ? division : limit;
    death = death < limit ? death : limit;
    const x = division - death;
    const y = x * x * 0.25;
    const numerator: f32 = <f32>945 + y * (<f32>105 + y);
    const denominator: f32 = <f32>945 + y * (<f32>420 + <f32>15 * y);
    const q = numerator / (denominator + numerator * ((division + death) * 0.5));
    const alpha = death * q;
    const beta = division * q;
    const draw = <f32>load<u32>(record, 4) * chance;
    if (draw < alpha) {
      store<u32>(dead, <u32>site);
      dead += 4;
    } else if (draw < alpha + (1 - alpha) * beta) {
      store<u32>(kept, <u32>site, 0);
      store<f32>(kept, beta, 8);
      store<f32>(kept, q, 12);
      kept += 16;
    }
  }
  store<u32>(room, <u32>((kept - start) >> 4), EVENT_COUNT);
  store<u32>(room, <u32>((dead - room - DEAD) >> 2), DEATH_COUNT);
}

function drawFatesSimd(room: usize, tile: usize, chance: f32, active: u32): void {
  const rows = pointer(PHENOTYPE_ROWS);
  const stride = pointer(PHENOTYPE_STRIDE);
  const crowd = v128.load32_splat(HEADER + CROWD);
  const limit = v128.load32_splat(RATE_LIMIT);
  const one = v128.load32_splat(ONE);
  const half = v128.load32_splat(HALF);
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
    let p = v128.load64_zero(rows + stride * <usize>id0);
    p = v128.load64_lane(rows + stride * <usize>id1, p, 1);
    let r = v128.load64_zero(rows + stride * <usize>id2);
    r = v128.load64_lane(rows + stride * <usize>id3, r, 1);
    let division = f32x4.mul(v128.shuffle<i32>(p, r, 0, 2, 4, 6), crowd);
    let death = v128.shuffle<i32>(p, r, 1, 3, 5, 7);
    if (active != 0) {
      const ids = id0 | (id1 << 16) | (id2 << 32) | (id3 << 48);
      for (let drugs = active; drugs != 0; drugs &= drugs - 1) {
        const drug = <i32>ctz(drugs);
        const at = drugStep(drug);
        const y = effectOnFour(argumentColumn(room, drug), rows, stride, sites, ids, drug);
        death = f32x4.add(death, f32x4.mul(v128.load32_splat(at, STEP_KILL), y));
        const share = f32x4.sub(one, f32x4.mul(v128.load32_splat(at, STEP_STASIS), y));
        division = f32x4.mul(division, share);
      }
    }
    division = f32x4.pmin(limit, division);
    death = f32x4.pmin(limit, death);
    const x = f32x4.sub(division, death);
    const y = f32x4.mul(f32x4.mul(x, x), quarter);
    const numerator = f32x4.add(c945, f32x4.mul(y, f32x4.add(c105, y)));
    const denominator = f32x4.add(c945, f32x4.mul(y, f32x4.add(c420, f32x4.mul(c15, y))));
    const q = f32x4.div(
      numerator,
      f32x4.add(denominator, f32x4.mul(numerator, f32x4.mul(f32x4.add(division, death), half))),
    );
    const alpha = f32x4.mul(death, q);
    const beta = f32x4.mul(division, q);
    const draw = f32x4.mul(f32x4.convert_i32x4_u(words), perBit);
    const valid = left >= 4 ? 15 : (1 << left) - 1;
    let dying = i32x4.bitmask(f32x4.lt(draw, alpha)) & valid;
    const event = f32x4.add(alpha, f32x4.mul(f32x4.sub(one, alpha), beta));
    let dividing = i32x4.bitmask(f32x4.lt(draw, event)) & valid & ~dying;
    v128.store(room, sites, BLOCK);
    v128.store(room, beta, BLOCK + 16);
    v128.store(room, q, BLOCK + 32);
    while (dividing) {
      const lane = (<usize>ctz(dividing)) << 2;
      store<u32>(kept, load<u32>(room + lane, BLOCK), 0);
      store<u32>(kept, load<u32>(room + lane, BLOCK + 16), 8);
      store<u32>(kept, load<u32>(room + lane, BLOCK + 32), 12);
      kept += 16;
      dividing &= dividing - 1;
    }
    while (dying) {
      store<u32>(dead, load<u32>(room + ((<usize>ctz(dying)) << 2), BLOCK));
      dead += 4;
      dying &= dying - 1;
    }
  }
  store<u32>(room, <u32>((kept - room - EVENTS) >> 4), EVENT_COUNT);
  store<u32>(room, <u32>((dead - room - DEAD) >> 2), DEATH_COUNT);
}
