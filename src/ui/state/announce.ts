/** Sentences for who listens to the page: said once each, by its only polite live region. */
import { Store } from './store';

export const announced = new Store<{ text: string; at: number } | null>(null);

export function announce(text: string): void {
  announced.set({ text, at: (announced.value?.at ?? 0) + 1 });
}
