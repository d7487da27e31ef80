/** A click on a cell of the view opens the inspector on it, and the view marks the cell that the inspector has in hand. */
import { inspected, watchedSite } from '../inspector/open';
import { run } from '../state/run';
import type { Site } from './draw/messages';
import { marked, picked } from './state';

/** The compartment that the view shows; of all together the first tissue. */
function shownTissue(): number {
  const { shown, status } = run.value;
  return shown >= 0 ? shown : (status?.compartments.findIndex(({ tissue }) => tissue) ?? 0);
}

export function joinInspector(): () => void {
  const hear = (site: Site | null) => {
    if (site !== null) inspected.set({ compartment: shownTissue(), at: site });
  };
  picked.add(hear);
  marked.set(watchedSite.value);
  const unwatch = watchedSite.watch((site) => marked.set(site));
  return () => {
    picked.delete(hear);
    unwatch();
    marked.set(null);
  };
}
