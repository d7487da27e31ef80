/** Keys that work wherever the visitor is not typing. */
import { openSaved, playOrPause, restart, saveRun, step } from '../state/session';
import { aboutOpen, projector } from '../state/view';

const actions: Record<string, () => void> = {
  ' ': playOrPause,
  '.': step,
  r: () => void restart(),
  s: () => void saveRun(),
  o: () => void openSaved(),
  p: () => projector.set(!projector.value),
  '?': () => aboutOpen.set(!aboutOpen.value),
};

export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = event.target;
    if (target instanceof HTMLInputElement && target.type !== 'range' && target.type !== 'checkbox') return;
    if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return;
    // A focused button keeps its own space.
    if (
      event.key === ' ' &&
      target instanceof HTMLElement &&
      target.closest('button, summary, [role=button]')
    )
      return;
    const act = actions[event.key.toLowerCase()];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}
