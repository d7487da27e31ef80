/** What every kernel of a compartment can do, however it is made. */

import type { KernelInstance } from './instantiate';
import type { CloneColumns } from './lineage/columns';
import type { FounderModel, KernelModel } from './model';
import type { CloneRecord, FieldValues, GenotypeCount, MassBalance, Observation } from './observation';
import type { Whereabouts } from './whereabouts';

export type StopReason = 'steps' | 'cells' | 'extinct' | 'memory';

export interface Advance {
  /** Steps completed. */
  steps: number;
  reason: StopReason;
}

export type Variant = 'simd' | 'scalar' | 'debug' | 'reference';

/** The one interface that the wasm kernel and the plain TypeScript reference both give. */
export interface CompartmentKernel {
  readonly variant: Variant;
  /** Threads that share the work. */
  readonly threads: number;
  readonly cells: number;
  readonly steps: number;
  /** Sum over steps of the cells alive at the step's start. */
  readonly cellSteps: number;
  /** Linear memory in use, bytes. */
  readonly bytes: number;
  /** Bytes it may grow to; none where it lives in no memory of its own. */
  readonly maximumBytes?: number;
  /** Where its state lies, for whoever reads or draws single cells; none of a kernel in plain TypeScript. */
  readonly room?: KernelInstance;
  readonly births: number;
  readonly deaths: number;
  readonly alterations: number;
  readonly alterationsRefused: number;
  /** Forget everything and begin anew with these numbers; `seed` is a whole number below 2^53. */
  start(model: KernelModel, seed: number): void;
  /** Adds founder cells now (also used to found again after an early extinction). */
  found(founder: FounderModel): void;
  /**
   * Advance by at most `environment.length / ENVIRONMENT_STRIDE` steps; stops early before a step when the live
   * count is 0, at least `stopAtCells` or below `stopBelowCells` (default 0), or when memory cannot hold the births
   * that must be expected.
   */
  advance(environment: Float32Array, stopAtCells: number, stopBelowCells?: number): Advance;
  /** Live cells after each step of the last `advance`, of its last 256 where there were more; holds until the next. */
  course(): Uint32Array;
  /** Lets time pass where no cell lives. */
  idle(steps: number): void;
  /**
   * Circulation as a share of normal after each step from step number `from` on to now (0: before the first), 256 at most. Of cells that make blood.
   */
  circulation(from: number): Float64Array;
  /** Removes each cell with this probability, independently; returns how many, counted among the deaths. */
  resect(share: number): number;
  observe(): Observation;
  /** Cells of the class `sensitive`: a pass over one column, where `observe` makes one over all. */
  countSensitive(): number;
  /** Of a tissue: the books of its fields, drugs in their order, then oxygen where there is such a field. */
  fields?(): MassBalance[];
  /** Of a tissue: a field's values now, by its drug or 4 for oxygen. */
  fieldValues?(field: number): FieldValues;
  /** Of a tissue: where a clone's own cells are, of null all of the tumour; null where none lives. */
  whereabouts?(clone: number | null): Whereabouts | null;
  /** Live cells per clone, the `count` largest, descending. */
  largestClones(count: number): CloneRecord[];
  /** Living cells per genotype, the most frequent first, equals in the order of their ids. */
  genotypes(): GenotypeCount[];
  /** Clones with id ≥ `first`, in id order, at most `count`; live counts are not filled (0). */
  clonesSince(first: number, count: number): CloneRecord[];
  /** Ids of clones from id `first` on that neither founders nor passengers began, and the id of the next that is to be born. */
  alteredSince(first: number): { ids: readonly number[]; next: number };
  /** Every clone ever born, from id `first` on, with its live cells: a pass over all cells. */
  cloneColumns(first?: number): CloneColumns;
  /** Live cells of every clone, by id: a pass over all cells. */
  cloneCells(): Uint32Array;
  /** Parents of clones from id `first` on, −1 where cells were founders. */
  cloneParents(first: number): Int32Array;
  /** 16 hex digits over the full state. */
  hash(): string;
  /** Ends the threads; the kernel is not used after it. */
  close(): void;
}

/** A kernel whose cells lie in a linear memory, where they can be read, drawn and marked one by one. */
export type KernelInMemory = CompartmentKernel &
  Required<Pick<CompartmentKernel, 'room' | 'maximumBytes' | 'fields' | 'fieldValues' | 'whereabouts'>>;

export const isInMemory = (kernel: CompartmentKernel): kernel is KernelInMemory => kernel.room !== undefined;
