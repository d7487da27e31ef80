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
  SOLVE_BLACK,
  SOLVE_CONSUMED,
  SOLVE_FIELD,
  SOLVE_FLOOR,
  SOLVE_MASS,
  SOLVE_OMEGA,
  SOLVE_OUTSIDE,
  SOLVE_VESSEL_IN,
  SOLVE_VESSEL_OUT,
  SURFACE_SUM,
  solving,
  WALLS,
} from './fieldLayout';
import { boundaryAcross, largestOfBands, Op, pass, sumOfBands } from './fieldWork';
import { FIELD_VALUES, fieldValue, header, model, pointer, tissueValue, VOXEL_SHIFT } from './layout';
import { FieldField, ModelField, TissueField } from './shared';
import { outward } from './walls';

/** Error of a solution, as a share of the largest value. */
const TOLERANCE: f32 = 1e-5;
const MOST_SWEEPS: u32 = 60;
const MOST_CYCLES: u32 = 20;
/** Largest sum of couplings, as a share of the diagonal, that sweeps alone are used for. */
const SCREENED: f64 = 0.8;
/** Sweeps over the coarsest grid. */
const COARSEST_SWEEPS: u32 = 4;
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
  pass(Op.equate, 0);
  const before = largestOfBands(0);
  store<u32>(record, coarsest == 0 ? relax(before) : cycle(coarsest), RECORD_CYCLES);
  pass(Op.settle, 0);
  enterBooks(record, field, plasma, outside);
  if (largestOfBands(0) < TRACE && !isGiven(field, plasma)) {
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

/** Chebyshev sweeps over one grid until the changes are `tolerance`, or so many; returns how many. */
function sweeps(level: u32, most: u32, before: f32, tolerance: f32): u32 {
  const grid = gridLevel(level);
  const sides: f64 = load<u32>(gridLevel(0), LEVEL_ROWS) > 1 ? 6 : 4;
  const sum = sides * <f64>load<f32>(grid, LEVEL_COUPLING);
  const screened = <f64>load<f32>(solving(SOLVE_BASE)) + sum;
  const radius = screened > 0 ? sum / screened : 0;
  const square = radius * radius;
  let omega: f64 = 1;
  let scale = before;
  let sweep: u32 = 0;
  for (;;) {
    ++sweep;
    store<f32>(solving(SOLVE_OMEGA), <f32>omega);
    omega = sweep == 1 ? 1 / (1 - 0.5 * square) : 1 / (1 - 0.25 * square * omega);
    store<f32>(solving(SOLVE_OMEGA), <f32>omega, SOLVE_BLACK);
    omega = 1 / (1 - 0.25 * square * omega);
    pass(Op.smooth, level);
    if (sweep == most) break;
    if (tolerance == 0) continue;
    const change = largestOfBands(0);
    if (sweep == 1) scale = max<f32>(scale, change);
    // The error left is at most about this share of what the sweep changed.
    if (<f64>change * square <= <f64>(tolerance * scale) * (1 - radius)) break;
  }
  return sweep;
}

/** Solves on the finest grid alone. */
function relax(before: f32): u32 {
  return sweeps(0, MOST_SWEEPS, before, TOLERANCE);
}

function smooth(level: u32): void {
  store<f32>(solving(SOLVE_OMEGA), 1);
  store<f32>(solving(SOLVE_OMEGA), 1, SOLVE_BLACK);
  pass(Op.smooth, level);
}

/** V-cycles down to the grid `coarsest`; returns how many. */
function cycle(coarsest: u32): u32 {
  for (let level: u32 = 0; level < coarsest; ++level) pass(Op.weigh, level);
  let last: f32 = f32.MAX_VALUE;
  let cycles: u32 = 0;
  for (;;) {
    ++cycles;
    smooth(0);
    pass(Op.coarsen, 0);
    const rest = largestOfBands(0);
    if (cycles > MOST_CYCLES || rest <= TOLERANCE * largestOfBands(4)) break;
    // As small as f32 can have it.
    if (cycles > 4 && rest > 0.9 * last) break;
    last = rest;
    for (let level: u32 = 1; level < coarsest; ++level) {
      smooth(level);
      pass(Op.coarsen, level);
    }
    sweeps(coarsest, COARSEST_SWEEPS, 0, 0);
    for (let level = coarsest; level > 0; --level) {
      pass(Op.refine, level - 1);
      smooth(level - 1);
    }
  }
  return cycles;
}

/** What the step brought and took, from the sums that settling left; µM × voxels. */
function enterBooks(record: usize, field: i32, _plasma: f32, outside: f32): void {
  const hours = model(ModelField.stepHours);
  const held = sumOfBands(8);
  enter(record, BOOK_DECAYED, held * hours * fieldValue(field, FieldField.decayPerHour));
  enter(record, BOOK_CONSUMED, sumOfBands(16) * <f64>load<f32>(solving(SOLVE_CONSUMED)));
  const into = <f64>load<f32>(solving(SOLVE_VESSEL_IN)) * load<f64>(solving(SURFACE_SUM));
  enter(record, BOOK_VESSELS, into - sumOfBands(24) * <f64>load<f32>(solving(SOLVE_VESSEL_OUT)));
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
