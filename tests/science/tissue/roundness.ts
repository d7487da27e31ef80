/** How round a colony grows: its radius along axes over that along diagonals, of a plane or a volume. */
import { ENVIRONMENT_STRIDE } from '../../../src/kernel/model';
import { readSites } from '../../../src/kernel/read/sites';
import type { TissueModel } from '../../../src/kernel/tissueModel';
import type { WasmKernel } from '../../../src/kernel/wasmKernel';
import { ball, livingModel, plainTissue } from '../../kit/randomisedTissues';
import { expectRelative, mean } from '../../kit/statistics';

/** Towards axes, diagonals of faces and of the cube: so many directions in a plane and in a volume. */
const DIRECTIONS = { plane: [4, 4], volume: [6, 12, 8] };

/**
 * Radii of the balls that would have as many cells in cones around axes, diagonals of faces and of the cube as there are.
 * The direction of each kind that is nearest to a site has the signs of its coordinates, the largest ones first.
 */
function radii(sites: Uint16Array, size: readonly number[], cosine: number): number[] {
  const [width = 1, height = 1, depth = 1] = size;
  const flat = size.length === 2;
  const directions = flat ? DIRECTIONS.plane : DIRECTIONS.volume;
  const inside = directions.map(() => 0);
  for (let site = 0; site < sites.length; site++) {
    if (sites[site] === 0) continue;
    const x = Math.abs((site % width) - width / 2);
    const y = Math.abs((Math.floor(site / width) % height) - height / 2);
    const z = flat ? 0 : Math.abs(Math.floor(site / (width * height)) - depth / 2);
    const least = cosine * Math.hypot(x, y, z);
    const largest = Math.max(x, y, z);
    const two = x + y + z - Math.min(x, y, z);
    if (largest > least) inside[0]!++;
    if (two * Math.SQRT1_2 > least) inside[1]!++;
    if (!flat && (x + y + z) / Math.sqrt(3) > least) inside[2]!++;
  }
  return inside.map((cells, kind) => {
    const cones = directions[kind]!;
    return flat
      ? Math.sqrt(cells / (cones * Math.acos(cosine)))
      : Math.cbrt((3 * cells) / (cones * 2 * Math.PI * (1 - cosine)));
  });
}

interface Roundness {
  /** Axis over the diagonal of a face. */
  face: number;
  /** Axis over the diagonal of a cube; of a plane as `face`. */
  space: number;
}

/** Grows one colony from a few cells to a radius, bΔt = 0.1. */
function roundnessOf(
  kernel: WasmKernel,
  changes: Lattice,
  { flat, radius, seed }: Place & { seed: number },
): Roundness {
  const edge = Math.ceil((2.6 * radius) / 8) * 8;
  const size: TissueModel['size'] = flat ? [edge, edge] : [edge, edge, edge];
  const tissue = plainTissue(size, changes);
  kernel.start({ ...livingModel(tissue, 0.1), founders: [ball(tissue, 4)] }, seed);
  const cells = flat ? Math.PI * radius ** 2 : (4 / 3) * Math.PI * radius ** 3;
  while (kernel.cells < cells) kernel.advance(new Float32Array(ENVIRONMENT_STRIDE), Infinity);
  const sites = readSites(kernel.room, tissue);
  const cosine = Math.cos((flat ? 4 : 10) * (Math.PI / 180));
  const [axis, face, space] = radii(sites, size, cosine) as [number, number, number?];
  return { face: axis / face, space: axis / (space ?? face) };
}

type Lattice = Pick<TissueModel, 'neighbours' | 'reach'>;
interface Place {
  flat: boolean;
  radius: number;
}

export function lattices(reaches: readonly number[]): Lattice[] {
  return (['moore', 'vonNeumann'] as const).flatMap((neighbours) =>
    reaches.map((reach) => ({ neighbours, reach })),
  );
}

/** Colonies of seeds 1…`count`. */
export function coloniesOf(kernel: WasmKernel, lattice: Lattice, place: Place, count: number): Roundness[] {
  return Array.from({ length: count }, (_, run) => roundnessOf(kernel, lattice, { ...place, seed: 1 + run }));
}

/** Axis over diagonal of so many colonies is 1 in the mean, within 3%. */
export function expectRound(kernel: WasmKernel, lattice: Lattice, place: Place, count: number): void {
  const runs = coloniesOf(kernel, lattice, place, count);
  const of = (key: keyof Roundness) => mean(runs.map((run) => run[key]));
  expectRelative(of('face'), 1, 0.03, 'axis over the diagonal of a face');
  expectRelative(of('space'), 1, 0.03, 'axis over the diagonal of a cube');
}
