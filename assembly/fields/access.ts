/** Arrays and books of the fields, for those who look, for the hash and for checkpoints. */

import { FIELD_VALUES, header, pointer, TILE_COUNT } from '../memory/header';
import { tileAddress, tileEntry, tileWet } from '../memory/heap';
import { amountColumn, TILE } from '../memory/layout';
import { FieldArray } from '../shared/tissue';
import { cellShare } from './couple';
import {
  BOOK_CELLS,
  BOOK_FLUID,
  BOOK_VALUES,
  fieldBytes,
  fieldRecord,
  hasField,
  OCCUPIED,
  OXYGEN,
  RECORD_BOOKS,
  RECORD_CYCLES,
  RECORD_RESIDUAL,
  RECORD_SLOPE,
  RECORD_UPTAKE,
  RECORD_WET,
  SURFACE,
  SURFACE_SUM,
  solving,
  WALLS,
} from './layout';
import { hasDrugFields } from './step';

/** Address of an array over voxels (rows of VOXEL_ROW numbers, f32), or of the books of a field; 0: none. */
export function fieldArray(field: i32, array: i32): usize {
  if (!hasField(field)) return 0;
  const record = fieldRecord(field);
  switch (array) {
    case FieldArray.values:
      return pointer(FIELD_VALUES + ((<usize>field) << 2));
    case FieldArray.slope:
      return <usize>load<u32>(record, RECORD_SLOPE);
    case FieldArray.uptake:
      return <usize>load<u32>(record, RECORD_UPTAKE);
    case FieldArray.debt:
      return <usize>load<u32>(record, RECORD_RESIDUAL);
    case FieldArray.occupied:
      return <usize>load<u32>(solving(OCCUPIED));
    case FieldArray.surface:
      return <usize>load<u32>(solving(SURFACE));
    case FieldArray.books:
      return record + RECORD_BOOKS;
  }
  return 0;
}

/** Sweeps or cycles that a field's last solution took. */
export function fieldCycles(field: i32): u32 {
  return load<u32>(fieldRecord(field), RECORD_CYCLES);
}

/** Counts what is in the fluid and in cells, µM × voxels, for a field's books. */
export function countField(field: i32): void {
  const record = fieldRecord(field);
  const debt = fieldArray(field, FieldArray.debt);
  let fluid = sumOf(fieldArray(field, FieldArray.values));
  store<f64>(record, fluid, BOOK_VALUES);
  if (debt != 0) fluid -= sumOf(debt);
  store<f64>(record, fluid, BOOK_FLUID);
  let cells: f64 = 0;
  if (field != OXYGEN && hasDrugFields()) {
    for (let index: u32 = 0; index < header(TILE_COUNT); ++index) {
      const entry = tileEntry(index);
      if ((tileWet(entry) & (1 << field)) == 0) continue;
      const amounts = tileAddress(entry) + amountColumn(field);
      let own: f64 = 0;
      for (let i: usize = 0; i < <usize>TILE; ++i) own += <f64>load<f32>(amounts + (i << 2));
      cells += own;
    }
  }
  store<f64>(record, cells * <f64>cellShare(), BOOK_CELLS);
}

function sumOf(array: usize): f64 {
  let sum: f64 = 0;
  for (let i: usize = 0; i < fieldBytes(); i += 4) sum += <f64>load<f32>(array + i);
  return sum;
}

/** Takes account of what was written to the arrays from without. */
export function fieldsChanged(): void {
  const sum = sumOf(<usize>load<u32>(solving(SURFACE)));
  store<f64>(solving(SURFACE_SUM), sum);
  store<u32>(solving(WALLS), sum > 0 ? 1 : 0);
  for (let field = 0; field <= OXYGEN; ++field) store<u32>(fieldRecord(field), 1, RECORD_WET);
}

/** Arrays of which a field's state consists, the first so many of `FieldArray`. */
export function stateArrays(field: i32): i32 {
  return !hasField(field) ? 0 : field == OXYGEN ? 1 : 4;
}
