/**
 * The state of a compartment as chunks, each small enough for a thread's room: what a checkpoint is made of. Where
 * things lie in memory is not part of it.
 *
 * To restore: write the model block, start() with no founders, then unpack every chunk in the order of Part. Every
 * chunk is checked, but a compartment that has refused one is of no further use until it is started anew.
 */

import { BLOOD_BYTES, traceBlood } from '../blood/blood';
import { packVessels, unpackVessels, vesselChunks } from '../fields/vessels';
import { addClone, cloneAddress, NO_CLONE } from '../genome/clones';
import {
  appendPhenotype,
  genotypeAddress,
  growPhenotypes,
  layFreeList,
  reserved,
} from '../genome/phenotypes';
import { isTissue } from '../lattice/lattice';
import {
  BIRTHS,
  BLOOD,
  CELLS,
  CLONE_COUNT,
  COLUMNS,
  FOUNDED,
  FREE_PHENOTYPE_LIST,
  FREE_PHENOTYPES,
  header,
  LIVE_PHENOTYPES,
  MAX_GROWTH,
  PHENOTYPE_CAPACITY,
  PHENOTYPE_FULL,
  PHENOTYPES_USED,
  pointer,
  SEED_HIGH,
  SEED_LOW,
  STEP,
  setHeader,
  TILE_COUNT,
  TILE_DIRECTORY_CAPACITY,
} from '../memory/header';
import { growDirectory } from '../memory/heap';
import { HEADER, model } from '../memory/layout';
import { BLOCK, roomOf } from '../memory/room';
import { CloneField } from '../shared/genome';
import { Limit } from '../shared/limits';
import { ModelField } from '../shared/model';
import { Part, Unpacked } from '../shared/packing';
import { fieldChunks, packFields, unpackFields } from './fields';
import { packTile, unpackTile } from './tile';

const GENOTYPE_WORDS: usize = 12;
const CLONE_WORDS: usize = 24;
/** Items of a chunk. */
const FREE_PER_CHUNK: u32 = 4096;
const GENOTYPES_PER_CHUNK: u32 = 2048;
const CLONES_PER_CHUNK: u32 = 1024;
/** Counters of the header that lie side by side, f64: births to refused births. */
const COUNTER_BYTES: usize = 48;
const HEAD_BYTES: u32 = 152;
/** Tiles of the largest memory there is. */
const MOST_TILES: u32 = 524288;

/** Where chunks are packed to and unpacked from: the first thread's room, 32 KiB that no step needs between steps. */
export function packAddress(): usize {
  return roomOf(0);
}

/** How many chunks a part has. */
export function chunks(part: u32): u32 {
  switch (part) {
    case Part.head:
      return 1;
    case Part.freePhenotypes:
      return chunked(header(FREE_PHENOTYPES), FREE_PER_CHUNK);
    case Part.genotypes:
      return chunked(header(PHENOTYPES_USED) - reserved(), GENOTYPES_PER_CHUNK);
    case Part.clones:
      return chunked(header(CLONE_COUNT), CLONES_PER_CHUNK);
    case Part.tile:
      return header(TILE_COUNT);
    case Part.vessels:
      return isTissue() ? vesselChunks() : 0;
    case Part.fields:
      return isTissue() ? fieldChunks() : 0;
  }
  return 0;
}

/** Packs a chunk to packAddress(); returns its bytes. */
export function pack(part: u32, index: u32): u32 {
  assert(index < chunks(part));
  const out = roomOf(0);
  let bytes: u32 = 0;
  switch (part) {
    case Part.head:
      bytes = packHead(out);
      break;
    case Part.freePhenotypes:
      bytes = packFree(out, index * FREE_PER_CHUNK);
      break;
    case Part.genotypes:
      bytes = packGenotypes(out, reserved() + index * GENOTYPES_PER_CHUNK);
      break;
    case Part.clones:
      bytes = packClones(out, index * CLONES_PER_CHUNK);
      break;
    case Part.tile:
      bytes = packTile(out, index);
      break;
    case Part.vessels:
      if (isTissue()) bytes = packVessels(out, index);
      break;
    case Part.fields:
      if (isTissue()) bytes = packFields(out, index);
      break;
  }
  assert(<usize>bytes <= BLOCK);
  return bytes;
}

/** Takes in the chunk of `bytes` bytes at packAddress(). Returns an `Unpacked`. */
export function unpack(part: u32, bytes: u32): u32 {
  const from = roomOf(0);
  if (<usize>bytes > BLOCK) return Unpacked.malformed;
  switch (part) {
    case Part.head:
      return unpackHead(from, bytes);
    case Part.freePhenotypes:
      return unpackFree(from, bytes);
    case Part.genotypes:
      return unpackGenotypes(from, bytes);
    case Part.clones:
      return unpackClones(from, bytes);
    case Part.tile:
      return unpackTile(from, bytes);
    case Part.vessels:
      return isTissue() ? unpackVessels(from, bytes) : Unpacked.malformed;
    case Part.fields:
      return isTissue() ? unpackFields(from, bytes) : Unpacked.malformed;
  }
  return Unpacked.malformed;
}

function chunked(items: u32, perChunk: u32): u32 {
  return (items + perChunk - 1) / perChunk;
}

/**
 * Counters; and how far tables have grown, so that a restored compartment meets the memory limit at the same step.
 * Numbers of tiles, clones and genotypes tell how many there should be in the end.
 */
function packHead(out: usize): u32 {
  store<u32>(out, header(COLUMNS), 0);
  store<u32>(out, header(SEED_LOW), 4);
  store<u32>(out, header(SEED_HIGH), 8);
  store<u32>(out, header(STEP), 12);
  store<u32>(out, header(CELLS), 16);
  store<u32>(out, header(FOUNDED), 20);
  store<u32>(out, header(LIVE_PHENOTYPES), 24);
  store<u32>(out, header(PHENOTYPE_FULL), 28);
  store<u32>(out, header(PHENOTYPE_CAPACITY), 32);
  store<u32>(out, header(TILE_DIRECTORY_CAPACITY), 36);
  store<u32>(out, pointer(FREE_PHENOTYPE_LIST) != 0 ? 1 : 0, 40);
  store<u32>(out, header(FREE_PHENOTYPES), 44);
  store<u32>(out, header(PHENOTYPES_USED), 48);
  store<u32>(out, header(CLONE_COUNT), 52);
  store<u32>(out, header(TILE_COUNT), 56);
  store<u32>(out, 0, 60);
  memory.copy(out + 64, HEADER + BIRTHS, COUNTER_BYTES);
  store<f64>(out, load<f64>(HEADER + MAX_GROWTH), 112);
  memory.copy(out + 120, HEADER + BLOOD, BLOOD_BYTES);
  return HEAD_BYTES;
}

function unpackHead(from: usize, bytes: u32): u32 {
  if (bytes != HEAD_BYTES || load<u32>(from, 0) != header(COLUMNS)) return Unpacked.malformed;
  const phenotypes = load<u32>(from, 32);
  const directory = load<u32>(from, 36);
  if (phenotypes > <u32>Limit.phenotypes || directory > MOST_TILES) return Unpacked.malformed;
  while (header(PHENOTYPE_CAPACITY) < phenotypes) {
    if (!growPhenotypes(header(PHENOTYPE_CAPACITY) * 2)) return Unpacked.full;
  }
  while (header(TILE_DIRECTORY_CAPACITY) < directory) {
    if (!growDirectory()) return Unpacked.full;
  }
  if (load<u32>(from, 40) != 0 && !layFreeList()) return Unpacked.full;
  setHeader(SEED_LOW, load<u32>(from, 4));
  setHeader(SEED_HIGH, load<u32>(from, 8));
  setHeader(STEP, load<u32>(from, 12));
  setHeader(CELLS, load<u32>(from, 16));
  setHeader(FOUNDED, load<u32>(from, 20));
  setHeader(LIVE_PHENOTYPES, load<u32>(from, 24));
  setHeader(PHENOTYPE_FULL, load<u32>(from, 28));
  memory.copy(HEADER + BIRTHS, from + 64, COUNTER_BYTES);
  store<f64>(HEADER + MAX_GROWTH, load<f64>(from, 112));
  memory.copy(HEADER + BLOOD, from + 120, BLOOD_BYTES);
  traceBlood();
  return Unpacked.well;
}

function packFree(out: usize, first: u32): u32 {
  const count = min<u32>(header(FREE_PHENOTYPES) - first, FREE_PER_CHUNK);
  memory.copy(out, pointer(FREE_PHENOTYPE_LIST) + ((<usize>first) << 2), (<usize>count) << 2);
  return count << 2;
}

/** Order counts: the last of the list is used again first. The bytes behind the list mark its ids. */
function unpackFree(from: usize, bytes: u32): u32 {
  const list = pointer(FREE_PHENOTYPE_LIST);
  const most = <u32>model(ModelField.maxPhenotypes);
  if (list == 0 || (bytes & 3) != 0) return Unpacked.malformed;
  for (let at: usize = 0; at < <usize>bytes; at += 4) {
    const free = header(FREE_PHENOTYPES);
    const phenotype = load<u32>(from + at);
    if (free >= most || phenotype >= most) return Unpacked.malformed;
    store<u32>(list + ((<usize>free) << 2), phenotype);
    store<u8>(list + ((<usize>most) << 2) + <usize>phenotype, 1);
    setHeader(FREE_PHENOTYPES, free + 1);
  }
  return Unpacked.well;
}

function packGenotypes(out: usize, first: u32): u32 {
  const count = min<u32>(header(PHENOTYPES_USED) - first, GENOTYPES_PER_CHUNK);
  for (let i: u32 = 0; i < count; ++i) {
    memory.copy(out + GENOTYPE_WORDS * <usize>i, genotypeAddress(first + i), GENOTYPE_WORDS);
  }
  return count * <u32>GENOTYPE_WORDS;
}

function unpackGenotypes(from: usize, bytes: u32): u32 {
  const list = pointer(FREE_PHENOTYPE_LIST);
  const most = <u32>model(ModelField.maxPhenotypes);
  for (let at: usize = 0; at < <usize>bytes; at += GENOTYPE_WORDS) {
    const phenotype = header(PHENOTYPES_USED);
    if (at + GENOTYPE_WORDS > <usize>bytes || !isGenotype(from + at)) return Unpacked.malformed;
    if (phenotype >= most || phenotype >= header(PHENOTYPE_CAPACITY)) return Unpacked.malformed;
    // A freed id keeps its last genotype, which no search may find.
    const free = list != 0 && load<u8>(list + ((<usize>most) << 2) + <usize>phenotype) != 0;
    appendPhenotype(from + at, !free);
  }
  return Unpacked.well;
}

/** Whether every level and allele is one that a model can have, so that looking up its numbers is safe. */
function isGenotype(words: usize): bool {
  const metabolism = load<u8>(words, 2);
  if (load<u8>(words, 1) > 2 || (metabolism & 15) > 2) return false;
  if (((metabolism >> 4) & 3) > 2 || metabolism >> 6 > 2) return false;
  for (let target: usize = 0; target < <usize>Limit.targets; ++target) {
    if (load<u8>(words + target, 8) >= <u8>Limit.alleles) return false;
  }
  return true;
}

function packClones(out: usize, first: u32): u32 {
  const count = min<u32>(header(CLONE_COUNT) - first, CLONES_PER_CHUNK);
  for (let i: u32 = 0; i < count; ++i) {
    memory.copy(out + CLONE_WORDS * <usize>i, cloneAddress(first + i), CLONE_WORDS);
  }
  return count * <u32>CLONE_WORDS;
}

function unpackClones(from: usize, bytes: u32): u32 {
  for (let at: usize = 0; at < <usize>bytes; at += CLONE_WORDS) {
    if (at + CLONE_WORDS > <usize>bytes) return Unpacked.malformed;
    const record = from + at;
    const parent = load<u32>(record, 4 * CloneField.parent);
    const alteration = load<u32>(record, 4 * CloneField.alteration);
    if (parent != NO_CLONE && parent >= header(CLONE_COUNT)) return Unpacked.malformed;
    if (alteration >> 16 >= header(PHENOTYPES_USED)) return Unpacked.malformed;
    const clone = addClone(parent, 0, 0, 0, record + 4 * CloneField.genotype0);
    if (clone == NO_CLONE) return Unpacked.full;
    memory.copy(cloneAddress(clone), record, CLONE_WORDS);
  }
  return Unpacked.well;
}
