/** What the keys of keys.ts do, in words. */

export const KEYS: { key: string; label: string; does: string }[] = [
  { key: ' ', label: 'space', does: 'play or pause' },
  { key: '.', label: '.', does: 'one step' },
  { key: 'r', label: 'R', does: 'restart from day 0 with the changed values' },
  { key: 's', label: 'S', does: 'save the run in this browser (a large one is saved every half minute)' },
  { key: 'o', label: 'O', does: 'open the run that was saved last' },
  { key: 'p', label: 'P', does: 'projector mode: larger type, stage and one plot' },
  { key: '?', label: '?', does: 'this list' },
];
