/** What the visitor has chosen to see of cells, the same for every compartment; kept out of the scenario. */
import type { TissueShape } from '../../worker/pictures/tissueMessages';
import { Store } from '../state/store';

/** Of all tissues shown together; null until the patient's worker has told of each, or where there is none. */
export const shape = new Store<TissueShape | null>(null);

export type Palette = 'class' | 'clone' | 'amount' | 'oxygen' | 'activity' | 'birth' | 'pump' | 'target';

export interface Choice {
  palette: Palette;
  /** Drug of `amount`, target of `target`. */
  index: number;
}

export const choice = new Store<Choice>({ palette: 'class', index: 0 });
/** Field drawn over the cells: a drug's place, 'oxygen', or none. */
export const overlay = new Store<number | 'oxygen' | null>(null);
export const amountScale = new Store<'linear' | 'log'>('linear');
export const pauseOnHover = new Store(false);
/** Across which axis slices of a volume lie, where along it in sites (null: the middle), and whether one sees it whole. */
export const slice = new Store<{ axis: 0 | 1 | 2; at: number | null }>({ axis: 2, at: null });
export const asVolume = new Store(false);
/** Whether this browser draws a volume that one can turn. */
export const turnsVolumes = new Store(true);
