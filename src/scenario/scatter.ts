/** Vessels at random: their places, no two closer than a given distance, and how they wind through a volume. */
import { Purpose } from '../../assembly/shared';
import { RandomSource } from '../kernel/reference/philox';
import { ScenarioError } from './error';
import type { Point, VesselPlacement } from './vessels';

const UNIT32 = 2 ** -32;
/** Throws per vessel after which a density counts as out of reach. */
const THROWS_PER_VESSEL = 400;
/** Vessels per square of the least distance in the densest arrangement there is, the hexagonal one. */
const DENSEST = 2 / Math.sqrt(3);

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
  const wanted = Math.round(perSquareMillimetre * 1e-6 * openArea(placement, isBarred));
  const least = Math.max(leastDistanceMicrometres, siteMicrometres);
  if (perSquareMillimetre * 1e-6 * least ** 2 > DENSEST) throw tooDense(placement, 0, wanted);
  const across = Math.ceil(width / least);
  const near = new Map<number, Point[]>();
  const isFree = (x: number, y: number) => {
    const [u, v] = [Math.floor(x / least), Math.floor(y / least)];
    for (let j = v - 1; j <= v + 1; j++) {
      for (let i = Math.max(0, u - 1); i <= Math.min(across - 1, u + 1); i++) {
        for (const [ox, oy] of near.get(i + across * j) ?? []) {
          if ((ox - x) ** 2 + (oy - y) ** 2 < least ** 2) return false;
        }
      }
    }
    return true;
  };
  const random = new RandomSource(seed);
  const points: Point[] = [];
  for (let thrown = 0, missed = 0; points.length < wanted; thrown++) {
    const [a, b] = random.block(0, thrown, Purpose.vessels) as [number, number];
    const [x, y] = [a * UNIT32 * width, b * UNIT32 * height];
    if (isBarred(x, y)) continue;
    if (!isFree(x, y)) {
      if (++missed > THROWS_PER_VESSEL * wanted) throw tooDense(placement, points.length, wanted);
      continue;
    }
    const cell = Math.floor(x / least) + across * Math.floor(y / least);
    near.set(cell, [...(near.get(cell) ?? []), [x, y]]);
    points.push([x, y]);
  }
  return points;
}

/** µm² where vessels may stand, counted by sites. */
function openArea(
  { size, siteMicrometres }: VesselPlacement,
  isBarred: (x: number, y: number) => boolean,
): number {
  let open = 0;
  for (let y = 0; y < size[1]; y++) {
    for (let x = 0; x < size[0]; x++) {
      if (!isBarred((x + 0.5) * siteMicrometres, (y + 0.5) * siteMicrometres)) open++;
    }
  }
  return open * siteMicrometres ** 2;
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
        own[vessel * knots + knot] = (2 * (words[axis] as number) * UNIT32 - 1) * windingMicrometres;
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
