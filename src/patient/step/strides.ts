/** Steps that all compartments make together: what their cells meet in each, and how many are made at a time. */

import type { KernelGroup } from '../../kernel/group';
import { ENVIRONMENT_STRIDE } from '../../kernel/model';
import type { Compartment } from '../compartment';
import type { Therapy } from '../treatment/therapy';

/** Steps whose environment is prepared at once. */
export const CHUNK_STEPS = 256;
/** With a limit in milliseconds the clock is read about this often. */
const CLOCK_MILLISECONDS = 8;

export class Strides {
  private readonly environment = new Float32Array(CHUNK_STEPS * ENVIRONMENT_STRIDE);
  private nanosecondsPerCellStep = 20;

  constructor(
    private readonly group: KernelGroup,
    private readonly compartments: readonly Compartment[],
    private readonly therapy: Therapy,
    private readonly stepHours: number,
  ) {}

  private get several(): boolean {
    return this.compartments.length > 1;
  }

  /** Steps that take about as long as the clock may go unread. */
  get stepsPerClock(): number {
    const perStep = this.nanosecondsPerCellStep * Math.max(500, this.group.cells);
    return Math.max(1, Math.floor((CLOCK_MILLISECONDS * 1e6) / perStep));
  }

  /** Environment of the step that begins now, as the cells of a compartment meet it; leaves no trace. */
  environmentOf(compartment: Compartment, from: number): Float32Array {
    const before = this.therapy.save();
    this.fill(from, 1);
    this.therapy.restore(before);
    return compartment.seen(this.environment.subarray(0, ENVIRONMENT_STRIDE)).slice();
  }

  /**
   * Makes steps from step number `from` on; therapy is then where the last of them ends.
   * @param stops numbers of cells of one compartment alone that it must not step past
   * @returns how many steps were made, which such a limit may cut short
   */
  make(from: number, steps: number, stops: { above: number; below: number }): number {
    const before = this.therapy.save();
    this.fill(from, steps);
    const cellSteps = this.group.cellSteps;
    const startedAt = performance.now();
    const passed = this.pass(from, steps, stops);
    const done = this.group.cellSteps - cellSteps;
    if (done > 10_000) this.nanosecondsPerCellStep = ((performance.now() - startedAt) * 1e6) / done;
    if (passed < steps) {
      this.therapy.restore(before);
      this.fill(from, passed);
    }
    return passed;
  }

  /** The environment of the next steps. */
  private fill(from: number, steps: number): void {
    const { stepHours } = this;
    for (let row = 0; row < steps; row++) {
      this.therapy.fill(this.environment, row, (from + row) * stepHours, (from + row + 1) * stepHours);
    }
  }

  /**
   * Advances all compartments. One alone stops where a limit says; several all pass the steps asked for, those that
   * stand empty as well, and wait for each other at control times.
   */
  private pass(from: number, steps: number, stops: { above: number; below: number }): number {
    const environment = this.environment.subarray(0, steps * ENVIRONMENT_STRIDE);
    const { above, below } = this.several ? { above: Infinity, below: 0 } : stops;
    const advances = this.group.advance(
      this.compartments.map((compartment) => compartment.leg(environment, above, below)),
    );
    this.compartments.forEach((compartment, index) => {
      compartment.passed(advances[index]!);
      if (this.several) compartment.idleUntil(from + steps);
    });
    return this.several ? steps : advances[0]!.steps;
  }
}
