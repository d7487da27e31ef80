/**
 * How far simulated time may go at a wanted speed. A worker that falls behind does not try to catch up later:
 * the debt is capped, so that lowering the load never makes the picture jump.
 */
const MOST_DEBT_SECONDS = 0.25;

export class Pace {
  daysPerSecond = 10;
  private allowedHours = 0;
  private last = 0;

  /** The longest debt also covers two steps, so that slow speeds still move. */
  private stepHours = 1;

  restart(hours: number, stepHours: number, nowMilliseconds: number): void {
    this.allowedHours = hours;
    this.stepHours = stepHours;
    this.last = nowMilliseconds;
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
