/**
 * The door to placing.ts, which a page fetches before its first scenario with a tissue, so that others do without;
 * in Node it is always there.
 */
type Placing = typeof import('./placing');

let placing: Placing | null = import.meta.env.SSR ? await import('./placing') : null;

/** Resolves once plans of tissues can be made. */
export async function fetchPlacing(): Promise<void> {
  placing ??= await import('./placing');
}

function fetched(): Placing {
  if (placing === null) throw new Error('What places cells was not fetched before it was needed.');
  return placing;
}

export const placed: Placing['placed'] = (scenario, plan) => fetched().placed(scenario, plan);
export const checkPlaces: Placing['checkPlaces'] = (scenario) => fetched().checkPlaces(scenario);
