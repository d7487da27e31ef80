/** Keys that work wherever the visitor is not typing. */
import { playOrPause, step } from '../state/running';
import { openSaved, restart, saveRun } from '../state/session';
import { redo, undo } from '../state/steps';
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

const isTyped = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && target.type !== 'range' && target.type !== 'checkbox');

export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    const target = event.target;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      // Text that is being typed has an undo of its own.
      if (isTyped(target)) return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === 'Escape') projector.set(false);
    if (isTyped(target) || target instanceof HTMLSelectElement) return;
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
