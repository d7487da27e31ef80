import { describe, it } from 'vitest';
import { expectFrozenHash, ids } from './presetHashes';

describe.each(ids)('%s ends with its frozen hash', (id) => {
  it.each([
    ['simd', 1],
    ['scalar', 1],
    ['simd', 3],
  ] as const)('%s, %d threads', (variant, threads) => expectFrozenHash(id, variant, threads));
});
