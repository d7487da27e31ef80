/** Light, dark, or as the system says; colours for the canvases, which CSS does not reach. */
import type { CountMark } from '../readouts/classes';
import { remember, remembered } from '../state/kept';
import { Store } from '../state/store';

export type ThemeChoice = 'auto' | 'light' | 'dark';

const system = matchMedia('(prefers-color-scheme: dark)');
const kept = remembered('theme');

export const themeChoice = new Store<ThemeChoice>(kept === 'light' || kept === 'dark' ? kept : 'auto');
export const dark = new Store(false);

function apply(): void {
  const choice = themeChoice.value;
  dark.set(choice === 'auto' ? system.matches : choice === 'dark');
  document.documentElement.dataset.theme = dark.value ? 'dark' : 'light';
}

themeChoice.watch((choice) => {
  remember('theme', choice);
  apply();
});
system.addEventListener('change', apply);
apply();

export const classColour = (mark: CountMark): string => (dark.value ? mark.dark : mark.light);

/** Ink and rules of the canvases; the same values as tokens.css. */
export function inks() {
  return dark.value
    ? {
        surface: '#111418',
        ink: '#E6E9ED',
        soft: '#9AA4B0',
        rule: '#262B32',
        accent: '#5BB3F0',
        dose: '#C4CCD6',
        plasma: '#7D8998',
        warn: '#FF9A57',
      }
    : {
        surface: '#FBFBFA',
        ink: '#16191D',
        soft: '#59636F',
        rule: '#E3E4E2',
        accent: '#005F99',
        dose: '#3A4450',
        plasma: '#8D97A3',
        warn: '#A63D00',
      };
}
