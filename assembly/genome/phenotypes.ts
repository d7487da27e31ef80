/**
 * Genotypes interned to phenotypes: an id of 16 bits per cell, a compact row of rates per id.
 *
 * When all ids are in use an alteration that would need a new one is refused and counted; at the end of that step
 * the ids without living cells are freed, so that later alterations find room again.
 */

import { DEBRIS, isTissue, sitesOf } from '../lattice/lattice';
import {
  DRUGS,
  FREE_PHENOTYPE_LIST,
  FREE_PHENOTYPES,
  GENOTYPE_INDEX,
  GENOTYPE_INDEX_MASK,
  GENOTYPES,
  header,
  LIVE_PHENOTYPES,
  MAX_GROWTH,
  PHENOTYPE_CAPACITY,
  PHENOTYPE_COUNTS,
  PHENOTYPE_FULL,
  PHENOTYPE_ROWS,
  PHENOTYPE_STRIDE,
  PHENOTYPES_USED,
  pointer,
  setHeader,
  THREADS,
  TILE_COUNT,
} from '../memory/header';
import { allocate, tileAddress, tileCount, tileEntry } from '../memory/heap';
import { HEADER, model, PHENOTYPE_COLUMN } from '../memory/layout';
import { MOTHER, roomOf, THREAD_BYTES } from '../memory/room';
import {
  GENOTYPE_BYTES,
  GENOTYPE_CLASS,
  GENOTYPE_KIND,
  GENOTYPE_MINUTES,
  GENOTYPE_MUTATOR,
  partOf,
  ROW_DEATH,
  ROW_DECAY,
  ROW_KD,
} from '../memory/row';
import { exactExpm1 } from '../numerics/maths';
import { Kind } from '../shared/genome';
import { Limit } from '../shared/limits';
import { ModelField } from '../shared/model';
import { classOf, divisionPerHour, divisionShare, fillRow, isNormal } from './genome';
import { hasMinutes, stripMinutes } from './segregate';

export const NO_PHENOTYPE: u32 = 0xffffffff;

function slotOf(word0: u32, word1: u32, word2: u32): u32 {
  let hash = (word0 * 0x9e3779b1) ^ (word1 * 0x85ebca6b) ^ (word2 * 0xc2b2ae35);
  hash ^= hash >> 15;
  hash *= 0x2c1b3c6d;
  hash ^= hash >> 13;
  return hash & header(GENOTYPE_INDEX_MASK);
}

export function genotypeAddress(phenotype: u32): usize {
  return pointer(GENOTYPES) + GENOTYPE_BYTES * <usize>phenotype;
}

/** Whether a phenotype is that of a living tumour cell. */
export function isTumour(phenotype: u32): bool {
  return load<u8>(genotypeAddress(phenotype), GENOTYPE_KIND) == Kind.tumour;
}

/** Table for `capacity` ids and one more per thread; the old one is copied over. False at the memory limit. */
export function growPhenotypes(capacity: u32): bool {
  const used = <usize>header(PHENOTYPES_USED);
  const stride = pointer(PHENOTYPE_STRIDE);
  const all = <usize>(capacity + header(THREADS));
  const rows = allocate(stride * all);
  const genotypes = allocate(GENOTYPE_BYTES * all);
  const index = allocate((<usize>capacity) << 3);
  const counts = allocate((<usize>capacity) << 2);
  if (rows == 0 || genotypes == 0 || index == 0 || counts == 0) return false;
  memory.copy(rows, pointer(PHENOTYPE_ROWS), used * stride);
  memory.copy(genotypes, pointer(GENOTYPES), used * GENOTYPE_BYTES);
  setHeader(PHENOTYPE_ROWS, <u32>rows);
  setHeader(GENOTYPES, <u32>genotypes);
  setHeader(GENOTYPE_INDEX, <u32>index);
  setHeader(PHENOTYPE_COUNTS, <u32>counts);
  setHeader(GENOTYPE_INDEX_MASK, capacity * 2 - 1);
  setHeader(PHENOTYPE_CAPACITY, capacity);
  memory.fill(index, 0, (<usize>capacity) << 3);
  for (let id = reserved(); id < <u32>used; ++id) enterIndex(id);
  return true;
}

function enterIndex(phenotype: u32): void {
  const genotype = genotypeAddress(phenotype);
  const mask = header(GENOTYPE_INDEX_MASK);
  let slot = slotOf(load<u32>(genotype, 0), load<u32>(genotype, 4), load<u32>(genotype, 8));
  while (load<u32>(pointer(GENOTYPE_INDEX) + ((<usize>slot) << 2)) != 0) slot = (slot + 1) & mask;
  store<u32>(pointer(GENOTYPE_INDEX) + ((<usize>slot) << 2), phenotype + 1);
}

/** Id of the genotype at `genotype` (three words), or NO_PHENOTYPE. Threads may ask while none interns. */
export function find(genotype: usize): u32 {
  const word0 = load<u32>(genotype, 0);
  const word1 = load<u32>(genotype, 4);
  const word2 = load<u32>(genotype, 8);
  const index = pointer(GENOTYPE_INDEX);
  const mask = header(GENOTYPE_INDEX_MASK);
  let slot = slotOf(word0, word1, word2);
  let found = load<u32>(index + ((<usize>slot) << 2));
  while (found != 0) {
    const known = genotypeAddress(found - 1);
    if (load<u32>(known, 0) == word0 && load<u32>(known, 4) == word1 && load<u32>(known, 8) == word2) {
      return found - 1;
    }
    slot = (slot + 1) & mask;
    found = load<u32>(index + ((<usize>slot) << 2));
  }
  return NO_PHENOTYPE;
}

/** Living cells per phenotype id, u32 each, counted now; how many ids there are is `phenotypesUsed`. */
export function countPhenotypes(): usize {
  const counts = pointer(PHENOTYPE_COUNTS);
  memory.fill(counts, 0, (<usize>header(PHENOTYPES_USED)) << 2);
  const tiles = header(TILE_COUNT);
  for (let t: u32 = 0; t < tiles; ++t) {
    const entry = tileEntry(t);
    const tile = tileAddress(entry);
    const count = <usize>sitesOf(tileCount(entry));
    for (let i: usize = 0; i < count; ++i) {
      const counter = counts + ((<usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN)) << 2);
      store<u32>(counter, load<u32>(counter) + 1);
    }
  }
  if (isTissue()) discount(counts);
  return counts;
}

/** Living tumour cells without any resistance. */
export function countSensitive(): u32 {
  const counts = countPhenotypes();
  let cells: u32 = 0;
  for (let id: u32 = 0; id < header(PHENOTYPES_USED); ++id) {
    if (load<u8>(genotypeAddress(id), GENOTYPE_CLASS) == 0) cells += load<u32>(counts + ((<usize>id) << 2));
  }
  return cells;
}

/** Counts only tumour cells. */
function discount(counts: usize): void {
  for (let id: u32 = 0; id < header(PHENOTYPES_USED); ++id) {
    if (load<u8>(genotypeAddress(id), GENOTYPE_KIND) != Kind.tumour) {
      store<u32>(counts + ((<usize>id) << 2), 0);
    }
  }
}

/** The first ids of a tissue, for a free site and for debris: rows without rates, which no search finds. */
export function reservePhenotypes(clearancePerStep: f64): void {
  for (let id: u32 = 0; id <= DEBRIS; ++id) {
    setHeader(PHENOTYPES_USED, id + 1);
    memory.fill(genotypeAddress(id), 0, GENOTYPE_BYTES);
    store<u8>(genotypeAddress(id), <u8>Kind.none, GENOTYPE_KIND);
    const row = pointer(PHENOTYPE_ROWS) + pointer(PHENOTYPE_STRIDE) * <usize>id;
    memory.fill(row, 0, pointer(PHENOTYPE_STRIDE));
    if (id == DEBRIS) store<f32>(row, <f32>clearancePerStep, ROW_DEATH);
    // What is divided by: what stays of a drug over a step, and its Kd.
    for (let drug = 0; drug < <i32>header(DRUGS); ++drug) {
      store<f32>(partOf(row, drug), 1, ROW_DECAY);
      store<f32>(partOf(row, drug), 1, ROW_KD);
    }
  }
}

/** Ids that stand for no genotype. */
export function reserved(): u32 {
  return isTissue() ? DEBRIS + 1 : 0;
}

/** Id of the genotype at `genotype`, made if new; NO_PHENOTYPE when every id is in use. */
export function intern(genotype: usize): u32 {
  const known = find(genotype);
  if (known != NO_PHENOTYPE) return known;
  let phenotype: u32;
  if (header(FREE_PHENOTYPES) > 0) {
    const left = header(FREE_PHENOTYPES) - 1;
    phenotype = load<u32>(pointer(FREE_PHENOTYPE_LIST) + ((<usize>left) << 2));
    setHeader(FREE_PHENOTYPES, left);
  } else {
    phenotype = header(PHENOTYPES_USED);
    if (phenotype >= <u32>model(ModelField.maxPhenotypes)) {
      setHeader(PHENOTYPE_FULL, 1);
      return NO_PHENOTYPE;
    }
    if (phenotype == header(PHENOTYPE_CAPACITY) && !growPhenotypes(phenotype * 2)) {
      setHeader(PHENOTYPE_FULL, 1);
      return NO_PHENOTYPE;
    }
    setHeader(PHENOTYPES_USED, phenotype + 1);
  }
  describe(phenotype, genotype);
  enterIndex(phenotype);
  setHeader(LIVE_PHENOTYPES, header(LIVE_PHENOTYPES) + 1);
  return phenotype;
}

/**
 * Describes a genotype that no id stands for yet, for one cell of the thread's: returns an id of the thread's own, behind
 * all others, that holds until the thread asks again.
 */
export function describeUnbooked(room: usize, genotype: usize): u32 {
  const thread = <u32>((room - roomOf(0)) / THREAD_BYTES);
  const phenotype = min<u32>(header(PHENOTYPE_CAPACITY), Limit.phenotypes) + thread;
  write(phenotype, genotype);
  return phenotype;
}

/** Writes what an id stands for, and keeps the bound on division, of those too that are dealt fewer double minutes. */
function describe(phenotype: u32, genotype: usize): void {
  let share = write(phenotype, genotype);
  if (hasMinutes(genotype)) {
    const stripped = roomOf(0) + MOTHER;
    memory.copy(stripped, genotype, GENOTYPE_CLASS);
    stripMinutes(stripped);
    share = max<f64>(share, divisionShare(stripped));
  }
  const growth = exactExpm1(share * divisionPerHour(genotype) * model(ModelField.stepHours));
  if (growth > load<f64>(HEADER + MAX_GROWTH)) store<f64>(HEADER + MAX_GROWTH, growth);
}

/** Genotype, class and rates of an id; returns its share of the wild type's division. */
function write(phenotype: u32, genotype: usize): f64 {
  const own = genotypeAddress(phenotype);
  store<u32>(own, load<u32>(genotype, 0), 0);
  store<u32>(own, load<u32>(genotype, 4), 4);
  store<u32>(own, load<u32>(genotype, 8), 8);
  store<u32>(own, 0, 12);
  const share = divisionShare(own);
  store<u8>(own, <u8>classOf(own), GENOTYPE_CLASS);
  store<u8>(own, load<u8>(own, 3) & 1, GENOTYPE_MUTATOR);
  store<u8>(own, hasMinutes(own) ? 1 : 0, GENOTYPE_MINUTES);
  store<u8>(own, isNormal(own) ? <u8>Kind.normal : <u8>Kind.tumour, GENOTYPE_KIND);
  fillRow(pointer(PHENOTYPE_ROWS) + pointer(PHENOTYPE_STRIDE) * <usize>phenotype, own, share);
  return share;
}

/** The next id for the genotype at `genotype`, whatever it is; only if `known` will a search find it. */
export function appendPhenotype(genotype: usize, known: bool): void {
  const phenotype = header(PHENOTYPES_USED);
  assert(phenotype < header(PHENOTYPE_CAPACITY));
  setHeader(PHENOTYPES_USED, phenotype + 1);
  describe(phenotype, genotype);
  if (known) enterIndex(phenotype);
}

/** Room for the list of freed ids, u32 each, and behind it a byte per id. False at the memory limit. */
export function layFreeList(): bool {
  const most = <usize>model(ModelField.maxPhenotypes);
  const list = allocate(most * 5);
  if (list == 0) return false;
  memory.fill(list + (most << 2), 0, most);
  setHeader(FREE_PHENOTYPE_LIST, <u32>list);
  return true;
}

/** Frees the ids without living cells, the lowest to be used again first. */
export function recyclePhenotypes(): void {
  const used = header(PHENOTYPES_USED);
  if (pointer(FREE_PHENOTYPE_LIST) == 0 && !layFreeList()) return;
  const list = pointer(FREE_PHENOTYPE_LIST);
  const alive = list + ((<usize>model(ModelField.maxPhenotypes)) << 2);
  memory.fill(alive, 0, used);
  const tiles = header(TILE_COUNT);
  for (let t: u32 = 0; t < tiles; ++t) {
    const entry = tileEntry(t);
    const tile = tileAddress(entry);
    const count = <usize>sitesOf(tileCount(entry));
    for (let i: usize = 0; i < count; ++i) {
      store<u8>(alive + <usize>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN), 1);
    }
  }
  memory.fill(pointer(GENOTYPE_INDEX), 0, (<usize>header(PHENOTYPE_CAPACITY)) << 3);
  let free: u32 = 0;
  const first = reserved();
  for (let id = used; id > first; --id) {
    if (load<u8>(alive + <usize>(id - 1)) == 0) {
      store<u32>(list + ((<usize>free) << 2), id - 1);
      ++free;
    }
  }
  for (let id = first; id < used; ++id) {
    if (load<u8>(alive + <usize>id) != 0) enterIndex(id);
  }
  setHeader(FREE_PHENOTYPES, free);
  setHeader(LIVE_PHENOTYPES, used - first - free);
}
