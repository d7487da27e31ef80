/**
 * Live counts of a compartment's clones at output times. Tracked from the first output at which a clone and all that
 * came from it have `from` cells together: so an ancestor is tracked no later than what descends from it, and all other
 * cells are counted within the nearest ancestor that is. Founders are tracked always, so that counts add up to all cells:
 * docs/model.md (94).
 */
import { CheckpointError } from '../../kernel/read/blocks';

/** Clones of a compartment that are tracked at most; those that grow up later stay within their ancestors. */
export const MOST_TRACKED = 4096;

/** Of an output time; tracked clones without a cell are left out. */
export interface CloneCounts {
  hours: number;
  /** Which of the output times it is. */
  turn: number;
  /** A row that is never thinned out. */
  always: boolean;
  /** Places in {@link CloneCourse.tracked}, rising. */
  slots: Uint16Array;
  /** Cells of each, with those of clones counted within it. */
  cells: Uint32Array;
}

/** Words are laid two to a number, as bits: half of what text in a checkpoint would take. */
export interface CloneCourseState {
  /** Ids in the order in which they were tracked. */
  tracked: Float64Array;
  hours: Float64Array;
  turns: Float64Array;
  /** Entries of each row. */
  lengths: Float64Array;
  always: number[];
  /** Slot and cells of every entry. */
  entries: Float64Array;
  stride: number;
  offered: number;
  /** Peak and {@link CloneCourse.goneStep} of every clone that is noted. */
  noted: Float64Array;
}

interface CourseLimits {
  /** Cells of a clone with its descendants from which on it is tracked. */
  from: number;
  /** Entries kept; beyond them every other row is left out. */
  mostEntries: number;
  /** Clones, by id, whose peak and end are noted. */
  mostNoted: number;
}

/** What of a kernel a course is made from. */
interface Family {
  cloneCells(): Uint32Array;
  cloneParents(first: number): Int32Array;
}

export class CloneCourse {
  /** Ids of tracked clones by slot. */
  readonly tracked: number[] = [];
  rows: CloneCounts[] = [];
  /** Output times per row kept; doubled each time that rows are thinned. */
  stride = 1;
  private offered = 0;
  private entries = 0;
  private parents = new Int32Array(0);
  private known = 0;
  /** Slot by id, −1: not tracked. */
  private slots = new Int32Array(0);
  private peaks = new Uint32Array(0);
  private gone = new Uint32Array(0);
  private noted = 0;

  constructor(
    private readonly kernel: Family,
    private readonly limits: CourseLimits,
  ) {}

  /** Most cells that a clone alone had at an output; null where it is not noted. */
  peak(id: number): number | null {
    return id < this.noted ? (this.peaks[id] as number) : null;
  }

  /** Step of the first output that found none of its cells; null while one lives, or where it is not noted. */
  goneStep(id: number): number | null {
    const step = id < this.noted ? (this.gone[id] as number) : 0;
    return step === 0 ? null : step;
  }

  /** Takes note of an output time; returns live cells of every clone, by id. */
  record(step: number, hours: number, always: boolean): Uint32Array {
    const cells = this.kernel.cloneCells();
    this.learn(cells.length);
    this.note(cells, step);
    const counts = this.counted(cells);
    if (always || this.offered % this.stride === 0) this.append(rowOf(hours, this.offered, always, counts));
    this.offered++;
    return cells;
  }

  /** Parents of clones that are new. */
  private learn(count: number): void {
    if (count <= this.known) return;
    const parents = this.kernel.cloneParents(this.known);
    this.parents = grown(this.parents, count);
    const before = this.slots.length;
    this.slots = grown(this.slots, count);
    this.slots.fill(-1, before);
    this.parents.set(parents, this.known);
    this.known = count;
  }

  private note(cells: Uint32Array, step: number): void {
    const end = Math.min(cells.length, this.limits.mostNoted);
    this.peaks = grown(this.peaks, end);
    this.gone = grown(this.gone, end);
    this.noted = Math.max(this.noted, end);
    for (let id = 0; id < end; id++) {
      const own = cells[id] as number;
      if (own > (this.peaks[id] as number)) this.peaks[id] = own;
      if (own === 0 && this.gone[id] === 0) this.gone[id] = step;
    }
  }

  /** Cells by slot; tracks clones that have grown up. */
  private counted(cells: Uint32Array): Float64Array {
    const { parents, slots } = this;
    const clades = new Float64Array(cells);
    for (let id = cells.length - 1; id >= 0; id--) {
      const above = parents[id] as number;
      if (above >= 0) clades[above] = (clades[above] as number) + (clades[id] as number);
    }
    /** Slot that a clone is counted in. */
    const within = new Uint16Array(cells.length);
    const counts = new Float64Array(this.tracked.length + cells.length);
    for (let id = 0; id < cells.length; id++) {
      const above = parents[id] as number;
      if (slots[id] === -1 && this.isGrown(above, clades[id] as number)) {
        slots[id] = this.tracked.push(id) - 1;
      }
      const own = slots[id] as number;
      const slot = own >= 0 ? own : (within[above] as number);
      within[id] = slot;
      counts[slot] = (counts[slot] as number) + (cells[id] as number);
    }
    return counts.subarray(0, this.tracked.length);
  }

  private isGrown(parent: number, clade: number): boolean {
    if (parent < 0) return true;
    const mayTrack = (this.slots[parent] as number) >= 0 && this.tracked.length < MOST_TRACKED;
    return mayTrack && clade >= this.limits.from;
  }

  private append(row: CloneCounts): void {
    this.rows.push(row);
    this.entries += row.cells.length;
    const mayThin = () => this.rows.some(({ always, turn }) => !always && turn > 0);
    while (this.entries > this.limits.mostEntries && mayThin()) this.thin();
  }

  /** Leaves out every other row. */
  private thin(): void {
    this.stride *= 2;
    this.rows = this.rows.filter(({ always, turn }) => always || turn % this.stride === 0);
    this.entries = this.rows.reduce((sum, { cells }) => sum + cells.length, 0);
  }

  save(): CloneCourseState {
    const { rows, stride, offered } = this;
    const entries = new Uint32Array(2 * this.entries);
    let at = 0;
    for (const { slots, cells } of rows) {
      for (let i = 0; i < cells.length; i++) {
        entries[at++] = slots[i] as number;
        entries[at++] = cells[i] as number;
      }
    }
    const noted = new Uint32Array(2 * this.noted);
    noted.set(this.peaks.subarray(0, this.noted));
    noted.set(this.gone.subarray(0, this.noted), this.noted);
    return {
      tracked: Float64Array.from(this.tracked),
      hours: Float64Array.from(rows, ({ hours }) => hours),
      turns: Float64Array.from(rows, ({ turn }) => turn),
      lengths: Float64Array.from(rows, ({ cells }) => cells.length),
      always: rows.flatMap((row, index) => (row.always ? index : [])),
      entries: new Float64Array(entries.buffer),
      stride,
      offered,
      noted: new Float64Array(noted.buffer),
    };
  }

  /**
   * Into a fresh course, whose kernel is in the state in which it was saved.
   * @throws CheckpointError where it names a clone that is not there, or one before its parent
   */
  restore(state: CloneCourseState): void {
    const words = new Uint32Array(state.entries.slice().buffer);
    const always = new Set(state.always);
    let at = 0;
    this.rows = Array.from(state.hours, (hours, index) => {
      const length = state.lengths[index] as number;
      const slots = Uint16Array.from({ length }, (_, i) => words[at + 2 * i] as number);
      const cells = Uint32Array.from({ length }, (_, i) => words[at + 2 * i + 1] as number);
      at += 2 * length;
      const turn = state.turns[index] as number;
      return { hours, turn, always: always.has(index), slots, cells };
    });
    this.entries = at / 2;
    this.stride = state.stride;
    this.offered = state.offered;
    const noted = new Uint32Array(state.noted.slice().buffer);
    this.noted = noted.length / 2;
    this.peaks = noted.slice(0, this.noted);
    this.gone = noted.slice(this.noted);
    const parents = this.kernel.cloneParents(0);
    this.learn(parents.length);
    for (const id of state.tracked) {
      const above = parents[id];
      if (above === undefined || (above >= 0 && this.slots[above] === -1)) {
        throw new CheckpointError('The checkpoint contradicts itself.');
      }
      this.slots[id] = this.tracked.push(id) - 1;
    }
  }
}

function rowOf(hours: number, turn: number, always: boolean, counts: Float64Array): CloneCounts {
  const live = [...counts.keys()].filter((slot) => counts[slot] !== 0);
  const cells = Uint32Array.from(live, (slot) => counts[slot] as number);
  return { hours, turn, always, slots: Uint16Array.from(live), cells };
}

/** With room for so many, half as much again where it had to grow. */
function grown<T extends Int32Array | Uint32Array>(column: T, count: number): T {
  if (count <= column.length) return column;
  const larger = new (column.constructor as new (length: number) => T)(Math.ceil(1.5 * count));
  larger.set(column);
  return larger;
}
