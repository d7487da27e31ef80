/** The tree of clones as columns, copied from the kernel's records (assembly/genome/clones.ts). */
import { Alteration, CloneField } from '../../../assembly/shared/genome';
import { Limit } from '../../../assembly/shared/limits';
import type { KernelInstance } from '../instantiate';
import { packGenotype } from '../numbers/genotype';
import type { CloneRecord } from '../observation';
import { u32View } from '../read/views';
import { classIndex } from './classIndex';

/** One entry per clone in every column. A clone comes after its parent, whatever else is left out. */
export interface CloneColumns {
  count: number;
  /** Number of the clone in its compartment: 0 is that of the first founders. */
  id: Uint32Array;
  /** Number of the clone that it came from; −1: its cells were founders. */
  parent: Int32Array;
  /** Step in which it was born. */
  birthStep: Uint32Array;
  /** The alteration that it began with, one of `Alteration`. */
  alteration: Uint8Array;
  /** Target concerned, 0…3; of passengers how many. */
  target: Uint8Array;
  /** Allele of that target after it, 0: wild type. */
  variant: Uint8Array;
  /**
   * After it: MDR1 copies where it concerns the pump, copies where it concerns a target, else the level of the
   * change (carrier, metabolism, retention, repair), 1 of a mutator, 0 of founders and passengers.
   */
  copies: Uint8Array;
  /** Mutations that it began with: of passengers how many, of every other alteration 1, of founders 0. */
  mutations: Uint8Array;
  /** Resistance class of its genotype at birth, a place in `CLASS_NAMES`. */
  className: Uint8Array;
  /** Living cells of just this clone. */
  cells: Uint32Array;
}

/** What alterations are called in tables, by their number. */
export const ALTERATION_NAMES = Object.values(Alteration).filter((each) => typeof each === 'string');

export function cloneColumns(count: number): CloneColumns {
  const bytes = () => new Uint8Array(count);
  return {
    count,
    id: new Uint32Array(count),
    parent: new Int32Array(count),
    birthStep: new Uint32Array(count),
    alteration: bytes(),
    target: bytes(),
    variant: bytes(),
    copies: bytes(),
    mutations: bytes(),
    className: bytes(),
    cells: new Uint32Array(count),
  };
}

/** All clones with id ≥ `first`; live counts are those that the kernel counted last. */
export function readClones({ exports, memory }: KernelInstance, first = 0): CloneColumns {
  const end = exports.clones() >>> 0;
  const columns = cloneColumns(Math.max(0, end - first));
  eachRecord(exports, memory, first, end, (words, at, id) => {
    const alteration = words[at + CloneField.alteration] as number;
    const genotype0 = words[at + CloneField.genotype0] as number;
    const genotype1 = words[at + CloneField.genotype1] as number;
    const genotype2 = words[at + CloneField.genotype2] as number;
    enter(columns, id - first, id, {
      parent: (words[at + CloneField.parent] as number) | 0,
      birthStep: words[at + CloneField.birthStep] as number,
      kind: alteration & 255,
      target: (alteration >>> 8) & 255,
      genotype: [genotype0, genotype1, genotype2],
      cells: words[at + CloneField.cells] as number,
    });
  });
  return columns;
}

/** Whether a clone began with a change of its genotype. */
export const isAlteration = (kind: number) => kind !== Alteration.founder && kind !== Alteration.passenger;

/** Ids of the clones with id ≥ `first` that began so, and the id of the next that is to be born. */
export function readAltered({ exports, memory }: KernelInstance, first: number) {
  const next = exports.clones() >>> 0;
  const ids: number[] = [];
  eachRecord(exports, memory, first, next, (words, at, id) => {
    if (isAlteration((words[at + CloneField.alteration] as number) & 255)) ids.push(id);
  });
  return { ids, next };
}

/** Live cells of every clone by its id, as the kernel counted them last. */
export function readCloneCells({ exports, memory }: KernelInstance): Uint32Array {
  const cells = new Uint32Array(exports.clones() >>> 0);
  for (let first = 0; first < cells.length; first += Limit.cloneChunk) {
    const length = Math.min(Limit.cloneChunk, cells.length - first);
    const words = u32View(memory, exports.cloneAddress(first), length * CloneField.stride);
    for (let i = 0; i < length; i++) {
      cells[first + i] = words[i * CloneField.stride + CloneField.cells] as number;
    }
  }
  return cells;
}

/** Parents of the clones with id ≥ `first`, −1 of founders. */
export function readCloneParents({ exports, memory }: KernelInstance, first: number): Int32Array {
  const end = exports.clones() >>> 0;
  const parents = new Int32Array(Math.max(0, end - first));
  eachRecord(exports, memory, first, end, (words, at, id) => {
    parents[id - first] = (words[at + CloneField.parent] as number) | 0;
  });
  return parents;
}

/** {@link readClones} of records that a kernel without memory of its own keeps. */
export function clonesOf(records: readonly CloneRecord[], cells: Uint32Array, first = 0): CloneColumns {
  const columns = cloneColumns(Math.max(0, records.length - first));
  for (const { id, parent, birthStep, alteration, target, genotype } of records.slice(first)) {
    const packed = packGenotype(genotype);
    const own = { parent, birthStep, kind: alteration, target, genotype: packed, cells: cells[id] ?? 0 };
    enter(columns, id - first, id, own);
  }
  return columns;
}

function eachRecord(
  exports: KernelInstance['exports'],
  memory: WebAssembly.Memory,
  first: number,
  end: number,
  visit: (words: Uint32Array, at: number, id: number) => void,
): void {
  for (let id = first; id < end; ) {
    const last = Math.min(end, id - (id % Limit.cloneChunk) + Limit.cloneChunk);
    const words = u32View(memory, exports.cloneAddress(id), (last - id) * CloneField.stride);
    for (let at = 0; id < last; id++, at += CloneField.stride) visit(words, at, id);
  }
}

interface Entry {
  parent: number;
  birthStep: number;
  kind: Alteration;
  target: number;
  genotype: [number, number, number];
  cells: number;
}

function enter(columns: CloneColumns, row: number, id: number, clone: Entry): void {
  const [first, copies, alleles] = clone.genotype;
  const shift = 8 * (clone.target & 3);
  columns.id[row] = id;
  columns.parent[row] = clone.parent;
  columns.birthStep[row] = clone.birthStep;
  columns.alteration[row] = clone.kind;
  columns.target[row] = clone.target;
  columns.variant[row] = ofTarget(clone.kind) ? (alleles >>> shift) & 255 : 0;
  columns.copies[row] = copiesAfter(clone.kind, first, (copies >>> shift) & 255);
  columns.mutations[row] = mutationsOf(clone);
  columns.className[row] = classIndex(first, copies, alleles);
  columns.cells[row] = clone.cells;
}

function mutationsOf({ kind, target }: Entry): number {
  if (kind === Alteration.passenger) return target;
  return kind === Alteration.founder ? 0 : 1;
}

const ofTarget = (kind: Alteration) => kind >= Alteration.targetGain && kind <= Alteration.targetLoss;

function copiesAfter(kind: Alteration, first: number, copies: number): number {
  switch (kind) {
    case Alteration.pumpGain:
    case Alteration.pumpFurtherGain:
    case Alteration.pumpLoss:
      return first & 255;
    case Alteration.targetLoss:
    case Alteration.founder:
    case Alteration.passenger:
      return 0;
    case Alteration.carrierLoss:
      return (first >>> 8) & 255;
    case Alteration.metabolismGain:
      return (first >>> 16) & 15;
    case Alteration.retentionLoss:
      return (first >>> 20) & 3;
    case Alteration.repairGain:
      return (first >>> 22) & 3;
    case Alteration.mutator:
      return 1;
    default:
      return copies;
  }
}
