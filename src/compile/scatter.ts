/** Vessels at random: their places, no two closer than a given distance, and how they wind through a volume. */
import { Purpose } from '../../assembly/shared/step';
import { RandomSource } from '../kernel/numbers/philox';
import { ScenarioError } from '../scenario/words/error';
import type { Point, VesselPlacement } from './vessels';

const UNIT32 = 2 ** -32;
/** Throws per vessel after which a density counts as out of reach, and of all together. */
const THROWS_PER_VESSEL = 400;
const MOST_THROWS = 10_000_000;
/** Vessels per square of the least distance in the densest arrangement there is, the hexagonal one. */
const DENSEST = 2 / Math.sqrt(3);
/**
 * The same of points thrown at random: 0.7476 on a line (Rényi 1958) and 0.6965 on a plane (Feder 1980) leave no room
 * for a further one. Few points may by luck stand denser.
 */
const DENSEST_AT_RANDOM = 0.75;
const FEW = 30;
/** Where less of the plane is open, throws are at the open sites alone: the others would take all the time there is. */
const LITTLE_OPEN = 0.01;

/**
 * Points thrown one after the other at random, those too close to an earlier one left out (simple sequential
 * inhibition; Diggle 1983), until the density is reached. A grid of cells of the least distance holds who is near.
 *
 * @param isBarred places where none may stand; the density holds for the rest
 * @throws ScenarioError where the density cannot be reached with that distance
 */
export function scattered(placement: VesselPlacement, isBarred: (x: number, y: number) => boolean): Point[] {
  const { leastDistanceMicrometres, perSquareMillimetre, siteMicrometres, seed } = placement;
  const width = placement.size[0] * siteMicrometres;
  const height = placement.size[1] * siteMicrometres;
  const open = openSites(placement, isBarred);
  const wanted = Math.round(perSquareMillimetre * 1e-6 * open.count * siteMicrometres ** 2);
  const least = Math.max(leastDistanceMicrometres, siteMicrometres);
  const dense = wanted * least ** 2 > DENSEST_AT_RANDOM * (width + least) * (height + least);
  if (perSquareMillimetre * 1e-6 * least ** 2 > DENSEST || (wanted > FEW && dense)) {
    throw tooDense(placement, 0, wanted);
  }
  const across = Math.ceil(width / least);
  const down = Math.ceil(height / least);
  /** The last point in each cell, counted from 1, and of each point the one before it in its cell. */
  const last = new Int32Array(across * down);
  const before: number[] = [];
  const points: Point[] = [];
  const isFree = (x: number, y: number) => {
    const [u, v] = [Math.floor(x / least), Math.floor(y / least)];
    for (let j = Math.max(0, v - 1); j <= Math.min(down - 1, v + 1); j++) {
      for (let i = Math.max(0, u - 1); i <= Math.min(across - 1, u + 1); i++) {
        for (let at = last[i + across * j]!; at > 0; at = before[at - 1]!) {
          const [ox, oy] = points[at - 1]!;
          if ((ox - x) ** 2 + (oy - y) ** 2 < least ** 2) return false;
        }
      }
    }
    return true;
  };
  const random = new RandomSource(seed);
  for (let thrown = 0, missed = 0; points.length < wanted; thrown++) {
    const [a, b] = random.block(0, thrown, Purpose.vessels) as [number, number];
    const [x, y] =
      open.few === null
        ? [a * UNIT32 * width, b * UNIT32 * height]
        : inOpenSite(open.few, placement, a * UNIT32, b * UNIT32);
    if (missed > THROWS_PER_VESSEL * wanted || thrown > MOST_THROWS) {
      throw tooDense(placement, points.length, wanted);
    }
    if (isBarred(x, y)) continue;
    if (!isFree(x, y)) {
      missed++;
      continue;
    }
    const cell = Math.floor(x / least) + across * Math.floor(y / least);
    before.push(last[cell]!);
    last[cell] = points.push([x, y]);
  }
  return points;
}

interface OpenSites {
  count: number;
  /** Their numbers where they are few. */
  few: number[] | null;
}

/** Sites in whose middle vessels may stand. */
function openSites(
  { size, siteMicrometres }: VesselPlacement,
  isBarred: (x: number, y: number) => boolean,
): OpenSites {
  const [width, height] = size;
  const most = LITTLE_OPEN * width * height;
  const sites: number[] = [];
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (isBarred((x + 0.5) * siteMicrometres, (y + 0.5) * siteMicrometres)) continue;
      if (++count <= most) sites.push(x + width * y);
    }
  }
  return { count, few: count <= most ? sites : null };
}

/** The place that two numbers below 1 stand for: the first chooses a site and a place across it, the second one along it. */
function inOpenSite(
  sites: readonly number[],
  { size, siteMicrometres }: VesselPlacement,
  a: number,
  b: number,
): Point {
  const at = Math.floor(a * sites.length);
  const site = sites[at]!;
  return [
    ((site % size[0]) + (a * sites.length - at)) * siteMicrometres,
    (Math.floor(site / size[0]) + b) * siteMicrometres,
  ];
}

function tooDense(placement: VesselPlacement, reached: number, wanted: number): ScenarioError {
  const { leastDistanceMicrometres, perSquareMillimetre } = placement;
  const found = reached > 0 ? `; ${reached} of ${wanted} found a place` : '';
  return new ScenarioError(
    `tumour.tissue.vessels.perSquareMillimetre: ${perSquareMillimetre} vessels per mm² cannot stand ` +
      `${leastDistanceMicrometres} µm apart (leastDistanceMicrometres)${found}.`,
  );
}

/** Of a vessel at one z: how far it has strayed, µm, and how much longer it is there than a straight one. */
export interface Winding {
  dx: number;
  dy: number;
  stretch: number;
}

/** Sites along z over which a winding vessel may turn. */
const TURN_SITES = 16;

const STRAIGHT: Winding = { dx: 0, dy: 0, stretch: 1 };

/**
 * How each vessel strays at each z: a quadratic B-spline through shifts drawn every few sites, uniform within the
 * winding to either side.
 */
export function windings(
  { windingMicrometres, siteMicrometres, seed }: VesselPlacement,
  vessels: number,
  depth: number,
): (vessel: number, z: number) => Winding {
  if (windingMicrometres <= 0 || depth === 1) return () => STRAIGHT;
  const random = new RandomSource(seed);
  const knots = Math.ceil(depth / TURN_SITES) + 3;
  const shifts = [new Float64Array(vessels * knots), new Float64Array(vessels * knots)] as const;
  for (let vessel = 0; vessel < vessels; vessel++) {
    for (let knot = 0; knot < knots; knot++) {
      const words = random.block(1 + knot, vessel, Purpose.vessels);
      shifts.forEach((own, axis) => {
        own[vessel * knots + knot] = (2 * words[axis]! * UNIT32 - 1) * windingMicrometres;
      });
    }
  }
  return (vessel, z) => {
    const knot = Math.floor((z + 0.5) / TURN_SITES);
    const t = (z + 0.5) / TURN_SITES - knot;
    const [[dx, sx], [dy, sy]] = shifts.map((own) => {
      const at = vessel * knots + knot;
      const [p, q, r] = own.subarray(at, at + 3) as unknown as [number, number, number];
      const shift = 0.5 * ((1 - t) ** 2 * p + (1 + 2 * t - 2 * t * t) * q + t * t * r);
      return [shift, ((1 - t) * (q - p) + t * (r - q)) / (TURN_SITES * siteMicrometres)];
    }) as [[number, number], [number, number]];
    return { dx, dy, stretch: Math.sqrt(1 + sx * sx + sy * sy) };
  };
}
