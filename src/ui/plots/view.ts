/** What the visitor has chosen to look at; shared by all plots and kept out of the scenario. */
import { Store } from '../state/store';

export type Scale = 'log' | 'linear';

export const populationScale = new Store<Scale>('log');
export const drugScale = new Store<Scale>('linear');
export const bloodScale = new Store<Scale>('linear');
export const histogramScale = new Store<Scale>('log');
/** Drug that the drug plot, the histogram and the timeline show. */
export const shownDrug = new Store(0);
/** Legend keys switched off. */
export const hiddenLines = new Store<ReadonlySet<string>>(new Set());
/** Days shown by the time plots; null follows the run. */
export const zoom = new Store<[number, number] | null>(null);

/** Switched off, or a part of a class that is. */
export const isHidden = ({ key, within }: { key: string; within?: string }): boolean =>
  hiddenLines.value.has(key) || (within !== undefined && hiddenLines.value.has(within));

export function toggleLine(key: string): void {
  const next = new Set(hiddenLines.value);
  if (!next.delete(key)) next.add(key);
  hiddenLines.set(next);
}
