import { Flag } from '../../../assembly/memory/cell';

import type { Cell } from '../reference/cell';

/** The state digest of assembly/state/hash.ts in BigInt. */
const MASK = (1n << 64n) - 1n;
const PRIME1 = 0x9e3779b185ebca87n;
const PRIME2 = 0xc2b2ae3d27d4eb4fn;
const PRIME3 = 0x165667b19e3779f9n;

export class Digest {
  private value = PRIME3;

  add(word: number | bigint): this {
    const mixed = this.value ^ ((BigInt(word) * PRIME2) & MASK);
    this.value = ((((mixed << 31n) | (mixed >> 33n)) & MASK) * PRIME1) & MASK;
    return this;
  }

  get raw(): bigint {
    return this.value;
  }

  finish(): string {
    let hash = this.value;
    hash ^= hash >> 33n;
    hash = (hash * PRIME2) & MASK;
    hash ^= hash >> 29n;
    hash = (hash * PRIME3) & MASK;
    return (hash ^ (hash >> 32n)).toString(16).padStart(16, '0');
  }
}

/** Digest of one tile's places, column by column; nothing is at those that are null. */
export function tileDigest(tile: readonly (Cell | null)[], columns: number): bigint {
  const digest = new Digest().add(tile.length);
  for (const cell of tile) digest.add(cell ? wordOf(cell) : 0);
  const word = new Float32Array(1);
  const bits = new Uint32Array(word.buffer);
  for (let column = 0; column < columns; column++) {
    for (const cell of tile) {
      word[0] = cell?.amounts[column] ?? 0;
      digest.add(bits[0]!);
    }
  }
  return digest.raw;
}

function wordOf(cell: Cell): bigint {
  const flags = BigInt(cell.flags & Flag.state);
  return (
    BigInt(cell.lineage) | (BigInt(cell.phenotype) << 32n) | (BigInt(cell.expression) << 48n) | (flags << 56n)
  );
}
