/** Values of a running patient that can be changed while it runs. */
import { checkScenario } from '../../scenario/checks/scenario';
import { shown } from '../../scenario/complete';
import type { ParameterValue } from '../../scenario/description/tree';
import { type Parameter, parameterAt } from '../../scenario/parameters';
import { getPath, setPath } from '../../scenario/path';
import type { Scenario } from '../../scenario/scenario';
import { ScenarioError } from '../../scenario/words/error';
import type { Clock } from '../clock';
import { tooLate } from './tooLate';

/** Where a run is. */
export interface Present {
  clock: Clock;
  steps: number;
  treatmentStartHours: number | null;
}

/**
 * A value as a running patient takes it, changed in its scenario.
 * @throws ScenarioError on a value that does not fit, would need a restart or acts on what has happened; nothing is
 *   changed then.
 */
export function changeAtOnce(
  current: Scenario,
  path: string,
  value: unknown,
  { clock, steps, treatmentStartHours }: Present,
): { parameter: Parameter; taken: ParameterValue } {
  const parameter = parameterAt(path);
  const trial = structuredClone(current);
  setPath(trial, path, value);
  if (parameter?.acts !== 'now' || getPath(current, path) === undefined) {
    throw new ScenarioError(`${path}: ${shown(value)} acts only after a restart.`);
  }
  checkScenario(trial);
  const taken = getPath(trial, path) as ParameterValue;
  const late = tooLate(path, Number(taken), trial, clock, steps, treatmentStartHours);
  if (late !== null) throw new ScenarioError(`${path}: ${shown(taken)} ${late}`);
  setPath(current, path, taken);
  return { parameter, taken };
}
