/** How round a colony grows: its radius along axes over that along diagonals, of a plane or a volume. */
import { ENVIRONMENT_STRIDE } from '../../../src/kernel/model';
import { readSites } from '../../../src/kernel/read/sites';
import type { TissueModel } from '../../../src/kernel/tissueModel';
import type { WasmKernel } from '../../../src/kernel/wasmKernel';
import { ball, livingModel, plainTissue } from '../../kit/randomisedTissues';

type Direction = readonly [number, number, number];

/** Every direction of a cubic lattice with so many coordinates that are not 0, once with each sign. */
function directions(coordinates: number, flat: boolean): Direction[] {
  const all: Direction[] = [];
  for (const x of [-1, 0, 1]) {
    for (const y of [-1, 0, 1]) {
      for (const z of flat ? [0] : [-1, 0, 1]) {
        if (Math.abs(x) + Math.abs(y) + Math.abs(z) === coordinates) all.push([x, y, z]);
      }
    }
  }
  return all;
}

/** Radius of the ball that would have as many cells in cones around some directions as there are. */
function radiusTowards(
  sites: Uint16Array,
  size: readonly number[],
  towards: readonly Direction[],
  cosine: number,
): number {
  const [width = 1, height = 1, depth = 1] = size;
  const flat = size.length === 2;
  const units = towards.map((direction) => {
    const length = Math.hypot(...direction);
    return direction.map((each) => each / length) as unknown as Direction;
  });
  let inside = 0;
  for (let site = 0; site < sites.length; site++) {
    if (sites[site] === 0) continue;
    const x = (site % width) - width / 2;
    const y = (Math.floor(site / width) % height) - height / 2;
    const z = flat ? 0 : Math.floor(site / (width * height)) - depth / 2;
    const least = cosine * Math.hypot(x, y, z);
    if (units.some(([ux, uy, uz]) => ux * x + uy * y + uz * z > least)) inside++;
  }
  return flat
    ? Math.sqrt(inside / (towards.length * Math.acos(cosine)))
    : Math.cbrt((3 * inside) / (towards.length * 2 * Math.PI * (1 - cosine)));
}

export interface Roundness {
  /** Axis over the diagonal of a face. */
  face: number;
  /** Axis over the diagonal of a cube; of a plane as `face`. */
  space: number;
}

/** Grows one colony from a few cells to a radius, bΔt = 0.1. */
export function roundnessOf(
  kernel: WasmKernel,
  changes: Pick<TissueModel, 'neighbours' | 'reach'>,
  { flat, radius, seed }: { flat: boolean; radius: number; seed: number },
): Roundness {
  const edge = Math.ceil((2.6 * radius) / 8) * 8;
  const size: TissueModel['size'] = flat ? [edge, edge] : [edge, edge, edge];
  const tissue = plainTissue(size, changes);
  kernel.start({ ...livingModel(tissue, 0.1), founders: [ball(tissue, 4)] }, seed);
  const cells = flat ? Math.PI * radius ** 2 : (4 / 3) * Math.PI * radius ** 3;
  while (kernel.cells < cells) kernel.advance(new Float32Array(ENVIRONMENT_STRIDE), Infinity);
  const sites = readSites(kernel.room, tissue);
  const cosine = Math.cos((flat ? 4 : 10) * (Math.PI / 180));
  const towards = (coordinates: number) => radiusTowards(sites, size, directions(coordinates, flat), cosine);
  const axis = towards(1);
  const face = axis / towards(2);
  return { face, space: flat ? face : axis / towards(3) };
}
