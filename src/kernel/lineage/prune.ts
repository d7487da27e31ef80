/** What is left of a tree of clones when the dead are taken out. Passes along columns, no recursion: time goes with clones. */
import type { CloneColumns } from './columns';
import { cloneColumns } from './columns';

interface Pruning {
  /**
   * Leaves out extinct clones that just one line passes through too: what stands between a clone and its nearest
   * ancestor that lives or is a fork. Off: every ancestor of a living clone stays.
   */
  collapse?: boolean;
}

/**
 * Row of each clone's parent, −1 where it has none among them.
 * @throws RangeError where a clone stands before its parent
 */
export function parentRows({ count, id, parent }: CloneColumns): Int32Array {
  const rows = new Int32Array(count).fill(-1);
  const isWhole = count === 0 || (id[count - 1] as number) === count - 1;
  if (isWhole) rows.set(parent);
  else {
    const rowOf = new Map<number, number>();
    for (let row = 0; row < count; row++) {
      rows[row] = rowOf.get(parent[row] as number) ?? -1;
      rowOf.set(id[row] as number, row);
    }
  }
  for (let row = 0; row < count; row++) {
    if ((rows[row] as number) >= row) {
      throw new RangeError(`clones: clone ${id[row]} stands before its parent, ${parent[row]}.`);
    }
  }
  return rows;
}

/** Living cells of each clone and of all that came from it, by row. */
export function cladeCells(clones: CloneColumns, parents = parentRows(clones)): Float64Array {
  const sums = new Float64Array(clones.cells);
  for (let row = clones.count - 1; row >= 0; row--) {
    const above = parents[row] as number;
    if (above >= 0) sums[above] = (sums[above] as number) + (sums[row] as number);
  }
  return sums;
}

/** Clones that live and their ancestors, in the order of ids; `parent` names the nearest ancestor that is kept. */
export function pruned(clones: CloneColumns, { collapse = false }: Pruning = {}): CloneColumns {
  const { count, cells } = clones;
  const parents = parentRows(clones);
  /** Lines that live below each clone: 0, 1, 2 for more. */
  const lines = new Uint8Array(count);
  const kept = new Uint8Array(count);
  let most = 0;
  for (let row = count - 1; row >= 0; row--) {
    const lives = (cells[row] as number) > 0;
    const below = lines[row] as number;
    if (!lives && below === 0) continue;
    const above = parents[row] as number;
    if (above >= 0) lines[above] = Math.min(2, (lines[above] as number) + 1);
    kept[row] = lives || below > 1 || !collapse ? 1 : 0;
    most += kept[row] as number;
  }
  const result = cloneColumns(most);
  /** Row of the nearest clone that is kept, itself included; −1: none. */
  const nearest = new Int32Array(count);
  let next = 0;
  for (let row = 0; row < count; row++) {
    const above = parents[row] as number;
    const ancestor = above < 0 ? -1 : (nearest[above] as number);
    nearest[row] = kept[row] === 1 ? row : ancestor;
    if (kept[row] === 0) continue;
    copyRow(clones, row, result, next);
    result.parent[next] = ancestor < 0 ? -1 : (clones.id[ancestor] as number);
    next++;
  }
  return result;
}

const COLUMNS = [
  'id',
  'birthStep',
  'alteration',
  'target',
  'variant',
  'copies',
  'mutations',
  'className',
  'cells',
] as const;

function copyRow(from: CloneColumns, row: number, to: CloneColumns, at: number): void {
  for (const column of COLUMNS) to[column][at] = from[column][row] as number;
}
