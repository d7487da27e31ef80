/** What the page and the workers that run a scenario more than once say to each other. */
import type { Outcome } from '../../patient/outcome/outcome';
import type { ForkChange } from '../../patient/saved/fork';

/** When arms part: at the beginning of treatment, or where the run is. */
export type Parting = 'treatment' | 'now';

export type CompareOrder =
  /** A scenario, as JSON text, from its first day to its end with another seed; the next may be of the same worker. */
  | { kind: 'seed'; scenario: string; seed: number }
  /** A scenario from its first day, or a run from the state it is in, on to where arms part: the state there. */
  | { kind: 'trunk'; from: string | Blob; parting: Parting }
  /** From that state to the end, with these values changed. */
  | { kind: 'arm'; state: Blob; changes: readonly ForkChange[] };

/** Cells over time so far; days. */
export interface CellCourse {
  days: Float64Array;
  cells: Float64Array;
}

/** The state that all arms begin in. */
export interface Trunk {
  /** As the terminal's `fork` reads it. */
  state: Blob;
  hash: string;
  hours: number;
  cells: number;
  course: CellCourse;
}

export type CompareNews =
  /** Simulated hours so far, and cells. */
  | { kind: 'progress'; hours: number; cells: number }
  | { kind: 'outcome'; outcome: Outcome }
  | { kind: 'trunk'; trunk: Trunk }
  /** Of an arm: the state that it was given, as its own kernel finds it. */
  | { kind: 'begun'; hash: string }
  | { kind: 'course'; course: CellCourse }
  /** In one sentence. */
  | { kind: 'failure'; sentence: string };
