/**
 * The frozen hashes of all presets in the small.
 *
 * Catches: a change of any bit on the way of a preset: in the kernel, in what the oracle shares with it, in treatment.
 */
import { describe, it } from 'vitest';
import { expectFrozenHash, ids } from './presetHashes';

describe.each(ids)('%s ends with its frozen hash', (id) => {
  it.each([
    ['simd', 1],
    ['scalar', 1],
    ['simd', 3],
  ] as const)('%s, %d threads', (variant, threads) => expectFrozenHash(id, variant, threads));
});
