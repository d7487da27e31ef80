/**
 * The passes of a solve over a grid, by bands of slabs (rows of a plane, planes of a volume) that threads share. A band
 * holds the same slabs however many threads there are, and sums are taken band by band, so the bits are the same.
 */
import {
  BANDS,
  fieldRecord,
  gridLevel,
  LEVEL_ALONG,
  LEVEL_BAND,
  LEVEL_COUPLING,
  LEVEL_HIGH_ROWS,
  LEVEL_HIGH_SLABS,
  LEVEL_INVERSE,
  LEVEL_LOW_ROWS,
  LEVEL_LOW_SLABS,
  LEVEL_RIGHT,
  LEVEL_ROW,
  LEVEL_ROWS,
  LEVEL_SCREENING,
  LEVEL_SLAB,
  LEVEL_SLABS,
  LEVEL_VALUES,
  LEVEL_X,
  OCCUPIED,
  RECORD_DEBT,
  RECORD_SLOPE,
  RECORD_UPTAKE,
  SOLVE_BANDS,
  SOLVE_BLACK,
  SOLVE_CONSUMED,
  SOLVE_FIELD,
  SOLVE_FLOOR,
  SOLVE_LEVEL,
  SOLVE_OMEGA,
  SOLVE_OP,
  SOLVE_VESSEL_OUT,
  SURFACE,
  solving,
  ZEROS,
} from './fieldLayout';
import { dotRow, equateRow, largestInRow, settleRow, sumRow } from './fieldRows';
import { smoothRow } from './fieldSmooth';
import { header, roomOf, THREADS } from './layout';
import { coarsenSlab, refineSlab, weighSlab } from './multigrid';
import { announce, meet, Task, takeTile } from './threads';

export enum Op {
  /** Equations of the finest grid. */
  equate = 0,
  /** A red and a black half-sweep; with several bands the black slabs at their edges are left for the next. */
  smooth = 1,
  smoothEdges = 2,
  /** Screening of the next coarser grid. */
  weigh = 3,
  /** Residual to the next coarser grid. */
  coarsen = 4,
  /** Correction from it. */
  refine = 5,
  /** Debts and books. */
  settle = 6,
}

/** Fewer voxels than this are not worth waking others for. */
const LEAST_VOXELS: u32 = 32768;
const BAND_BYTES: usize = 32;

/** Has all bands of a pass worked on; what they leave is in the records that `bandAt` gives. */
export function pass(op: u32, level: u32): void {
  const grid = gridLevel(level);
  // Restriction goes by slabs of the coarser grid.
  const over = op == Op.weigh || op == Op.coarsen ? gridLevel(level + 1) : grid;
  const slabs = load<u32>(over, LEVEL_SLABS);
  const band = load<u32>(over, LEVEL_BAND);
  let bands = (slabs + band - 1) / band;
  const voxels = load<u32>(grid, LEVEL_X) * load<u32>(grid, LEVEL_ROWS) * load<u32>(grid, LEVEL_SLABS);
  const shared = header(THREADS) > 1 && bands > 1 && voxels >= LEAST_VOXELS;
  // Alone, one goes once through the whole grid, black on the heels of red.
  if (op == Op.smooth && !shared) bands = 1;
  memory.fill(bandAt(0), 0, BAND_BYTES * <usize>bands);
  store<u32>(solving(SOLVE_OP), op);
  store<u32>(solving(SOLVE_LEVEL), level);
  store<u32>(solving(SOLVE_BANDS), bands);
  if (!shared) {
    for (let b: u32 = 0; b < bands; ++b) workOn(roomOf(0), b);
    return;
  }
  announce(Task.field);
  workBands(0);
  meet();
  if (op != Op.smooth) return;
  store<u32>(solving(SOLVE_OP), Op.smoothEdges);
  announce(Task.field);
  workBands(0);
  meet();
}

/** One thread's share of a pass. */
export function workBands(thread: u32): void {
  const room = roomOf(thread);
  const bands = load<u32>(solving(SOLVE_BANDS));
  for (let b = takeTile(); b < bands; b = takeTile()) workOn(room, b);
}

/** Where a band leaves its largest numbers, f32 two, and its sums, f64 three. */
export function bandAt(band: u32): usize {
  return <usize>load<u32>(solving(BANDS)) + BAND_BYTES * <usize>band;
}

/** The largest number that the bands left at an offset of theirs. */
export function largestOfBands(offset: usize): f32 {
  let most: f32 = 0;
  for (let b: u32 = 0; b < load<u32>(solving(SOLVE_BANDS)); ++b) {
    const own = load<f32>(bandAt(b) + offset);
    if (own > most) most = own;
  }
  return most;
}

/** The sum of what they left, in their order. */
export function sumOfBands(offset: usize): f64 {
  let sum: f64 = 0;
  for (let b: u32 = 0; b < load<u32>(solving(SOLVE_BANDS)); ++b) sum += load<f64>(bandAt(b) + offset);
  return sum;
}

export function raiseBand(at: usize, value: f32): void {
  if (value > load<f32>(at)) store<f32>(at, value);
}

function addToBand(at: usize, value: f32): void {
  store<f64>(at, load<f64>(at) + <f64>value);
}

function workOn(room: usize, band: u32): void {
  const op = load<u32>(solving(SOLVE_OP));
  const level = load<u32>(solving(SOLVE_LEVEL));
  const restricts = op == Op.weigh || op == Op.coarsen;
  const over = gridLevel(restricts ? level + 1 : level);
  const slabs = load<u32>(over, LEVEL_SLABS);
  const size = load<u32>(over, LEVEL_BAND);
  const from = band * size;
  let to = min<u32>(from + size, slabs);
  const left = bandAt(band);
  if (op == Op.smooth || op == Op.smoothEdges) {
    if (load<u32>(solving(SOLVE_BANDS)) == 1) to = slabs;
    if (op == Op.smooth) smoothBand(left, level, from, to);
    else smoothEdges(left, level, from, to);
    return;
  }
  for (let s = from; s < to; ++s) {
    if (op == Op.equate) equateSlab(left, s);
    else if (op == Op.weigh) weighSlab(room, level, s);
    else if (op == Op.coarsen) coarsenSlab(room, left, level, s);
    else if (op == Op.refine) refineSlab(room, level, s);
    else settleSlab(left, s);
  }
}

function smoothBand(left: usize, level: u32, from: u32, to: u32): void {
  const slabs = load<u32>(gridLevel(level), LEVEL_SLABS);
  for (let s = from; s < to; ++s) {
    smoothSlab(left, level, s, 0);
    // The slab before has all its red neighbours, unless one is another band's.
    if (s > from && (s - 1 > from || from == 0)) smoothSlab(left, level, s - 1, 1);
  }
  if (to == slabs && (to - 1 > from || from == 0)) smoothSlab(left, level, to - 1, 1);
}

/** The black slabs beside another band's red ones. */
function smoothEdges(left: usize, level: u32, from: u32, to: u32): void {
  const slabs = load<u32>(gridLevel(level), LEVEL_SLABS);
  if (from > 0) smoothSlab(left, level, from, 1);
  if (to < slabs && (to - 1 > from || from == 0)) smoothSlab(left, level, to - 1, 1);
}

/** Half-sweep of one slab: its red (0) or black (1) voxels. */
function smoothSlab(left: usize, level: u32, slab: u32, colour: u32): void {
  const grid = gridLevel(level);
  const bytes = <usize>load<u32>(grid, LEVEL_ROW);
  const slabBytes = <usize>load<u32>(grid, LEVEL_SLAB);
  const rows = load<u32>(grid, LEVEL_ROWS);
  const start = slabBytes * <usize>slab;
  const values = <usize>load<u32>(grid, LEVEL_VALUES) + start;
  const right = <usize>load<u32>(grid, LEVEL_RIGHT) + start;
  const inverse = <usize>load<u32>(grid, LEVEL_INVERSE) + start;
  const coupling = load<f32>(grid, LEVEL_COUPLING);
  const omega = load<f32>(solving(SOLVE_OMEGA) + (colour != 0 ? SOLVE_BLACK : 0));
  const floor = level == 0 ? load<f32>(solving(SOLVE_FLOOR)) : -f32.MAX_VALUE;
  const zeros = <usize>load<u32>(solving(ZEROS));
  const first = slab == 0;
  const last = slab + 1 == load<u32>(grid, LEVEL_SLABS);
  let most: f32 = 0;
  for (let row: u32 = 0; row < rows; ++row) {
    const at = bytes * <usize>row;
    let above: usize = 0;
    let below: usize = 0;
    if (rows > 1) {
      above = row == 0 ? zeros : values + at - bytes;
      below = row + 1 == rows ? zeros : values + at + bytes;
    }
    const change = smoothRow(
      values + at,
      first ? zeros : values + at - slabBytes,
      last ? zeros : values + at + slabBytes,
      above,
      below,
      right + at,
      inverse + at,
      bytes,
      coupling,
      omega,
      floor,
      (colour + slab + row) & 1,
    );
    if (change > most) most = change;
  }
  raiseBand(left, most);
}

/** What neighbours of a row across x add to its diagonal, in multiples of the coupling. */
export function neighboursAcross(grid: usize, row: u32, slab: u32): f32 {
  let count: f32 = 0;
  if (row > 0) count += 1;
  if (row + 1 < load<u32>(grid, LEVEL_ROWS)) count += 1;
  if (slab > 0) count += 1;
  if (slab + 1 < load<u32>(grid, LEVEL_SLABS)) count += 1;
  return count * load<f32>(grid, LEVEL_COUPLING);
}

/** What boundaries across x take from a row. */
export function boundaryAcross(grid: usize, row: u32, slab: u32): f32 {
  let sum: f32 = 0;
  if (row == 0) sum += load<f32>(grid, LEVEL_LOW_ROWS);
  if (row + 1 == load<u32>(grid, LEVEL_ROWS)) sum += load<f32>(grid, LEVEL_HIGH_ROWS);
  if (slab == 0) sum += load<f32>(grid, LEVEL_LOW_SLABS);
  if (slab + 1 == load<u32>(grid, LEVEL_SLABS)) sum += load<f32>(grid, LEVEL_HIGH_SLABS);
  return sum;
}

/** Leaves the largest value before the solve. */
function equateSlab(left: usize, slab: u32): void {
  const grid = gridLevel(0);
  const record = fieldRecord(load<i32>(solving(SOLVE_FIELD)));
  const bytes = <usize>load<u32>(grid, LEVEL_ROW);
  const rows = load<u32>(grid, LEVEL_ROWS);
  const along = <usize>load<u32>(grid, LEVEL_ALONG);
  const debt = <usize>load<u32>(record, RECORD_DEBT);
  const zeros = <usize>load<u32>(solving(ZEROS));
  for (let row: u32 = 0; row < rows; ++row) {
    const at = <usize>load<u32>(grid, LEVEL_SLAB) * <usize>slab + bytes * <usize>row;
    const values = <usize>load<u32>(grid, LEVEL_VALUES) + at;
    const screening = <usize>load<u32>(grid, LEVEL_SCREENING) + at;
    const boundary = boundaryAcross(grid, row, slab);
    raiseBand(left, largestInRow(values, bytes));
    equateRow(
      values,
      debt == 0 ? 0 : debt + at,
      debt == 0 ? zeros : <usize>load<u32>(record, RECORD_UPTAKE) + at,
      debt == 0 ? zeros : <usize>load<u32>(record, RECORD_SLOPE) + at,
      <usize>load<u32>(solving(OCCUPIED)) + at,
      <usize>load<u32>(solving(SURFACE)) + at,
      <usize>load<u32>(grid, LEVEL_RIGHT) + at,
      screening,
      <usize>load<u32>(grid, LEVEL_INVERSE) + at,
      along,
      bytes,
      neighboursAcross(grid, row, slab) + boundary,
      boundary,
    );
  }
}

/** Leaves the largest value, and the sums of values, of what cells and of what vessels meet. */
function settleSlab(left: usize, slab: u32): void {
  const grid = gridLevel(0);
  const record = fieldRecord(load<i32>(solving(SOLVE_FIELD)));
  const bytes = <usize>load<u32>(grid, LEVEL_ROW);
  const slabBytes = <usize>load<u32>(grid, LEVEL_SLAB);
  const rows = load<u32>(grid, LEVEL_ROWS);
  const debt = <usize>load<u32>(record, RECORD_DEBT);
  const last = slab + 1 == load<u32>(grid, LEVEL_SLABS);
  const consumed = load<f32>(solving(SOLVE_CONSUMED)) > 0;
  const vessels = load<f32>(solving(SOLVE_VESSEL_OUT)) > 0;
  for (let row: u32 = 0; row < rows; ++row) {
    const at = slabBytes * <usize>slab + bytes * <usize>row;
    const values = <usize>load<u32>(grid, LEVEL_VALUES) + at;
    const occupied = <usize>load<u32>(solving(OCCUPIED)) + at;
    const surface = <usize>load<u32>(solving(SURFACE)) + at;
    raiseBand(left, largestInRow(values, bytes));
    addToBand(left + 8, sumRow(values, bytes));
    if (consumed) addToBand(left + 16, dotRow(values, occupied, bytes));
    if (vessels) addToBand(left + 24, dotRow(values, surface, bytes));
    if (debt == 0) continue;
    settleRow(
      debt + at,
      values,
      slab == 0 ? values : values - slabBytes,
      last ? values : values + slabBytes,
      rows == 1 ? 0 : row == 0 ? values : values - bytes,
      row + 1 == rows ? values : values + bytes,
      occupied,
      surface,
      <usize>load<u32>(grid, LEVEL_ALONG),
      bytes,
      load<f32>(grid, LEVEL_COUPLING),
      boundaryAcross(grid, row, slab),
    );
  }
}
