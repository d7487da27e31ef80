/** Every type that crosses between page and worker. Typed arrays are transferred, never shared. */

import type { Memory } from '../compile/room';
import type { ExportName } from '../export/lineage/exports';
import type { Variant } from '../kernel/compartmentKernel';
import type { CellState } from '../kernel/inspect/inspector';
import type { WasmVariant } from '../kernel/instantiate';
import type { ClassName } from '../kernel/model';
import type { Course, Mark } from '../patient/record/course';
import type { ChronicleEntry, TreatmentEvent } from '../patient/story/entry';
import type { CompartmentKind } from '../scenario/scenario';
import type { CloneView } from './clones/messages';

export type { ChronicleEntry, CloneView, Course, ExportName, Mark, TreatmentEvent };

export interface RunStatus {
  /** Differs for every patient loaded, also by another worker; a frame of an earlier run is stale. */
  run: number;
  seed: number;
  variant: Variant;
  threads: number;
  hours: number;
  steps: number;
  cells: number;
  cellSteps: number;
  /** Measured over the last second of stepping. */
  cellStepsPerSecond: number;
  bytesPerCell: number;
  playing: boolean;
  /** null while the run can go on, else why it ended, in one sentence. */
  ended: string | null;
  /** Hours at which treatment began, null before. */
  treatmentStartHours: number | null;
  /** How far the run-up has come, 0…1; null without one, or once it is over. */
  runUp: number | null;
  /** What this browser gives: at most for each compartment, and for all together, null where it does not say. */
  memory: Memory;
  /** In the order of {@link Frame.compartments}. */
  compartments: { name: string; kind: CompartmentKind; tissue: boolean }[];
}

/** A run kept in the browser's own storage. */
export interface SavedRun {
  title: string;
  hours: number;
  cells: number;
  /** Milliseconds since 1970. */
  savedAt: number;
}

/** Cells of marrow and the blood cells that it makes, as shares of normal. */
export interface MarrowView {
  progenitors: number;
  blood: number;
  /** Blood cells in the rows of the course carried. */
  course: Float64Array;
  /** Normal blood cells, 10⁹/L. */
  normalGigaPerLitre: number;
}

/** Of so many compartments at most amounts inside the cells can be told apart in one plot. */
export const MOST_PLACES = 6;

/** What the page always knows of each of several compartments, whichever it looks at. */
export interface CompartmentView {
  /** Live cells, in the rows of the course carried. */
  cells: Float64Array;
  cellsByClass: Float64Array;
  /** By drug, µM: mean amount inside its cells in the rows of the course carried; empty where there are more than {@link MOST_PLACES}. */
  inside: Float64Array[];
  /** Null where the cells make no blood. */
  marrow: MarrowView | null;
}

export interface Frame {
  status: RunStatus;
  /** The compartment that course, histogram and classes are of; -1: all together. */
  shown: number;
  /** Empty where there is but one. */
  compartments: CompartmentView[];
  /**
   * First row carried: 0 with the whole course when it began anew, was thinned or is of another compartment, else
   * only the rows since.
   */
  courseFrom: number;
  course: Course;
  /** Doses given so far that the page has not seen. */
  marks: Mark[];
  /** First entry of the chronicle carried; those before it stand as the page has them. */
  chronicleFrom: number;
  chronicle: ChronicleEntry[];
  /** [drug][class × 64] histogram of intracellular amount. */
  histogram: Float64Array[];
  cellsByClass: Float64Array;
  /** Cells of the parts of classes, in the order of `subclassesOf`. */
  cellsBySubclass: Float64Array;
  /** 16 hex digits while the run stands still, null while it moves. */
  hash: string | null;
}

/**
 * A cell to look into: a random one of a class (null: of any) in a compartment (-1: in the tumour), the one at a site
 * of a tissue, a random one of a clone, by its number in files, of which all cells and those that came from it are followed
 * then, or a living descendant of the cell followed so far; `none` ends following.
 */
export type CellPick =
  | { identity: number }
  | { compartment: number; className: ClassName | null }
  | { compartment: number; at: readonly [x: number, y: number, z: number] }
  | 'descendant'
  | 'none';

/** One clone of a cell's line. */
export interface LineageStep {
  clone: number;
  /** What distinguishes it from the one before, in words; of the founder what it was. */
  text: string;
  className: ClassName;
  birthDay: number;
  /** Living cells of just this clone. */
  cells: number;
}

/** The cell looked into and those that descend from it. */
export interface CellView {
  /** {@link RunStatus.run} */
  run: number;
  steps: number;
  days: number;
  compartment: number;
  /** null once it is dead. */
  cell: CellState | null;
  /** Since when it is followed, days. */
  followedFrom: number;
  /** Living cells of its line, itself among them. */
  followed: number;
  /** Its own clone first, the founder last. Counts may be older than the rest: of `lineageSteps`. */
  lineage: LineageStep[];
  lineageSteps: number;
}

/** How samples are sequenced: purity, reads at each site, and share of a single cell's mutations that are not called. */
export interface SampleOptions {
  purity: number;
  depth: number;
  dropout: number;
}

export interface Sampling extends SampleOptions {
  /** What is taken, in the words of the terminal's --samples. */
  samples: string;
}

export interface LoadOptions {
  play: boolean;
  variant?: WasmVariant;
  /** Uses no helpers, though there may be cores for them. */
  alone?: boolean;
  /** As fast as it can up to this share of the size, or the day, at which treatment begins, or until a speed is chosen. */
  from?: number;
}

/** Messages of the worker's own accord: it has begun, and before it first computes for long. */
export const IS_THERE = 'is there';
export const IS_BUSY = 'is busy';

/** What the worker exposes through Comlink. `load` replaces the running patient; frames begin at once. */
export interface PatientWorker {
  /** Scenario as JSON text; throws ScenarioError's sentence on bad input and keeps the running patient. */
  load(scenarioJson: string, options: LoadOptions): Promise<RunStatus>;
  /** Throws ScenarioError's sentence where vessels find no places; changes nothing. */
  check(scenarioJson: string): Promise<void>;
  /** The one listener; a callback handed in before is released, null only releases. */
  onFrame(callback: ((frame: Frame) => void) | null): void;
  play(): void;
  pause(): void;
  /** One step while paused. */
  step(): Promise<void>;
  /** Simulated days per second wanted; Infinity: as fast as possible. */
  speed(daysPerSecond: number): void;
  /** What frames show from now on: a compartment by its place, -1 for all together. */
  look(compartment: number): void;
  /** Give the scheduled dose of drug `drug` now (-1: the inhibitor). */
  doseNow(drug: number): void;
  /** Changes that act at once: treatment parameters of the running patient, by path. Throws on others. */
  change(path: string, value: unknown): void;
  hash(): Promise<string>;
  /** Keeps the run in the browser's own storage. What was kept before stays until this one is whole. */
  save(): Promise<SavedRun>;
  /** The run that {@link restore} would take up, null if none is kept. */
  saved(): Promise<SavedRun | null>;
  /**
   * Takes up the run kept last and returns its scenario with the values that hold now; a bad file leaves the running
   * patient as it is.
   */
  restore(options: { play: boolean }): Promise<string>;
  /** The run as it stands, as a checkpoint of the terminal. */
  state(): Promise<Blob>;
  /**
   * From now on pictures of the tissue of a compartment, by its place in whatever patient runs, go to this port, null:
   * nowhere; see tissueMessages.ts.
   */
  watchTissue(compartment: number, port: MessagePort | null): Promise<void>;
  /** From now on pictures of compartments without places go to this port; see dishMessages.ts. */
  watchDishes(port: MessagePort): Promise<void>;
  /**
   * Looks into the cell picked and follows it from now on, null: into the one followed. Changes nothing in the run.
   * Answers null where there is no such cell, and for null where none is followed.
   */
  inspect(pick: CellPick | null): Promise<CellView | null>;
  /**
   * Clones of what frames show, over time and now. From the first such question on they are counted at output times, in
   * this run and in those that begin until it is asked with `false`, which answers null. Changes nothing in the run.
   */
  clones(wanted: boolean): Promise<CloneView | null>;
  /** Whether the step of a scenario, as JSON text, is too long: a sentence, or null. Changes nothing. */
  adviseStep(scenarioJson: string): Promise<string | null>;
  /** Answers at once: the worker is alive. */
  ping(): void;
  /** The same summary.csv as the terminal writes. */
  exportCsv(): Promise<Blob>;
  /** Files of one of the terminal's exports, by name; the run waits while they are written. */
  exportFiles(name: ExportName, sampling?: Sampling): Promise<Record<string, Blob>>;
  /** All that a run leaves, in one zip; the run waits while it is written. */
  exportAll(): Promise<Blob>;
  /** The complete scenario with seed, as JSON text. */
  exportScenario(): Promise<string>;
}
