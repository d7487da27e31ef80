/** Populations of competitive release: of the kernel, of a plain program with the same rules, and as published. */
import {
  RESISTANT as ALTERED,
  releaseEnvironment,
  releaseModel,
  releaseSteps,
} from '../../../bench/tissue/competitiveRelease';
import { createKernel } from '../../../src/kernel/kernel';
import { readSites } from '../../../src/kernel/read/sites';
import type { TissueModel } from '../../../src/kernel/tissueModel';
import type { WasmKernel } from '../../../src/kernel/wasmKernel';
import reference from '../reference/competitive-release.json' with { type: 'json' };
import {
  givenAdaptively,
  RESISTANT,
  type Regime,
  type ReleaseRules,
  releaseByRules,
  SENSITIVE,
} from './releaseRules';

type PublishedRegime = Exclude<Regime, 'adaptive'>;
export const REGIMES: readonly PublishedRegime[] = ['none', 'constant', 'pulsed'];
const SITES = 100;
const RADIUS = 10;
const PUBLISHED_RUNS = 20;
const TREATED_FROM_DAY = 20;

export interface Place {
  side: number;
  radius: number;
}

/** Mean and standard error of a count. */
interface Estimate {
  mean: number;
  error: number;
}

export interface Row {
  what: string;
  sensitive: Estimate;
  resistant: Estimate;
}

type Counts = [sensitive: number, resistant: number];

/** Days of which populations are published, the same for every regime. */
const PUBLISHED_DAYS = reference.expected.none.map(({ day }) => day);

export function published(regime: PublishedRegime): Row[] {
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

const small: Place = { side: SITES, radius: RADIUS };

/** Means over seeds 1…runs. */
export function byRules(regime: Regime, runs: number, choices: ReleaseRules['choices']): Row[] {
  const counts = Array.from({ length: runs }, (_, run) =>
    releaseByRules({ ...small, choices, regime }, run + 1, PUBLISHED_DAYS, census),
  );
  return rowsOf(regime, counts);
}

/** Means over seeds 1…runs. */
export async function byKernel(regime: Regime, runs: number): Promise<Row[]> {
  const counts: Counts[][] = [];
  const kernel = (await createKernel('simd', { tissue: true })) as WasmKernel;
  for (let seed = 1; seed <= runs; seed++) counts.push(releaseInKernel(kernel, regime, seed, small, census));
  kernel.close();
  return rowsOf(regime, counts);
}

/**
 * What `see` makes of the kinds of cells by site on some days; the field site by site, since a pulse reaches only
 * three sites deep.
 */
function releaseInKernel<Seen>(
  kernel: WasmKernel,
  regime: Regime,
  seed: number,
  { side, radius }: Place,
  see: (kinds: Uint8Array) => Seen,
  days: readonly number[] = PUBLISHED_DAYS,
): Seen[] {
  const model = releaseModel(side, radius, seed);
  const tissue: TissueModel = { ...(model.tissue as TissueModel), coarsening: 1 };
  kernel.start({ ...model, tissue }, seed);
  let given = false;
  return days.map((day) => {
    for (let from = kernel.steps; from < releaseSteps(day); from = kernel.steps) {
      let [now, until] = [regime as PublishedRegime, releaseSteps(day)];
      if (regime === 'adaptive') {
        given = from >= releaseSteps(TREATED_FROM_DAY) && givenAdaptively(kernel.cells, given);
        [now, until] = [given ? 'constant' : 'none', from + releaseSteps(1)];
      }
      kernel.advance(releaseEnvironment(now, from, until - from), Infinity);
    }
    return see(kindsBySite(kernel, tissue));
  });
}

/** Kinds by site; the two phenotypes are told apart by how many cells the kernel counts of each. */
function kindsBySite(kernel: WasmKernel, tissue: TissueModel): Uint8Array {
  const sites = readSites(kernel.room, tissue);
  const lowest = sites.reduce(
    (low, phenotype) => (phenotype > 0 && phenotype < low ? phenotype : low),
    0xffff,
  );
  const kinds = Uint8Array.from(sites, (phenotype) =>
    phenotype === 0 ? 0 : phenotype === lowest ? SENSITIVE : RESISTANT,
  );
  const counted = [false, true].map((resistant) =>
    kernel
      .genotypes()
      .filter(({ genotype }) => (genotype.alleles[0] === ALTERED) === resistant)
      .reduce((sum, { cells }) => sum + cells, 0),
  );
  const [sensitive, resistant] = census(kinds);
  if (counted[0] !== sensitive || counted[1] !== resistant) {
    throw new Error(`sites hold ${sensitive} and ${resistant} cells, genotypes ${counted.join(' and ')}`);
  }
  return kinds;
}

function census(kinds: Uint8Array): Counts {
  let [sensitive, resistant] = [0, 0];
  for (const kind of kinds) {
    if (kind === SENSITIVE) sensitive++;
    else if (kind === RESISTANT) resistant++;
  }
  return [sensitive, resistant];
}

/** Sensitive and resistant cells of each of so many sectors around the middle of a plane. */
function censusBySector(kinds: Uint8Array, side: number, sectors: number): Counts[] {
  const counts = Array.from({ length: sectors }, (): Counts => [0, 0]);
  for (let site = 0; site < kinds.length; site++) {
    const kind = kinds[site]!;
    if (kind === 0) continue;
    const angle = Math.atan2(Math.floor(site / side) - side / 2, (site % side) - side / 2) / (2 * Math.PI);
    const sector = Math.floor((angle + 1) * sectors) % sectors;
    counts[sector]![kind - 1]!++;
  }
  return counts;
}

function rowsOf(regime: Regime, counts: Counts[][]): Row[] {
  return PUBLISHED_DAYS.map((day, row) => {
    const [sensitive, resistant] = [0, 1].map((kind) =>
      estimateOf(counts.map((run) => run[row]![kind] as number)),
    ) as [Estimate, Estimate];
    return { what: `${regime}, day ${day}`, sensitive, resistant };
  });
}

function estimateOf(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / Math.max(1, values.length - 1) / values.length) };
}

interface Comparison {
  what: string;
  /** Difference over its standard error. */
  z: number;
  /** Difference over what is wanted. */
  share: number;
}

/** Every difference of two tables in standard errors of it. */
export function differences(own: readonly Row[], other: readonly Row[]): Comparison[] {
  return own.flatMap((row, index) =>
    (['sensitive', 'resistant'] as const).map((kind) => {
      const [a, b] = [row[kind], other[index]![kind]];
      const z = (a.mean - b.mean) / Math.hypot(a.error, b.error);
      return {
        what: `${row.what}: ${kind}, ${a.mean.toFixed(1)} for ${b.mean.toFixed(1)}`,
        z,
        share: a.mean / b.mean - 1,
      };
    }),
  );
}

/** Sectors wide enough at the rim of a large tumour that what happens in one owes nothing to the next. */
const SECTORS = 32;

/**
 * One run of the kernel and one of the plain program on a large plane, population by population: their difference over
 * its standard error, which the differences of the tumour's sectors give (t with 31 degrees of freedom).
 */
export async function bySectors(
  regime: Regime,
  place: Place,
  seed: number,
  days: readonly number[] = PUBLISHED_DAYS,
): Promise<Comparison[]> {
  const see = (kinds: Uint8Array) => censusBySector(kinds, place.side, SECTORS);
  const kernel = (await createKernel('simd', { tissue: true, maximumBytes: 2 ** 31 })) as WasmKernel;
  const own = releaseInKernel(kernel, regime, seed, place, see, days);
  kernel.close();
  const other = releaseByRules({ ...place, choices: 'kernel', regime }, seed, days, see);
  return days.flatMap((day, row) =>
    (['sensitive', 'resistant'] as const).map((name, kind) => {
      const of = (seen: Counts[][]) => (seen[row] as Counts[]).map((counts) => counts[kind]!);
      const a = of(own);
      const b = of(other);
      const [mean, wanted] = [estimateOf(a).mean, estimateOf(b).mean];
      const apart = estimateOf(a.map((count, sector) => count - b[sector]!));
      return {
        what: `${regime}, day ${day}: ${name}, ${SECTORS * mean} for ${SECTORS * wanted} ± ${(SECTORS * apart.error).toFixed(0)}`,
        z: apart.mean / apart.error,
        share: mean / wanted - 1,
      };
    }),
  );
}
