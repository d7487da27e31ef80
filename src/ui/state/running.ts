/** What the visitor does with the patient that runs, and asks of it. */

import type { Scenario } from '../../scenario/schema';
import type { PatientClient } from '../../worker/client';
import type { CellPick } from '../../worker/protocol';
import { session } from './chosen';
import { answer, patient, send } from './connection';
import { run } from './run';
import { restart } from './session';

export function playOrPause(): void {
  const { status } = run.value;
  if (status === null) return;
  if (status.ended !== null) {
    send(restart());
    return;
  }
  send(status.playing ? patient().pause() : patient().play());
}

export const step = (): void => send(patient().step());

/** Commands of parts of the page that are fetched when they are asked for. */
export const command = (give: (to: PatientClient) => Promise<unknown>): void => send(give(patient()));

export function setSpeed(daysPerSecond: number): void {
  session.update({ daysPerSecond });
  send(patient().speed(daysPerSecond));
}

/** Whether its step is too long: a sentence, or null. */
export const adviseStep = (scenario: Scenario) => answer(patient().adviseStep(JSON.stringify(scenario)));

export const inspect = (pick: CellPick | null) => answer(patient().inspect(pick));
