/** The run before, kept behind the one that goes on, with what was different in it. */
import { getPath, type Scenario } from '../../scenario/schema';
import { type Field, fieldsOf } from '../controls/expand';
import { exact, field as fieldText } from '../words/format';
import { same } from './chosen';
import type { RunView } from './run';
import { Store } from './store';

interface Ghost {
  course: RunView['course'];
  /** After "the run before": ", with death rate 0.05 /d". */
  words: string;
}

export const ghost = new Store<Ghost | null>(null);

/** Named one by one; of more only how many. */
const NAMED = 2;

function valueWords({ parameter }: Field, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value !== 'number') return String(value);
  const number = Number.isInteger(value) && value >= 1000 ? exact(value) : fieldText(value);
  // "Cells" of some kind are not said twice.
  const unit = parameter.unit === parameter.label.toLowerCase() ? '' : parameter.unit;
  return `${number} ${unit}`.trim();
}

/** What the run before had that this one has not. */
export function difference(before: Scenario, now: Scenario): string {
  const fields = fieldsOf(before).filter(
    ({ path }) => path !== 'seed' && !same(getPath(before, path), getPath(now, path)),
  );
  const more = fieldsOf(now).length !== fieldsOf(before).length;
  const named = fields.slice(0, NAMED).map((field) => {
    const whose = field.owners.length > 0 ? ` of ${field.owners.at(-1)}` : '';
    return `${field.parameter.label.toLowerCase()}${whose} ${valueWords(field, getPath(before, field.path))}`;
  });
  if (fields.length > NAMED) named.push(`${fields.length - NAMED} more`);
  if (before.seed !== now.seed) named.push(`seed ${before.seed}`);
  if (named.length === 0) return more ? 'with other parts' : 'with the same values';
  return `with ${named.length > 1 ? `${named.slice(0, -1).join(', ')} and ` : ''}${named.at(-1)}`;
}
