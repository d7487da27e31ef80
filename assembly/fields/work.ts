/**
 * The passes of a solve over a grid, by bands of slabs (rows of a plane, planes of a volume) that threads share. What a
 * slab is given does not depend on its band, and sums are taken slab by slab, so the bits are always the same.
 */

import { header, THREADS } from '../memory/header';
import { roomOf } from '../memory/room';
import { announce, meet, Task, takeTile } from '../threads/threads';
import {
  fieldRecord,
  gridLevel,
  LEVEL_ALONG,
  LEVEL_COUPLING,
  LEVEL_INVERSE,
  LEVEL_RIGHT,
  LEVEL_ROW,
  LEVEL_ROWS,
  LEVEL_SCREENING,
  LEVEL_SLAB,
  LEVEL_SLABS,
  LEVEL_VALUES,
  LEVEL_X,
  OCCUPIED,
  RECORD_RESIDUAL,
  RECORD_SLOPE,
  RECORD_UPTAKE,
  SOLVE_BAND,
  SOLVE_BANDS,
  SOLVE_CONSUMED,
  SOLVE_ENDS,
  SOLVE_FIELD,
  SOLVE_FLOOR,
  SOLVE_HALVES,
  SOLVE_LEVEL,
  SOLVE_OMEGAS,
  SOLVE_OP,
  SOLVE_VESSEL_OUT,
  SURFACE,
  solving,
  ZEROS,
} from './layout';
import { coarsenSlab, refineSlab, weighSlab } from './multigrid';
import { dotRow, equateRow, largestInRow, settleRow, sumRow } from './rows';
import { boundaryAcross, neighboursAcross, raise, SUM_BYTES, slabAt } from './slabs';
import { smoothRow } from './smooth';

export enum Op {
  /** A run of sweeps, with what `Ends` says before and after. */
  run = 0,
  /** The rest of it, where bands meet. */
  seams = 1,
  /** Screening of the next coarser grid. */
  weigh = 2,
  /** Residual to the next coarser grid. */
  coarsen = 3,
  /** Debts and books. */
  settle = 4,
}

/** What comes before and after the sweeps of a run, as bits. */
export enum Ends {
  none = 0,
  /** Equations of the finest grid first. */
  equate = 1,
  /** Correction from the coarser grid first. */
  refine = 2,
  /** Debts and books last. */
  settle = 4,
}

/** Fewer voxels than this are not worth waking others for. */
const LEAST_VOXELS: u32 = 32768;

/** Has all slabs of a grid worked on; what they leave is in the records that `slabAt` gives. */
export function pass(op: u32, level: u32): void {
  const grid = gridLevel(level);
  // Restriction goes by slabs of the coarser grid.
  const over = op == Op.weigh || op == Op.coarsen ? gridLevel(level + 1) : grid;
  const slabs = load<u32>(over, LEVEL_SLABS);
  let band: u32 = load<u32>(grid, LEVEL_ROWS) > 1 ? 8 : 32;
  // A run's stages shrink a band from both sides.
  if (op == Op.run) band = max<u32>(band, 2 * stages());
  const bands = (slabs + band - 1) / band;
  const voxels = load<u32>(grid, LEVEL_X) * load<u32>(grid, LEVEL_ROWS) * load<u32>(grid, LEVEL_SLABS);
  const shared = header(THREADS) > 1 && bands > 1 && voxels >= LEAST_VOXELS;
  memory.fill(slabAt(0), 0, SUM_BYTES * <usize>slabs);
  store<u32>(solving(SOLVE_OP), op);
  store<u32>(solving(SOLVE_LEVEL), level);
  store<u32>(solving(SOLVE_BANDS), shared ? bands : 1);
  store<u32>(solving(SOLVE_BAND), shared ? band : slabs);
  if (!shared) {
    workOn(roomOf(0), 0);
    return;
  }
  announce(Task.field);
  workBands(0);
  meet();
  // Read again: what a local variable holds does not outlast a wait (threads.ts).
  if (load<u32>(solving(SOLVE_OP)) != Op.run) return;
  store<u32>(solving(SOLVE_OP), Op.seams);
  store<u32>(solving(SOLVE_BANDS), load<u32>(solving(SOLVE_BANDS)) - 1);
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

/** The largest number that the first `slabs` slabs left at an offset of theirs. */
export function largestOf(slabs: u32, offset: usize): f32 {
  let most: f32 = 0;
  for (let s: u32 = 0; s < slabs; ++s) {
    const own = load<f32>(slabAt(s) + offset);
    if (own > most) most = own;
  }
  return most;
}

/** The sum of what the slabs of the finest grid left, in their order. */
export function sumOf(offset: usize): f64 {
  let sum: f64 = 0;
  const slabs = load<u32>(gridLevel(0), LEVEL_SLABS);
  for (let s: u32 = 0; s < slabs; ++s) sum += load<f64>(slabAt(s) + offset);
  return sum;
}

function add(at: usize, value: f32): void {
  store<f64>(at, load<f64>(at) + <f64>value);
}

function workOn(room: usize, band: u32): void {
  const op = load<u32>(solving(SOLVE_OP));
  const level = load<u32>(solving(SOLVE_LEVEL));
  const restricts = op == Op.weigh || op == Op.coarsen;
  const slabs = load<u32>(gridLevel(restricts ? level + 1 : level), LEVEL_SLABS);
  const size = load<u32>(solving(SOLVE_BAND));
  const from = band * size;
  const to = min<u32>(from + size, slabs);
  if (op == Op.run) runBand(room, level, from, to, slabs);
  else if (op == Op.seams) runSeam(room, level, to, slabs);
  else {
    for (let s = from; s < to; ++s) {
      if (op == Op.weigh) weighSlab(room, level, s);
      else if (op == Op.coarsen) coarsenSlab(room, level, s);
      else settleSlab(s);
    }
  }
}

/** Last stage of a run: 0 is what comes before the sweeps, then every half-sweep, then what comes after. */
function stages(): u32 {
  return load<u32>(solving(SOLVE_HALVES)) + ((load<u32>(solving(SOLVE_ENDS)) & Ends.settle) != 0 ? 1 : 0);
}

/**
 * All stages of a run over a band, each close on the heels of the one before so that rows are still in the cache. Every
 * stage needs of the slabs beside one the stage before, so where another band follows each falls one slab behind.
 */
function runBand(room: usize, level: u32, from: u32, to: u32, slabs: u32): void {
  const last = <i32>stages();
  const open = from > 0;
  const ends = to == slabs;
  for (let t = <i32>from; t < <i32>to + last; ++t) {
    for (let k = 0; k <= last; ++k) {
      const s = t - k;
      const low = <i32>from + (open ? k : 0);
      const high = <i32>to - (ends ? 0 : k);
      if (s >= low && s < high) runStage(room, level, <u32>s, <u32>k);
    }
  }
}

/** What bands have left on either side of where two meet; the last may have fewer slabs than a run has stages. */
function runSeam(room: usize, level: u32, seam: u32, slabs: u32): void {
  const last = <i32>stages();
  for (let t = <i32>seam - last; t < <i32>seam + 2 * last; ++t) {
    for (let k = 1; k <= last; ++k) {
      const s = t - k;
      if (s >= <i32>seam - k && s < min<i32>(<i32>seam + k, <i32>slabs))
        runStage(room, level, <u32>s, <u32>k);
    }
  }
}

function runStage(room: usize, level: u32, slab: u32, stage: u32): void {
  const halves = load<u32>(solving(SOLVE_HALVES));
  if (stage == 0) {
    const ends = load<u32>(solving(SOLVE_ENDS));
    if ((ends & Ends.equate) != 0) equateSlab(slab);
    if ((ends & Ends.refine) != 0) refineSlab(room, level, slab);
  } else if (stage <= halves) {
    const omega = load<f32>(solving(SOLVE_OMEGAS) + ((<usize>(stage - 1)) << 2));
    smoothSlab(level, slab, (stage - 1) & 1, omega);
  } else {
    settleSlab(slab);
  }
}

/** Half-sweep of one slab: its red (0) or black (1) voxels. */
function smoothSlab(level: u32, slab: u32, colour: u32, omega: f32): void {
  const grid = gridLevel(level);
  const bytes = <usize>load<u32>(grid, LEVEL_ROW);
  const slabBytes = <usize>load<u32>(grid, LEVEL_SLAB);
  const rows = load<u32>(grid, LEVEL_ROWS);
  const start = slabBytes * <usize>slab;
  const values = <usize>load<u32>(grid, LEVEL_VALUES) + start;
  const right = <usize>load<u32>(grid, LEVEL_RIGHT) + start;
  const inverse = <usize>load<u32>(grid, LEVEL_INVERSE) + start;
  const coupling = load<f32>(grid, LEVEL_COUPLING);
  const floor = level == 0 ? load<f32>(solving(SOLVE_FLOOR)) : -f32.MAX_VALUE;
  const zeros = <usize>load<u32>(solving(ZEROS));
  const first = slab == 0;
  const last = slab + 1 == load<u32>(grid, LEVEL_SLABS);
  for (let row: u32 = 0; row < rows; ++row) {
    const at = bytes * <usize>row;
    let above: usize = 0;
    let below: usize = 0;
    if (rows > 1) {
      above = row == 0 ? zeros : values + at - bytes;
      below = row + 1 == rows ? zeros : values + at + bytes;
    }
    smoothRow(
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
  }
}

function equateSlab(slab: u32): void {
  const grid = gridLevel(0);
  const record = fieldRecord(load<i32>(solving(SOLVE_FIELD)));
  const bytes = <usize>load<u32>(grid, LEVEL_ROW);
  const rows = load<u32>(grid, LEVEL_ROWS);
  const along = <usize>load<u32>(grid, LEVEL_ALONG);
  const debt = <usize>load<u32>(record, RECORD_RESIDUAL);
  const zeros = <usize>load<u32>(solving(ZEROS));
  const consumed = load<f32>(solving(SOLVE_CONSUMED)) > 0;
  const vessels = load<f32>(solving(SOLVE_VESSEL_OUT)) > 0;
  for (let row: u32 = 0; row < rows; ++row) {
    const at = <usize>load<u32>(grid, LEVEL_SLAB) * <usize>slab + bytes * <usize>row;
    const values = <usize>load<u32>(grid, LEVEL_VALUES) + at;
    const screening = <usize>load<u32>(grid, LEVEL_SCREENING) + at;
    const boundary = boundaryAcross(grid, row, slab);
    equateRow(
      values,
      debt == 0 ? 0 : debt + at,
      debt == 0 ? zeros : <usize>load<u32>(record, RECORD_UPTAKE) + at,
      debt == 0 ? zeros : <usize>load<u32>(record, RECORD_SLOPE) + at,
      consumed ? <usize>load<u32>(solving(OCCUPIED)) + at : zeros,
      vessels ? <usize>load<u32>(solving(SURFACE)) + at : zeros,
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
function settleSlab(slab: u32): void {
  const left = slabAt(slab);
  const grid = gridLevel(0);
  const record = fieldRecord(load<i32>(solving(SOLVE_FIELD)));
  const bytes = <usize>load<u32>(grid, LEVEL_ROW);
  const slabBytes = <usize>load<u32>(grid, LEVEL_SLAB);
  const rows = load<u32>(grid, LEVEL_ROWS);
  const debt = <usize>load<u32>(record, RECORD_RESIDUAL);
  const last = slab + 1 == load<u32>(grid, LEVEL_SLABS);
  const consumed = load<f32>(solving(SOLVE_CONSUMED)) > 0;
  const vessels = load<f32>(solving(SOLVE_VESSEL_OUT)) > 0;
  const zeros = <usize>load<u32>(solving(ZEROS));
  for (let row: u32 = 0; row < rows; ++row) {
    const at = slabBytes * <usize>slab + bytes * <usize>row;
    const values = <usize>load<u32>(grid, LEVEL_VALUES) + at;
    const occupied = consumed ? <usize>load<u32>(solving(OCCUPIED)) + at : zeros;
    const surface = vessels ? <usize>load<u32>(solving(SURFACE)) + at : zeros;
    raise(left, largestInRow(values, bytes));
    add(left + 8, sumRow(values, bytes));
    if (consumed) add(left + 16, dotRow(values, occupied, bytes));
    if (vessels) add(left + 24, dotRow(values, surface, bytes));
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
