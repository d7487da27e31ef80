/** The worker that the patient lives in, which another one may follow: asked, waited for, ended where it is silent. */

import { type Connection, connect, type Loss, type PatientClient } from '../../worker/client';
import { report } from './chosen';
import { takeFrame } from './run';
import { Store } from './store';

/** Longer than a worker is busy with a step of a large run. */
const PATIENCE_MILLISECONDS = 6000;

/** Counts workers: another one has taken the place of the last. */
export const connections = new Store(1);

let connection: Connection = connect(takeFrame, lost);
/** The last worker has died and none has taken its place yet. */
let dead = false;
let onLost: (loss: Loss) => void = () => {};

/** Told why a worker has died, once it is ended; none takes its place by itself. */
export function whenLost(act: (loss: Loss) => void): void {
  onLost = act;
}

function lost(loss: Loss): void {
  connection.abandon(loss);
  dead = true;
  onLost(loss);
}

/** Whether no worker is there. */
export const isDead = (): boolean => dead;

/** The patient of the worker that is there now. */
export const patient = (): PatientClient => connection.patient;

/** What the worker answers; fails when it is ended before it does. */
export const answer = <T>(asked: Promise<T>): Promise<T> => connection.answer(asked);

/** Asks for what needs no answer; the page says what failed. */
export function send(command: Promise<unknown>): void {
  answer(command).catch((error) => report(error));
}

export function reconnect(): void {
  if (!dead) connection.abandon();
  dead = false;
  connection = connect(takeFrame, lost);
  connections.set(connections.value + 1);
}

/**
 * A worker that answers: one that computes for ever is ended, so that what it was given can be left.
 * @param before what it was asked for before, which it may be at for ever
 */
export async function answering(before: Promise<unknown> = Promise.resolve()): Promise<PatientClient> {
  const silence = new Promise<false>((silent) => setTimeout(() => silent(false), PATIENCE_MILLISECONDS));
  const answers = Promise.allSettled([before, answer(patient().ping())]).then(() => true);
  const answered = await Promise.race([answers, silence]);
  // One whose program has not arrived yet has nothing to be at, and another would not be there sooner.
  if (dead || (!answered && connection.began())) reconnect();
  return patient();
}
