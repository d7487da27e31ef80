/** The scenario document: reading, completing, describing and changing it. */
import { checkScenario } from './checks/scenario';
import { complete } from './complete';
import { scenario as described } from './description/scenario';
import type { Scenario } from './scenario';
import { parseJson } from './words/json';

export type { ParameterGroup, ParameterValue } from './description/tree';
export { jsonSchema } from './jsonSchema';
export { applies, type Parameter, parameterAt, parameters } from './parameters';
export { getPath, setPath } from './path';
export type * from './scenario';
export { ScenarioError } from './words/error';
export { parseJson } from './words/json';

/**
 * A complete scenario from a partial one: defaults filled in, everything checked.
 * @throws ScenarioError with one sentence that names the field and the value.
 */
export function completeScenario(value: unknown): Scenario {
  const scenario = complete(described, value ?? null, '') as Scenario;
  checkScenario(scenario);
  return scenario;
}

/**
 * A complete scenario from JSON text, its own or that of a result, which holds it; throws ScenarioError as
 * {@link completeScenario} does.
 */
export function parseScenario(text: string): Scenario {
  return completeScenario(scenarioDocument(text));
}

/** What stands in a text, not yet completed. */
export function scenarioDocument(text: string): unknown {
  const value = parseJson(text);
  return isResult(value) ? value.scenario : value;
}

/** Whether a document is the result.json of a run. */
const isResult = (value: unknown): value is { scenario: unknown } =>
  typeof value === 'object' && value !== null && 'hash' in value && 'scenario' in value;
