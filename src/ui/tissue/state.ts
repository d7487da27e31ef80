/** What the visitor has chosen to see of a tissue; kept out of the scenario. */
import type { TissueShape } from '../../worker/pictures/tissueMessages';
import { Store } from '../state/store';
import type { Site } from './draw/messages';

/** Of the tissue shown; null until the patient's worker has told. */
export const shape = new Store<TissueShape | null>(null);

export type Palette = 'class' | 'clone' | 'amount' | 'oxygen' | 'birth' | 'pump' | 'target';

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
/** CSS pixels per site, and the range of zooming; null before the first drawing. */
export const camera = new Store<{ scale: number; least: number; most: number } | null>(null);
/** The cell that is followed, marked in the view. */
export const marked = new Store<Site | null>(null);

/** Hears of every site that one clicks or taps; null where there is none. */
export const picked = new Set<(site: Site | null) => void>();
