/** Which cell the inspector is asked to look into; null while it is closed. */
import type { CellPick } from '../../worker/protocol';
import { Store } from '../store';

export const inspected = new Store<CellPick | null>(null);
