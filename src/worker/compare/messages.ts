/** What the page and the workers that run a scenario more than once say to each other. */
import type { Look } from '../../kernel/read/ramp';
import type { Outcome } from '../../patient/outcome/outcome';
import type { ForkChange } from '../../patient/saved/fork';

/** When arms part: at the beginning of treatment, or where the run is. */
export type Parting = 'treatment' | 'now';

export type CompareOrder =
  /** A scenario, as JSON text, from its first day to its end with another seed; the next may be of the same worker. */
  | { kind: 'seed'; scenario: string; seed: number }
  /** A scenario from its first day, or a run from the state it is in, on to where arms part: the state there. */
  | { kind: 'trunk'; from: string | Blob; parting: Parting }
  /** From that state to the end, with these values changed, and pictures of its cells on the way in either theme. */
  | { kind: 'arm'; state: Blob; changes: readonly ForkChange[]; looks: readonly [light: Look, dark: Look] };

/** Cells over time so far; days. */
export interface CellCourse {
  days: Float64Array;
  cells: Float64Array;
}

/** One compartment as it is now. */
export interface ArmPicture {
  name: string;
  /** In place; else a dish around its middle. */
  tissue: boolean;
  width: number;
  height: number;
  /** Sites, or in a dish cells, that its width stands for. */
  sites: number;
  /** One for each look; RGBA, row after row; free places are clear. */
  pixels: readonly Uint8ClampedArray<ArrayBuffer>[];
  cells: number;
  /** At the last output time, in the order of `CLASS_NAMES`. */
  cellsByClass: readonly number[];
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
  /** Of every compartment of an arm, hours after the beginning of its run. */
  | { kind: 'pictures'; hours: number; pictures: ArmPicture[] }
  /** In one sentence. */
  | { kind: 'failure'; sentence: string };
