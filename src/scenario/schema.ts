/** The scenario document: reading, completing, describing and changing it. */
import { checkScenario } from './check';
import { completeShape } from './complete';
import { parseJson } from './json';
import type { Scenario } from './scenario';
import { scenarioShape } from './shape';

export { ScenarioError } from './error';
export { parseJson } from './json';
export { jsonSchema } from './jsonSchema';
export type { Parameter, ParameterGroup, ParameterValue } from './parameters/parameter';
export { getPath, parameterAt, setPath } from './path';
export type * from './scenario';
export { parameters } from './shape';

/**
 * A complete scenario from a partial one: defaults filled in, everything checked.
 * @throws ScenarioError with one sentence that names the field and the value.
 */
export function completeScenario(value: unknown): Scenario {
  const scenario = completeShape(scenarioShape, value ?? null, '') as Scenario;
  checkScenario(scenario);
  return scenario;
}

/**
 * A complete scenario from JSON text, its own or that of a result, which holds it; throws ScenarioError as
 * {@link completeScenario} does.
 */
export function parseScenario(text: string): Scenario {
  const value = parseJson(text);
  return completeScenario(isResult(value) ? value.scenario : value);
}

/** Whether a document is the result.json of a run. */
const isResult = (value: unknown): value is { scenario: unknown } =>
  typeof value === 'object' && value !== null && 'hash' in value && 'scenario' in value;
