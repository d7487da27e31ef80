/** Fetches keys and about when they are first asked for. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { missing } from '../state/chosen';
import { useStore } from '../state/store';
import { aboutOpen } from '../state/view';

const fetched = () => import('./about');

export function AboutHost() {
  const open = useStore(aboutOpen, (value) => value);
  const [About, setAbout] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (!open || About !== null) return;
    fetched().then(
      (module) => setAbout(() => module.About),
      (error) => {
        aboutOpen.set(false);
        missing('Help', error);
      },
    );
  }, [open]);
  return About === null ? null : <About />;
}
