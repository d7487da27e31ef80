/** What a cell of a tissue finds of a substance where it is. */
import { FieldArray } from '../../../assembly/shared/tissue';
import type { KernelInstance } from '../instantiate';
import { rowOf, voxels } from '../read/fields';
import { f32View } from '../read/views';
import type { TissueModel } from '../tissueModel';

/** Value of a field at a site; null where the model has no such field. */
export function fieldAt(
  { whole, memory }: KernelInstance,
  tissue: TissueModel,
  field: number,
  [x, y, z]: readonly [number, number, number],
): number | null {
  const address = whole === null ? 0 : whole.fieldArray(field, FieldArray.values) >>> 0;
  if (address === 0) return null;
  const [across, down] = voxels(tissue);
  const [i, j, k] = [x, y, z].map((sites) => Math.floor(sites / tissue.coarsening)) as [
    number,
    number,
    number,
  ];
  return f32View(memory, address + 4 * (rowOf(across) * (down * k + j) + i), 1)[0]!;
}
