/**
 * From one grid to the next of half as many voxels along each edge, and back. Restriction is the mean over the voxels
 * that a coarse one covers (one beyond the lattice counting nothing), of residuals and of screening alike, so that an
 * even field is corrected exactly; interpolation is linear between centres of coarse voxels (Wesseling 1992, ch. 5.3).
 */
import {
  fieldRoom,
  gridLevel,
  LEVEL_ALONG,
  LEVEL_COUPLING,
  LEVEL_HIGH_ROWS,
  LEVEL_HIGH_SLABS,
  LEVEL_HIGH_X,
  LEVEL_INVERSE,
  LEVEL_LOW_ROWS,
  LEVEL_LOW_SLABS,
  LEVEL_LOW_X,
  LEVEL_RIGHT,
  LEVEL_ROW,
  LEVEL_ROWS,
  LEVEL_SCREENING,
  LEVEL_SHARE,
  LEVEL_SLAB,
  LEVEL_SLABS,
  LEVEL_VALUES,
  LEVEL_X,
  SOLVE_FLOOR,
  SOLVE_VESSEL_OUT,
  solving,
} from './layout';
import { largestInRow, residualRow } from './rows';
import { boundaryAcross, neighboursAcross, raise, slabAt } from './slabs';

/** In a thread's room: a row's residual, and a row of corrections with one more on either side. */
const REST: usize = 0;
const CORRECTION: usize = 16896;
/** A row of the largest of some; that of the second largest is in the thread's room for fields. */
const LARGEST: usize = 16896;

/** out += row */
function addRow(out: usize, row: usize, bytes: usize): void {
  if (ASC_FEATURE_SIMD) {
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(out + i, f32x4.add(v128.load(out + i), v128.load(row + i)));
    }
  } else {
    for (let i: usize = 0; i < bytes; i += 4) store<f32>(out + i, load<f32>(out + i) + load<f32>(row + i));
  }
}

/** Means of pairs of a fine row at `from` to a coarse one; where the fine row has but one voxel, that one's share. */
function pairRow(out: usize, from: usize, bytes: usize, share: f32, pairs: bool): void {
  if (!pairs) {
    memory.fill(out, 0, bytes);
    store<f32>(out, load<f32>(from) * share);
  } else if (ASC_FEATURE_SIMD) {
    const share4 = f32x4.splat(share);
    for (let i: usize = 0; i < bytes; i += 16) {
      const a = v128.load(from + 2 * i);
      const b = v128.load(from + 2 * i, 16);
      const sum = f32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
      v128.store(out + i, f32x4.mul(sum, share4));
    }
  } else {
    for (let i: usize = 0; i < bytes; i += 4) {
      store<f32>(out + i, (load<f32>(from + 2 * i) + load<f32>(from + 2 * i, 4)) * share);
    }
  }
}

/** Fine rows or slabs below a coarse one: the first, and one past the last. */
function firstBelow(index: u32, fine: u32): u32 {
  return fine > 1 ? 2 * index : 0;
}

function pastBelow(index: u32, fine: u32): u32 {
  return fine > 1 ? min<u32>(2 * index + 2, fine) : 1;
}

/**
 * A voxel that takes much more than all others beside it, as one with a vessel may, takes no more than comes to it by
 * diffusion: seen from a coarse voxel its screening lies behind a resistance, that between the middle of a coarse voxel
 * and of a fine one within, about ln 2 / 2π over the coupling (Peaceman 1978). Its residual passes the same resistance.
 */
const RESISTANCE: f32 = 0.08;

/** Screening and inverse diagonal of a slab of the grid above `level`. */
export function weighSlab(room: usize, level: u32, slab: u32): void {
  const fine = gridLevel(level);
  const coarse = gridLevel(level + 1);
  const fineBytes = <usize>load<u32>(fine, LEVEL_ROW);
  const bytes = <usize>load<u32>(coarse, LEVEL_ROW);
  const fineRows = load<u32>(fine, LEVEL_ROWS);
  const fineSlabs = load<u32>(fine, LEVEL_SLABS);
  const along = <usize>load<u32>(coarse, LEVEL_ALONG);
  const pairs = load<u32>(fine, LEVEL_X) > 1;
  const points = pairs && load<f32>(solving(SOLVE_VESSEL_OUT)) > 0;
  const resistance = RESISTANCE / load<f32>(fine, LEVEL_COUPLING);
  const length = max<usize>(fineBytes, 2 * bytes);
  const share = load<f32>(coarse, LEVEL_SHARE);
  for (let row: u32 = 0; row < load<u32>(coarse, LEVEL_ROWS); ++row) {
    memory.fill(room + REST, 0, length);
    if (points) {
      memory.fill(room + LARGEST, 0, length);
      memory.fill(fieldRoom(room), 0, length);
    }
    for (let s = firstBelow(slab, fineSlabs); s < pastBelow(slab, fineSlabs); ++s) {
      for (let r = firstBelow(row, fineRows); r < pastBelow(row, fineRows); ++r) {
        const at = <usize>load<u32>(fine, LEVEL_SLAB) * <usize>s + fineBytes * <usize>r;
        const from = <usize>load<u32>(fine, LEVEL_SCREENING) + at;
        addRow(room + REST, from, fineBytes);
        if (points) rankRow(room, from, fineBytes);
      }
    }
    const at = <usize>load<u32>(coarse, LEVEL_SLAB) * <usize>slab + bytes * <usize>row;
    const screening = <usize>load<u32>(coarse, LEVEL_SCREENING) + at;
    pairRow(screening, room + REST, bytes, share, pairs);
    if (points) easePoints(screening, room, bytes, resistance, share);
    const across = neighboursAcross(coarse, row, slab) + boundaryAcross(coarse, row, slab);
    invertRow(<usize>load<u32>(coarse, LEVEL_INVERSE) + at, screening, along, bytes, across);
  }
}

/** Keeps in the thread's room the largest and the second largest of the rows seen so far. */
function rankRow(room: usize, row: usize, bytes: usize): void {
  const first = room + LARGEST;
  const second = fieldRoom(room);
  if (ASC_FEATURE_SIMD) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const own = v128.load(row + i);
      const most = v128.load(first + i);
      v128.store(second + i, f32x4.pmax(v128.load(second + i), f32x4.pmin(most, own)));
      v128.store(first + i, f32x4.pmax(most, own));
    }
  } else {
    for (let i: usize = 0; i < bytes; i += 4) {
      const own = load<f32>(row + i);
      const most = load<f32>(first + i);
      const lesser = own < most ? own : most;
      if (lesser > load<f32>(second + i)) store<f32>(second + i, lesser);
      if (own > most) store<f32>(first + i, own);
    }
  }
}

/** Takes from each coarse voxel what its largest fine one has behind the resistance, r e² / (1 + r e). */
function easePoints(screening: usize, room: usize, bytes: usize, resistance: f32, share: f32): void {
  const first = room + LARGEST;
  const second = fieldRoom(room);
  for (let i: usize = 0; i < bytes; i += 4) {
    const a = load<f32>(first + 2 * i);
    const b = load<f32>(first + 2 * i, 4);
    const c = load<f32>(second + 2 * i);
    const d = load<f32>(second + 2 * i, 4);
    const lesser = a < b ? a : b;
    const third = c > d ? c : d;
    const excess = (a > b ? a : b) - (lesser > third ? lesser : third);
    const bend = resistance * excess;
    store<f32>(screening + i, load<f32>(screening + i) - ((bend * excess) / (1 + bend)) * share);
  }
}

function invertRow(inverse: usize, screening: usize, along: usize, bytes: usize, across: f32): void {
  if (ASC_FEATURE_SIMD) {
    const one = f32x4.splat(1);
    const zero = f32x4.splat(0);
    const across4 = f32x4.splat(across);
    for (let i: usize = 0; i < bytes; i += 16) {
      const diagonal = f32x4.add(f32x4.add(v128.load(screening + i), across4), v128.load(along + i));
      v128.store(inverse + i, v128.and(f32x4.div(one, diagonal), f32x4.gt(diagonal, zero)));
    }
  } else {
    for (let i: usize = 0; i < bytes; i += 4) {
      const diagonal = load<f32>(screening + i) + across + load<f32>(along + i);
      store<f32>(inverse + i, diagonal > 0 ? <f32>1 / diagonal : 0);
    }
  }
}

/** Residual of `level` to the right-hand side of a slab of the grid above, whose values begin at 0. */
export function coarsenSlab(room: usize, level: u32, slab: u32): void {
  const left = slabAt(slab);
  const fine = gridLevel(level);
  const coarse = gridLevel(level + 1);
  const fineBytes = <usize>load<u32>(fine, LEVEL_ROW);
  const bytes = <usize>load<u32>(coarse, LEVEL_ROW);
  const fineRows = load<u32>(fine, LEVEL_ROWS);
  const fineSlabs = load<u32>(fine, LEVEL_SLABS);
  const slabBytes = <usize>load<u32>(fine, LEVEL_SLAB);
  const along = <usize>load<u32>(fine, LEVEL_ALONG);
  const coupling = load<f32>(fine, LEVEL_COUPLING);
  const points = load<f32>(solving(SOLVE_VESSEL_OUT)) > 0;
  const resistance: f32 = points ? RESISTANCE / coupling : 0;
  for (let row: u32 = 0; row < load<u32>(coarse, LEVEL_ROWS); ++row) {
    memory.fill(room + REST, 0, max<usize>(fineBytes, 2 * bytes));
    for (let s = firstBelow(slab, fineSlabs); s < pastBelow(slab, fineSlabs); ++s) {
      for (let r = firstBelow(row, fineRows); r < pastBelow(row, fineRows); ++r) {
        const at = slabBytes * <usize>s + fineBytes * <usize>r;
        const values = <usize>load<u32>(fine, LEVEL_VALUES) + at;
        const most = residualRow(
          room + REST,
          values,
          s == 0 ? values : values - slabBytes,
          s + 1 == fineSlabs ? values : values + slabBytes,
          fineRows == 1 ? 0 : r == 0 ? values : values - fineBytes,
          r + 1 == fineRows ? values : values + fineBytes,
          <usize>load<u32>(fine, LEVEL_RIGHT) + at,
          <usize>load<u32>(fine, LEVEL_SCREENING) + at,
          along,
          fineBytes,
          coupling,
          boundaryAcross(fine, r, s),
          resistance,
          level == 0,
        );
        if (level > 0) continue;
        raise(left, most);
        raise(left + 4, largestInRow(values, fineBytes));
      }
    }
    const at = <usize>load<u32>(coarse, LEVEL_SLAB) * <usize>slab + bytes * <usize>row;
    const right = <usize>load<u32>(coarse, LEVEL_RIGHT) + at;
    pairRow(right, room + REST, bytes, load<f32>(coarse, LEVEL_SHARE), load<u32>(fine, LEVEL_X) > 1);
    memory.fill(<usize>load<u32>(coarse, LEVEL_VALUES) + at, 0, bytes);
  }
}

/** What a correction is just beyond a boundary that takes `boundary`, as a share of that just within. */
function beyond(boundary: f32, coupling: f32): f32 {
  return 1 - boundary / coupling;
}

/** out (+)= weight · row */
function weighRow(out: usize, row: usize, bytes: usize, weight: f32, first: bool): void {
  // The lanes beyond a row are read too.
  if (first) memory.fill(out, 0, bytes + 32);
  if (ASC_FEATURE_SIMD) {
    const weight4 = f32x4.splat(weight);
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(out + i, f32x4.add(v128.load(out + i), f32x4.mul(weight4, v128.load(row + i))));
    }
  } else {
    for (let i: usize = 0; i < bytes; i += 4) {
      store<f32>(out + i, load<f32>(out + i) + weight * load<f32>(row + i));
    }
  }
}

/** Weights of the coarse rows (or slabs) that a fine one lies between: its own, and then the farther one's. */
function ownWeight(index: u32, fine: u32, coarse: u32, low: f32, high: f32, coupling: f32): f32 {
  if (fine == 1) return 1;
  if (index == 0) return <f32>0.75 + <f32>0.25 * beyond(low, coupling);
  if ((index & 1) == 1 && (index >> 1) + 1 == coarse) return <f32>0.75 + <f32>0.25 * beyond(high, coupling);
  return 0.75;
}

function farWeight(index: u32, fine: u32, coarse: u32): f32 {
  if (fine == 1 || index == 0 || ((index & 1) == 1 && (index >> 1) + 1 == coarse)) return 0;
  return 0.25;
}

function farIndex(index: u32, far: f32): u32 {
  const own = index >> 1;
  return far == 0 ? own : (index & 1) == 1 ? own + 1 : own - 1;
}

/** Adds the correction that the grid above has found to a slab of `level`. */
export function refineSlab(room: usize, level: u32, slab: u32): void {
  const fine = gridLevel(level);
  const coarse = gridLevel(level + 1);
  const fineBytes = <usize>load<u32>(fine, LEVEL_ROW);
  const bytes = <usize>load<u32>(coarse, LEVEL_ROW);
  const slabBytes = <usize>load<u32>(coarse, LEVEL_SLAB);
  const fineRows = load<u32>(fine, LEVEL_ROWS);
  const rows = load<u32>(coarse, LEVEL_ROWS);
  const fineSlabs = load<u32>(fine, LEVEL_SLABS);
  const slabs = load<u32>(coarse, LEVEL_SLABS);
  const coupling = load<f32>(coarse, LEVEL_COUPLING);
  const corrections = <usize>load<u32>(coarse, LEVEL_VALUES);
  const own = slab >> (fineSlabs > 1 ? 1 : 0);
  const far = farWeight(slab, fineSlabs, slabs);
  const near = ownWeight(
    slab,
    fineSlabs,
    slabs,
    load<f32>(coarse, LEVEL_LOW_SLABS),
    load<f32>(coarse, LEVEL_HIGH_SLABS),
    coupling,
  );
  const ownSlab = corrections + slabBytes * <usize>own;
  const farSlab = fineSlabs > 1 ? corrections + slabBytes * <usize>farIndex(slab, far) : ownSlab;
  const mixed = room + CORRECTION;
  for (let row: u32 = 0; row < fineRows; ++row) {
    const ownRow = bytes * <usize>(row >> (fineRows > 1 ? 1 : 0));
    const rowFar = farWeight(row, fineRows, rows);
    const rowNear = ownWeight(
      row,
      fineRows,
      rows,
      load<f32>(coarse, LEVEL_LOW_ROWS),
      load<f32>(coarse, LEVEL_HIGH_ROWS),
      coupling,
    );
    weighRow(mixed, ownSlab + ownRow, bytes, near * rowNear, true);
    if (far != 0) weighRow(mixed, farSlab + ownRow, bytes, far * rowNear, false);
    if (rowFar != 0) {
      const farRow = bytes * <usize>farIndex(row, rowFar);
      weighRow(mixed, ownSlab + farRow, bytes, near * rowFar, false);
      if (far != 0) weighRow(mixed, farSlab + farRow, bytes, far * rowFar, false);
    }
    const x = <usize>load<u32>(coarse, LEVEL_X);
    store<f32>(mixed - 4, load<f32>(mixed) * beyond(load<f32>(coarse, LEVEL_LOW_X), coupling));
    const end = mixed + ((x - 1) << 2);
    store<f32>(end + 4, load<f32>(end) * beyond(load<f32>(coarse, LEVEL_HIGH_X), coupling));
    const values =
      <usize>load<u32>(fine, LEVEL_VALUES) +
      <usize>load<u32>(fine, LEVEL_SLAB) * <usize>slab +
      fineBytes * <usize>row;
    const real = <usize>load<u32>(fine, LEVEL_ALONG) + 4 * fineBytes;
    const floor = level == 0 ? load<f32>(solving(SOLVE_FLOOR)) : -f32.MAX_VALUE;
    if (load<u32>(fine, LEVEL_X) > 1) spreadRow(values, mixed, real, fineBytes, floor);
    else store<f32>(values, max<f32>(floor, load<f32>(values) + load<f32>(mixed)));
  }
}

/** Between coarse voxels along x: ¾ of the nearer and ¼ of the farther. */
function spreadRow(values: usize, mixed: usize, real: usize, bytes: usize, floor: f32): void {
  if (ASC_FEATURE_SIMD) {
    const near = f32x4.splat(0.75);
    const far = f32x4.splat(0.25);
    const floors = f32x4.splat(floor);
    for (let i: usize = 0; i < bytes; i += 16) {
      // Two coarse voxels make four fine ones.
      const at = mixed + (i >> 1);
      const four = v128.load(at - 4);
      const own = v128.shuffle<i32>(four, four, 1, 1, 2, 2);
      const beside = v128.shuffle<i32>(four, four, 0, 2, 1, 3);
      const more = f32x4.add(f32x4.mul(near, own), f32x4.mul(far, beside));
      const sum = f32x4.add(v128.load(values + i), f32x4.mul(more, v128.load(real + i)));
      v128.store(values + i, f32x4.pmax(floors, sum));
    }
  } else {
    for (let i: usize = 0; i < bytes; i += 4) {
      const at = mixed + ((i >> 3) << 2);
      const beside = load<f32>((i & 4) == 0 ? at - 4 : at + 4);
      const more = <f32>0.75 * load<f32>(at) + <f32>0.25 * beside;
      const sum = load<f32>(values + i) + more * load<f32>(real + i);
      store<f32>(values + i, floor < sum ? sum : floor);
    }
  }
}
