/** What the page and the worker that checks the science say to each other. */
import type { Scenario } from '../scenario/scenario';
import type { Result } from '../verify/check';
import type { Shift } from '../verify/mechanisms';

export type VerifyOrder =
  /** All checks of `clonarium verify`. */
  | { kind: 'checks'; seed: number }
  /** The cross-resistance of every drug of the catalogue, or of those of a scenario. */
  | { kind: 'matrix'; scenario: Scenario | null };

export type VerifyNews =
  | { kind: 'result'; result: Result }
  | { kind: 'shift'; shift: Shift }
  | { kind: 'end' }
  | { kind: 'failure'; sentence: string };
