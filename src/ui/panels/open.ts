/** Which panel lies over the page; each is fetched when it is first opened. */
import { Store } from '../state/store';

export type PanelName = 'scenes' | 'science' | 'catalogue' | 'schedule' | 'compare';

export const openPanel = new Store<PanelName | null>(null);
