/**
 * Where vessels cross a tissue. Those of a plane stand upright on it; those of a volume run along z from face to
 * face, straight or winding. The same placement and seed give the same vessels in every engine.
 */
import type { Vessel } from '../kernel/tissueModel';
import { type Pixels, readNetpbm } from '../scenario/netpbm';
import type { VesselArrangement } from '../scenario/scenario';
import { ScenarioError } from '../scenario/words/error';
import { scattered, windings } from './scatter';

export interface VesselPlacement {
  /** Sites along x, y and, in a volume, z. */
  size: readonly [number, number] | readonly [number, number, number];
  siteMicrometres: number;
  arrangement: VesselArrangement;
  /** Of the arrangement `random`: vessels per mm² of a cut across them, and the least distance from one to the next. */
  perSquareMillimetre: number;
  leastDistanceMicrometres: number;
  /** Of the arrangements `square` and `hexagonal`: from a vessel to the next. */
  spacingMicrometres: number;
  /** Of the arrangement `image`: a drawing as {@link readNetpbm} takes it, stretched over the tissue. */
  image: string;
  /** In a volume: how far vessels stray to either side along x and y; 0: straight. */
  windingMicrometres: number;
  radiusMicrometres: number;
  /** No vessel within this distance of the middle of the tissue. */
  absentWithinMicrometres: number;
  /** Of `random` and of the winding: a whole number below 2^53. */
  seed: number;
}

/** A place on the plane that vessels cross, µm from the corner. */
export type Point = [x: number, y: number];

/**
 * One entry per site that a vessel crosses, in the order of sites; what several vessels share adds up.
 *
 * @throws ScenarioError where a placement leaves no room for its vessels, or the image cannot be read
 */
export function placeVessels(placement: VesselPlacement): Vessel[] {
  const { arrangement, radiusMicrometres, siteMicrometres } = placement;
  const surface = surfacePerVolume(radiusMicrometres, siteMicrometres);
  const [width, height, depth = 1] = placement.size;
  const points = arrangement === 'image' ? drawn(placement) : standing(placement);
  const windingAt = windings(placement, points.length, depth);
  const vessels: Vessel[] = [];
  for (let z = 0; z < depth; z++) {
    /** Surface by site of this plane. */
    const plane = new Map<number, number>();
    points.forEach(([px, py], index) => {
      const { dx, dy, stretch } = windingAt(index, z);
      const x = Math.floor((px + dx) / siteMicrometres);
      const y = Math.floor((py + dy) / siteMicrometres);
      if (!(x >= 0 && x < width && y >= 0 && y < height) || isAbsent(placement, x, y, z)) return;
      const site = x + width * y;
      plane.set(site, (plane.get(site) ?? 0) + surface * stretch);
    });
    for (const [site, surfacePerVolume] of [...plane].sort(([a], [b]) => a - b)) {
      vessels.push({ x: site % width, y: Math.floor(site / width), z, surfacePerVolume });
    }
  }
  return vessels;
}

/** Wall of a cylinder as long as a site's edge over the site's volume, 2πr·h/h³, /µm. */
export function surfacePerVolume(radiusMicrometres: number, siteMicrometres: number): number {
  return (2 * Math.PI * radiusMicrometres) / siteMicrometres ** 2;
}

function standing(placement: VesselPlacement): Point[] {
  const { arrangement, size, siteMicrometres, spacingMicrometres } = placement;
  // Upright on the plane the absent core is a disc; in a volume it is a ball that vessels end at and go on behind.
  const isBarred = (x: number, y: number) =>
    size.length === 2 &&
    isAbsent(placement, Math.floor(x / siteMicrometres), Math.floor(y / siteMicrometres), 0);
  switch (arrangement) {
    case 'random':
      return scattered(placement, isBarred);
    case 'square':
      return rows(placement, spacingMicrometres, 0);
    case 'hexagonal':
      return rows(placement, spacingMicrometres * Math.sqrt(0.75), spacingMicrometres / 2);
    default:
      return [];
  }
}

/** As many as fit, the rest of the width on both sides alike; every other row set off by `shift`. */
function rows(placement: VesselPlacement, rowMicrometres: number, shift: number): Point[] {
  const { siteMicrometres, spacingMicrometres } = placement;
  if (!(spacingMicrometres >= siteMicrometres)) {
    throw new ScenarioError(
      `tumour.tissue.vessels.spacingMicrometres: ${spacingMicrometres} µm is less than a site (${siteMicrometres} µm).`,
    );
  }
  const width = placement.size[0] * siteMicrometres;
  const height = placement.size[1] * siteMicrometres;
  const across = Math.max(1, Math.floor(width / spacingMicrometres));
  const along = Math.max(1, Math.floor(height / rowMicrometres));
  const left = (width - (across - 1) * spacingMicrometres - shift) / 2;
  const top = (height - (along - 1) * rowMicrometres) / 2;
  const points: Point[] = [];
  for (let row = 0; row < along; row++) {
    for (let i = 0; i < across; i++) {
      points.push([left + i * spacingMicrometres + (row % 2) * shift, top + row * rowMicrometres]);
    }
  }
  return points;
}

/** The middles of the sites that a dark pixel touches: its own middle lies in them, or theirs in it. */
function drawn({ image, size: [width, height], siteMicrometres }: VesselPlacement): Point[] {
  const pixels: Pixels = readNetpbm(image, 'tumour.tissue.vessels.image');
  const sites = new Set<number>();
  for (let v = 0; v < pixels.height; v++) {
    for (let u = 0; u < pixels.width; u++) {
      if (!pixels.dark[u + pixels.width * v]) continue;
      const [x0, x1] = covered(u, pixels.width, width);
      const [y0, y1] = covered(v, pixels.height, height);
      for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) sites.add(x + width * y);
    }
  }
  return [...sites]
    .sort((a, b) => a - b)
    .map((key) => [
      ((key % width) + 0.5) * siteMicrometres,
      (Math.floor(key / width) + 0.5) * siteMicrometres,
    ]);
}

/** Sites whose middles a pixel covers, or the one that holds its own. */
function covered(pixel: number, pixels: number, sites: number): [number, number] {
  const first = Math.ceil((pixel * sites) / pixels - 0.5);
  const end = Math.ceil(((pixel + 1) * sites) / pixels - 0.5);
  if (end > first) return [first, end];
  const own = Math.floor(((pixel + 0.5) * sites) / pixels);
  return [own, own + 1];
}

function isAbsent(
  { size, siteMicrometres, absentWithinMicrometres }: VesselPlacement,
  x: number,
  y: number,
  z: number,
): boolean {
  if (absentWithinMicrometres <= 0) return false;
  const [width, height, depth = 1] = size;
  const squares = (x + 0.5 - width / 2) ** 2 + (y + 0.5 - height / 2) ** 2 + (z + 0.5 - depth / 2) ** 2;
  return squares * siteMicrometres ** 2 <= absentWithinMicrometres ** 2;
}
