/** How many founders a scenario has, whichever way it tells of them. */
import type { Scenario } from '../scenario';

export const CELLS_PATH = 'tumour.cells';

/** Cells that each lesion begins with, and where a scenario says so; of a table as many as it has rows for all together. */
export function foundersOf({ tumour }: Scenario): { path: string; cells: number } {
  const { cells: table, founders, resistantFounders } = tumour;
  if (table === '') {
    return {
      path: 'tumour.founders',
      cells: resistantFounders.reduce((sum, { count }) => sum + count, founders),
    };
  }
  let ends = 0;
  for (let at = table.indexOf('\n'); at >= 0; at = table.indexOf('\n', at + 1)) ends++;
  return { path: CELLS_PATH, cells: table.endsWith('\n') ? ends - 1 : ends };
}
