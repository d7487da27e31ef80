/** Which cell the inspector is asked to look into; null while it is closed. */
import type { CellPick } from '../../worker/protocol';
import { Store } from '../state/store';

export const inspected = new Store<CellPick | null>(null);

/** Where in the tissue shown the cell in hand is; null while there is none. */
export const watchedSite = new Store<readonly [number, number, number] | null>(null);
