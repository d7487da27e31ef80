/**
 * Which places founders take. Random numbers are Philox's, keyed by the seed of the compartment, so that the same
 * scenario founds the same tissue in every engine.
 */
import type { FounderModel, Genotype } from '../kernel/model';
import { philox } from '../kernel/numbers/philox';
import { siteCount } from '../scenario/lattice';
import type { Tissue } from '../scenario/scenario';

/** Streams of random numbers apart from one another, and from the kernel's, whose third word is a `Purpose`. */
enum Stream {
  choice = 0x706c6163,
  mixing = 0x6d697869,
  normal = 0x6e6f726d,
}

/** Whole numbers below a limit, one after another. */
class Draws {
  private words: number[] = [];
  private block = 0;
  private readonly key: [number, number];

  constructor(
    seed: number,
    private readonly stream: Stream,
  ) {
    this.key = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0];
  }

  /** Uniform in [0, 1), 53 bits. */
  share(): number {
    if (this.words.length < 2) this.words = philox([0, this.block++, this.stream, 0], this.key);
    const high = this.words.pop() as number;
    const low = this.words.pop() as number;
    return (high * 2 ** 21 + (low >>> 11)) / 2 ** 53;
  }

  below(limit: number): number {
    return Math.floor(this.share() * limit);
  }
}

/** Founders with places, kinds mixed at random, and normal cells in what is left free. */
export function placeFounders(
  founders: readonly FounderModel[],
  tissue: Tissue,
  normal: Genotype,
  seed: number,
): FounderModel[] {
  const counts = founding(founders, tissue);
  const total = counts.reduce((sum, count) => sum + count, 0);
  let mixed: Uint32Array | undefined;
  // Found once a run begins, not by everybody who asks for a plan.
  const places = () => {
    mixed ??= chosen(tissue, total, seed, founders.length > 1);
    return mixed;
  };
  let first = 0;
  const placed = founders.map(({ genotype }, index): FounderModel => {
    const count = counts[index]!;
    const from = first;
    first += count;
    return {
      count,
      genotype,
      get sites() {
        return places().subarray(from, from + count);
      },
    };
  });
  if (tissue.normal.share === 0) return placed;
  let free: Uint32Array | undefined;
  const among = () => {
    free ??= normalSites(tissue, places(), seed);
    return free;
  };
  const normals: FounderModel = {
    get count() {
      return among().length;
    },
    genotype: { ...normal, normal: true },
    get sites() {
      return among();
    },
  };
  return [...placed, normals];
}

/** Cells of each kind; when every place is taken the numbers are proportions, remainders going to the largest. */
function founding(founders: readonly FounderModel[], tissue: Tissue): number[] {
  const counts = founders.map(({ count }) => count);
  if (tissue.founding !== 'everywhere') return counts;
  const sites = siteCount(tissue);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => Math.floor((count / total) * sites));
  const largest = counts.indexOf(Math.max(...counts));
  shares[largest]! += sites - shares.reduce((sum, count) => sum + count, 0);
  return shares;
}

function chosen(tissue: Tissue, count: number, seed: number, several: boolean): Uint32Array {
  const sites =
    tissue.founding === 'ball'
      ? nearestSites(tissue, count)
      : tissue.founding === 'scattered'
        ? scatteredSites(siteCount(tissue), count, new Draws(seed, Stream.choice))
        : Uint32Array.from({ length: count }, (_, site) => site);
  if (several) shuffle(sites, new Draws(seed, Stream.mixing));
  return sites;
}

/** The places nearest to the centre, those as near as one another in their order. */
function nearestSites({ sitesX, sitesY, sitesZ }: Tissue, count: number): Uint32Array {
  const distance = (x: number, y: number, z: number) =>
    (2 * x + 1 - sitesX) ** 2 + (2 * y + 1 - sitesY) ** 2 + (2 * z + 1 - sitesZ) ** 2;
  // Places at each squared distance, in units of half a site: the limit within which there are enough.
  const at = new Uint32Array(distance(0, 0, 0) + 1);
  const everywhere = (take: (site: number, squared: number) => void) => {
    for (let z = 0, site = 0; z < sitesZ; z++) {
      for (let y = 0; y < sitesY; y++) for (let x = 0; x < sitesX; x++) take(site++, distance(x, y, z));
    }
  };
  everywhere((_, squared) => {
    at[squared]!++;
  });
  let within = 0;
  for (let squared = 0; squared < at.length; squared++) {
    const here = at[squared]!;
    at[squared] = within;
    within += here;
  }
  const sites = new Uint32Array(count);
  everywhere((site, squared) => {
    const place = at[squared]!++;
    if (place < count) sites[place] = site;
  });
  return sites;
}

/** Floyd's sample without replacement (Bentley & Floyd 1987 CACM 30:754), in the order of sites. */
function scatteredSites(total: number, count: number, draws: Draws): Uint32Array {
  const taken = new Uint8Array(Math.ceil(total / 8));
  const has = (site: number) => (taken[site >>> 3]! >> (site & 7)) & 1;
  const take = (site: number) => {
    taken[site >>> 3] = taken[site >>> 3]! | (1 << (site & 7));
  };
  for (let last = total - count; last < total; last++) {
    const site = draws.below(last + 1);
    take(has(site) ? last : site);
  }
  const sites = new Uint32Array(count);
  for (let site = 0, found = 0; found < count; site++) if (has(site)) sites[found++] = site;
  return sites;
}

/** Fisher and Yates's. */
function shuffle(sites: Uint32Array, draws: Draws): void {
  for (let last = sites.length - 1; last > 0; last--) {
    const other = draws.below(last + 1);
    const site = sites[last];
    sites[last] = sites[other]!;
    sites[other] = site!;
  }
}

/** Each place free of founders, with the probability that normal cells have. */
function normalSites(tissue: Tissue, founders: Uint32Array, seed: number): Uint32Array {
  const total = siteCount(tissue);
  const taken = new Uint8Array(total);
  for (const site of founders) taken[site] = 1;
  const draws = new Draws(seed, Stream.normal);
  const sites = new Uint32Array(total);
  let count = 0;
  for (let site = 0; site < total; site++) {
    if (taken[site] === 0 && draws.share() < tissue.normal.share) sites[count++] = site;
  }
  return sites.slice(0, count);
}
