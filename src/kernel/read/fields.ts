/** What a kernel with places tells of its fields. */
import { Limit } from '../../../assembly/shared/limits';
import { FieldArray } from '../../../assembly/shared/tissue';
import type { KernelInstance } from '../instantiate';
import type { FieldValues, MassBalance } from '../observation';
import type { TissueModel } from '../tissueModel';
import { f32View, f64View } from './views';

const BOOKS = 8;

/** Voxels along x, y and z. */
export function voxels({ size, coarsening }: TissueModel): [number, number, number] {
  const [x, y, z] = size;
  const along = (sites: number) => Math.ceil(sites / coarsening);
  return [along(x), along(y), z === undefined ? 1 : along(z)];
}

/** Numbers from row to row of an array over voxels. */
export const rowOf = (across: number): number => (across + 8) & ~7;

/** @throws RangeError where the model has no such field */
export function readFieldValues(
  { whole, memory }: KernelInstance,
  tissue: TissueModel | undefined,
  field: number,
): FieldValues {
  const address = tissue && whole ? whole.fieldArray(field, FieldArray.values) : 0;
  if (!tissue || address === 0) throw new RangeError(`fieldValues: there is no field ${field}.`);
  const size = voxels(tissue);
  const [x, y, z] = size;
  const row = rowOf(x);
  const padded = f32View(memory, address, row * y * z);
  const values = new Float32Array(x * y * z);
  for (let i = 0; i < y * z; i++) values.set(padded.subarray(i * row, i * row + x), i * x);
  return { size, values };
}

export function readMassBalances(instance: KernelInstance, tissue: TissueModel | undefined): MassBalance[] {
  const { whole, memory } = instance;
  if (!tissue || !whole) return [];
  const sites = tissue.coarsening ** tissue.size.length;
  const count = voxels(tissue).reduce((product, along) => product * along, 1);
  const books = tissue.drugFields.map((_, drug) => read(drug, 1));
  return tissue.oxygen ? [...books, read(Limit.drugs, 0)] : books;

  /** `keeps`: 0 of a field without memory, in which nothing is ever left over from before. */
  function read(field: number, keeps: 0 | 1): MassBalance {
    whole?.countField(field);
    const address = whole?.fieldArray(field, FieldArray.books) ?? 0;
    const books = Array.from(f64View(memory, address, BOOKS), (amount) => amount * sites);
    const [vessels = 0, boundary = 0, decayed = 0, consumed = 0, metabolised = 0] = books;
    const [fluid = 0, cells = 0, values = 0] = books.slice(5);
    const came = Math.max(vessels, 0) + Math.max(boundary, 0);
    const kept = keeps * (fluid + cells);
    const missing = vessels + boundary - decayed - consumed - metabolised - kept;
    return {
      level: values / (count * sites),
      inFluid: fluid,
      inCells: cells,
      fromVessels: vessels,
      throughBoundary: boundary,
      decayed,
      consumed,
      metabolised,
      error: came > 0 ? Math.abs(missing) / came : 0,
    };
  }
}
