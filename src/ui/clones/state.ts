/** What the view of clones shows: asked of the worker while it is open, for at most a tenth of the time. */
import type { CloneView } from '../../worker/protocol';
import { inspected } from '../inspector/open';
import { answer, patient } from '../state/connection';
import { run } from '../state/run';
import { Store } from '../state/store';
import type { Height } from './layout';

export const clones = new Store<CloneView | null>(null);

export const height = new Store<Height>('share');
export type Measure = 'number' | 'Shannon' | 'Simpson' | 'genes';
export const measure = new Store<Measure>('Shannon');

/** Tells when what is shown has changed, or which clone is chosen. */
export const cloneOrChoice = {
  watch(act: () => void): () => void {
    const ends = [clones.watch(act), inspected.watch(act)];
    return () => {
      for (const end of ends) end();
    };
  },
};

const LEAST_PAUSE_MILLISECONDS = 300;
/** Pause after an answer, of the time that it took. */
const PAUSES = 9;

/** Whether the worker would answer otherwise than it did. */
function isOld(): boolean {
  const { status, shown } = run.value;
  const { value } = clones;
  return value === null || value.run !== status?.run || value.steps !== status.steps || value.shown !== shown;
}

/** Asks again and again until the function returned is called. */
export function lookAtClones(): () => void {
  let open = true;
  let timer: ReturnType<typeof setTimeout>;
  const ask = async () => {
    const began = performance.now();
    if (isOld()) {
      try {
        const view = await answer(patient().clones(true));
        if (open) clones.set(view);
      } catch {
        // The worker is gone: what is said of it is said elsewhere, and another one is asked.
      }
    }
    const took = performance.now() - began;
    if (open) timer = setTimeout(ask, Math.max(LEAST_PAUSE_MILLISECONDS, PAUSES * took));
  };
  void ask();
  return () => {
    open = false;
    clearTimeout(timer);
    answer(patient().clones(false)).catch(() => {});
  };
}
