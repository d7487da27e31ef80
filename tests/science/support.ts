/** What checks of the science have in common with `clonarium verify`, and how a test fails by it. */
import { expect } from 'vitest';
import { quantile } from '../../src/verify/statistics';

export * from '../../src/verify/plain';
export * from '../../src/verify/statistics';

/** A seeded generator for resampling (Mulberry32); nothing of the kernel's. */
export function resampler(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bootstrap interval of a quantile; `coverage` 0.999 answers to |z| < 3.3. */
export function bootstrapQuantile(
  values: readonly number[],
  share: number,
  coverage = 0.999,
  resamples = 1000,
): [number, number] {
  const random = resampler(12345);
  const found = Array.from({ length: resamples }, () => {
    const again = values.map(() => values[Math.floor(random() * values.length)] as number);
    return quantile(
      again.sort((a, b) => a - b),
      share,
    );
  }).sort((a, b) => a - b);
  const tail = (1 - coverage) / 2;
  return [quantile(found, tail), quantile(found, 1 - tail)];
}

/** Fails unless |z| < 4, the limit of every statistical test here (p = 6·10⁻⁵). */
export function expectWithinFour(z: number, what: string): void {
  expect(Math.abs(z), `${what}: z = ${z.toFixed(2)}`).toBeLessThan(4);
}

export function expectRelative(got: number, wanted: number, tolerance: number, what: string): void {
  const error = Math.abs(got / wanted - 1);
  expect(error, `${what}: ${got}, wanted ${wanted}`).toBeLessThan(tolerance);
}
