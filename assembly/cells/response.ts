/**
 * From free drug or bound target to hazard and share of division, by a curve per drug and allele: 1,024 linear
 * pieces, 32 per octave, found by the argument's exponent and top five mantissa bits. No logarithm, exponential or
 * power per cell; the interpolation error is bounded by a test. Only candidates (chance.ts) are looked up; what no
 * cell of a tile can exceed follows from its largest argument and the envelope of the drug's curves.
 */

import {
  drugStep,
  STEP_BOUND,
  STEP_ENVELOPE,
  STEP_LOWEST_NODE,
  STEP_PER_NEED,
  STEP_RESPONSE,
  STEP_RETAINED,
} from '../memory/drugStep';
import { CURVES, PHENOTYPE_ROWS, PHENOTYPE_STRIDE, pointer } from '../memory/header';
import {
  alleleValue,
  amountColumn,
  CURVE_BYTES,
  drugValue,
  HEADER,
  LAST_NODE,
  PHENOTYPE_COLUMN,
  pointValue,
  TILE,
  targetValue,
} from '../memory/layout';
import { argumentsOf } from '../memory/room';
import { partOf, ROW_CURVE } from '../memory/row';
import { exactLn } from '../numerics/maths';
import { exactPow } from '../numerics/power';
import { Limit } from '../shared/limits';
import { AlleleField, DrugField, PointField, Response, Retained, TargetField } from '../shared/model';

/** Byte offset, from CURVES, of the curve of an allele; the curve at 0 is flat zero (no response). */
export function curveOffset(drug: i32, allele: i32): u32 {
  return <u32>CURVE_BYTES * <u32>(1 + drug * Limit.alleles + allele);
}

/** Effect at argument x of an allele: docs/model.md (21). */
function effect(x: f64, drug: i32, allele: i32): f64 {
  if (x <= 0) return 0;
  const response = <i32>drugValue(drug, DrugField.response);
  const half = alleleValue(drug, allele, AlleleField.halfEffect);
  if (response == Response.linear) return (0.5 * x) / half;
  if (response == Response.points) return inTable(x / half, drug);
  const power = exactPow(x / half, alleleValue(drug, allele, AlleleField.hill));
  return response == Response.hazard ? exactLn(1 + power) : power / (1 + power);
}

/** A table's effect at a level: straight from none at 0 through its points, level past the last. */
function inTable(level: f64, drug: i32): f64 {
  const points = <i32>drugValue(drug, DrugField.points);
  let x0: f64 = 0;
  let y0: f64 = 0;
  for (let point = 0; point < points; ++point) {
    const x1 = pointValue(drug, point, PointField.level);
    const y1 = pointValue(drug, point, PointField.effect);
    if (level < x1) return y0 + ((level - x0) / (x1 - x0)) * (y1 - y0);
    x0 = x1;
    y0 = y1;
  }
  return y0;
}

/** Whether a response has no ceiling. */
function risesOn(response: i32): bool {
  return response == Response.hazard || response == Response.linear;
}

/** Fills the curve at `at`: per node intercept and slope of the piece above it, f32 each. */
export function buildCurve(at: usize, drug: i32, allele: i32): void {
  const endless = risesOn(<i32>drugValue(drug, DrugField.response));
  const lowest = (<u32>drugValue(drug, DrugField.curveExponent)) << 5;
  let x0: f64 = 0;
  let y0: f64 = 0;
  for (let node: u32 = 0; node < <u32>Limit.curveNodes; ++node) {
    const x1 = <f64>reinterpret<f32>((lowest + node + 1) << 18);
    const y1 = effect(x1, drug, allele);
    // Past its last node an effect that saturates stays where it is; one without a ceiling rises on.
    const level = node == Limit.curveNodes - 1 && !endless;
    const slope = level ? 0 : (y1 - y0) / (x1 - x0);
    store<f32>(at + ((<usize>node) << 3), <f32>(y0 - slope * x0), 0);
    store<f32>(at + ((<usize>node) << 3), <f32>slope, 4);
    x0 = x1;
    y0 = y1;
  }
}

/** Raises the envelope at `at` to hold the curve of an allele too: what it reaches up to each node's end. */
export function raiseEnvelope(at: usize, drug: i32, allele: i32): void {
  const lowest = (<u32>drugValue(drug, DrugField.curveExponent)) << 5;
  // A table may fall again; what it was at a smaller argument still holds for cells below the largest.
  const falls = <i32>drugValue(drug, DrugField.response) == Response.points;
  let reached: f32 = 0;
  for (let node: u32 = 0; node < <u32>Limit.curveNodes; ++node) {
    const x = <f64>reinterpret<f32>((lowest + node + 1) << 18);
    let most = <f32>effect(x, drug, allele);
    if (falls && most < reached) most = reached;
    reached = most;
    const place = at + ((<usize>node) << 2);
    if (most > load<f32>(place)) store<f32>(place, most);
  }
}

/** Whether a drug's effect depends on something else than its amount: what is free or bound, or damage. */
export function hasArguments(drug: i32): bool {
  const at = drugStep(drug);
  return load<u32>(at, STEP_BOUND) != 0 || load<u32>(at, STEP_RETAINED) == Retained.damages;
}

/** Where the arguments of a drug's effect lie. */
export function argumentColumn(room: usize, tile: usize, drug: i32): usize {
  if (!hasArguments(drug)) return tile + amountColumn(drug);
  return argumentsOf(room, drug);
}

/** Largest argument of a drug's effect among the cells of a tile. */
export function largestArgument(room: usize, tile: usize, drug: i32, count: i32): f32 {
  assert(count <= TILE);
  const column = argumentColumn(room, tile, drug);
  let most: f32 = 0;
  let i: usize = 0;
  if (ASC_FEATURE_SIMD) {
    let a = f32x4.splat(0);
    let b = a;
    for (; i + 8 <= <usize>count; i += 8) {
      a = f32x4.pmax(a, v128.load(column + (i << 2)));
      b = f32x4.pmax(b, v128.load(column + (i << 2), 16));
    }
    a = f32x4.pmax(a, b);
    a = f32x4.pmax(a, v128.shuffle<i32>(a, a, 2, 3, 0, 1));
    a = f32x4.pmax(a, v128.shuffle<i32>(a, a, 1, 0, 3, 2));
    most = f32x4.extract_lane(a, 0);
  }
  for (; i < <usize>count; ++i) {
    const x = load<f32>(column + (i << 2));
    if (x > most) most = x;
  }
  return most;
}

/** An effect that no cell exceeds whose argument is at most x. */
export function largestEffect(drug: i32, x: f32): f32 {
  if (x <= 0) return 0;
  const at = drugStep(drug);
  const response = load<i32>(at, STEP_RESPONSE);
  if (response == Response.inhibitor) return x * load<f32>(at, STEP_PER_NEED);
  const node = nodeOf(x, load<i32>(at, STEP_LOWEST_NODE));
  if (node < Limit.curveNodes - 1 || !risesOn(response)) {
    return load<f32>(<usize>load<u32>(at, STEP_ENVELOPE) + ((<usize>node) << 2));
  }
  // It rises past its last node by more than any envelope of nodes can hold.
  let most: f32 = 0;
  const alleles = allelesOf(drug);
  for (let allele = 0; allele < alleles; ++allele) {
    const y = effectAt(pointer(CURVES) + <usize>curveOffset(drug, allele), node, x);
    if (y > most) most = y;
  }
  return most;
}

/** An effect that no cell exceeds whatever it holds; infinite where it has no end. */
export function greatestEffect(drug: i32): f32 {
  const response = load<i32>(drugStep(drug), STEP_RESPONSE);
  if (response == Response.inhibitor) return 1;
  if (risesOn(response)) return Infinity;
  return load<f32>(<usize>load<u32>(drugStep(drug), STEP_ENVELOPE) + 4 * (Limit.curveNodes - 1));
}

/** Alleles of a drug's target. */
export function allelesOf(drug: i32): i32 {
  const target = <i32>drugValue(drug, DrugField.target);
  return target < 0 ? 1 : <i32>targetValue(target, TargetField.alleles);
}

function nodeOf(x: f32, lowest: i32): i32 {
  const node = (reinterpret<i32>(x) >> 18) - lowest;
  return node < 0 ? 0 : node > Limit.curveNodes - 1 ? Limit.curveNodes - 1 : node;
}

function effectAt(curve: usize, node: i32, x: f32): f32 {
  const piece = curve + ((<usize>node) << 3);
  return load<f32>(piece, 0) + load<f32>(piece, 4) * x;
}

/** Effect of a drug on the cell at `site`; `column` as of argumentColumn. */
export function effectOn(column: usize, tile: usize, site: usize, drug: i32): f32 {
  const at = drugStep(drug);
  const x = load<f32>(column + (site << 2));
  if (load<i32>(at, STEP_RESPONSE) == Response.inhibitor) return x * load<f32>(at, STEP_PER_NEED);
  const row = pointer(PHENOTYPE_STRIDE) * <usize>load<u16>(tile + (site << 1), PHENOTYPE_COLUMN);
  const offset = load<u32>(partOf(pointer(PHENOTYPE_ROWS) + row, drug), ROW_CURVE);
  return effectAt(pointer(CURVES) + <usize>offset, nodeOf(x, load<i32>(at, STEP_LOWEST_NODE)), x);
}

/** The same for four cells with the phenotypes `ids`, 16 bits each. */
export function effectOnFour(
  column: usize,
  rows: usize,
  stride: usize,
  sites: v128,
  ids: u64,
  drug: i32,
): v128 {
  const at = drugStep(drug);
  let x = v128.load32_zero(column + ((<usize>i32x4.extract_lane(sites, 0)) << 2));
  x = v128.load32_lane(column + ((<usize>i32x4.extract_lane(sites, 1)) << 2), x, 1);
  x = v128.load32_lane(column + ((<usize>i32x4.extract_lane(sites, 2)) << 2), x, 2);
  x = v128.load32_lane(column + ((<usize>i32x4.extract_lane(sites, 3)) << 2), x, 3);
  if (load<i32>(at, STEP_RESPONSE) == Response.inhibitor) {
    return f32x4.mul(x, v128.load32_splat(at, STEP_PER_NEED));
  }
  let node = i32x4.sub(i32x4.shr_s(x, 18), v128.load32_splat(at, STEP_LOWEST_NODE));
  node = i32x4.min_s(i32x4.max_s(node, i32x4.splat(0)), v128.load32_splat(LAST_NODE));
  const own = partOf(rows, drug);
  let curve = v128.load32_zero(own + stride * <usize>(ids & 0xffff), ROW_CURVE);
  curve = v128.load32_lane(own + stride * <usize>((ids >> 16) & 0xffff), curve, 1, ROW_CURVE);
  curve = v128.load32_lane(own + stride * <usize>((ids >> 32) & 0xffff), curve, 2, ROW_CURVE);
  curve = v128.load32_lane(own + stride * <usize>(ids >> 48), curve, 3, ROW_CURVE);
  const piece = i32x4.add(i32x4.add(i32x4.shl(node, 3), curve), v128.load32_splat(HEADER + CURVES));
  let a = v128.load64_zero(<usize>i32x4.extract_lane(piece, 0));
  a = v128.load64_lane(<usize>i32x4.extract_lane(piece, 1), a, 1);
  let b = v128.load64_zero(<usize>i32x4.extract_lane(piece, 2));
  b = v128.load64_lane(<usize>i32x4.extract_lane(piece, 3), b, 1);
  return f32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), f32x4.mul(v128.shuffle<i32>(a, b, 1, 3, 5, 7), x));
}
