/** Slabs of a grid (rows of a plane, planes of a volume): what each leaves, and what lies across x of their rows. */
import {
  LEVEL_COUPLING,
  LEVEL_HIGH_ROWS,
  LEVEL_HIGH_SLABS,
  LEVEL_LOW_ROWS,
  LEVEL_LOW_SLABS,
  LEVEL_ROWS,
  LEVEL_SLABS,
  SLABS,
  solving,
} from './layout';

export const SUM_BYTES: usize = 32;

/** Where a slab leaves its largest numbers, f32 two, and its sums, f64 three. */
export function slabAt(slab: u32): usize {
  return <usize>load<u32>(solving(SLABS)) + SUM_BYTES * <usize>slab;
}

export function raise(at: usize, value: f32): void {
  if (value > load<f32>(at)) store<f32>(at, value);
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
