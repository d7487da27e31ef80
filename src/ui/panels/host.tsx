/** Fetches a panel when it is opened, so that the page itself stays light. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { missing } from '../state/chosen';
import { useStore } from '../state/store';
import { openPanel, type PanelName } from './open';

const fetched: Record<PanelName, () => Promise<{ Panel: ComponentType }>> = {
  scenes: () => import('../scenes/panel'),
  science: () => import('../science/panel'),
  catalogue: () => import('../catalogue/panel'),
  schedule: () => import('../schedule/panel'),
  compare: () => import('../compare/panel'),
};

const TITLES: Record<PanelName, string> = {
  scenes: 'The scenes in pictures',
  science: '“Check the science”',
  catalogue: 'The catalogue of resistance',
  schedule: 'The treatment editor',
  compare: '“Compare”',
};

export function PanelHost() {
  const name = useStore(openPanel, (value) => value);
  const [shown, setShown] = useState<{ name: PanelName; Panel: ComponentType } | null>(null);
  useEffect(() => {
    if (name === null) return;
    fetched[name]().then(
      ({ Panel }) => setShown({ name, Panel }),
      (error) => {
        openPanel.set(null);
        missing(TITLES[name], error);
      },
    );
  }, [name]);
  return shown === null || shown.name !== name ? null : <shown.Panel />;
}
