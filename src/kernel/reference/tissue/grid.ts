/** Grids of a tissue's fields, each of half the voxels of the one before along each edge; see assembly/fields/multigrid.ts. */
const f = Math.fround;

/** Along x, over rows and over slabs: in a plane the rows of one slab are one, and its slabs are rows. */
export type Axis = 0 | 1 | 2;

export class Grid {
  /** Numbers from row to row and from slab to slab; at least one of a row is beyond its voxels, and 0. */
  readonly row: number;
  readonly slab: number;
  readonly values: Float32Array;
  readonly right: Float32Array;
  readonly screening: Float32Array;
  readonly inverse: Float32Array;
  coupling = 0;
  /** What boundaries take: below and above, by axis. */
  low: [number, number, number] = [0, 0, 0];
  high: [number, number, number] = [0, 0, 0];

  constructor(
    readonly size: readonly [number, number, number],
    /** Voxels of the grid below that one of this covers, as a share of one. */
    readonly share: number,
  ) {
    this.row = (size[0] + 8) & ~7;
    this.slab = this.row * size[1];
    const numbers = this.slab * size[2];
    this.values = new Float32Array(numbers);
    this.right = new Float32Array(numbers);
    this.screening = new Float32Array(numbers);
    this.inverse = new Float32Array(numbers);
  }

  get alone(): boolean {
    return this.size.every((voxels) => voxels === 1);
  }

  coarser(): Grid {
    const [x, rows, slabs] = this.size;
    const half = (voxels: number) => (voxels + 1) >> 1;
    return new Grid(
      [half(x), half(rows), half(slabs)],
      this.size.reduce((share, voxels) => (voxels > 1 ? share / 2 : share), 1),
    );
  }

  /** Calls back for each voxel in the order of memory, what fills rows left out. */
  each(visit: (i: number, x: number, row: number, slab: number) => void): void {
    for (let slab = 0; slab < this.size[2]; slab++) {
      for (let row = 0; row < this.size[1]; row++) {
        for (let x = 0; x < this.size[0]; x++) visit(slab * this.slab + row * this.row + x, x, row, slab);
      }
    }
  }

  private hasBefore(axis: Axis, place: number): boolean {
    return this.size[axis] > 1 && place > 0;
  }

  private hasAfter(axis: Axis, place: number): boolean {
    return place + 1 < this.size[axis];
  }

  /** What boundaries across x take from a row. */
  boundaryAcross(row: number, slab: number): number {
    let sum = 0;
    if (row === 0) sum = f(sum + this.low[1]);
    if (row + 1 === this.size[1]) sum = f(sum + this.high[1]);
    if (slab === 0) sum = f(sum + this.low[2]);
    if (slab + 1 === this.size[2]) sum = f(sum + this.high[2]);
    return sum;
  }

  boundaryAlong(x: number): number {
    let sum = 0;
    if (x === 0) sum = f(sum + this.low[0]);
    if (x + 1 === this.size[0]) sum = f(sum + this.high[0]);
    return sum;
  }

  /** What neighbours and boundaries add to the diagonal: across x, and along it. */
  diagonalAcross(row: number, slab: number): number {
    const beside = (axis: Axis, place: number) =>
      Number(this.hasBefore(axis, place)) + Number(this.hasAfter(axis, place));
    const count = beside(1, row) + beside(2, slab);
    return f(f(count * this.coupling) + this.boundaryAcross(row, slab));
  }

  diagonalAlong(x: number): number {
    const next = this.hasAfter(0, x) ? this.coupling : 0;
    const last = this.hasBefore(0, x) ? this.coupling : 0;
    return f(f(next + last) + this.boundaryAlong(x));
  }

  /** Red–black half-sweep over the voxels of a colour. */
  smooth(colour: number, omega: number, floor: number): void {
    const { values, coupling } = this;
    const own = (i: number, there: boolean) => (there ? values[i]! : 0);
    this.each((i, x, row, slab) => {
      if (((x + row + slab) & 1) !== colour) return;
      const beside = f(own(i - 1, x > 0) + own(i + 1, this.hasAfter(0, x)));
      let sum = f(beside + f(own(i - this.slab, slab > 0) + own(i + this.slab, this.hasAfter(2, slab))));
      if (this.size[1] > 1) {
        sum = f(sum + f(own(i - this.row, row > 0) + own(i + this.row, this.hasAfter(1, row))));
      }
      const solved = f(f(f(coupling * sum) + this.right[i]!) * this.inverse[i]!);
      const before = values[i]!;
      const moved = f(before + f(omega * f(solved - before)));
      values[i] = floor < moved ? moved : floor;
    });
  }

  /** What diffusion brings to a voxel, differences first. */
  brought(i: number, x: number, row: number, slab: number): number {
    const { values } = this;
    const own = values[i]!;
    const from = (j: number, there: boolean) => (there ? f(values[j]! - own) : 0);
    let sum = f(from(i - this.slab, slab > 0) + from(i + this.slab, this.hasAfter(2, slab)));
    if (this.size[1] > 1) {
      sum = f(sum + f(from(i - this.row, row > 0) + from(i + this.row, this.hasAfter(1, row))));
    }
    const next = this.hasAfter(0, x) ? f(this.coupling * f(values[i + 1]! - own)) : 0;
    const last = x > 0 ? f(this.coupling * f(values[i - 1]! - own)) : 0;
    return f(f(next + last) + f(this.coupling * sum));
  }

  invert(): void {
    this.each((i, x, row, slab) => {
      const sum = f(this.screening[i]! + this.diagonalAcross(row, slab));
      const diagonal = f(sum + this.diagonalAlong(x));
      this.inverse[i] = diagonal > 0 ? f(1 / diagonal) : 0;
    });
  }
}
