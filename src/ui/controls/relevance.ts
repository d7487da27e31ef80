/** Which fields the panel shows as the scenario stands: a tablet has no infusion, one compartment no second volume. */
import { applies } from '../../scenario/schema';
import type { Field } from './expand';

/** Set by choosing a preset or a file, or shown elsewhere on the page. */
const elsewhere = new Set(['version', 'seed']);

export function matters({ parameter, path, holders }: Field): boolean {
  if ((parameter.kind === 'text' && !parameter.file) || elsewhere.has(path)) return false;
  return applies(parameter, holders);
}
