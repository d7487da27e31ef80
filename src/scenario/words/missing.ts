import { shown } from '../complete';
import { ScenarioError } from './error';
import { nearest } from './suggest';

/** The error of a name that nothing in a list has. */
export function missing(
  path: string,
  name: string,
  what: string,
  known: readonly { name: string }[],
): ScenarioError {
  const names = known.map((item) => item.name);
  const near = nearest(name, names);
  const hint = near !== null ? `; did you mean "${near}"?` : names.length === 0 ? '; none is listed.' : '.';
  return new ScenarioError(`${path}: ${shown(name)} is not the name of ${what}${hint}`);
}
