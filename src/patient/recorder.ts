/** What a run leaves behind: every output row for the summary, and a thinned course for the plots. */
import { CLASS_COUNT, type Observation } from '../kernel/model';
import type { Course } from '../worker/protocol';

export const MOST_COURSE_ROWS = 4096;

/** One output time. */
export interface OutputRow {
  hours: number;
  cells: number;
  cellsByClass: Float64Array;
  /** [drug × class] µM. */
  meanAmountByClass: Float64Array;
  /** Levels that cells see, µM. */
  plasma: number[];
  inhibitor: number;
  births: number;
  deaths: number;
  alterations: number;
}

const column = () => new Float64Array(MOST_COURSE_ROWS);
const columns = (count: number) => Array.from({ length: count }, column);

export class Recorder {
  /** All output times, for the summary. */
  readonly outputs: OutputRow[] = [];
  /** Columns with room for {@link MOST_COURSE_ROWS}; the first {@link rows} are filled. */
  readonly course: Course;
  rows = 0;
  /** How often the course was thinned; rows are renumbered each time. */
  thinned = 0;
  private offered = 0;

  constructor(drugs: number) {
    this.course = {
      time: column(),
      cells: column(),
      cellsByClass: columns(CLASS_COUNT),
      plasma: columns(drugs),
      inhibitor: column(),
      inside: Array.from({ length: drugs }, () => columns(CLASS_COUNT)),
    };
  }

  get lastHours(): number {
    return this.outputs.at(-1)?.hours ?? -Infinity;
  }

  /** `always`: the course keeps this row even when it is thinned (beginning of treatment, end of the run). */
  add(hours: number, seen: Observation, plasma: number[], inhibitor: number, always: boolean): OutputRow {
    const row: OutputRow = {
      hours,
      cells: seen.cells,
      cellsByClass: seen.cellsByClass.slice(),
      meanAmountByClass: seen.meanAmountByClass.slice(),
      plasma,
      inhibitor,
      births: seen.births,
      deaths: seen.deaths,
      alterations: seen.alterations,
    };
    this.outputs.push(row);
    if (always || this.offered % 2 ** this.thinned === 0) this.addToCourse(row);
    this.offered++;
    return row;
  }

  private addToCourse(row: OutputRow): void {
    if (this.rows === MOST_COURSE_ROWS) this.thin();
    const { course } = this;
    const at = this.rows++;
    course.time[at] = row.hours / 24;
    course.cells[at] = row.cells;
    course.inhibitor[at] = row.inhibitor;
    course.cellsByClass.forEach((values, index) => {
      values[at] = row.cellsByClass[index] as number;
    });
    course.plasma.forEach((values, drug) => {
      values[at] = row.plasma[drug] as number;
    });
    course.inside.forEach((byClass, drug) => {
      byClass.forEach((values, index) => {
        values[at] = row.meanAmountByClass[drug * CLASS_COUNT + index] as number;
      });
    });
  }

  /** Keeps every other row. */
  private thin(): void {
    const { course } = this;
    const all = [course.time, course.cells, course.inhibitor, ...course.cellsByClass, ...course.plasma];
    all.push(...course.inside.flat());
    const kept = this.rows / 2;
    for (const values of all) {
      for (let row = 0; row < kept; row++) values[row] = values[2 * row] as number;
    }
    this.rows = kept;
    this.thinned++;
  }
}
