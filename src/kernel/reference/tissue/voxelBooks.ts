import { Limit } from '../../../../assembly/shared/limits';
import type { TissueModel } from '../../tissueModel';
import type { Cell } from '../cell';
import type { FieldState, Fluid } from './fluid';
import type { Lattice } from './lattice';
import type { Uptake } from './uptake';

const f = Math.fround;
const TILE = Limit.tileCells;
/** The phenotype of what a dead cell leaves. */
export const DEBRIS = 1;

export function isLiving(cell: Cell | null | undefined): cell is Cell {
  return cell !== null && cell !== undefined && cell.phenotype !== DEBRIS;
}

/** What cells do to the voxels that they are in: assembly/fields/couple.ts and assembly/fields/step.ts. */
export class VoxelBooks {
  /** Volume of a cell's water over that of its voxel's fluid. */
  private readonly share: number;

  constructor(
    private readonly tissue: TissueModel,
    private readonly lattice: Lattice,
    private readonly fluid: Fluid,
  ) {
    this.share = f(tissue.volumeRatio / fluid.sites);
  }

  private voxelOf(number: number): number {
    return this.fluid.voxelOf(...this.lattice.positionOf(number));
  }

  /** Share of each voxel's sites that cells take. */
  countOccupants(cells: readonly (Cell | null)[]): void {
    const { occupied, sites } = this.fluid;
    const counts = new Map<number, number>();
    cells.forEach((cell, number) => {
      if (!isLiving(cell)) return;
      const voxel = this.voxelOf(number);
      counts.set(voxel, (counts.get(voxel) ?? 0) + 1);
    });
    occupied.fill(0);
    const share = f(1 / sites);
    for (const [voxel, count] of counts) occupied[voxel] = f(count * share);
  }

  /** Sites of each voxel of a tile: along x, over the rows that it covers. */
  private voxelsOf(tile: number): Map<number, number[]> {
    const voxels = new Map<number, number[]>();
    for (let site = 0; site < TILE; site++) {
      const number = tile * TILE + site;
      if (!this.isOfVoxels(number)) continue;
      const voxel = this.voxelOf(number);
      voxels.set(voxel, [...(voxels.get(voxel) ?? []), site]);
    }
    return voxels;
  }

  /** Whether the voxel of a site has any part in the lattice. */
  private isOfVoxels(number: number): boolean {
    const { coarsening, size } = this.tissue;
    const end = (sites: number) => Math.ceil(sites / coarsening) * coarsening;
    const position = this.lattice.positionOf(number);
    return size.every((sites, axis) => position[axis]! < end(sites));
  }

  /** What a tile's cells took joins the debt; what they are expected to take next is left for the next solution. */
  book(tile: number, d: number, uptakes: readonly Uptake[]): void {
    const state = this.fluid.fields.get(d) as FieldState;
    const across = this.tissue.coarsening;
    for (const [voxel, sites] of this.voxelsOf(tile)) {
      const sum = (of: (uptake: Uptake) => number) => {
        const [even, odd] = [0, 1].map((side) =>
          sites
            .filter((site) => site % across === side)
            .map((site) => of(uptakes[site]!))
            .reduce((a, b) => f(a + b), 0),
        ) as [number, number];
        return f(f(across === 1 ? even : even + odd) * this.share);
      };
      const slope = sum((uptake) => uptake.slope);
      const expected = sum((uptake) => uptake.lasting);
      state.slope[voxel] = slope;
      state.uptake[voxel] = f(expected - f(slope * state.values[voxel]!));
      state.debt[voxel]! += sum((uptake) => uptake.taken);
    }
  }

  expectNothing(tile: number, d: number): void {
    const state = this.fluid.fields.get(d) as FieldState;
    for (const voxel of this.voxelsOf(tile).keys()) state.slope[voxel] = state.uptake[voxel] = 0;
  }

  /** The fluid around gets what a cell holds, or where one is `born` pays for another like it. */
  settle(cell: Cell, number: number, born: boolean): void {
    for (const [d, state] of this.fluid.fields) {
      const amount = d === Limit.drugs ? 0 : cell.amounts[d];
      if (amount === 0) continue;
      const voxel = this.voxelOf(number);
      const own = f(amount! * this.share);
      state.debt[voxel]! += born ? own : -own;
      state.wet = true;
    }
  }
}
