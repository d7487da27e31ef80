/**
 * The door to lineages.ts, which a page fetches before it first counts clones over time, so that others do without; in
 * Node it is always there.
 */
import type { Scenario } from '../../scenario/scenario';
import type { Compartment } from '../compartment';
import type { Lineages } from './lineages';

type Counting = typeof import('./lineages');

let counting: Counting | null = import.meta.env.SSR ? await import('./lineages') : null;

/** Cells of a clone with its descendants from which on it is counted over time where nothing else is said. */
export const COUNTED_FROM = 100;

/** Resolves once clones can be counted over time. */
export async function fetchCounting(): Promise<void> {
  counting ??= await import('./lineages');
}

/** @param from cells of a clone with its descendants from which on it is counted by itself */
export function lineagesFrom(
  from: number,
  scenario: Scenario,
  compartments: readonly Compartment[],
): Lineages {
  if (counting === null) throw new Error('What counts clones was not fetched before it was needed.');
  return new counting.Lineages({ ...scenario, cloneCountsFrom: from }, compartments);
}
