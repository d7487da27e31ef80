/** Values of a scenario by path: single ones, parts and lists. */
import type { Scenario } from '../../scenario/schema';
import { shownKey } from '../../scenario/words/text';

type Container = Record<string | number, unknown>;
export const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null;

/** A list or a part as a whole; what is in it is checked with the scenario that it makes. */
export function put(scenario: Scenario, path: string, value: unknown): void {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  const last = steps.pop() ?? '';
  let holder: unknown = scenario;
  for (const step of steps) holder = isContainer(holder) && Object.hasOwn(holder, step) ? holder[step] : null;
  if (!isContainer(holder) || !Object.hasOwn(holder, last))
    throw new Error(`${shownKey(path)}: unknown parameter.`);
  holder[last] = value;
}
