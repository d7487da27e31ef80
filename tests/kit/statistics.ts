/** What checks of the science have in common with `clonarium verify`, and how a test fails by it. */
import { expect } from 'vitest';
import { quantile } from '../../src/verify/statistics';

export * from '../../src/verify/plain';
export * from '../../src/verify/statistics';

/** A seeded generator for resampling (Mulberry32); nothing of the kernel's. */
function resampler(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Mean and variance of the births and deaths in a line that divides at b and dies at d, over a time of 1. */
export function eventsInLine(
  b: number,
  d: number,
): Record<'births' | 'deaths', { mean: number; variance: number }> {
  // Derivatives at z = 1 of G' = d − (b + d)G + bzG² and F' = dz − (b + d)F + bF², by the classical Runge–Kutta rule.
  const slope = ([g, gg, f, ff]: number[]): number[] => {
    const r = b - d;
    const [born, bornTwice, died, diedTwice] = [g, gg, f, ff] as [number, number, number, number];
    return [
      b + r * born,
      4 * b * born + 2 * b * born ** 2 + r * bornTwice,
      d + r * died,
      2 * b * died ** 2 + r * diedTwice,
    ];
  };
  const h = 1 / 20;
  let now = [0, 0, 0, 0];
  const ahead = (along: number[], by: number) => now.map((value, j) => value + by * along[j]!);
  for (let i = 0; i < 20; i++) {
    const one = slope(now);
    const two = slope(ahead(one, h / 2));
    const three = slope(ahead(two, h / 2));
    const four = slope(ahead(three, h));
    const mean = one.map((value, j) => (value + 2 * two[j]! + 2 * three[j]! + four[j]!) / 6);
    now = ahead(mean, h);
  }
  const moments = (one: number, two: number) => ({ mean: one, variance: two + one - one ** 2 });
  const [g, gg, f, ff] = now as [number, number, number, number];
  return { births: moments(g, gg), deaths: moments(f, ff) };
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
    const again = values.map(() => values[Math.floor(random() * values.length)]!);
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
