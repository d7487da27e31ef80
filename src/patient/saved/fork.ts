/** A run that goes on under another treatment, from the state that it is in. */
import type { Patient } from '../patient';

/** A value by its path in the scenario. */
export interface ForkChange {
  path: string;
  value: unknown;
}

/**
 * Changes a patient that was restored, whose scenario takes note of the state that it was forked from.
 * @throws ScenarioError on a value that a running patient cannot take
 */
export function fork(patient: Patient, changes: readonly ForkChange[]): void {
  patient.scenario.parent = { hash: patient.hash(), hours: patient.hours };
  for (const { path, value } of changes) patient.change(path, value);
}
