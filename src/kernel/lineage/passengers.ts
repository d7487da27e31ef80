/** Clones told apart by passengers alone are one where a story is told of what cells differ in. */
import { Alteration } from '../../../assembly/shared/genome';
import type { CloneColumns } from './columns';
import { parentRows } from './prune';

/** Living cells by row, those of a clone that passengers began added to its nearest ancestor that they did not begin. */
export function cellsWithoutPassengers(clones: CloneColumns): Float64Array {
  const parents = parentRows(clones);
  const cells = new Float64Array(clones.cells);
  for (let row = clones.count - 1; row >= 0; row--) {
    const above = parents[row]!;
    if (clones.alteration[row] !== Alteration.passenger || above < 0) continue;
    cells[above]! += cells[row]!;
    cells[row] = 0;
  }
  return cells;
}
