/** Arrays and books of the fields, to be read from without and by tests written. */
import {
  fieldBytes,
  fieldRecord,
  hasField,
  OCCUPIED,
  RECORD_BOOKS,
  RECORD_CYCLES,
  RECORD_DEBT,
  RECORD_SLOPE,
  RECORD_UPTAKE,
  RECORD_WET,
  SURFACE,
  SURFACE_SUM,
  solving,
  WALLS,
} from './fieldLayout';
import { FIELD_VALUES, pointer } from './layout';
import { FieldArray } from './shared';

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
      return <usize>load<u32>(record, RECORD_DEBT);
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

/** Takes account of what was written to the arrays. */
export function fieldsChanged(): void {
  let sum: f64 = 0;
  const surface = <usize>load<u32>(solving(SURFACE));
  for (let i: usize = 0; i < fieldBytes(); i += 4) sum += <f64>load<f32>(surface + i);
  store<f64>(solving(SURFACE_SUM), sum);
  store<u32>(solving(WALLS), sum > 0 ? 1 : 0);
  for (let field = 0; field < 5; ++field) store<u32>(fieldRecord(field), 1, RECORD_WET);
}
