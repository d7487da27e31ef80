/** Cell-steps per second of stepping, over the last second that was spent stepping. Idle time does not count. */
export class Meter {
  private readonly chunks: { milliseconds: number; cellSteps: number }[] = [];
  private milliseconds = 0;
  private cellSteps = 0;

  add(milliseconds: number, cellSteps: number): void {
    this.chunks.push({ milliseconds, cellSteps });
    this.milliseconds += milliseconds;
    this.cellSteps += cellSteps;
    while (this.chunks.length > 1 && this.milliseconds - this.chunks[0]!.milliseconds > 1000) {
      const oldest = this.chunks.shift();
      if (oldest === undefined) break;
      this.milliseconds -= oldest.milliseconds;
      this.cellSteps -= oldest.cellSteps;
    }
  }

  get perSecond(): number {
    return this.milliseconds > 0 ? (this.cellSteps / this.milliseconds) * 1000 : 0;
  }
}
