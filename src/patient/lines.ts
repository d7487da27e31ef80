/** Lines of cells that died out by chance before treatment, and were followed by others. */
import { MOST_LINES } from '../compile/compartments';
import type { Compartment } from './compartment';

export class Lines {
  /** @param diedOut per compartment, lines that died out before the one that lives */
  constructor(readonly diedOut: number[]) {}

  /** Those of all compartments; with each the clock began anew. */
  get before(): number {
    return this.diedOut.reduce((sum, count) => sum + count, 0);
  }

  /** Lets another line follow in compartments that stand empty and can be expected to keep one; whether any did. */
  follow(compartments: readonly Compartment[], empty: readonly Compartment[]): boolean {
    let any = false;
    for (const [index, compartment] of compartments.entries()) {
      const line = this.diedOut[index]!;
      if (!empty.includes(compartment) || !compartment.canTakeHold || line >= MOST_LINES) continue;
      this.diedOut[index] = line + 1;
      any = true;
    }
    return any;
  }
}
