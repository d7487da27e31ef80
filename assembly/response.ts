/**
 * From free drug or bound target to hazard and share of division, by a curve per drug and allele: 1,024 linear
 * pieces, 32 per octave, found by the argument's exponent and top five mantissa bits. No logarithm, exponential or
 * power per cell; the interpolation error is bounded by a test.
 */
import {
  ARGUMENT,
  alleleValue,
  CURVE_BYTES,
  CURVES,
  drugStep,
  drugValue,
  HAZARD,
  HEADER,
  LAST_NODE,
  ONE,
  PHENOTYPE_COLUMN,
  PHENOTYPE_ROWS,
  PHENOTYPE_STRIDE,
  pointer,
  ROW_DRUG,
  ROW_DRUG_BYTES,
  SHARE,
  STEP_KILL,
  STEP_LOWEST_NODE,
  STEP_PER_NEED,
  STEP_RESPONSE,
  STEP_STASIS,
} from './layout';
import { exactLn, exactPow } from './maths';
import { AlleleField, DrugField, Limit, Response } from './shared';

const REPEAT: u64 = 0x0001000100010001;

/** Byte offset, from CURVES, of the curve of an allele; the curve at 0 is flat zero (no response). */
export function curveOffset(drug: i32, allele: i32): u32 {
  return <u32>CURVE_BYTES * <u32>(1 + drug * Limit.alleles + allele);
}

/** Effect at argument x: MODEL §7 and §4. */
function effect(x: f64, half: f64, hill: f64, response: i32): f64 {
  if (x <= 0) return 0;
  const power = exactPow(x / half, hill);
  return response == Response.hazard ? exactLn(1 + power) : power / (1 + power);
}

/** Fills the curve at `at`: per node intercept and slope of the piece above it, f32 each. */
export function buildCurve(at: usize, drug: i32, allele: i32): void {
  const response = <i32>drugValue(drug, DrugField.response);
  const half = alleleValue(drug, allele, AlleleField.halfEffect);
  const hill = alleleValue(drug, allele, AlleleField.hill);
  const lowest = (<u32>drugValue(drug, DrugField.curveExponent)) << 5;
  let x0: f64 = 0;
  let y0: f64 = 0;
  for (let node: u32 = 0; node < <u32>Limit.curveNodes; ++node) {
    const x1 = <f64>reinterpret<f32>((lowest + node + 1) << 18);
    const y1 = effect(x1, half, hill, response);
    // Past its last node an effect that saturates stays where it is; a hazard rises on.
    const level = node == Limit.curveNodes - 1 && response != Response.hazard;
    const slope = level ? 0 : (y1 - y0) / (x1 - x0);
    store<f32>(at + ((<usize>node) << 3), <f32>(y0 - slope * x0), 0);
    store<f32>(at + ((<usize>node) << 3), <f32>slope, 4);
    x0 = x1;
    y0 = y1;
  }
}

/** Adds the effect of one drug to the tile's hazard and division share; `first` writes instead of adding. */
export function respond(room: usize, tile: usize, drug: i32, count: i32, first: bool): void {
  if (load<i32>(drugStep(drug), STEP_RESPONSE) == Response.inhibitor) {
    respondMissing(room, drug, count, first);
  } else if (ASC_FEATURE_SIMD) {
    respondCurveSimd(room, tile, drug, count, first);
  } else {
    respondCurve(room, tile, drug, count, first);
  }
}

function respondMissing(room: usize, drug: i32, count: i32, first: bool): void {
  const at = drugStep(drug);
  if (ASC_FEATURE_SIMD) {
    const end = (<usize>count + 3) & ~3;
    const one = v128.load32_splat(ONE);
    const perNeed = v128.load32_splat(at, STEP_PER_NEED);
    const kill = v128.load32_splat(at, STEP_KILL);
    const stasis = v128.load32_splat(at, STEP_STASIS);
    for (let i: usize = 0; i < end << 2; i += 16) {
      const y = f32x4.mul(v128.load(room + i, ARGUMENT), perNeed);
      let hazard = f32x4.mul(kill, y);
      let share = f32x4.sub(one, f32x4.mul(stasis, y));
      if (!first) {
        hazard = f32x4.add(v128.load(room + i, HAZARD), hazard);
        share = f32x4.mul(v128.load(room + i, SHARE), share);
      }
      v128.store(room + i, hazard, HAZARD);
      v128.store(room + i, share, SHARE);
    }
  } else {
    const perNeed = load<f32>(at, STEP_PER_NEED);
    const kill = load<f32>(at, STEP_KILL);
    const stasis = load<f32>(at, STEP_STASIS);
    for (let i: usize = 0; i < (<usize>count) << 2; i += 4) {
      const y = load<f32>(room + i, ARGUMENT) * perNeed;
      add(room + i, kill * y, 1 - stasis * y, first);
    }
  }
}

function add(at: usize, hazard: f32, share: f32, first: bool): void {
  if (first) {
    store<f32>(at, hazard, HAZARD);
    store<f32>(at, share, SHARE);
  } else {
    store<f32>(at, load<f32>(at, HAZARD) + hazard, HAZARD);
    store<f32>(at, load<f32>(at, SHARE) * share, SHARE);
  }
}

function respondCurve(room: usize, tile: usize, drug: i32, count: i32, first: bool): void {
  const at = drugStep(drug);
  const kill = load<f32>(at, STEP_KILL);
  const stasis = load<f32>(at, STEP_STASIS);
  const curves = pointer(CURVES);
  const rows = pointer(PHENOTYPE_ROWS) + ROW_DRUG + ROW_DRUG_BYTES * <usize>drug + 28;
  const stride = pointer(PHENOTYPE_STRIDE);
  const lowest = load<i32>(at, STEP_LOWEST_NODE);
  for (let i: usize = 0; i < <usize>count; ++i) {
    const curve =
      curves + <usize>load<u32>(rows + stride * <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN));
    const x = load<f32>(room + (i << 2), ARGUMENT);
    let node = (reinterpret<i32>(x) >> 18) - lowest;
    node = node < 0 ? 0 : node;
    node = node > Limit.curveNodes - 1 ? Limit.curveNodes - 1 : node;
    const piece = curve + ((<usize>node) << 3);
    const y = load<f32>(piece, 0) + load<f32>(piece, 4) * x;
    add(room + (i << 2), kill * y, 1 - stasis * y, first);
  }
}

function respondCurveSimd(room: usize, tile: usize, drug: i32, count: i32, first: bool): void {
  const at = drugStep(drug);
  const kill = v128.load32_splat(at, STEP_KILL);
  const stasis = v128.load32_splat(at, STEP_STASIS);
  const base = v128.load32_splat(HEADER + CURVES);
  const rows = pointer(PHENOTYPE_ROWS) + ROW_DRUG + ROW_DRUG_BYTES * <usize>drug + 28;
  const stride = pointer(PHENOTYPE_STRIDE);
  const lowest = v128.load32_splat(at, STEP_LOWEST_NODE);
  const end = (<usize>count + 3) & ~3;
  const one = v128.load32_splat(ONE);
  const none = i32x4.splat(0);
  const highest = v128.load32_splat(LAST_NODE);
  for (let i: usize = 0; i < end; i += 4) {
    const x = v128.load(room + (i << 2), ARGUMENT);
    let node = i32x4.sub(i32x4.shr_s(x, 18), lowest);
    node = i32x4.min_s(i32x4.max_s(node, none), highest);
    const ids = load<u64>(tile + (i << 1), PHENOTYPE_COLUMN);
    const firstId = ids & 0xffff;
    let curve: v128;
    if (ids == firstId * REPEAT) {
      curve = v128.load32_splat(rows + stride * <usize>firstId);
    } else {
      curve = v128.load32_zero(rows + stride * <usize>firstId);
      curve = v128.load32_lane(rows + stride * <usize>((ids >> 16) & 0xffff), curve, 1);
      curve = v128.load32_lane(rows + stride * <usize>((ids >> 32) & 0xffff), curve, 2);
      curve = v128.load32_lane(rows + stride * <usize>(ids >> 48), curve, 3);
    }
    const piece = i32x4.add(i32x4.add(i32x4.shl(node, 3), curve), base);
    let a = v128.load64_zero(<usize>i32x4.extract_lane(piece, 0));
    a = v128.load64_lane(<usize>i32x4.extract_lane(piece, 1), a, 1);
    let b = v128.load64_zero(<usize>i32x4.extract_lane(piece, 2));
    b = v128.load64_lane(<usize>i32x4.extract_lane(piece, 3), b, 1);
    const y = f32x4.add(
      v128.shuffle<i32>(a, b, 0, 2, 4, 6),
      f32x4.mul(v128.shuffle<i32>(a, b, 1, 3, 5, 7), x),
    );
    let hazard = f32x4.mul(kill, y);
    let share = f32x4.sub(one, f32x4.mul(stasis, y));
    if (!first) {
      hazard = f32x4.add(v128.load(room + (i << 2), HAZARD), hazard);
      share = f32x4.mul(v128.load(room + (i << 2), SHARE), share);
    }
    v128.store(room + (i << 2), hazard, HAZARD);
    v128.store(room + (i << 2), share, SHARE);
  }
}
