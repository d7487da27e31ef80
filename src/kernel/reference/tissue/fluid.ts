import { Limit } from '../../../../assembly/shared/limits';
import { Environment } from '../../../../assembly/shared/step';
import type { KernelModel } from '../../model';
import { Digest } from '../../numbers/digest';
import type { FieldModel, TissueModel } from '../../tissueModel';
import { Grid } from './grid';
import { coarsen, refine, weigh } from './multigrid';

const f = Math.fround;
const TOLERANCE = 1e-5;
const MOST_CYCLES = 20;
const MOST_SWEEPS = 16;
const SMOOTHING = f(1.1);
const SCREENED = 0.8;
const COARSEST = 0.02;
const TRACE = f(1e-12);
const LOWEST = -3.4028234663852886e38;

/** What a field keeps from step to step, by voxel, rows filled up with zeros. */
export interface FieldState {
  values: Float32Array;
  /** Of a drug: slope of its uptake, uptake at level 0, and what the field owes. */
  slope: Float32Array;
  uptake: Float32Array;
  debt: Float32Array;
  /** Some voxel or some cell may hold some of it. */
  wet: boolean;
}

/** Oxygen or a drug between the cells of a tissue: the equations and the solution of assembly/fields/solve.ts. */
export class Fluid {
  readonly grids: Grid[];
  readonly fields = new Map<number, FieldState>();
  readonly occupied: Float32Array;
  readonly surface: Float32Array;
  private readonly hours: number;
  private walls = false;
  private readonly tissue: TissueModel;

  constructor(readonly model: KernelModel & { tissue: TissueModel }) {
    const { tissue } = model;
    this.tissue = tissue;
    this.hours = model.stepHours;
    const [x, y, z] = tissue.size;
    const along = (sites: number) => Math.ceil(sites / tissue.coarsening);
    this.grids = [new Grid(z === undefined ? [along(x), 1, along(y)] : [along(x), along(y), along(z)], 1)];
    while (!this.last.alone) this.grids.push(this.last.coarser());
    const numbers = this.finest.values.length;
    const zeros = () => new Float32Array(numbers);
    const state = () => ({ values: zeros(), slope: zeros(), uptake: zeros(), debt: zeros(), wet: false });
    tissue.drugFields.forEach((_, drug) => {
      this.fields.set(drug, state());
    });
    if (tissue.oxygen) this.fields.set(Limit.drugs, state());
    this.occupied = zeros();
    this.surface = zeros();
  }

  get finest(): Grid {
    return this.grids[0]!;
  }

  private get last(): Grid {
    return this.grids[this.grids.length - 1]!;
  }

  /** Number of the voxel of a site. */
  voxelOf(x: number, y: number, z: number): number {
    const of = (sites: number) => Math.floor(sites / this.tissue.coarsening);
    const { row, slab } = this.finest;
    return this.tissue.size.length === 2 ? of(y) * slab + of(x) : of(z) * slab + of(y) * row + of(x);
  }

  at(field: number, voxel: number): number {
    return this.fields.get(field)?.values[voxel] as number;
  }

  /** Sites of a voxel. */
  get sites(): number {
    return this.tissue.coarsening ** this.tissue.size.length;
  }

  gather(openness: Float32Array): void {
    const shared = f(1 / this.sites);
    this.surface.fill(0);
    this.tissue.vessels.forEach(({ x, y, z, surfacePerVolume }, i) => {
      const voxel = this.voxelOf(x, y, z);
      const own = f(f(f(surfacePerVolume) * openness[i]!) * shared);
      this.surface[voxel]! += own;
    });
    this.walls = this.surface.some((surface) => surface > 0);
  }

  private modelOf(field: number): FieldModel {
    return (field === Limit.drugs ? this.tissue.oxygen : this.tissue.drugFields[field]) as FieldModel;
  }

  plasma(field: number, environment: Float32Array): number {
    return field === Limit.drugs ? f(this.tissue.oxygen?.vesselValue ?? 0) : environment[field]!;
  }

  private boundaryLevel(field: number, plasma: number): number {
    const { boundary, boundaryValue } = this.modelOf(field);
    if (boundary === 'fixed') return f(boundaryValue);
    return boundary === 'bath' && plasma > 0 ? plasma : -1;
  }

  private isGiven(field: number, plasma: number): boolean {
    const vessels = this.walls && this.modelOf(field).permeability > 0;
    return this.boundaryLevel(field, plasma) > 0 || (vessels && plasma > 0);
  }

  /** Whether a drug that is nowhere in the tissue now comes to it. */
  isComing(field: number, environment: Float32Array): boolean {
    return !this.fields.get(field)?.wet && this.isGiven(field, this.plasma(field, environment));
  }

  solve(field: number, environment: Float32Array): void {
    const state = this.fields.get(field) as FieldState;
    const plasma = this.plasma(field, environment);
    if (!state.wet && !this.isGiven(field, plasma)) return;
    const model = this.modelOf(field);
    const { hours, finest } = this;
    const outside = this.boundaryLevel(field, plasma);
    const mass = field === Limit.drugs ? 0 : 1;
    const base = f(mass + hours * model.decayPerHour);
    const wall = this.walls && model.permeability > 0 ? hours * model.permeability : 0;
    const working = 1 - environment[Environment.wallInhibition]!;
    const vesselOut = f(wall * (1 + (model.wallPump - 1) * working + (model.wallBulk ?? 0)));
    const vesselIn = f(wall * plasma);
    const consumed = f(hours * model.consumptionPerHour);
    const held = outside > 0 ? outside : 0;
    const coarsest = this.layCouplings(model, outside >= 0, base);
    const drug = field !== Limit.drugs;
    finest.values.set(state.values);
    finest.each((i, x, row, slab) => {
      const surface = vesselOut > 0 ? this.surface[i] : 0;
      let own = f(mass * finest.values[i]!);
      if (drug) own = f(own - state.debt[i]!);
      const edge = f(f(finest.boundaryAcross(row, slab) + finest.boundaryAlong(x)) * held);
      const given = f(f(own + f(vesselIn * surface!)) + edge);
      const lost = f(base + f(consumed * (consumed > 0 ? this.occupied[i]! : 0)));
      finest.screening[i] = f(f(lost + f(vesselOut * surface!)) + (drug ? state.slope[i]! : 0));
      finest.right[i] = f(given - (drug ? state.uptake[i]! : 0));
      if (drug) state.debt[i] = 0 - given;
    });
    finest.invert();
    if (coarsest === 0) this.relax(base);
    else this.cycle(coarsest, base, vesselOut > 0);
    state.values.set(finest.values);
    let largest = 0;
    finest.each((i, x, row, slab) => {
      largest = Math.max(largest, finest.values[i]!);
      if (!drug) return;
      const flow = finest.brought(i, x, row, slab);
      const edge = f(finest.boundaryAcross(row, slab) + finest.boundaryAlong(x));
      const lost = f(base + f(consumed * (consumed > 0 ? this.occupied[i]! : 0)));
      const surface = vesselOut > 0 ? this.surface[i] : 0;
      const rate = f(f(lost + f(vesselOut * surface!)) + edge);
      const spent = f(f(rate * finest.values[i]!) - flow);
      state.debt[i]! += spent;
    });
    state.wet = !(largest < TRACE && !this.isGiven(field, plasma));
    if (!state.wet) state.values.fill(0);
  }

  /** Couplings and boundaries of all grids down to one that screening rules; returns which that is. */
  private layCouplings(model: FieldModel, open: boolean, base: number): number {
    const edge = this.tissue.siteMicrometres * this.tissue.coarsening;
    const finest = (model.diffusion * this.hours) / (edge * edge);
    const offset = model.boundaryOffset / this.tissue.coarsening;
    const sides = this.sides;
    const widths = [1, 1, 1];
    let coupling = finest;
    for (let level = 0; ; level++) {
      const grid = this.grids[level]!;
      grid.coupling = f(coupling);
      for (const axis of [0, 1, 2] as const) {
        const all = this.finest.size[axis];
        const width = widths[axis]!;
        // A plane has no boundary across its one row.
        if (!open || (axis === 1 && all === 1)) {
          grid.low[axis] = grid.high[axis] = 0;
          continue;
        }
        const last = all - (grid.size[axis] - 1) * width;
        grid.low[axis] = f(finest / (width * (0.5 * Math.min(width, all) + offset)));
        grid.high[axis] = f(finest / (width * (0.5 * last + offset)));
      }
      if (grid.alone || sides * coupling <= SCREENED * (base + sides * coupling)) return level;
      grid.size.forEach((voxels, axis) => {
        if (voxels > 1) widths[axis] = 2 * widths[axis]!;
      });
      coupling *= 0.25;
    }
  }

  /** Neighbours of a voxel in the lattice. */
  private get sides(): number {
    return this.finest.size[1] > 1 ? 6 : 4;
  }

  /** Relaxation of each half-sweep that brings any error to `target`. */
  private chebyshev(grid: Grid, base: number, target: number): number[] {
    const sum = grid.alone ? 0 : this.sides * grid.coupling;
    const radius = base + sum > 0 ? sum / (base + sum) : 0;
    const square = radius * radius;
    const root = radius / (1 + Math.sqrt(1 - square));
    const omegas: number[] = [];
    for (let error = 1, omega = 1; error > target && omegas.length < 2 * MOST_SWEEPS; error *= root * root) {
      for (let half = 0; half < 2; half++) {
        omegas.push(f(omega));
        omega = omegas.length === 1 ? 1 / (1 - 0.5 * square) : 1 / (1 - 0.25 * square * omega);
      }
    }
    return omegas;
  }

  private run(level: number, omegas: readonly number[]): void {
    omegas.forEach((omega, half) => {
      this.grids[level]!.smooth(half & 1, omega, level === 0 ? 0 : LOWEST);
    });
  }

  private relax(base: number): void {
    this.run(0, this.chebyshev(this.finest, base, TOLERANCE));
  }

  private cycle(coarsest: number, base: number, points: boolean): void {
    const smoothing = [SMOOTHING, SMOOTHING];
    const grid = (level: number) => this.grids[level]!;
    this.run(0, smoothing);
    for (let level = 0; level < coarsest; level++) weigh(grid(level), grid(level + 1), points);
    let last = Infinity;
    for (let cycles = 1; ; cycles++) {
      const [rest, largest] = coarsen(grid(0), grid(1), points, true);
      if (cycles > MOST_CYCLES || rest <= f(f(TOLERANCE) * largest)) return;
      if (cycles > 4 && rest > f(f(0.9) * last)) return;
      last = rest;
      for (let level = 1; level < coarsest; level++) {
        this.run(level, smoothing);
        coarsen(grid(level), grid(level + 1), points, false);
      }
      this.run(coarsest, this.chebyshev(grid(coarsest), base, COARSEST));
      for (let level = coarsest - 1; level > 0; level--) {
        refine(grid(level), grid(level + 1), LOWEST);
        this.run(level, smoothing);
      }
      refine(grid(0), grid(1), 0);
      this.run(0, [...smoothing, ...smoothing]);
    }
  }

  digest(digest: Digest): void {
    for (const [field, { values, slope, uptake, debt }] of this.fields) {
      for (const array of field === Limit.drugs ? [values] : [values, slope, uptake, debt]) {
        const words = new BigUint64Array(array.buffer);
        const sum = new Digest();
        for (const word of words) sum.add(word);
        digest.add(sum.raw);
      }
    }
  }
}
