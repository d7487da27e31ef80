/** What is done by hand to a running patient, now or where its scenario says so: doses beside a schedule, and changes. */
import type { ParameterValue } from '../../scenario/description/tree';
import { ScenarioError } from '../../scenario/words/error';
import type { Parts } from '../parts';
import { changeAtOnce } from './atOnce';

/** The patient, as far as hands reach; each may be another after a change. */
export interface Handled {
  readonly parts: Pick<Parts, 'byHand' | 'current' | 'clock' | 'therapy' | 'story'>;
  readonly steps: number;
  readonly hours: number;
  readonly treatmentStartHours: number | null;
  /** After each dose, and after each change. */
  dosedByHand(): void;
  changedByHand(): void;
}

/** One dose of a drug now; the scenario takes note of it. */
export function doseNow(patient: Handled, drug: number): void {
  patient.parts.byHand.checkRoom('dosesGiven');
  const name = give(patient, drug);
  patient.parts.byHand.enterDose(patient.steps, patient.hours, name);
}

/**
 * Changes a value now; the scenario takes note of it.
 * @throws ScenarioError as {@link changeAtOnce} does
 */
export function change(patient: Handled, path: string, value: unknown): void {
  patient.parts.byHand.checkRoom('changes');
  const taken = set(patient, path, value);
  patient.parts.byHand.enterChange(patient.steps, patient.hours, path, taken);
}

/** What the scenario says was done by now. */
export function doWhatWaits(patient: Handled): void {
  const next = () => patient.parts.byHand.take(patient.steps);
  for (let deed = next(); deed !== null; deed = next()) {
    if (deed.kind === 'dose') {
      const { drug } = deed.dose;
      const index = patient.parts.current.drugs.findIndex(({ name }) => name === drug);
      give(patient, index);
      continue;
    }
    try {
      set(patient, deed.change.path, deed.change.value);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      patient.parts.story.refused(patient.hours, error.message);
    }
  }
}

/** Returns the drug's name. */
function give(patient: Handled, drug: number): string {
  const { therapy, story, current } = patient.parts;
  therapy.doseNow(drug, patient.hours);
  const name = (drug === -1 ? current.inhibitor : current.drugs[drug])?.name ?? '';
  story.extraDose(patient.hours, name);
  patient.dosedByHand();
  return name;
}

/** Returns the value as it was taken. */
function set(patient: Handled, path: string, value: unknown): ParameterValue {
  const { therapy, story, current, clock } = patient.parts;
  const { steps, hours, treatmentStartHours } = patient;
  const { parameter, taken } = changeAtOnce(current, path, value, { clock, steps, treatmentStartHours });
  therapy.reschedule(hours);
  if (parameter.group === 'Treatment') story.changed(hours, path, parameter, taken);
  patient.changedByHand();
  return taken;
}
