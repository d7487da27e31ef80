/**
 * Fields of a tissue: each drug and oxygen in the fluid between the cells.
 *
 *     ∂C/∂t = D ∇²C − (decay + consumption · occupied) C + permeability · surface (C_plasma − pump C) − uptake
 *
 * on voxels of one or two sites along each edge, implicit Euler in time, second order in space, closed boundaries or
 * such as are held at a level at some distance from the outermost voxels' centres. Oxygen, which is even within seconds,
 * is in a steady state at every step: no ∂C/∂t. Times the step the equation of a voxel is
 *
 *     screening C + Σ α (C − C_beside) + Σ β (C − C_boundary) = right,                α = D Δt / H²           (1)
 *     screening = mass + decay + consumption · occupied + out · surface + slope
 *     right     = mass C_before − debt + in · surface − uptake
 *
 * Where cells take a drug up, slope · C + uptake is what they are expected to take, and the debt what they have taken
 * beyond that and what the last solution left of its equation: so nothing is lost, however well (1) is solved. A voxel
 * that would have to give more than it has is empty, and owes it.
 *
 * (1) is solved by over-relaxed red–black sweeps where screening is strong, as it is for slow drugs (Chebyshev
 * parameters: Golub & Varga 1961); else by V-cycles of geometric multigrid down to a grid on which it is. Warm start.
 * The error of the solution is at most the largest residual over screening (maximum principle).
 */

import { FIELD_VALUES, header, pointer, VOXEL_SHIFT } from '../memory/header';
import { fieldValue, model, tissueValue } from '../memory/layout';
import { ModelField } from '../shared/model';
import { FieldField, TissueField } from '../shared/tissue';
import {
  BOOK_BOUNDARY,
  BOOK_CONSUMED,
  BOOK_DECAYED,
  BOOK_VESSELS,
  boundaryLevel,
  fieldBytes,
  fieldRecord,
  gridLevel,
  LEVEL_ALONG,
  LEVEL_COUPLING,
  LEVEL_HIGH_X,
  LEVEL_LOW_ROWS,
  LEVEL_LOW_SLABS,
  LEVEL_LOW_X,
  LEVEL_ROW,
  LEVEL_ROWS,
  LEVEL_SLAB,
  LEVEL_SLABS,
  LEVEL_VALUES,
  LEVEL_X,
  LEVELS,
  OXYGEN,
  RECORD_CYCLES,
  RECORD_WET,
  SOLVE_BASE,
  SOLVE_CONSUMED,
  SOLVE_ENDS,
  SOLVE_FIELD,
  SOLVE_FLOOR,
  SOLVE_HALVES,
  SOLVE_MASS,
  SOLVE_OMEGAS,
  SOLVE_OUTSIDE,
  SOLVE_VESSEL_IN,
  SOLVE_VESSEL_OUT,
  SURFACE_SUM,
  solving,
  WALLS,
} from './layout';
import { boundaryAcross } from './slabs';
import { outward } from './walls';
import { Ends, largestOf, Op, pass, sumOf } from './work';

/** Error of a solution, as a share of the largest value. */
const TOLERANCE: f64 = 1e-5;
const MOST_CYCLES: u32 = 20;
const MOST_SWEEPS: u32 = 16;
/** Relaxation of sweeps between grids: a little more than 1 smooths red–black sweeps best (Yavneh 1996). */
const SMOOTHING: f32 = 1.1;
/** Largest sum of couplings, as a share of the diagonal, that sweeps alone are used for. */
const SCREENED: f64 = 0.8;
/** What is left of an error after the sweeps over the coarsest grid. */
const COARSEST: f64 = 0.02;
/** Below this, µM, a field is nothing. */
const TRACE: f32 = 1e-12;

/** Advances a field by a step, or for oxygen finds its steady state, with `plasma` in the vessels. */
export function solveField(field: i32, plasma: f32): void {
  const record = fieldRecord(field);
  const outside = boundaryLevel(field, plasma);
  const vessels = load<u32>(solving(WALLS)) != 0 && fieldValue(field, FieldField.permeability) > 0;
  // What is nowhere costs nothing.
  if (load<u32>(record, RECORD_WET) == 0 && !isGiven(field, plasma)) return;
  pose(field, plasma, vessels, outside);
  const coarsest = layCouplings(field, outside >= 0);
  store<u32>(record, coarsest == 0 ? relax() : cycle(coarsest), RECORD_CYCLES);
  enterBooks(record, field, plasma, outside);
  if (largestOf(load<u32>(gridLevel(0), LEVEL_SLABS), 0) < TRACE && !isGiven(field, plasma)) {
    memory.fill(pointer(FIELD_VALUES + ((<usize>field) << 2)), 0, fieldBytes());
    store<u32>(record, 0, RECORD_WET);
  } else {
    store<u32>(record, 1, RECORD_WET);
  }
}

/** Whether a drug that is nowhere in the tissue now comes to it. */
export function isComing(field: i32, plasma: f32): bool {
  return load<u32>(fieldRecord(field), RECORD_WET) == 0 && isGiven(field, plasma);
}

/** Whether vessels or the boundary give any of a field's substance. */
function isGiven(field: i32, plasma: f32): bool {
  const vessels = load<u32>(solving(WALLS)) != 0 && fieldValue(field, FieldField.permeability) > 0;
  return boundaryLevel(field, plasma) > 0 || (vessels && plasma > 0);
}

/** The numbers of the equation. */
function pose(field: i32, plasma: f32, vessels: bool, outside: f32): void {
  const hours = model(ModelField.stepHours);
  const mass: f64 = field == OXYGEN ? 0 : 1;
  const wall = vessels ? hours * fieldValue(field, FieldField.permeability) : 0;
  store<f32>(solving(SOLVE_MASS), <f32>mass);
  store<f32>(solving(SOLVE_BASE), <f32>(mass + hours * fieldValue(field, FieldField.decayPerHour)));
  store<f32>(solving(SOLVE_CONSUMED), <f32>(hours * fieldValue(field, FieldField.consumption)));
  store<f32>(solving(SOLVE_VESSEL_OUT), <f32>(wall * outward(field)));
  store<f32>(solving(SOLVE_VESSEL_IN), <f32>(wall * <f64>plasma));
  store<f32>(solving(SOLVE_OUTSIDE), outside > 0 ? outside : 0);
  store<f32>(solving(SOLVE_FLOOR), 0);
  store<i32>(solving(SOLVE_FIELD), field);
  store<u32>(gridLevel(0), header(FIELD_VALUES + ((<usize>field) << 2)), LEVEL_VALUES);
}

/** Sites along the edge of a voxel. */
function edgeSites(): f64 {
  return <f64>(1 << header(VOXEL_SHIFT));
}

/** Couplings and boundaries of all grids down to one that screening rules; returns which that is. */
function layCouplings(field: i32, open: bool): u32 {
  const edge = tissueValue(TissueField.siteMicrometres) * edgeSites();
  const finest = (fieldValue(field, FieldField.diffusion) * model(ModelField.stepHours)) / (edge * edge);
  // Of the boundary, from the outer face of the outermost voxel, in voxels.
  const offset = open ? fieldValue(field, FieldField.boundaryOffset) / edgeSites() : -1;
  const screening = <f64>load<f32>(solving(SOLVE_BASE));
  const levels = load<u32>(solving(LEVELS));
  const x = load<u32>(gridLevel(0), LEVEL_X);
  const rows = load<u32>(gridLevel(0), LEVEL_ROWS);
  const slabs = load<u32>(gridLevel(0), LEVEL_SLABS);
  let widthX: f64 = 1;
  let widthRows: f64 = 1;
  let widthSlabs: f64 = 1;
  let coupling = finest;
  let level: u32 = 0;
  for (;;) {
    const grid = gridLevel(level);
    const ownX = load<u32>(grid, LEVEL_X);
    const ownRows = load<u32>(grid, LEVEL_ROWS);
    const ownSlabs = load<u32>(grid, LEVEL_SLABS);
    store<f32>(grid, <f32>coupling, LEVEL_COUPLING);
    layBoundary(grid, LEVEL_LOW_X, finest, widthX, x, ownX, offset);
    layBoundary(grid, LEVEL_LOW_SLABS, finest, widthSlabs, slabs, ownSlabs, offset);
    // A plane has no boundary across its one row.
    layBoundary(grid, LEVEL_LOW_ROWS, finest, widthRows, rows, ownRows, rows > 1 ? offset : -1);
    layAlong(grid);
    const sides: f64 = rows > 1 ? 6 : 4;
    if (level + 1 == levels || sides * coupling <= SCREENED * (screening + sides * coupling)) break;
    if (ownX > 1) widthX *= 2;
    if (ownRows > 1) widthRows *= 2;
    if (ownSlabs > 1) widthSlabs *= 2;
    coupling *= 0.25;
    ++level;
  }
  return level;
}

/**
 * What boundaries below and above take from the outermost voxels of a grid, each `width` finest voxels wide; the last
 * one may reach beyond the lattice, which ends after `all` finest ones.
 */
function layBoundary(
  grid: usize,
  low: usize,
  finest: f64,
  width: f64,
  all: u32,
  own: u32,
  offset: f64,
): void {
  if (offset < 0) {
    store<f64>(grid + low, 0);
    return;
  }
  const last = <f64>all - <f64>(own - 1) * width;
  const first = min<f64>(width, <f64>all);
  store<f32>(grid + low, <f32>(finest / (width * (0.5 * first + offset))), 0);
  store<f32>(grid + low, <f32>(finest / (width * (0.5 * last + offset))), 4);
}

/** The rows by x of a grid: diagonal, boundary, coupling to the next and to the one before, 1 for a voxel. */
function layAlong(grid: usize): void {
  const x = load<u32>(grid, LEVEL_X);
  const bytes = <usize>load<u32>(grid, LEVEL_ROW);
  const along = <usize>load<u32>(grid, LEVEL_ALONG);
  const coupling = load<f32>(grid, LEVEL_COUPLING);
  for (let i: usize = 0; i < bytes; i += 4) {
    const own = <u32>(i >> 2);
    const real = own < x;
    const next: f32 = own + 1 < x ? coupling : 0;
    const last: f32 = real && own > 0 ? coupling : 0;
    let boundary: f32 = 0;
    if (own == 0) boundary += load<f32>(grid, LEVEL_LOW_X);
    if (own + 1 == x) boundary += load<f32>(grid, LEVEL_HIGH_X);
    // The inverse of the diagonal beyond the last voxel is to be 0.
    store<f32>(along + i, real ? next + last + boundary : <f32>Infinity);
    store<f32>(along + bytes + i, boundary);
    store<f32>(along + 2 * bytes + i, next);
    store<f32>(along + 3 * bytes + i, last);
    store<f32>(along + 4 * bytes + i, real ? 1 : 0);
  }
}

/** Runs over a grid: what `ends` says, and `sweeps` sweeps of which `omegas` have been told. */
function run(level: u32, ends: u32, sweeps: u32): void {
  store<u32>(solving(SOLVE_ENDS), ends);
  store<u32>(solving(SOLVE_HALVES), 2 * sweeps);
  pass(Op.run, level);
}

/**
 * Chebyshev parameters of the half-sweeps over a grid that reduce any error to `target`, at most so many; returns
 * the sweeps. ρ bounds the spectrum of Jacobi's iteration; a sweep gains (ρ / (1 + √(1 − ρ²)))².
 */
function chebyshev(level: u32, target: f64): u32 {
  const sides: f64 = load<u32>(gridLevel(0), LEVEL_ROWS) > 1 ? 6 : 4;
  // A grid of one voxel has no neighbours.
  const alone = level + 1 == load<u32>(solving(LEVELS));
  const sum = alone ? 0 : sides * <f64>load<f32>(gridLevel(level), LEVEL_COUPLING);
  const screened = <f64>load<f32>(solving(SOLVE_BASE)) + sum;
  const radius = screened > 0 ? sum / screened : 0;
  const square = radius * radius;
  const root = radius / (1 + sqrt<f64>(1 - square));
  const gain = root * root;
  let sweeps: u32 = 0;
  let error: f64 = 1;
  let omega: f64 = 1;
  while (error > target && sweeps < MOST_SWEEPS) {
    for (let half: u32 = 0; half < 2; ++half) {
      store<f32>(solving(SOLVE_OMEGAS) + ((<usize>(2 * sweeps + half)) << 2), <f32>omega);
      omega = sweeps == 0 && half == 0 ? 1 / (1 - 0.5 * square) : 1 / (1 - 0.25 * square * omega);
    }
    error *= gain;
    ++sweeps;
  }
  return sweeps;
}

/** Solves on the finest grid alone, in one pass over it. */
function relax(): u32 {
  const sweeps = chebyshev(0, TOLERANCE);
  run(0, Ends.equate | Ends.settle, sweeps);
  return sweeps;
}

/** V-cycles down to the grid `coarsest`; returns how many. */
function cycle(coarsest: u32): u32 {
  const slabs = load<u32>(gridLevel(1), LEVEL_SLABS);
  let last: f32 = f32.MAX_VALUE;
  let cycles: u32 = 0;
  overrelax();
  run(0, Ends.equate, 1);
  for (let level: u32 = 0; level < coarsest; ++level) pass(Op.weigh, level);
  for (;;) {
    ++cycles;
    pass(Op.coarsen, 0);
    const rest = largestOf(slabs, 0);
    if (cycles > MOST_CYCLES || rest <= <f32>TOLERANCE * largestOf(slabs, 4)) break;
    // As small as f32 can have it.
    if (cycles > 4 && rest > <f32>0.9 * last) break;
    last = rest;
    for (let level: u32 = 1; level < coarsest; ++level) {
      run(level, Ends.none, 1);
      pass(Op.coarsen, level);
    }
    run(coarsest, Ends.none, chebyshev(coarsest, COARSEST));
    overrelax();
    for (let level = coarsest - 1; level > 0; --level) run(level, Ends.refine, 1);
    // The sweep after this correction and that before the next.
    run(0, Ends.refine, 2);
  }
  pass(Op.settle, 0);
  return cycles;
}

/** Relaxation of sweeps that smooth. */
function overrelax(): void {
  for (let half: usize = 0; half < 4; ++half) store<f32>(solving(SOLVE_OMEGAS) + (half << 2), SMOOTHING);
}

/** What the step brought and took, from the sums that settling left; µM × voxels. */
function enterBooks(record: usize, field: i32, _plasma: f32, outside: f32): void {
  const hours = model(ModelField.stepHours);
  const held = sumOf(8);
  enter(record, BOOK_DECAYED, held * hours * fieldValue(field, FieldField.decayPerHour));
  enter(record, BOOK_CONSUMED, sumOf(16) * <f64>load<f32>(solving(SOLVE_CONSUMED)));
  const into = <f64>load<f32>(solving(SOLVE_VESSEL_IN)) * load<f64>(solving(SURFACE_SUM));
  enter(record, BOOK_VESSELS, into - sumOf(24) * <f64>load<f32>(solving(SOLVE_VESSEL_OUT)));
  if (outside >= 0) enter(record, BOOK_BOUNDARY, throughBoundary(<f64>outside));
}

function enter(record: usize, book: usize, more: f64): void {
  store<f64>(record + book, load<f64>(record + book) + more);
}

/** Sum over the outermost voxels of what their boundaries bring. */
function throughBoundary(outside: f64): f64 {
  const grid = gridLevel(0);
  const values = <usize>load<u32>(grid, LEVEL_VALUES);
  const bytes = <usize>load<u32>(grid, LEVEL_ROW);
  const slabBytes = <usize>load<u32>(grid, LEVEL_SLAB);
  const x = load<u32>(grid, LEVEL_X);
  const rows = load<u32>(grid, LEVEL_ROWS);
  const slabs = load<u32>(grid, LEVEL_SLABS);
  let sum: f64 = 0;
  for (let slab: u32 = 0; slab < slabs; ++slab) {
    for (let row: u32 = 0; row < rows; ++row) {
      const at = values + slabBytes * <usize>slab + bytes * <usize>row;
      const across = <f64>boundaryAcross(grid, row, slab);
      if (across > 0) {
        let short: f64 = 0;
        for (let i: u32 = 0; i < x; ++i) short += outside - <f64>load<f32>(at + ((<usize>i) << 2));
        sum += across * short;
      }
      const end = at + ((<usize>(x - 1)) << 2);
      sum += <f64>load<f32>(grid, LEVEL_LOW_X) * (outside - <f64>load<f32>(at));
      sum += <f64>load<f32>(grid, LEVEL_HIGH_X) * (outside - <f64>load<f32>(end));
    }
  }
  return sum;
}
