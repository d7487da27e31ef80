/** Gives the visitor a text: on the clipboard where there is one, else marked and ready to be copied by hand. */
import { Store } from '../state/store';

/** A text that could not be put on the clipboard, shown marked. */
export const uncopied = new Store<{ label: string; text: string } | null>(null);

/** @returns whether it is on the clipboard; if not it is shown under its label */
export async function copy(label: string, text: string): Promise<boolean> {
  uncopied.set(null);
  try {
    // Pages over plain http have no clipboard; frames and visitors may refuse it.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    uncopied.set({ label, text });
    return false;
  }
}
