/**
 * The frozen hashes in builds and numbers of threads that the short test leaves out.
 *
 * Catches: a change of any bit on the way of a preset that one build or a number of threads makes.
 *
 * @module-tag long
 */
import { describe, it } from 'vitest';
import { expectFrozenHash, ids } from './presetHashes';

describe.each(ids)('%s ends with its frozen hash', (id) => {
  it.each([
    ['debug', 1],
    ['simd', 2],
    ['simd', 4],
    ['scalar', 4],
  ] as const)('%s, %d threads', (variant, threads) => expectFrozenHash(id, variant, threads));
});
