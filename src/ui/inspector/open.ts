/** Which cell the inspector is asked to look into; null while it is closed. */
import type { CellPick } from '../../worker/protocol';
import { Store } from '../state/store';

export const inspected = new Store<CellPick | null>(null);

/** Whether the cells of a clone are asked for, which are marked without the inspector. */
export const isOfClone = (pick: CellPick | null): pick is { identity: number } =>
  typeof pick === 'object' && pick !== null && 'identity' in pick;

export interface PlacedPick {
  compartment: number;
  at: readonly [x: number, y: number, z: number];
}

/** Who takes clicks on cells in place of the inspector; null: nobody. */
let taker: ((pick: PlacedPick) => void) | null = null;

export function takePicks(by: typeof taker): void {
  taker = by;
}

/** A cell of the stage has been clicked on. */
export function pick(cell: PlacedPick): void {
  if (taker === null) inspected.set(cell);
  else taker(cell);
}

/** Where in a tissue the cell in hand is; null while there is none, or it has no place. */
export const watchedCell = new Store<{
  compartment: number;
  at: readonly [number, number, number];
} | null>(null);
