/**
 * Metabolites that cells retain: formed from free drug, not pumped, lost at their own rate; implicit Euler,
 *
 *     G ← (G + Δt f k_F C) / (1 + Δt k_H)                                                  (docs/model.md (13))
 *
 * One kind binds the target as the drug does (methotrexate's polyglutamates); the two share it in proportion to their
 * free parts, each molecule of either being free with chance K/(K + F), F the free target of all ligand together. To the
 * drug the target then looks as if it bound with K + G_free instead of K. The other kind is damage: the effect depends
 * on what exceeds the cell's repair (DNA adducts).
 */

import {
  drugStep,
  STEP_ACTIVITY,
  STEP_CARRIED,
  STEP_KEPT,
  STEP_OUTSIDE,
  STEP_RETAINED,
  STEP_RETAINED_COLUMN,
} from '../memory/drugStep';
import { PHENOTYPE_STRIDE, pointer } from '../memory/header';
import {
  amountColumn,
  EXPRESSION,
  EXPRESSION_COLUMN,
  FOUR,
  ONE,
  PHENOTYPE_COLUMN,
  TILE,
  TRACE,
  TWO,
} from '../memory/layout';
import { argumentsOf, BATH, FREE } from '../memory/room';
import {
  ROW_BLOCKED,
  ROW_CARRIER,
  ROW_DECAY,
  ROW_ENTRY,
  ROW_FORMED,
  ROW_KD,
  ROW_MENDED,
  ROW_TARGET,
  rowsOf,
} from '../memory/row';
import { halley, positiveRoot } from '../numerics/root';
import { Retained } from '../shared/model';
import { expressions, firsts, halleys, positiveRoots, positiveRootsOfOne, seconds, thirds } from './gather';

function metaboliteColumn(tile: usize, drug: i32): usize {
  return tile + amountColumn(<i32>load<u32>(drugStep(drug), STEP_RETAINED_COLUMN));
}

/**
 * Leaves at BATH in the thread's room the free part of the metabolite of each cell, before the drug's exchange. The
 * free target F with which it is in balance is that of the end of the step, since F decides how much drug the target
 * then holds: from the state before the step the two would swing to and fro. With g the drug that there is and comes
 * in, ρ what stays of it when none is bound, and G the metabolite,
 *
 *     F + gF/(K/ρ + F) + GF/(K + F) = E.
 *
 * It is solved as (1) of drug.ts is, by a lower bound and two Halley steps. A pump is left out.
 */
export function bathe(room: usize, tile: usize, drug: i32, count: i32, uniform: bool): void {
  assert(count <= TILE);
  if (ASC_FEATURE_SIMD) batheSimd(room, tile, drug, count, uniform);
  else batheScalar(room, tile, drug, count, uniform);
}

/** Four cells at a time. */
function batheSimd(room: usize, tile: usize, drug: i32, count: i32, uniform: bool): void {
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const metabolites = metaboliteColumn(tile, drug);
  const at = drugStep(drug);
  const carries = load<f32>(at, STEP_CARRIED) > 0;
  const outside4 = v128.load32_splat(at, STEP_OUTSIDE);
  const carried4 = v128.load32_splat(at, STEP_CARRIED);
  const activity4 = v128.load32_splat(at, STEP_ACTIVITY);
  const zero = f32x4.splat(0);
  const one = v128.load32_splat(ONE);
  const two = v128.load32_splat(TWO);
  const four = v128.load32_splat(FOUR);
  const trace = v128.load32_splat(TRACE);
  const tiny = f32x4.mul(f32x4.mul(trace, trace), trace);
  for (let i: usize = 0; i < <usize>count; i += 4) {
    const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
    const row0 = rows + stride * <usize>(ids & 0xffff);
    const row1 = rows + stride * <usize>((ids >> 16) & 0xffff);
    const row2 = rows + stride * <usize>((ids >> 32) & 0xffff);
    const row3 = rows + stride * <usize>(ids >> 48);
    const a0 = v128.load(row0, ROW_DECAY);
    const a1 = v128.load(row1, ROW_DECAY);
    const a2 = v128.load(row2, ROW_DECAY);
    const a3 = v128.load(row3, ROW_DECAY);
    const decay = firsts(a0, a1, a2, a3);
    const entry = seconds(a0, a1, a2, a3);
    const blocked = thirds(a0, a1, a2, a3);
    const b0 = v128.load(row0, ROW_CARRIER);
    const b1 = v128.load(row1, ROW_CARRIER);
    const b2 = v128.load(row2, ROW_CARRIER);
    const b3 = v128.load(row3, ROW_CARRIER);
    const carrier = firsts(b0, b1, b2, b3);
    let target = seconds(b0, b1, b2, b3);
    const kd = thirds(b0, b1, b2, b3);
    if (!uniform) {
      const expression = expressions(tile, i);
      target = f32x4.mul(target, expression);
    }
    let inflow = f32x4.mul(outside4, f32x4.sub(entry, f32x4.mul(activity4, blocked)));
    if (carries) inflow = f32x4.add(inflow, f32x4.mul(carried4, carrier));
    const held = f32x4.mul(v128.load(amounts + (i << 2)), decay);
    const ligand = f32x4.div(f32x4.add(held, inflow), decay);
    const far = f32x4.div(kd, decay);
    const metabolite = v128.load(metabolites + (i << 2));
    const slope = f32x4.add(far, ligand);
    const beyond = f32x4.sub(target, metabolite);
    const s = f32x4.sub(f32x4.mul(far, beyond), f32x4.mul(slope, kd));
    const p = f32x4.mul(f32x4.mul(far, kd), target);
    const low = positiveRoots(s, p, slope, two, four);
    const rest = v128.and(beyond, f32x4.gt(beyond, zero));
    const t = f32x4.sub(f32x4.sub(rest, far), ligand);
    const q = f32x4.mul(far, rest);
    const high = positiveRootsOfOne(t, q, two, four);
    const least = f32x4.pmax(high, low);
    const metaboliteKd = f32x4.mul(metabolite, kd);
    const ligandFar = f32x4.mul(ligand, far);
    let free = least;
    for (let iteration = 0; iteration < 2; ++iteration) {
      free = halleys(free, target, metabolite, kd, metaboliteKd, ligand, far, ligandFar, tiny);
    }
    v128.store(
      room + (i << 2),
      f32x4.mul(metabolite, f32x4.mul(kd, f32x4.div(one, f32x4.add(kd, free)))),
      BATH,
    );
  }
}

/** The same bits, one cell after another. */
function batheScalar(room: usize, tile: usize, drug: i32, count: i32, uniform: bool): void {
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const amounts = tile + amountColumn(drug);
  const metabolites = metaboliteColumn(tile, drug);
  const at = drugStep(drug);
  const carries = load<f32>(at, STEP_CARRIED) > 0;
  const outside = load<f32>(at, STEP_OUTSIDE);
  const carried = load<f32>(at, STEP_CARRIED);
  const activity = load<f32>(at, STEP_ACTIVITY);
  const trace = load<f32>(TRACE);
  const tiny = trace * trace * trace;
  for (let i: usize = 0; i < <usize>count; ++i) {
    const row = rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN);
    const decay = load<f32>(row, ROW_DECAY);
    let target = load<f32>(row, ROW_TARGET);
    if (!uniform) target *= load<f32>(EXPRESSION + ((<usize>load<u8>(tile + i, EXPRESSION_COLUMN)) << 2));
    const kd = load<f32>(row, ROW_KD);
    let inflow = outside * (load<f32>(row, ROW_ENTRY) - activity * load<f32>(row, ROW_BLOCKED));
    if (carries) inflow += carried * load<f32>(row, ROW_CARRIER);
    const ligand = (load<f32>(amounts + (i << 2)) * decay + inflow) / decay;
    const far = kd / decay;
    const metabolite = load<f32>(metabolites + (i << 2));
    const slope = far + ligand;
    const beyond = target - metabolite;
    const low = positiveRoot(far * beyond - slope * kd, far * kd * target, slope);
    const rest: f32 = beyond > 0 ? beyond : 0;
    const high = positiveRoot(rest - far - ligand, far * rest, 1);
    const least = low > high ? low : high;
    const once = halley(least, target, metabolite, kd, ligand, far, tiny);
    const free = halley(once, target, metabolite, kd, ligand, far, tiny);
    store<f32>(room + (i << 2), metabolite * (kd * (<f32>1 / (kd + free))), BATH);
  }
}

/**
 * Forms and loses the metabolite of each cell, from the free drug that the exchange left at FREE; damage beyond repair
 * becomes what the drug's effect depends on. Returns whether any metabolite is left.
 */
export function retain(room: usize, tile: usize, drug: i32, count: i32): bool {
  assert(count <= TILE);
  const rows = rowsOf(drug);
  const stride = pointer(PHENOTYPE_STRIDE);
  const metabolites = metaboliteColumn(tile, drug);
  const damages = load<u32>(drugStep(drug), STEP_RETAINED) == Retained.damages;
  const effective = argumentsOf(room, drug);
  if (ASC_FEATURE_SIMD) {
    const trace = v128.load32_splat(TRACE);
    const kept = v128.load32_splat(drugStep(drug), STEP_KEPT);
    let wet = i32x4.splat(0);
    for (let i: usize = 0; i < <usize>count; i += 4) {
      const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
      let a = v128.load64_zero(rows + stride * <usize>(ids & 0xffff), ROW_FORMED);
      a = v128.load64_lane(rows + stride * <usize>((ids >> 16) & 0xffff), a, 1, ROW_FORMED);
      let b = v128.load64_zero(rows + stride * <usize>((ids >> 32) & 0xffff), ROW_FORMED);
      b = v128.load64_lane(rows + stride * <usize>(ids >> 48), b, 1, ROW_FORMED);
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
      const formed = load<f32>(row, ROW_FORMED) * load<f32>(room + (i << 2), FREE);
      let left = (load<f32>(metabolites + (i << 2)) + formed) * kept;
      if (!(left > trace)) left = 0;
      wet |= reinterpret<u32>(left);
      store<f32>(metabolites + (i << 2), left);
      if (damages) {
        const mended = load<f32>(row, ROW_MENDED);
        store<f32>(effective + (i << 2), left > mended ? left - mended : 0);
      }
    }
    return wet != 0;
  }
}
