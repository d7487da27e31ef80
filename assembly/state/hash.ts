/**
 * Digest of the full state, 64 bits: every column of every tile, cell order kept, then phenotypes, clones and
 * counters. Where tiles lie in memory does not matter; xxHash64's mixing round (Collet 2012) on 32-bit words.
 */

import { BLOOD_BYTES, makesBlood } from '../blood/blood';
import { fieldArray, stateArrays } from '../fields/access';
import { fieldBytes, OXYGEN } from '../fields/layout';
import { vesselAddress, vesselCount } from '../fields/vessels';
import { cloneAddress } from '../genome/clones';
import { genotypeAddress, reserved } from '../genome/phenotypes';
import { isTissue, sitesOf } from '../lattice/lattice';
import { Flag } from '../memory/cell';
import {
  ALTERATIONS,
  ALTERATIONS_REFUSED,
  BIRTHS,
  BLOOD,
  CELLS,
  CLONE_COUNT,
  COLUMNS,
  DEATHS,
  FOUNDED,
  header,
  PHENOTYPES_USED,
  STEP,
  TILE_COUNT,
} from '../memory/header';
import { tileAddress, tileCount, tileEntry } from '../memory/heap';
import {
  amountColumn,
  EXPRESSION_COLUMN,
  FLAGS_COLUMN,
  HEADER,
  HEAP,
  LINEAGE_COLUMN,
  PHENOTYPE_COLUMN,
  TILE,
} from '../memory/layout';
import { CloneField } from '../shared/genome';
import { VesselWord } from '../shared/tissue';

const PRIME1: u64 = 0x9e3779b185ebca87;
const PRIME2: u64 = 0xc2b2ae3d27d4eb4f;
const PRIME3: u64 = 0x165667b19e3779f9;

function mix(hash: u64, word: u64): u64 {
  return rotl<u64>(hash ^ (word * PRIME2), 31) * PRIME1;
}

export function stateHash(): u64 {
  let hash = PRIME3;
  hash = mix(hash, header(STEP));
  hash = mix(hash, header(CELLS));
  hash = mix(hash, header(FOUNDED));
  hash = mix(hash, <u64>load<f64>(HEADER + BIRTHS));
  hash = mix(hash, <u64>load<f64>(HEADER + DEATHS));
  hash = mix(hash, <u64>load<f64>(HEADER + ALTERATIONS));
  hash = mix(hash, <u64>load<f64>(HEADER + ALTERATIONS_REFUSED));
  if (makesBlood()) {
    for (let stage: usize = 0; stage < BLOOD_BYTES; stage += 8) {
      hash = mix(hash, load<u64>(HEADER + BLOOD + stage));
    }
  }
  const tiles = header(TILE_COUNT);
  for (let t: u32 = 0; t < tiles; ++t) {
    if (isTissue()) {
      if (tileCount(tileEntry(t)) == 0) continue;
      hash = mix(hash, t);
    }
    hash = mix(hash, tileHash(tileEntry(t)));
  }
  for (let id = reserved(); id < header(PHENOTYPES_USED); ++id) {
    const genotype = genotypeAddress(id);
    hash = mix(hash, <u64>load<u32>(genotype, 0) | ((<u64>load<u32>(genotype, 4)) << 32));
    hash = mix(hash, load<u32>(genotype, 8));
  }
  for (let clone: u32 = 0; clone < header(CLONE_COUNT); ++clone) {
    const record = cloneAddress(clone);
    hash = mix(
      hash,
      <u64>load<u32>(record, 4 * CloneField.parent) |
        ((<u64>load<u32>(record, 4 * CloneField.birthStep)) << 32),
    );
    hash = mix(hash, load<u32>(record, 4 * CloneField.alteration));
  }
  if (isTissue()) {
    for (let i: u32 = 0; i < vesselCount(); ++i) {
      hash = mix(hash, load<u32>(vesselAddress(i), 4 * VesselWord.openness));
    }
    for (let field = 0; field <= OXYGEN; ++field) {
      for (let array = 0; array < stateArrays(field); ++array) {
        hash = mix(hash, arrayHash(fieldArray(field, array)));
      }
    }
  }
  hash ^= hash >> 33;
  hash *= PRIME2;
  hash ^= hash >> 29;
  hash *= PRIME3;
  return hash ^ (hash >> 32);
}

/** Hash of a field's array, what fills its rows included. */
function arrayHash(array: usize): u64 {
  let hash = PRIME3;
  for (let i: usize = 0; i < fieldBytes(); i += 8) hash = mix(hash, load<u64>(array + i));
  return hash;
}

/** Hash of one tile, so that tiles can be hashed side by side. */
function tileHash(entry: usize): u64 {
  const tile = tileAddress(entry);
  const count = <usize>sitesOf(tileCount(entry));
  assert(tile >= HEAP && count <= <usize>TILE);
  let hash = mix(PRIME3, count);
  for (let i: usize = 0; i < count; ++i) {
    const words =
      <u64>load<u32>(tile + (i << 2), LINEAGE_COLUMN) |
      ((<u64>load<u16>(tile + (i << 1), PHENOTYPE_COLUMN)) << 32) |
      ((<u64>load<u8>(tile + i, EXPRESSION_COLUMN)) << 48) |
      ((<u64>(load<u8>(tile + i, FLAGS_COLUMN) & Flag.state)) << 56);
    hash = mix(hash, words);
  }
  for (let column = 0; column < <i32>header(COLUMNS); ++column) {
    const amounts = tile + amountColumn(column);
    for (let i: usize = 0; i < count; ++i) hash = mix(hash, load<u32>(amounts + (i << 2)));
  }
  return hash;
}
