/** Fetches the inspector when it is first opened, and what follows the cells of a clone. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { missing } from '../state/chosen';
import { useStore } from '../state/store';
import { inspected, isOfClone } from './open';

/** Apart, since a `then` behind `import()` is built into what fetches styles, whose failure it then does not hear. */
const fetched = () => import('./panel');
const fetchedFollowing = () => import('./following');

export function InspectorHost() {
  const open = useStore(inspected, (pick) => pick !== null && !isOfClone(pick));
  const ofClone = useStore(inspected, isOfClone);
  const [Panel, setPanel] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (!open) return;
    fetched().then(
      (module) => setPanel(() => module.Panel),
      (error) => {
        inspected.set(null);
        missing('The inspector', error);
      },
    );
  }, [open]);
  useEffect(() => {
    if (!ofClone) return;
    let end: (() => void) | null = null;
    let over = false;
    fetchedFollowing().then(
      ({ follow }) => {
        if (!over) end = follow();
      },
      (error) => missing('What follows cells', error),
    );
    return () => {
      over = true;
      end?.();
    };
  }, [ofClone]);
  return open && Panel !== null ? <Panel /> : null;
}
