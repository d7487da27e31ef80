/**
 * tree.nwk: the reconstructed phylogeny (Nee et al. 1994) of the tumour's living clones. Tips are clones that live, at
 * the time of the export; a fork is the birth of the clone that it is named for; lines that died out leave nothing.
 * Lengths in days; the root's is from day 0 on.
 */
import { type CloneColumns, cloneColumns } from '../../kernel/lineage/columns';
import { parentRows, pruned } from '../../kernel/lineage/prune';
import type { Patient } from '../../patient/patient';
import { identityOf, tumoursOf } from './identity';

/** Living clones with their ancestors, and who came from whom, as columns. */
interface Lines {
  place: number;
  clones: CloneColumns;
  /** Children of row r: `children` from `first[r]` to `first[r + 1]`, in the order of birth. */
  first: Uint32Array;
  children: Uint32Array;
}

/** A clone's line from its child `next` on, hanging at a fork at step `from`. */
interface Line {
  lines: Lines;
  row: number;
  next: number;
  from: number;
}

export function* newickPieces(patient: Patient): Generator<string, void> {
  const families = tumoursOf(patient).map(([place, { kernel }]) =>
    linesOf(place, pruned(kernel.cloneColumns())),
  );
  const roots = families.flatMap((lines): Line[] =>
    [...lines.clones.parent.keys()]
      .filter((row) => lines.clones.parent[row] === -1)
      .map((row) => ({ lines, row, next: 0, from: 0 })),
  );
  const several = roots.length > 1;
  /** What is still to be written, the last first. */
  const waiting: (string | Line)[] = [several ? ')n0;\n' : ';\n'];
  for (const [index, root] of [...roots.entries()].reverse()) {
    waiting.push(root);
    if (index > 0) waiting.push(',');
  }
  if (several) waiting.push('(');
  while (waiting.length > 0) {
    const item = waiting.pop() as string | Line;
    if (typeof item === 'string') yield item;
    else yield* written(patient, item, waiting);
  }
}

/** Begins a node; what follows of it goes on top of what is waiting. */
function* written(patient: Patient, line: Line, waiting: (string | Line)[]): Generator<string, void> {
  const { lines, row, next } = onward(line);
  const { clones, children, first, place } = lines;
  const length = (step: number) =>
    Number((((step - line.from) * patient.scenario.stepHours) / 24).toPrecision(15));
  const name = (at: number) => identityOf(patient, place, clones.id[at] as number);
  const child = (first[row] as number) + next;
  if (child >= (first[row + 1] as number)) {
    yield `${name(row)}:${length(patient.steps)}`;
    return;
  }
  const born = children[child] as number;
  const step = clones.birthStep[born] as number;
  waiting.push(...[`)n${name(born)}:${length(step)}`, { lines, row, next: next + 1, from: step }, ','], {
    lines,
    row: born,
    next: 0,
    from: step,
  });
  yield '(';
}

/** Past the clones that are gone and of which one line goes on: the last child of a dead clone is its line. */
function onward(line: Line): Line {
  let { row, next } = line;
  const { clones, first, children } = line.lines;
  while (clones.cells[row] === 0 && (first[row] as number) + next === (first[row + 1] as number) - 1) {
    row = children[(first[row] as number) + next] as number;
    next = 0;
  }
  return { ...line, row, next };
}

function linesOf(place: number, clones: CloneColumns = cloneColumns(0)): Lines {
  const parents = parentRows(clones);
  const first = new Uint32Array(clones.count + 1);
  for (const parent of parents) if (parent >= 0) first[parent + 1] = (first[parent + 1] as number) + 1;
  for (let row = 0; row < clones.count; row++) {
    first[row + 1] = (first[row + 1] as number) + (first[row] as number);
  }
  const children = new Uint32Array(first[clones.count] as number);
  const filled = first.slice();
  parents.forEach((parent, row) => {
    if (parent < 0) return;
    const at = filled[parent] as number;
    children[at] = row;
    filled[parent] = at + 1;
  });
  return { place, clones, first, children };
}
