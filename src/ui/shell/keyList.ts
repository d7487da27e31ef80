/** What the keys of keys.ts do, in words. */

export const KEYS: { key: string; label: string; does: string }[] = [
  { key: ' ', label: 'space', does: 'play or pause' },
  { key: '.', label: '.', does: 'one step' },
  { key: 'r', label: 'R', does: 'restart from day 0 with the changed values' },
  { key: 's', label: 'S', does: 'save the run in this browser (a large one is saved every half minute)' },
  { key: 'o', label: 'O', does: 'open the run that was saved last' },
  { key: 'p', label: 'P', does: 'projector mode: the stage fills the screen, in large type; Esc leaves it' },
  {
    key: 'Control+z',
    label: 'Ctrl Z',
    does: 'take back the last change of the scenario, another scene included',
  },
  { key: 'Control+Shift+z', label: 'Ctrl ⇧ Z', does: 'make it again' },
  { key: '?', label: '?', does: 'this list' },
];
