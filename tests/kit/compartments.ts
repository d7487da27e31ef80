/** Runs of patients with several compartments, and what these hold. */
import { createGroup } from '../../src/kernel/group';
import { type AdvanceLimit, Patient } from '../../src/patient/patient';
import { compartmentCount } from '../../src/scenario/compartments';
import { completeScenario } from '../../src/scenario/schema';

export const drugOf = (level: number, more: object = {}) => ({
  name: 'test drug',
  killPerDay: 3,
  halfEffectMicromolar: 0.2,
  schedule: { levelMicromolar: level },
  ...more,
});
export const fromDay = (onDay: number) => ({ begin: 'day', onDay });
/** Cells that neither divide nor die. */
export const still = { divisionPerDay: 0, deathPerDay: 0 };

export async function run(value: object, limit: AdvanceLimit = {}, threads = 1): Promise<Patient> {
  const scenario = completeScenario(value);
  const patient = new Patient(scenario, await createGroup('simd', compartmentCount(scenario), { threads }));
  while (!patient.done) patient.advance(limit);
  return patient;
}

export const partOf = (patient: Patient, name: string) =>
  patient.compartments.find((compartment) => compartment.name === name)!;

export const marrow = {
  name: 'marrow',
  kind: 'marrow',
  founders: 200_000,
  meanTransitHours: 88.7,
};
