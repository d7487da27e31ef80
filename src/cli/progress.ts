/** One line on standard error that redraws itself, on a terminal only. */
import type { Patient } from '../patient/patient';
import { clock, days, short } from './numbers';

const REDRAW_MILLISECONDS = 100;
const BAR_CELLS = 20;

export class Progress {
  private readonly shown = process.stderr.isTTY === true;
  private drawnAt = 0;
  private visible = false;
  private measuredAt = performance.now();
  private measuredCellSteps = 0;
  private cellStepsPerSecond = 0;

  /** A new run, or one that goes on: cell-steps are counted from here. */
  begin(cellSteps: number): void {
    this.measuredAt = performance.now();
    this.measuredCellSteps = cellSteps;
    this.cellStepsPerSecond = 0;
  }

  update(patient: Patient, label: string): void {
    if (!this.shown) return;
    const now = performance.now();
    if (now - this.drawnAt < REDRAW_MILLISECONDS) return;
    this.drawnAt = now;
    this.measure(now, patient.group.cellSteps);
    this.draw(progressLine(patient, label, this.cellStepsPerSecond));
  }

  clear(): void {
    if (this.visible) process.stderr.write('\r\x1b[K');
    this.visible = false;
  }

  /** Speed over about the last second, so that it follows a growing population. */
  private measure(now: number, cellSteps: number): void {
    const seconds = (now - this.measuredAt) / 1000;
    if (seconds <= 0) return;
    const latest = (cellSteps - this.measuredCellSteps) / seconds;
    const weight = this.cellStepsPerSecond === 0 ? 1 : Math.min(1, seconds);
    this.cellStepsPerSecond += weight * (latest - this.cellStepsPerSecond);
    this.measuredAt = now;
    this.measuredCellSteps = cellSteps;
  }

  private draw(line: string): void {
    const columns = process.stderr.columns ?? 80;
    this.visible = true;
    process.stderr.write(`\r${line.slice(0, columns - 1)}\x1b[K`);
  }
}

export function progressLine(patient: Patient, label: string, speed: number): string {
  const untilHours = lastHour(patient);
  const share = Math.min(1, patient.hours / untilHours);
  const full = Math.round(share * BAR_CELLS);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_CELLS - full);
  const perStep = patient.hours / Math.max(1, patient.steps);
  const stepsLeft = perStep > 0 ? Math.max(0, untilHours - patient.hours) / perStep : 0;
  // At the present size: a growing population takes longer, a shrinking one less.
  const left = speed > 0 ? clock((stepsLeft * patient.cells) / speed) : '–';
  return (
    `${label} ${bar} day ${days(patient.hours)} of ${days(untilHours)}  ${short(patient.cells)} cells  ` +
    `${short(speed)} cell-steps/s  ${left} left`
  );
}

/** When the run ends at the latest. */
function lastHour({ current, treatmentStartHours }: Patient): number {
  const { untilDays, stop } = current;
  if (treatmentStartHours === null || stop.daysAfterTreatment === 0) return untilDays * 24;
  return Math.min(untilDays * 24, treatmentStartHours + stop.daysAfterTreatment * 24);
}
