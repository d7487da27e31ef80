/**
 * An order of the sites of a tile by which any number of the first of them lie evenly, also across tiles: void and
 * cluster (Ulichney 1993, Proc. SPIE 1913:332), on the torus that tiles in rows shifted by half a tile make.
 */

export const EDGE = 32;
const SITES = EDGE * EDGE;
/** Standard deviation of the filter that tells voids from clusters, sites. */
const SIGMA = 1.5;
/** Sites beyond which it is as good as 0. */
const REACH = 9;
const SIDE = 2 * REACH + 1;
/** Share of the sites in the pattern that the order begins from. */
const FIRST = 0.1;

/** Which of the sites of a tile a site of the plane is, counted through row after row. */
export function siteInTile(x: number, y: number): number {
  const row = Math.floor(y / EDGE);
  return ((x - (EDGE / 2) * row) & (EDGE - 1)) + EDGE * (y & (EDGE - 1));
}

/** The same numbers, 0…1, each time: Park and Miller's (1988). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** A pattern of taken sites, and how crowded it is around each. */
class Pattern {
  readonly taken = new Uint8Array(SITES);
  private readonly crowd = new Float64Array(SITES);
  private readonly filter = filter();

  put(site: number, sign: 1 | -1): void {
    this.taken[site] = sign === 1 ? 1 : 0;
    const [column, row] = [site % EDGE, Math.floor(site / EDGE)];
    for (let y = -REACH; y <= REACH; y++) {
      for (let x = -REACH; x <= REACH; x++) {
        const near = siteInTile(column + x, row + y);
        const weight = this.filter[x + REACH + SIDE * (y + REACH)] ?? 0;
        this.crowd[near] = (this.crowd[near] ?? 0) + sign * weight;
      }
    }
  }

  /** Of the taken sites the most crowded, of the free ones the least. */
  extreme(taken: 0 | 1): number {
    let found = -1;
    for (let site = 0; site < SITES; site++) {
      if (this.taken[site] !== taken) continue;
      const [own, best] = [this.crowd[site] ?? 0, this.crowd[found] ?? 0];
      if (found < 0 || (taken === 1 ? own > best : own < best)) found = site;
    }
    return found;
  }
}

/** By the distance between two sites. */
const filter = () =>
  Float64Array.from({ length: SIDE * SIDE }, (_, at) => {
    const [x, y] = [(at % SIDE) - REACH, Math.floor(at / SIDE) - REACH];
    return Math.exp(-(x * x + y * y) / (2 * SIGMA * SIGMA));
  });

/** Sites of a tile, see {@link siteInTile}, in their order. */
export function blueNoise(): Uint16Array {
  const pattern = new Pattern();
  const random = numbers(1993);
  const first = Math.round(FIRST * SITES);
  for (let count = 0; count < first; ) {
    const site = Math.floor(random() * SITES);
    if (pattern.taken[site] === 1) continue;
    pattern.put(site, 1);
    count++;
  }
  // The tightest cluster goes to the largest void until that is where it came from.
  for (let moves = 0; moves < SITES; moves++) {
    const cluster = pattern.extreme(1);
    pattern.put(cluster, -1);
    const gap = pattern.extreme(0);
    pattern.put(gap, 1);
    if (gap === cluster) break;
  }
  const order = new Uint16Array(SITES);
  const begun = [...pattern.taken.keys()].filter((site) => pattern.taken[site] === 1);
  for (let rank = first - 1; rank >= 0; rank--) {
    const cluster = pattern.extreme(1);
    pattern.put(cluster, -1);
    order[rank] = cluster;
  }
  for (const site of begun) pattern.put(site, 1);
  for (let rank = first; rank < SITES; rank++) {
    const gap = pattern.extreme(0);
    pattern.put(gap, 1);
    order[rank] = gap;
  }
  return order;
}
