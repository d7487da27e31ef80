/** Runs one patient to its end, or to an interruption, and says what came of it. */
import type { Patient } from '../patient/patient';
import type { RunNote } from '../patient/saved/runNote';
import type { CheckpointFile } from './files/checkpointFile';
import type { Interruption } from './interruption';
import type { Progress } from './progress';
import { type RunResult, runResult } from './result';

const CHUNK_MILLISECONDS = 50;

interface Drive {
  /** In front of the progress bar. */
  label: string;
  /** What a checkpoint says of the run; its seconds are those before this drive began. */
  note: RunNote;
  checkpoint: CheckpointFile | null;
  progress: Progress;
  interruption: Interruption;
}

export async function drive(patient: Patient, plan: Drive): Promise<RunResult> {
  const { checkpoint, progress, interruption } = plan;
  const startedAt = performance.now();
  const wallSeconds = () => plan.note.wallSeconds + (performance.now() - startedAt) / 1000;
  const note = () => ({ ...plan.note, wallSeconds: wallSeconds() });
  checkpoint?.begin(patient, note());
  progress.begin(patient.group.cellSteps);
  while (!patient.done && interruption.exitCode === 0) {
    patient.advance({ milliseconds: CHUNK_MILLISECONDS });
    if (checkpoint?.due) checkpoint.renew(patient, note());
    progress.update(patient, plan.label);
    await interruption.chance();
  }
  // The state it stands in, whether that is its end or an interruption: what goes on from it is not left to the clock.
  checkpoint?.renew(patient, note());
  progress.clear();
  return runResult(patient, wallSeconds());
}
