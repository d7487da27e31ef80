/** Parts of the page that are open or not. */
import { Store } from './store';

export const projector = new Store(false);
export const aboutOpen = new Store(false);
