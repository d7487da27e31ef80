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
 * A cell that may have an event leaves a record: site | its sixteen random bits << 10, β, q = α/a, α. They nearly
 * always decide; events.ts settles the rest. 1/q is what a division that is seen at the end of the step counts for in
 * alterations: uses E(mutants) = u bΔt e^{(b−d)Δt}, exact to first order in u, though divisions whose daughters died
 * within the step are not seen.
 */
import {
  BLOCK,
  C15,
  C105,
  C420,
  C945,
  CROWD,
  EVENT_COUNT,
  EVENTS,
  HALF,
  HAZARD,
  HEADER,
  ONE,
  PHENOTYPE_COLUMN,
  PHENOTYPE_ROWS,
  PHENOTYPE_STRIDE,
  pointer,
  QUARTER,
  RANDOM,
  RATE_LIMIT,
  SHARE,
  UNIT16,
} from './layout';

const REPEAT: u64 = 0x0001000100010001;

/** Finds the cells of a tile that may divide or die; records go to the thread's room in the order of sites. */
export function drawFates(room: usize, tile: usize, count: i32, treated: bool): void {
  if (ASC_FEATURE_SIMD) {
    drawFatesSimd(room, tile, count, treated);
  } else {
    drawFatesScalar(room, tile, count, treated);
  }
}

function drawFatesScalar(room: usize, tile: usize, count: i32, treated: bool): void {
  const rows = pointer(PHENOTYPE_ROWS);
  const stride = pointer(PHENOTYPE_STRIDE);
  const crowd = load<f32>(HEADER + CROWD);
  // Rates times step are held below this; at it a cell survives a step once in 3,000.
  const limit = load<f32>(RATE_LIMIT);
  const unit = load<f32>(UNIT16);
  let record = room + EVENTS;
  for (let i: usize = 0; i < <usize>count; ++i) {
    const row = rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
    let division = load<f32>(row, 0) * crowd;
    let death = load<f32>(row, 4);
    if (treated) {
      division *= load<f32>(room + (i << 2), SHARE);
      death += load<f32>(room + (i << 2), HAZARD);
    }
    division = division < limit ? division : limit;
    death = death < limit ? death : limit;
    const x = division - death;
    const y = x * x * 0.25;
    const numerator: f32 = 945 + y * (105 + y);
    const denominator: f32 = 945 + y * (420 + 15 * y);
    const q = numerator / (denominator + numerator * ((division + death) * 0.5));
    const alpha = death * q;
    const beta = division * q;
    const bits = load<u16>(room + (i << 1), RANDOM);
    if (<f32>(<i32>bits) * unit < alpha + (1 - alpha) * beta) {
      store<u32>(record, <u32>i | ((<u32>bits) << 10), 0);
      store<f32>(record, beta, 4);
      store<f32>(record, q, 8);
      store<f32>(record, alpha, 12);
      record += 16;
    }
  }
  store<u32>(room, <u32>((record - room - EVENTS) >> 4), EVENT_COUNT);
}

function drawFatesSimd(room: usize, tile: usize, count: i32, treated: bool): void {
  const rows = pointer(PHENOTYPE_ROWS);
  const stride = pointer(PHENOTYPE_STRIDE);
  const crowd = v128.load32_splat(HEADER + CROWD);
  const limit = v128.load32_splat(RATE_LIMIT);
  const one = v128.load32_splat(ONE);
  const half = v128.load32_splat(HALF);
  const quarter = v128.load32_splat(QUARTER);
  const unit = v128.load32_splat(UNIT16);
  const c945 = v128.load32_splat(C945);
  const c105 = v128.load32_splat(C105);
  const c420 = v128.load32_splat(C420);
  const c15 = v128.load32_splat(C15);
  let record = room + EVENTS;
  let q = one;
  let alpha = one;
  let beta = one;
  let threshold = one;
  // Without drug, neighbours of one phenotype share their thresholds: kept until the phenotype changes.
  let held: u64 = u64.MAX_VALUE;
  for (let i: usize = 0; i < <usize>count; i += 4) {
    const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
    if (treated || ids != held) {
      const first = ids & 0xffff;
      let division: v128;
      let death: v128;
      if (ids == first * REPEAT) {
        const row = rows + stride * <usize>first;
        division = v128.load32_splat(row, 0);
        death = v128.load32_splat(row, 4);
      } else {
        let p = v128.load64_zero(rows + stride * <usize>first);
        p = v128.load64_lane(rows + stride * <usize>((ids >> 16) & 0xffff), p, 1);
        let r = v128.load64_zero(rows + stride * <usize>((ids >> 32) & 0xffff));
        r = v128.load64_lane(rows + stride * <usize>(ids >> 48), r, 1);
        division = v128.shuffle<i32>(p, r, 0, 2, 4, 6);
        death = v128.shuffle<i32>(p, r, 1, 3, 5, 7);
      }
      division = f32x4.mul(division, crowd);
      if (treated) {
        division = f32x4.mul(division, v128.load(room + (i << 2), SHARE));
        death = f32x4.add(death, v128.load(room + (i << 2), HAZARD));
      }
      division = f32x4.pmin(limit, division);
      death = f32x4.pmin(limit, death);
      const x = f32x4.sub(division, death);
      const y = f32x4.mul(f32x4.mul(x, x), quarter);
      const numerator = f32x4.add(c945, f32x4.mul(y, f32x4.add(c105, y)));
      const denominator = f32x4.add(c945, f32x4.mul(y, f32x4.add(c420, f32x4.mul(c15, y))));
      q = f32x4.div(
        numerator,
        f32x4.add(denominator, f32x4.mul(numerator, f32x4.mul(f32x4.add(division, death), half))),
      );
      alpha = f32x4.mul(death, q);
      beta = f32x4.mul(division, q);
      threshold = f32x4.add(alpha, f32x4.mul(f32x4.sub(one, alpha), beta));
      held = ids;
    }
    const bits = v128.load16x4_u(room + (i << 1), RANDOM);
    let mask = i32x4.bitmask(f32x4.lt(f32x4.mul(f32x4.convert_i32x4_s(bits), unit), threshold));
    if (mask) {
      if (i + 4 > <usize>count) mask &= (1 << (count - <i32>i)) - 1;
      v128.store(room, beta, BLOCK);
      v128.store(room, q, BLOCK + 16);
      v128.store(room, alpha, BLOCK + 32);
      while (mask) {
        const lane = <usize>ctz(mask);
        store<u32>(record, <u32>(i + lane) | ((<u32>load<u16>(room + ((i + lane) << 1), RANDOM)) << 10), 0);
        store<f32>(record, load<f32>(room + (lane << 2), BLOCK), 4);
        store<f32>(record, load<f32>(room + (lane << 2), BLOCK + 16), 8);
        store<f32>(record, load<f32>(room + (lane << 2), BLOCK + 32), 12);
        record += 16;
        mask &= mask - 1;
      }
    }
  }
  store<u32>(room, <u32>((record - room - EVENTS) >> 4), EVENT_COUNT);
}
