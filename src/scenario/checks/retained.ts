/** Which drugs may leave something in a cell: the kernel gives each kind one meaning only. */

import type { Drug } from '../scenario';
import { ScenarioError } from '../words/error';

/**
 * A metabolite that binds fills the target that the cell needs free; of a poison it would take the place and of a free
 * level it would change nothing. Damage replaces the free level in a Hill curve.
 */
const RESPONSE = { binds: 'inhibitor', damages: 'hill' } as const;

export function checkRetained({ retained, response }: Drug, path: string): void {
  const { acts } = retained;
  if (acts === 'none' || response === RESPONSE[acts]) return;
  throw new ScenarioError(
    `${path}.retained.acts: "${acts}" needs the response "${RESPONSE[acts]}", not "${response}".`,
  );
}
