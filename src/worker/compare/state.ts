/** A run as it stands, as bytes that leave the worker. */
import type { Patient } from '../../patient/patient';
import { savedBlocks } from '../../patient/saved/bytes';
import type { RunNote } from '../../patient/saved/runNote';

/** The terminal's `resume` and `fork` read it too. */
export function stateOf(patient: Patient): Blob {
  const { scenario, group } = patient;
  const note: RunNote = {
    title: scenario.title,
    wallSeconds: 0,
    variant: group.variant,
    threads: 1,
    maximumBytes: null,
  };
  return new Blob(savedBlocks(patient, note));
}
