/** Fields of a tissue without cells, driven by themselves: what takes up and what gives is written by voxel. */
import { FieldArray } from '../../assembly/shared/tissue';
import type { WasmVariant } from '../../src/kernel/instantiate';
import type { KernelModel } from '../../src/kernel/model';
import { f32View, f64View } from '../../src/kernel/read/views';
import type { FieldModel, OxygenModel, TissueModel } from '../../src/kernel/tissueModel';
import { plainDrug, plainModel, surroundings } from '../../src/verify/plain';
import { type OpenKernel, openKernel } from './cells';

export const OXYGEN = 4;

export function plainField(changes: Partial<FieldModel> = {}): FieldModel {
  return {
    diffusion: 0,
    decayPerHour: 0,
    boundary: 'closed',
    boundaryValue: 0,
    boundaryOffset: 0,
    permeability: 0,
    wallPump: 1,
    consumptionPerHour: 0,
    ...changes,
  };
}

export function plainOxygen(changes: Partial<OxygenModel> = {}): OxygenModel {
  return {
    ...plainField(),
    vesselValue: 38,
    quiescentBelow: 5,
    fullAbove: 10,
    necrosisBelow: 5,
    necrosisFullBelow: 2.5,
    necrosisPerHour: 0,
    ...changes,
  };
}

export function plainTissue(changes: Partial<TissueModel> = {}): TissueModel {
  return {
    size: [64, 64],
    neighbours: 'moore',
    reach: 0,
    siteMicrometres: 10,
    coarsening: 1,
    drugFields: [],
    oxygen: null,
    quiescentKill: [],
    clearancePerHour: 0,
    normal: { divisionPerHour: 0, deathPerHour: 0, kill: 1 },
    volumeRatio: 1,
    vessels: [],
    vesselDynamics: { lossPerHour: 0, gainPerHour: 0, crowdedFrom: 2, crowdedWithin: 1 },
    ...changes,
  };
}

/** A tissue of one drug per field, without cells. */
function fluidModel(tissue: Partial<TissueModel>, stepHours = 1): KernelModel {
  return plainModel({
    stepHours,
    drugs: (tissue.drugFields ?? []).map(() => plainDrug()),
    founders: [],
    tissue: plainTissue(tissue),
  });
}

type At = (x: number, y: number, z: number) => number;

export class Fluid {
  private size: [number, number, number] = [0, 0, 0];
  private row = 0;

  private constructor(private readonly open: OpenKernel) {}

  static async of(variant: WasmVariant = 'simd'): Promise<Fluid> {
    return new Fluid(await openKernel(variant, undefined, true));
  }

  start(tissue: Partial<TissueModel>, stepHours = 1): this {
    const model = fluidModel(tissue, stepHours);
    this.open.kernel.start(model, 1);
    const { size, coarsening } = model.tissue as TissueModel;
    const [x, y] = size.map((sites) => Math.ceil(sites / coarsening)) as [number, number];
    const z = size.length === 3 ? Math.ceil(size[2] / coarsening) : 1;
    this.size = [x, y, z];
    this.row = (x + 8) & ~7;
    return this;
  }

  get voxels(): [number, number, number] {
    return this.size;
  }

  private view(field: number, array: FieldArray): Float32Array {
    const { exports, memory } = this.whole;
    const [, y, z] = this.size;
    return f32View(memory, exports.fieldArray(field, array), this.row * y * z);
  }

  private get whole() {
    const { whole, memory } = this.open.instance;
    if (!whole) throw new Error('The fluid needs a whole build.');
    return { exports: whole, memory };
  }

  /** Writes an array by the places of voxels. */
  set(field: number, array: FieldArray, at: At): this {
    const view = this.view(field, array);
    const [nx, ny, nz] = this.size;
    for (let z = 0; z < nz; z++) {
      for (let y = 0; y < ny; y++) {
        for (let x = 0; x < nx; x++) view[(z * ny + y) * this.row + x] = at(x, y, z);
      }
    }
    this.whole.exports.fieldsChanged();
    return this;
  }

  /** What a step does before it solves: vessels looked at, an inhibitor's share taken of their pumps. */
  prepare(wallInhibition = 0): this {
    const { exports } = this.whole;
    this.open.kernel.prepare(surroundings(1, { wallInhibition }));
    exports.prepareStep(exports.environmentAddress());
    return this;
  }

  /** Solves so many times; returns the cycles or sweeps of the last. */
  solve(field: number, plasma = 0, times = 1): number {
    for (let i = 0; i < times; i++) this.whole.exports.solveField(field, plasma);
    return this.whole.exports.fieldCycles(field);
  }

  /** An array, x fastest, without what fills its rows. */
  read(field: number, array: FieldArray = FieldArray.values): Float32Array {
    const view = this.view(field, array);
    const [nx, ny, nz] = this.size;
    const values = new Float32Array(nx * ny * nz);
    for (let row = 0; row < ny * nz; row++) {
      values.set(view.subarray(row * this.row, row * this.row + nx), row * nx);
    }
    return values;
  }

  at(field: number, x: number, y = 0, z = 0): number {
    return this.view(field, FieldArray.values)[(z * this.size[1] + y) * this.row + x]!;
  }

  /** From vessels, through the boundary, decayed, consumed; µM × voxels. */
  books(field: number): { vessels: number; boundary: number; decayed: number; consumed: number } {
    const { exports, memory } = this.whole;
    const [vessels = 0, boundary = 0, decayed = 0, consumed = 0] = f64View(
      memory,
      exports.fieldArray(field, FieldArray.books),
      4,
    );
    return { vessels, boundary, decayed, consumed };
  }
}
