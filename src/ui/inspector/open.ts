/** Which cell the inspector is asked to look into; null while it is closed. */
import type { CellPick } from '../../worker/protocol';
import { Store } from '../state/store';

export const inspected = new Store<CellPick | null>(null);

/** Where in a tissue the cell in hand is; null while there is none, or it has no place. */
export const watchedCell = new Store<{
  compartment: number;
  at: readonly [number, number, number];
} | null>(null);
