/** What *Compare* offers for an arm is what a patient takes on the day that its treatment begins, and nothing is kept back. */
import { describe, expect, it } from 'vitest';
import { Patient } from '../../src/patient/patient';
import { changeAtOnce } from '../../src/patient/treatment/atOnce';
import { presets } from '../../src/scenario/presets/index';
import { type ArmChoice, choicesOf } from '../../src/ui/compare/choices';
import { hostOf, small } from '../kit/presetsInSmall';

const treated = presets.filter(({ scenario }) => scenario.drugs.length > 0);

/** On the day that treatment begins. */
async function atTreatment(id: string): Promise<Patient> {
  const scenario = small(id, { 'treatment.begin': 'day', 'treatment.onDay': 1 });
  const patient = new Patient(scenario, await hostOf(scenario));
  while (!patient.done && patient.treatmentStartHours === null) patient.advance({ steps: 1 });
  expect(patient.treatmentStartHours).toBe(24);
  return patient;
}

/** Whether a patient takes all of it. */
function takes(patient: Patient, { changes }: ArmChoice): boolean {
  const current = structuredClone(patient.current);
  const { steps, treatmentStartHours, parts } = patient;
  try {
    for (const { path, value } of changes) {
      changeAtOnce(current, path, value, { clock: parts.clock, steps, treatmentStartHours });
    }
    return true;
  } catch {
    return false;
  }
}

describe('the choices of an arm', () => {
  it.each(treated.map(({ id, scene }) => [id, scene] as const))('of %s', async (id, scene) => {
    const patient = await atTreatment(id);
    const offered = choicesOf(patient.current, scene);
    for (const choice of offered) expect(takes(patient, choice), choice.label).toBe(true);
    const labels = offered.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    for (const each of scene?.tries ?? []) {
      if (!labels.includes(each.label)) expect(takes(patient, each), each.label).toBe(false);
    }
    for (const index of patient.current.drugs.keys()) {
      const without = offered.some(
        ({ changes: [only, ...more] }) =>
          more.length === 0 && only?.value === 0 && only.path.startsWith(`drugs[${index}].schedule.`),
      );
      expect(without, `without drug ${index}`).toBe(true);
    }
  });

  it('are those of the scene first, each once', () => {
    const preset = presets.find(({ id }) => id === 'mdr1-pump');
    const labels = choicesOf(preset!.scenario, preset!.scene).map(({ label }) => label);
    // The other two change the tumour or add a drug; twice the dose is the third, in the words of the scene.
    expect(labels).toEqual(['Double the dose', 'No paclitaxel', 'Half as much paclitaxel (72 mg)']);
  });
});
