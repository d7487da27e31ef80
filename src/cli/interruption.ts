import { setImmediate } from 'node:timers/promises';

const CHANCE_MILLISECONDS = 50;

/** The first signal ends a run with its results kept; a second one ends the program at once. */
export class Interruption {
  /** 0 until a signal came, then 128 + its number. */
  exitCode = 0;
  private lastChanceAt = performance.now();

  constructor() {
    process.once('SIGINT', () => {
      this.exitCode = 130;
    });
    process.once('SIGTERM', () => {
      this.exitCode = 143;
    });
  }

  get came(): boolean {
    return this.exitCode !== 0;
  }

  /** What the program is to end with, where a signal came and nothing else went wrong. */
  exit(): void {
    if (this.came) process.exitCode ??= this.exitCode;
  }

  /**
   * Lets a waiting signal, or the news of a closed pipe, through: both come only between turns of the event loop.
   * Costs nothing when called often, so that runs of a millisecond each can be interrupted too.
   */
  async chance(): Promise<void> {
    if (performance.now() - this.lastChanceAt < CHANCE_MILLISECONDS) return;
    await setImmediate();
    this.lastChanceAt = performance.now();
  }
}
