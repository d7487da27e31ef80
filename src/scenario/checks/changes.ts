/** What a scenario says was done by hand: values that can be changed while a run is under way, and known drugs. */

import { parameterAt } from '../parameters';
import { getPath, setPath } from '../path';
import type { Scenario } from '../scenario';
import { ScenarioError } from '../words/error';
import { missing } from '../words/missing';

/** @param checkValues throws on values that do not go together */
export function checkChanges(scenario: Scenario, checkValues: (scenario: Scenario) => void): void {
  const agents = [...scenario.drugs, ...(scenario.inhibitor === null ? [] : [scenario.inhibitor])];
  scenario.dosesGiven.forEach(({ drug }, index) => {
    if (agents.some(({ name }) => name === drug)) return;
    throw missing(`dosesGiven[${index}].drug`, drug, 'a drug or the inhibitor', agents);
  });
  if (scenario.changes.length === 0) return;
  // Lines that died out take their changes with them, so that which ones meet is known only once it is run.
  const oneLine = scenario.changes.every(({ line }) => line === 0);
  const order = scenario.changes.map((change, index) => ({ change, index }));
  order.sort((a, b) => a.change.hours - b.change.hours);
  const trial = structuredClone(scenario);
  for (const { change, index } of order) {
    checkPath(scenario, change.path, `changes[${index}].path`);
    within(`changes[${index}]`, () => setPath(trial, change.path, change.value));
    if (oneLine) within(`changes[${index}]`, () => checkValues(trial));
  }
}

function checkPath(scenario: Scenario, path: string, at: string): void {
  const parameter = parameterAt(path);
  const known = parameter !== undefined && !path.includes('[]');
  if (!known || getPath(scenario, path) === undefined) {
    throw new ScenarioError(`${at}: ${JSON.stringify(path)} is no value of this scenario.`);
  }
  if (parameter.acts === 'restart') {
    throw new ScenarioError(`${at}: ${JSON.stringify(path)} cannot be changed while a run is under way.`);
  }
}

function within(at: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof ScenarioError) throw new ScenarioError(`${at}: ${error.message}`);
    throw error;
  }
}
