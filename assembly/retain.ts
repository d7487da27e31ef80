/**
 * Metabolites that cells retain: formed from free drug, not pumped, lost at their own rate; implicit Euler,
 *
 *     G ← (G + Δt f k_F C) / (1 + Δt k_H)                                                  (MODEL §2)
 *
 * One kind binds the target as the drug does (methotrexate's polyglutamates); the two share it in proportion to their
 * free parts, each molecule of either being free with chance K/(K + F), F the free target of all ligand together. To the
 * drug the target then looks as if it bound with K + G_free instead of K. The other kind is damage: the effect depends
 * on what exceeds the cell's repair (DNA adducts).
 */
import {
  ARGUMENTS,
  amountColumn,
  BATH,
  drugStep,
  EXPRESSION,
  EXPRESSION_COLUMN,
  FOUR,
  FREE,
  HALF,
  PHENOTYPE_COLUMN,
  PHENOTYPE_ROWS,
  PHENOTYPE_STRIDE,
  pointer,
  ROW_DRUG,
  ROW_DRUG_BYTES,
  STEP_KEPT,
  STEP_RETAINED,
  STEP_RETAINED_COLUMN,
  TILE,
  TRACE,
  TWO,
} from './layout';
import { Retained } from './shared';

function metaboliteColumn(tile: usize, drug: i32): usize {
  return tile + amountColumn(<i32>load<u32>(drugStep(drug), STEP_RETAINED_COLUMN));
}

/** Leaves at BATH in the thread's room the free part of the metabolite of each cell, before the drug's exchange. */
export function bathe(room: usize, tile: usize, drug: i32, count: i32, uniform: bool): void {
  assert(count <= TILE);
  const rows = pointer(PHENOTYPE_ROWS) + ROW_DRUG + ROW_DRUG_BYTES * <usize>drug;
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const metabolites = metaboliteColumn(tile, drug);
  if (ASC_FEATURE_SIMD) {
    const zero = f32x4.splat(0);
    const one = f32x4.splat(1);
    const two = v128.load32_splat(TWO);
    const four = v128.load32_splat(FOUR);
    const half = v128.load32_splat(HALF);
    for (let i: usize = 0; i < <usize>count; i += 4) {
      const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
      let a = v128.load64_zero(rows + stride * <usize>(ids & 0xffff), 20);
      a = v128.load64_lane(rows + stride * <usize>((ids >> 16) & 0xffff), a, 1, 20);
      let b = v128.load64_zero(rows + stride * <usize>((ids >> 32) & 0xffff), 20);
      b = v128.load64_lane(rows + stride * <usize>(ids >> 48), b, 1, 20);
      const kd = v128.shuffle<i32>(a, b, 1, 3, 5, 7);
      let expression = one;
      if (!uniform) {
        const levels = load<u32>(tile + i, EXPRESSION_COLUMN);
        expression = v128.load32_zero(EXPRESSION + ((<usize>(levels & 0xff)) << 2));
        expression = v128.load32_lane(EXPRESSION + ((<usize>((levels >> 8) & 0xff)) << 2), expression, 1);
        expression = v128.load32_lane(EXPRESSION + ((<usize>((levels >> 16) & 0xff)) << 2), expression, 2);
        expression = v128.load32_lane(EXPRESSION + ((<usize>(levels >> 24)) << 2), expression, 3);
      }
      const target = f32x4.mul(v128.shuffle<i32>(a, b, 0, 2, 4, 6), expression);
      const metabolite = v128.load(metabolites + (i << 2));
      const ligand = f32x4.add(v128.load(amounts + (i << 2)), metabolite);
      const s = f32x4.sub(f32x4.sub(target, ligand), kd);
      const p = f32x4.mul(target, kd);
      const r = f32x4.sqrt(f32x4.add(f32x4.mul(s, s), f32x4.mul(four, p)));
      const unbound = v128.bitselect(
        f32x4.mul(f32x4.add(s, r), half),
        f32x4.div(f32x4.mul(two, p), f32x4.sub(r, s)),
        f32x4.ge(s, zero),
      );
      v128.store(room + (i << 2), f32x4.mul(metabolite, f32x4.div(kd, f32x4.add(kd, unbound))), BATH);
    }
  } else {
    for (let i: usize = 0; i < <usize>count; ++i) {
      const row = rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
      let target = load<f32>(row, 20);
      if (!uniform) target *= load<f32>(EXPRESSION + ((<usize>load<u8>(tile + i, EXPRESSION_COLUMN)) << 2));
      const kd = load<f32>(row, 24);
      const metabolite = load<f32>(metabolites + (i << 2));
      const s = target - (load<f32>(amounts + (i << 2)) + metabolite) - kd;
      const p = target * kd;
      const r = sqrt<f32>(s * s + 4 * p);
      const unbound: f32 = s >= 0 ? (s + r) * 0.5 : (2 * p) / (r - s);
      store<f32>(room + (i << 2), metabolite * (kd / (kd + unbound)), BATH);
    }
  }
}

/**
 * Forms and loses the metabolite of each cell, from the free drug that the exchange left at FREE; damage beyond repair
 * becomes what the drug's effect depends on. Returns whether any metabolite is left.
 */
export function retain(room: usize, tile: usize, drug: i32, count: i32): bool {
  assert(count <= TILE);
  const rows = pointer(PHENOTYPE_ROWS) + ROW_DRUG + ROW_DRUG_BYTES * <usize>drug;
  const stride = pointer(PHENOTYPE_STRIDE);
  const metabolites = metaboliteColumn(tile, drug);
  const damages = load<u32>(drugStep(drug), STEP_RETAINED) == Retained.damages;
  const effective = room + ARGUMENTS + ((<usize>drug) << 12);
  if (ASC_FEATURE_SIMD) {
    const trace = v128.load32_splat(TRACE);
    const kept = v128.load32_splat(drugStep(drug), STEP_KEPT);
    let wet = i32x4.splat(0);
    for (let i: usize = 0; i < <usize>count; i += 4) {
      const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
      let a = v128.load64_zero(rows + stride * <usize>(ids & 0xffff), 32);
      a = v128.load64_lane(rows + stride * <usize>((ids >> 16) & 0xffff), a, 1, 32);
      let b = v128.load64_zero(rows + stride * <usize>((ids >> 32) & 0xffff), 32);
      b = v128.load64_lane(rows + stride * <usize>(ids >> 48), b, 1, 32);
      const formed = f32x4.mul(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.load(room + (i << 2), FREE));
      let left = f32x4.mul(f32x4.add(v128.load(metabolites + (i << 2)), formed), kept);
      left = v128.and(left, f32x4.gt(left, trace));
      wet = v128.or(wet, left);
      v128.store(metabolites + (i << 2), left);
      if (damages) {
        const mended = v128.shuffle<i32>(a, b, 1, 3, 5, 7);
        v128.store(effective + (i << 2), v128.and(f32x4.sub(left, mended), f32x4.gt(left, mended)));
      }
    }
    return v128.any_true(wet);
  } else {
    const trace = load<f32>(TRACE);
    const kept = load<f32>(drugStep(drug), STEP_KEPT);
    let wet: u32 = 0;
    for (let i: usize = 0; i < <usize>count; ++i) {
      const row = rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
      const formed = load<f32>(row, 32) * load<f32>(room + (i << 2), FREE);
      let left = (load<f32>(metabolites + (i << 2)) + formed) * kept;
      if (!(left > trace)) left = 0;
      wet |= reinterpret<u32>(left);
      store<f32>(metabolites + (i << 2), left);
      if (damages) {
        const mended = load<f32>(row, 36);
        store<f32>(effective + (i << 2), left > mended ? left - mended : 0);
      }
    }
    return wet != 0;
  }
}
