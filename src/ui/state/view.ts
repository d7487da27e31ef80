/** Parts of the page that are open or not. */
import { Store } from './store';

export const projector = new Store(false);
export const aboutOpen = new Store(false);
/** All parameters in place of the scene's panel. */
export const allParameters = new Store(false);

/** On a wide screen the first is always in sight, and treatment has a strip of its own. */
export const TABS = ['Scene', 'Treatment', 'Plots', 'Clones', 'Cells', 'Chronicle'] as const;
export type Tab = (typeof TABS)[number];
export const panelTab = new Store<Tab>('Plots');

const narrowScreen = matchMedia('(max-width: 699px)');
export const narrow = new Store(narrowScreen.matches);
narrowScreen.addEventListener('change', () => narrow.set(narrowScreen.matches));
