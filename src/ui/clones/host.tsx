/** Fetches the view of clones when it is first opened. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { missing } from '../state/chosen';

export function ClonesHost() {
  const [View, setView] = useState<ComponentType | null>(null);
  useEffect(() => {
    import('./view').then(
      ({ ClonesView }) => setView(() => ClonesView),
      (error) => missing('The view of clones', error),
    );
  }, []);
  return View && <View />;
}
