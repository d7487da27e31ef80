/** Every change of the scenario can be taken back, another scene chosen included, and made again. */
import { type SessionState, session } from './chosen';
import { Store } from './store';

/** Kept steps; a scenario shares with its neighbours what does not differ. */
const MOST = 200;
/** Changes of one value that follow each other faster are one step: a slider that is drawn. */
const ONE_STEP_MILLISECONDS = 1000;

interface Steps {
  past: readonly SessionState[];
  future: readonly SessionState[];
}

export const steps = new Store<Steps>({ past: [], future: [] });

let last = { key: '', at: Number.NEGATIVE_INFINITY };

/**
 * Before a change, or after with what was before.
 * @param key of the value that changes; '' for a step of its own
 */
export function remember(key: string, before: SessionState = session.value, now = performance.now()): void {
  const same = key !== '' && key === last.key && now - last.at < ONE_STEP_MILLISECONDS;
  last = { key, at: now };
  if (same && steps.value.past.length > 0) return;
  steps.set({ past: [...steps.value.past, before].slice(-MOST), future: [] });
}

/** The state to go back to, or on to; null where there is none. */
export function stepBack(): SessionState | null {
  const { past, future } = steps.value;
  const to = past.at(-1);
  if (to === undefined) return null;
  last = { key: '', at: Number.NEGATIVE_INFINITY };
  steps.set({ past: past.slice(0, -1), future: [...future, session.value] });
  return to;
}

export function stepOn(): SessionState | null {
  const { past, future } = steps.value;
  const to = future.at(-1);
  if (to === undefined) return null;
  last = { key: '', at: Number.NEGATIVE_INFINITY };
  steps.set({ past: [...past, session.value], future: future.slice(0, -1) });
  return to;
}
