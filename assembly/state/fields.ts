/**
 * Fields as chunks of a checkpoint: of each in turn its arrays in parts, then its books. A chunk: field and array u16
 * each, first number u32, numbers f32 unless all are 0; or field, `FieldArray.books`, whether wet u32, books f64.
 */
import { fieldArray, stateArrays } from '../fields/access';
import { fieldBytes, fieldRecord, hasField, OXYGEN, RECORD_BOOKS, RECORD_WET } from '../fields/layout';
import { Unpacked } from '../shared/packing';
import { FieldArray } from '../shared/tissue';

const NUMBERS_PER_CHUNK: u32 = 8192;
const HEAD: usize = 8;
const BOOK_BYTES: usize = 40;
/** Bits of infinity: numbers below it are finite and not negative. */
const INFINITE: u32 = 0x7f800000;

function numbers(): u32 {
  return <u32>(fieldBytes() >> 2);
}

function parts(): u32 {
  return (numbers() + NUMBERS_PER_CHUNK - 1) / NUMBERS_PER_CHUNK;
}

export function fieldChunks(): u32 {
  let count: u32 = 0;
  for (let field = 0; field <= OXYGEN; ++field) {
    if (hasField(field)) count += <u32>stateArrays(field) * parts() + 1;
  }
  return count;
}

export function packFields(out: usize, index: u32): u32 {
  let left = index;
  for (let field = 0; field <= OXYGEN; ++field) {
    if (!hasField(field)) continue;
    const arrays = <u32>stateArrays(field) * parts();
    if (left < arrays) return packArray(out, field, left / parts(), left % parts());
    left -= arrays;
    if (left == 0) return packBooks(out, field);
    --left;
  }
  return 0;
}

function packBooks(out: usize, field: i32): u32 {
  store<u32>(out, <u32>field | ((<u32>FieldArray.books) << 16), 0);
  store<u32>(out, load<u32>(fieldRecord(field), RECORD_WET), 4);
  memory.copy(out + HEAD, fieldRecord(field) + RECORD_BOOKS, BOOK_BYTES);
  return <u32>(HEAD + BOOK_BYTES);
}

function packArray(out: usize, field: i32, array: u32, part: u32): u32 {
  const first = part * NUMBERS_PER_CHUNK;
  const bytes = (<usize>min<u32>(numbers() - first, NUMBERS_PER_CHUNK)) << 2;
  const from = fieldArray(field, <i32>array) + ((<usize>first) << 2);
  store<u32>(out, <u32>field | (array << 16), 0);
  store<u32>(out, first, 4);
  let any: u64 = 0;
  for (let i: usize = 0; i < bytes; i += 8) any |= load<u64>(from + i);
  if (any == 0) return <u32>HEAD;
  memory.copy(out + HEAD, from, bytes);
  return <u32>(HEAD + bytes);
}

export function unpackFields(from: usize, bytes: u32): u32 {
  if (bytes < <u32>HEAD) return Unpacked.malformed;
  const field = <i32>load<u16>(from);
  const array = <i32>load<u16>(from, 2);
  if (field > OXYGEN || !hasField(field)) return Unpacked.malformed;
  const first = load<u32>(from, 4);
  if (array == FieldArray.books) {
    if (<usize>bytes != HEAD + BOOK_BYTES || first > 1) return Unpacked.malformed;
    store<u32>(fieldRecord(field), first, RECORD_WET);
    memory.copy(fieldRecord(field) + RECORD_BOOKS, from + HEAD, BOOK_BYTES);
    return Unpacked.well;
  }
  if (array >= stateArrays(field) || first >= numbers()) return Unpacked.malformed;
  const length = <usize>bytes - HEAD;
  if ((length & 3) != 0 || length >> 2 > <usize>(numbers() - first)) return Unpacked.malformed;
  const signed = array == FieldArray.uptake || array == FieldArray.debt;
  for (let i: usize = 0; i < length; i += 4) {
    const bits = load<u32>(from + HEAD + i);
    if ((signed ? bits & 0x7fffffff : bits) >= INFINITE) return Unpacked.malformed;
  }
  memory.copy(fieldArray(field, array) + ((<usize>first) << 2), from + HEAD, length);
  return Unpacked.well;
}
