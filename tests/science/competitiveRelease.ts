/** Populations of the matched model, to be held against the published ones. */
import {
  RESISTANT,
  type Regime,
  releaseEnvironment,
  releaseModel,
  releaseSteps,
} from '../../bench/tissue/competitiveRelease';
import { createKernel } from '../../src/kernel/kernel';
import reference from './reference/competitive-release.json' with { type: 'json' };

export const REGIMES: readonly Regime[] = ['none', 'constant', 'pulsed'];
const SITES = 100;
const RADIUS = 10;
const PUBLISHED_RUNS = 20;

export interface Comparison {
  what: string;
  mean: number;
  expected: number;
  /** 5% of the published mean, or 4 standard errors of both means together, whichever is wider. */
  allowed: number;
}

/** Means over seeds 1…runs beside the published ones, at every day published up to `untilDay`. */
export async function compareRelease(regime: Regime, runs: number, untilDay: number): Promise<Comparison[]> {
  const days = reference.expected[regime].filter(({ day }) => day <= untilDay);
  const sensitive: number[][] = days.map(() => []);
  const resistant: number[][] = days.map(() => []);
  const kernel = await createKernel('simd', { tissue: true, maximumBytes: 2 ** 26 });
  for (let seed = 1; seed <= runs; seed++) {
    kernel.start(releaseModel(SITES, RADIUS, seed), seed);
    days.forEach(({ day }, row) => {
      const from = kernel.steps;
      kernel.advance(releaseEnvironment(regime, from, releaseSteps(day) - from), Infinity);
      for (const { genotype, cells } of kernel.genotypes()) {
        ((genotype.alleles[0] === RESISTANT ? resistant : sensitive)[row] as number[]).push(cells);
      }
    });
  }
  kernel.close();
  return days.flatMap(({ day, ...published }, row) => [
    compare(`${regime}, day ${day}: sensitive`, sensitive[row] as number[], published.sensitive),
    compare(`${regime}, day ${day}: resistant`, resistant[row] as number[], published.resistant),
  ]);
}

function compare(what: string, own: number[], published: { mean: number; sd: number }): Comparison {
  const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
  const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (own.length - 1);
  const standardError = Math.sqrt(variance / own.length + published.sd ** 2 / PUBLISHED_RUNS);
  return {
    what,
    mean,
    expected: published.mean,
    allowed: Math.max(0.05 * published.mean, 4 * standardError),
  };
}
