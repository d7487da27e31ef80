/**
 * The door to placing.ts, which a page fetches before its first scenario with a tissue or with founders from a table, so
 * that others do without; in Node it is always there.
 */
import { hasTissue } from '../scenario/compartments';
import type { Scenario } from '../scenario/scenario';

type Placing = typeof import('./placing');

let placing: Placing | null = import.meta.env.SSR ? await import('./placing') : null;

/** Whether plans of a scenario's compartments need it. */
export const needsPlacing = (scenario: Scenario) => hasTissue(scenario) || scenario.tumour.cells !== '';

/** Resolves once plans of a scenario can be made. */
export async function fetchPlacing(scenario: Scenario): Promise<void> {
  if (needsPlacing(scenario)) placing ??= await import('./placing');
}

/** The same of any scenario: a saved run tells its own only as it is read, which makes plans of it. */
export async function fetchPlacingOfAny(): Promise<void> {
  placing ??= await import('./placing');
}

function fetched(): Placing {
  if (placing === null) throw new Error('What places cells was not fetched before it was needed.');
  return placing;
}

export const placed: Placing['placed'] = (...given) => fetched().placed(...given);
export const fromTable: Placing['fromTable'] = (scenario) => fetched().fromTable(scenario);
export const checkTable: Placing['checkTable'] = (scenario) => fetched().checkTable(scenario);
export const checkPlaces: Placing['checkPlaces'] = (scenario) => fetched().checkPlaces(scenario);
