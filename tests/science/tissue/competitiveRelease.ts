/** Populations of competitive release: of the kernel, of a plain program with the same rules, and as published. */
import {
  RESISTANT,
  type Regime,
  releaseEnvironment,
  releaseModel,
  releaseSteps,
} from '../../../bench/tissue/competitiveRelease';
import { createKernel } from '../../../src/kernel/kernel';
import reference from '../reference/competitive-release.json' with { type: 'json' };
import { type ReleaseRules, releaseByRules } from './releaseRules';

export const REGIMES: readonly Regime[] = ['none', 'constant', 'pulsed'];
const SITES = 100;
const RADIUS = 10;
const PUBLISHED_RUNS = 20;

export interface Place {
  side: number;
  radius: number;
}

/** Mean and standard error of a count. */
export interface Estimate {
  mean: number;
  error: number;
}

export interface Row {
  what: string;
  sensitive: Estimate;
  resistant: Estimate;
}

export const publishedDays = (regime: Regime): number[] => reference.expected[regime].map(({ day }) => day);

export function published(regime: Regime): Row[] {
  const estimate = ({ mean, sd }: { mean: number; sd: number }) => ({
    mean,
    error: sd / Math.sqrt(PUBLISHED_RUNS),
  });
  return reference.expected[regime].map(({ day, sensitive, resistant }) => ({
    what: `${regime}, day ${day}`,
    sensitive: estimate(sensitive),
    resistant: estimate(resistant),
  }));
}

/** Means over seeds 1…runs. */
export function byRules(
  regime: Regime,
  runs: number,
  choices: ReleaseRules['choices'],
  days = publishedDays(regime),
  { side, radius }: Place = { side: SITES, radius: RADIUS },
): Row[] {
  const counts = Array.from({ length: runs }, (_, run) =>
    releaseByRules({ side, radius, choices, regime }, run + 1, days),
  );
  return rowsOf(regime, days, counts);
}

/** Means over seeds 1…runs; the field site by site, since a pulse reaches only three sites deep. */
export async function byKernel(
  regime: Regime,
  runs: number,
  days = publishedDays(regime),
  { side, radius }: Place = { side: SITES, radius: RADIUS },
): Promise<Row[]> {
  const kernel = await createKernel('simd', { tissue: true, maximumBytes: side > 500 ? 2 ** 31 : 2 ** 26 });
  const counts: [number, number][][] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const model = releaseModel(side, radius, seed);
    if (model.tissue !== undefined) model.tissue.coarsening = 1;
    kernel.start(model, seed);
    counts.push(
      days.map((day) => {
        const from = kernel.steps;
        kernel.advance(releaseEnvironment(regime, from, releaseSteps(day) - from), Infinity);
        const sum = (resistant: boolean) =>
          kernel
            .genotypes()
            .filter(({ genotype }) => (genotype.alleles[0] === RESISTANT) === resistant)
            .reduce((cells, each) => cells + each.cells, 0);
        return [sum(false), sum(true)];
      }),
    );
  }
  kernel.close();
  return rowsOf(regime, days, counts);
}

function rowsOf(regime: Regime, days: readonly number[], counts: [number, number][][]): Row[] {
  return days.map((day, row) => {
    const [sensitive, resistant] = [0, 1].map((kind) => estimateOf(counts.map((run) => run[row][kind]))) as [
      Estimate,
      Estimate,
    ];
    return { what: `${regime}, day ${day}`, sensitive, resistant };
  });
}

function estimateOf(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / Math.max(1, values.length - 1) / values.length) };
}

/** Every difference of two tables in standard errors of it. */
export function differences(
  own: readonly Row[],
  other: readonly Row[],
): { what: string; z: number; share: number }[] {
  return own.flatMap((row, index) =>
    (['sensitive', 'resistant'] as const).map((kind) => {
      const [a, b] = [row[kind], other[index][kind]];
      const z = (a.mean - b.mean) / Math.hypot(a.error, b.error);
      return {
        what: `${row.what}: ${kind}, ${a.mean.toFixed(1)} for ${b.mean.toFixed(1)}`,
        z,
        share: a.mean / b.mean - 1,
      };
    }),
  );
}
