/** Mutations of single cells, and which of them are called: docs/model.md (99). */
import type { CloneColumns } from '../../kernel/lineage/columns';
import { parentRows } from '../../kernel/lineage/prune';

/** How many mutations a cell of each clone carries, by the clone's row: those of the clone and of all that it came from. */
export function mutationsOf(clones: CloneColumns): Float64Array {
  const parents = parentRows(clones);
  const sums = new Float64Array(clones.mutations);
  for (let row = 0; row < clones.count; row++) {
    const above = parents[row]!;
    if (above >= 0) sums[row]! += sums[above]!;
  }
  return sums;
}

interface Call {
  /** Row of the clone that the mutation began. */
  row: number;
  /** Which of that clone's mutations, from 1 on. */
  site: number;
  found: boolean;
}

/** Every mutation that a cell of a clone carries, of its own clone first. @param missed whether each drops out, in their order */
export function* callsOf(
  clones: CloneColumns,
  clone: number,
  missed: Generator<boolean, never>,
): Generator<Call, void> {
  // All clones are there, so a clone's row is its id.
  for (let row = clone; row >= 0; row = clones.parent[row]!) {
    for (let site = 1; site <= clones.mutations[row]!; site++) {
      yield { row, site, found: !missed.next().value };
    }
  }
}
