/** Where on a slice of a tissue the cells of a followed line are, for whoever draws marks on them. */
import { Limit } from '../../../assembly/shared/limits';
import type { KernelInMemory } from '../compartmentKernel';
import type { Part } from '../read/ramp';
import { Lattice } from '../reference/tissue/lattice';
import type { TissueModel } from '../tissueModel';
import { CellMemory } from './cells';

/** The two axes of a slice's pixels. */
const SIDES = [
  [1, 2],
  [0, 2],
  [0, 1],
] as const;

/** u and v in sites of every such cell in a part of a slice, one after the other; of several in one pixel the first. */
export function followedPlaces(kernel: KernelInMemory, tissue: TissueModel, part: Part): Uint16Array {
  const lattice = new Lattice(tissue);
  const memory = new CellMemory(kernel.room, 0, true);
  const { axis, width, height, shift } = part;
  const [uAxis, vAxis] = SIDES[axis];
  const layer = Math.floor(part.w / lattice.edges[axis]);
  const taken = new Uint8Array(width * height);
  const found: number[] = [];
  memory.eachFollowed(
    (tile) => lattice.placeOfTile(tile)[axis] === layer,
    ({ tile, site }) => {
      const at = lattice.positionOf(tile * Limit.tileCells + site);
      const [u, v] = [at[uAxis], at[vAxis]];
      const [column, row] = [(u - part.u) >> shift, (v - part.v) >> shift];
      if (at[axis] !== part.w || column < 0 || row < 0 || column >= width || row >= height) return;
      const pixel = column + width * row;
      if (taken[pixel] === 1) return;
      taken[pixel] = 1;
      found.push(u, v);
    },
  );
  return Uint16Array.from(found);
}
