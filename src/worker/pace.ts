/**
 * How far simulated time may go at a wanted speed. A worker that falls behind does not try to catch up later:
 * the debt is capped, so that lowering the load never makes the picture jump.
 */
import type { Patient } from '../patient/patient';
import { RUN_UP_STEPS, RunUp } from './runUp';

/** Of simulated time that a slow worker has not reached. */
const MOST_DEBT_SECONDS = 0.25;

export class Pace {
  daysPerSecond = 10;
  /** While it lasts the pace is the machine's. */
  private runUp: RunUp | null = null;
  private allowedHours = 0;
  private last = 0;

  /** The longest debt also covers two steps, so that slow speeds still move. */
  private stepHours = 1;

  restart(hours: number, stepHours: number, nowMilliseconds: number): void {
    this.allowedHours = hours;
    this.stepHours = stepHours;
    this.last = nowMilliseconds;
  }

  /** @param from the share of {@link RunUp}, where there is one */
  setOut(patient: Patient, nowMilliseconds: number, from?: number): void {
    this.runUp = from === undefined ? null : new RunUp(from);
    this.restart(patient.hours, patient.scenario.stepHours, nowMilliseconds);
  }

  /** Somebody has taken a hand in the run, and wants to see what comes of it. */
  endRunUp(patient: Patient, nowMilliseconds: number): void {
    if (this.runUp !== null) this.setOut(patient, nowMilliseconds);
  }

  /** How far the run-up of a patient has come, 0…1; null where there is none, or it is over. */
  runUpOf(patient: Patient): number | null {
    const progress = this.runUp?.progress(patient) ?? 1;
    return progress < 1 ? progress : null;
  }

  /** How far the patient may go now. */
  limit(patient: Patient, nowMilliseconds: number): { untilHours: number; steps?: number } {
    if (this.runUp !== null) {
      if (this.runUpOf(patient) !== null)
        return { untilHours: Number.POSITIVE_INFINITY, steps: RUN_UP_STEPS };
      this.endRunUp(patient, nowMilliseconds);
    }
    return { untilHours: this.target(patient.hours, nowMilliseconds) };
  }

  /** Hours that the run may reach now. */
  target(hours: number, nowMilliseconds: number): number {
    const hoursPerSecond = this.daysPerSecond * 24;
    const elapsedSeconds = (nowMilliseconds - this.last) / 1000;
    this.last = nowMilliseconds;
    if (hoursPerSecond === Number.POSITIVE_INFINITY) {
      this.allowedHours = hours;
      return Number.POSITIVE_INFINITY;
    }
    this.allowedHours = Math.min(
      this.allowedHours + elapsedSeconds * hoursPerSecond,
      hours + Math.max(MOST_DEBT_SECONDS * hoursPerSecond, 2 * this.stepHours),
    );
    return this.allowedHours;
  }
}
