/**
 * Where the fields of a tissue keep what they need, in a block of the heap:
 *
 *      0  the solve under way: f32 numbers of its equation, and what the threads are at
 *    256  a record per field (drugs, then oxygen): addresses, level in the vessels, books
 *    896  a record per grid level, the finest first
 *
 * Every array over voxels has the same shape: rows of VOXEL_ROW numbers, eights, of which the last is unused and 0, and
 * 64 bytes of zeros before and after, so that beside the first and the last voxel of a row there is always a 0.
 */

import {
  DRUGS,
  FIELD_BLOCK,
  FIELD_VALUES,
  header,
  pointer,
  setHeader,
  THREADS,
  TILES_X,
  TILES_Y,
  TILES_Z,
  VOXEL_PLANE,
  VOXEL_ROW,
  VOXELS_X,
  VOXELS_Y,
  VOXELS_Z,
} from '../memory/header';
import { allocate } from '../memory/heap';
import { fieldValue, tissueValue } from '../memory/layout';
import { threadOf } from '../memory/room';
import { Limit } from '../shared/limits';
import { Boundary, FieldField, TissueField } from '../shared/tissue';

export const OXYGEN: i32 = Limit.drugs;

/** A column of a tile's sites, f32. A thread has room for five, or for a row of voxels. */
export const COLUMN_BYTES: usize = 4096;
const ROOM_COLUMNS: usize = 5;

/** The solve under way. f32 unless said. Of a voxel's equation divided by what it holds, times the step: see fields/solve.ts. */
export const SOLVE_MASS: usize = 0;
export const SOLVE_BASE: usize = 4;
export const SOLVE_CONSUMED: usize = 8;
export const SOLVE_VESSEL_OUT: usize = 12;
export const SOLVE_VESSEL_IN: usize = 16;
export const SOLVE_OUTSIDE: usize = 20;
export const SOLVE_FLOOR: usize = 24;
export const SOLVE_FIELD: usize = 36; // i32
/** What the threads are at: an `Op` on a level, by so many bands of so many slabs. u32. */
export const SOLVE_OP: usize = 40;
export const SOLVE_LEVEL: usize = 44;
export const SOLVE_BANDS: usize = 48;
export const SOLVE_BAND: usize = 52;
/** Of a run of sweeps: `Ends`, half-sweeps (at most 32), and the relaxation of each, f32. */
export const SOLVE_ENDS: usize = 56;
export const SOLVE_HALVES: usize = 60;
export const SOLVE_OMEGAS: usize = 112;

/** Share of cells taken, and of vessel surface per volume, by voxel; 0: none. u32, as all that follow. */
export const OCCUPIED: usize = 64;
export const SURFACE: usize = 68;
/** Zeros, as long as a row of the finest level. */
export const ZEROS: usize = 72;
/** 32 bytes per slab: largest number f32, second f32, three sums f64. */
export const SLABS: usize = 76;
export const LEVELS: usize = 80;
/** Whether any vessel is there, and the sum of their surface per volume over voxels (f64). */
export const WALLS: usize = 84;
export const SURFACE_SUM: usize = 88;
/** Threads' rooms for fields; what metabolism changed in a step, f64 per tile and drug. */
export const ROOMS: usize = 96;
export const CHANGED: usize = 100;

const RECORDS: usize = 256;
const RECORD_BYTES: usize = 128;
/** Of a field: slope of uptake, uptake at level 0, and debt by voxel; addresses, 0: none. */
export const RECORD_SLOPE: usize = 0;
export const RECORD_UPTAKE: usize = 4;
export const RECORD_RESIDUAL: usize = 8;
/** 1: some voxel or some cell may hold some of it. */
export const RECORD_WET: usize = 12;
/** Sweeps or cycles of the last solve. */
export const RECORD_CYCLES: usize = 16;
/** Books: from vessels, through the boundary, decayed, consumed, metabolised; f64, µM × voxels. */
export const RECORD_BOOKS: usize = 64;
export const BOOK_VESSELS: usize = RECORD_BOOKS;
export const BOOK_BOUNDARY: usize = RECORD_BOOKS + 8;
export const BOOK_DECAYED: usize = RECORD_BOOKS + 16;
export const BOOK_CONSUMED: usize = RECORD_BOOKS + 24;
export const BOOK_METABOLISED: usize = RECORD_BOOKS + 32;
/** In the fluid and in cells, when they were last counted. */
export const BOOK_FLUID: usize = RECORD_BOOKS + 40;
export const BOOK_CELLS: usize = RECORD_BOOKS + 48;
/** Sum of the field itself, which owes the fluid's debt and cells' next uptake. */
export const BOOK_VALUES: usize = RECORD_BOOKS + 56;

const LEVEL_RECORDS: usize = RECORDS + RECORD_BYTES * Limit.fields;
const LEVEL_BYTES: usize = 128;
const MOST_LEVELS: usize = 14;
/** A level: voxels along x, rows of a slab, slabs; bytes from row to row and from slab to slab. u32. */
export const LEVEL_X: usize = 0;
export const LEVEL_ROWS: usize = 4;
export const LEVEL_SLABS: usize = 8;
export const LEVEL_ROW: usize = 12;
export const LEVEL_SLAB: usize = 16;
/** Values, right-hand side, inverse diagonal and screening by voxel: addresses. */
export const LEVEL_VALUES: usize = 20;
export const LEVEL_RIGHT: usize = 24;
export const LEVEL_INVERSE: usize = 28;
export const LEVEL_SCREENING: usize = 32;
/** By x, a row each: diagonal, boundary, coupling to the next voxel and to the one before, 1 for a voxel. Address. */
export const LEVEL_ALONG: usize = 36;
/** Coupling of neighbours, and boundaries below and above: of x, rows and slabs. f32. */
export const LEVEL_COUPLING: usize = 40;
export const LEVEL_LOW_X: usize = 44;
export const LEVEL_HIGH_X: usize = 48;
export const LEVEL_LOW_ROWS: usize = 52;
export const LEVEL_HIGH_ROWS: usize = 56;
export const LEVEL_LOW_SLABS: usize = 60;
export const LEVEL_HIGH_SLABS: usize = 64;
/** Voxels of the level below that one of this covers, as a share of one: f32. */
export const LEVEL_SHARE: usize = 68;

const BLOCK_BYTES: usize = LEVEL_RECORDS + LEVEL_BYTES * MOST_LEVELS;
const MARGIN: usize = 64;

export function solving(offset: usize): usize {
  return pointer(FIELD_BLOCK) + offset;
}

export function fieldRecord(field: i32): usize {
  return pointer(FIELD_BLOCK) + RECORDS + RECORD_BYTES * <usize>field;
}

export function gridLevel(level: u32): usize {
  return pointer(FIELD_BLOCK) + LEVEL_RECORDS + LEVEL_BYTES * <usize>level;
}

/** A thread's room for fields, by its room. */
export function fieldRoom(room: usize): usize {
  return <usize>load<u32>(solving(ROOMS)) + COLUMN_BYTES * ROOM_COLUMNS * threadOf(room);
}

export function hasField(field: i32): bool {
  return pointer(FIELD_VALUES + ((<usize>field) << 2)) != 0;
}

/** Zeros with a margin on both sides; 0 at the memory limit. */
function zeros(bytes: usize): usize {
  const at = allocate(bytes + 2 * MARGIN);
  if (at == 0) return 0;
  memory.fill(at, 0, bytes + 2 * MARGIN);
  return at + MARGIN;
}

/** Room for all fields of the tissue, empty. False at the memory limit. */
export function layFields(): bool {
  setHeader(FIELD_BLOCK, 0);
  const drugs = <i32>tissueValue(TissueField.drugFields) != 0 ? <i32>header(DRUGS) : 0;
  const oxygen = tissueValue(TissueField.oxygen) != 0;
  if (drugs == 0 && !oxygen) return true;
  const block = zeros(BLOCK_BYTES);
  if (block == 0) return false;
  setHeader(FIELD_BLOCK, <u32>block);
  const bytes = fieldBytes();
  for (let drug = 0; drug < drugs; ++drug) {
    const values = zeros(bytes);
    const slope = zeros(bytes);
    const uptake = zeros(bytes);
    const debt = zeros(bytes);
    if (values == 0 || slope == 0 || uptake == 0 || debt == 0) return false;
    setHeader(FIELD_VALUES + ((<usize>drug) << 2), <u32>values);
    store<u32>(fieldRecord(drug), <u32>slope, RECORD_SLOPE);
    store<u32>(fieldRecord(drug), <u32>uptake, RECORD_UPTAKE);
    store<u32>(fieldRecord(drug), <u32>debt, RECORD_RESIDUAL);
  }
  if (oxygen) {
    const values = zeros(bytes);
    if (values == 0) return false;
    setHeader(FIELD_VALUES + ((<usize>OXYGEN) << 2), <u32>values);
  }
  const occupied = zeros(bytes);
  const surface = zeros(bytes);
  const rooms = zeros(COLUMN_BYTES * ROOM_COLUMNS * <usize>header(THREADS));
  const tiles = header(TILES_X) * header(TILES_Y) * header(TILES_Z);
  const changed = zeros((<usize>(tiles * header(DRUGS))) << 3);
  if (rooms == 0 || changed == 0) return false;
  store<u32>(solving(ROOMS), <u32>rooms);
  store<u32>(solving(CHANGED), <u32>changed);
  const empty = zeros((<usize>header(VOXEL_ROW)) << 2);
  if (occupied == 0 || surface == 0 || empty == 0) return false;
  store<u32>(solving(OCCUPIED), <u32>occupied);
  store<u32>(solving(SURFACE), <u32>surface);
  store<u32>(solving(ZEROS), <u32>empty);
  return layLevels();
}

/** Bytes of an array over all voxels. */
export function fieldBytes(): usize {
  return (<usize>(header(VOXEL_PLANE) * header(VOXELS_Z))) << 2;
}

/** Grids of half the voxels along each edge, down to one. */
function layLevels(): bool {
  let x = header(VOXELS_X);
  const flat = header(VOXELS_Z) == 1;
  let rows: u32 = flat ? 1 : header(VOXELS_Y);
  let slabs = flat ? header(VOXELS_Y) : header(VOXELS_Z);
  const sums = zeros((<usize>slabs) << 5);
  if (sums == 0) return false;
  store<u32>(solving(SLABS), <u32>sums);
  let level: u32 = 0;
  let share: f32 = 1;
  for (;;) {
    const at = gridLevel(level);
    const row = (<usize>((x + 8) & ~7)) << 2;
    const bytes = row * <usize>rows * <usize>slabs;
    const right = zeros(bytes);
    const inverse = zeros(bytes);
    const screening = zeros(bytes);
    const values = level == 0 ? right : zeros(bytes);
    const along = zeros(5 * row);
    if (right == 0 || inverse == 0 || screening == 0 || values == 0 || along == 0) return false;
    store<u32>(at, x, LEVEL_X);
    store<u32>(at, rows, LEVEL_ROWS);
    store<u32>(at, slabs, LEVEL_SLABS);
    store<u32>(at, <u32>row, LEVEL_ROW);
    store<u32>(at, <u32>(row * <usize>rows), LEVEL_SLAB);
    store<u32>(at, <u32>values, LEVEL_VALUES);
    store<u32>(at, <u32>right, LEVEL_RIGHT);
    store<u32>(at, <u32>inverse, LEVEL_INVERSE);
    store<u32>(at, <u32>screening, LEVEL_SCREENING);
    store<u32>(at, <u32>along, LEVEL_ALONG);
    store<f32>(at, share, LEVEL_SHARE);
    ++level;
    if (x == 1 && rows == 1 && slabs == 1) break;
    share = 1;
    if (x > 1) share *= 0.5;
    if (rows > 1) share *= 0.5;
    if (slabs > 1) share *= 0.5;
    x = (x + 1) >> 1;
    rows = (rows + 1) >> 1;
    slabs = (slabs + 1) >> 1;
  }
  store<u32>(solving(LEVELS), level);
  return true;
}

/** Level that a field's boundary is held at while its plasma level is `plasma`; negative: nothing passes. */
export function boundaryLevel(field: i32, plasma: f32): f32 {
  const kind = <i32>fieldValue(field, FieldField.boundary);
  if (kind == Boundary.fixed) return <f32>fieldValue(field, FieldField.boundaryValue);
  return kind == Boundary.bath && plasma > 0 ? plasma : -1;
}
