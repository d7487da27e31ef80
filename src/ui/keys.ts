/** Keys that work wherever the visitor is not typing. */
import { openSaved, playOrPause, restart, saveRun, step } from './session';
import { aboutOpen, projector } from './view';

export const KEYS: { key: string; label: string; does: string }[] = [
  { key: ' ', label: 'space', does: 'play or pause' },
  { key: '.', label: '.', does: 'one step' },
  { key: 'r', label: 'R', does: 'restart from day 0 with the changed values' },
  { key: 's', label: 'S', does: 'save the run in this browser (a large one is saved every half minute)' },
  { key: 'o', label: 'O', does: 'open the run that was saved last' },
  { key: 'p', label: 'P', does: 'projector mode: larger type, stage and one plot' },
  { key: '?', label: '?', does: 'this list' },
];

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
