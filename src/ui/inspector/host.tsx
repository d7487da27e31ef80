/** Fetches the inspector when it is first opened. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { missing } from '../state/chosen';
import { useStore } from '../state/store';
import { inspected } from './open';

/** Apart, since a `then` behind `import()` is built into what fetches styles, whose failure it then does not hear. */
const fetched = () => import('./panel');

export function InspectorHost() {
  const open = useStore(inspected, (pick) => pick !== null);
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
  return open && Panel !== null ? <Panel /> : null;
}
