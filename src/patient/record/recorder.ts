/** What a run leaves behind: every output row for the summary, and a thinned course for the plots. */
import { CLASS_COUNT } from '../../kernel/model';
import type { Observation } from '../../kernel/observation';
import type { Course } from './course';
import { breathing, type TissueRow, tissueFromValues, tissueValues, tissueWidth } from './tissueRow';

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
  /** Null of cells without places. */
  tissue: TissueRow | null;
  /** Circulating cells as a share of normal; NaN where the cells make none. */
  blood: number;
}

/** The rows of a recorder, to be recorded again: columns of the outputs, one after another in each row. */
export interface RecorderState {
  rows: number;
  values: Float64Array;
  /** Rows that the course keeps whatever happens. */
  kept: number[];
}

const column = () => new Float64Array(MOST_COURSE_ROWS);
type SingleValues = [number, number, number, number, number, number, number];
const SINGLE_VALUES = 7;
/** The only column of a row that may hold NaN. */
export const BLOOD_COLUMN = 6;
const rowWidth = (drugs: number) => SINGLE_VALUES + drugs + CLASS_COUNT + drugs * CLASS_COUNT;
/** Numbers in a row of cells, and of a tissue with so many fields. */
export const recordWidth = (drugs: number, fields: number | null) => rowWidth(drugs) + tissueWidth(fields);
const columns = (count: number) => Array.from({ length: count }, column);

export class Recorder {
  /** All output times, for the summary. */
  readonly outputs: OutputRow[] = [];
  /** Columns with room for {@link MOST_COURSE_ROWS}; the first {@link rows} are filled. */
  readonly course: Course;
  /** Circulating cells as a share of normal, in the rows of the course. */
  readonly blood = column();
  rows = 0;
  /** How often rows of the course became others: they were thinned, and so renumbered, or the first was completed. */
  revision = 0;
  /** How often it was thinned. */
  thinned = 0;
  private offered = 0;
  private readonly kept: number[] = [];

  /** @param fields of a tissue; null where cells have no places */
  constructor(
    private readonly drugs: number,
    private readonly fields: number | null = null,
  ) {
    this.course = {
      time: column(),
      cells: column(),
      cellsByClass: columns(CLASS_COUNT),
      plasma: columns(drugs),
      inhibitor: column(),
      inside: Array.from({ length: drugs }, () => columns(CLASS_COUNT)),
      tissue: fields === null ? null : { hypoxic: column(), debris: column() },
    };
  }

  get lastHours(): number {
    return this.outputs.at(-1)?.hours ?? -Infinity;
  }

  /** `always`: the course keeps this row even when it is thinned (beginning of treatment, end of the run). */
  add(
    hours: number,
    seen: Observation,
    plasma: number[],
    inhibitor: number,
    always: boolean,
    tissue: TissueRow | null = null,
    blood = Number.NaN,
  ): OutputRow {
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
      tissue,
      blood,
    };
    this.append(row, always);
    return row;
  }

  /** Gives the row of hour 0 what only the first step solves; returns its tissue. */
  completeFirst(solved: TissueRow | null): TissueRow | null {
    const [row] = this.outputs;
    if (row === undefined || row.hours > 0) return null;
    row.tissue = row.tissue && solved && breathing(row.tissue, solved);
    // The course keeps its first row as it is thinned.
    this.writeTissue(0, row);
    this.revision++;
    return row.tissue;
  }

  save(): RecorderState {
    const width = recordWidth(this.drugs, this.fields);
    const values = new Float64Array(this.outputs.length * width);
    this.outputs.forEach((row, index) => {
      const { hours, cells, inhibitor, births, deaths, alterations, blood } = row;
      const single = [hours, cells, inhibitor, births, deaths, alterations, blood];
      const tissue = row.tissue === null ? [] : tissueValues(row.tissue);
      values.set(
        [...single, ...row.plasma, ...row.cellsByClass, ...row.meanAmountByClass, ...tissue],
        index * width,
      );
    });
    return { rows: this.outputs.length, values, kept: this.kept.slice() };
  }

  /** Into a fresh recorder. The course comes out as it was, since thinning depends on the rows alone. */
  restore(state: RecorderState): void {
    const cells = rowWidth(this.drugs);
    const width = cells + tissueWidth(this.fields);
    const kept = new Set(state.kept);
    for (let index = 0; index < state.rows; index++) {
      const values = state.values.subarray(index * width, (index + 1) * width);
      const [hours, live, inhibitor, births, deaths, alterations, blood] = values as unknown as SingleValues;
      const plasma = Array.from(values.subarray(SINGLE_VALUES, SINGLE_VALUES + this.drugs));
      const classes = SINGLE_VALUES + this.drugs;
      const cellsByClass = values.slice(classes, classes + CLASS_COUNT);
      const meanAmountByClass = values.slice(classes + CLASS_COUNT, cells);
      const tissue = this.fields === null ? null : tissueFromValues(values.subarray(cells), this.fields);
      const counts = { hours, cells: live, inhibitor, births, deaths, alterations, blood };
      this.append({ ...counts, cellsByClass, meanAmountByClass, plasma, tissue }, kept.has(index));
    }
  }

  private append(row: OutputRow, always: boolean): void {
    if (always) this.kept.push(this.outputs.length);
    this.outputs.push(row);
    if (always || this.offered % 2 ** this.thinned === 0) this.addToCourse(row);
    this.offered++;
  }

  private addToCourse(row: OutputRow): void {
    if (this.rows === MOST_COURSE_ROWS) this.thin();
    const { course } = this;
    const at = this.rows++;
    course.time[at] = row.hours / 24;
    course.cells[at] = row.cells;
    course.inhibitor[at] = row.inhibitor;
    this.blood[at] = row.blood;
    course.cellsByClass.forEach((values, index) => {
      values[at] = row.cellsByClass[index];
    });
    course.plasma.forEach((values, drug) => {
      values[at] = row.plasma[drug];
    });
    course.inside.forEach((byClass, drug) => {
      byClass.forEach((values, index) => {
        values[at] = row.meanAmountByClass[drug * CLASS_COUNT + index];
      });
    });
    this.writeTissue(at, row);
  }

  private writeTissue(at: number, { tissue }: OutputRow): void {
    const { tissue: columns } = this.course;
    if (columns === null) return;
    columns.hypoxic[at] = tissue?.hypoxic ?? 0;
    columns.debris[at] = tissue?.debris ?? 0;
  }

  /** Keeps every other row. */
  private thin(): void {
    const { course } = this;
    const all = [course.time, course.cells, course.inhibitor, ...course.cellsByClass, ...course.plasma];
    all.push(this.blood, ...course.inside.flat(), ...Object.values(course.tissue ?? {}));
    const kept = this.rows / 2;
    for (const values of all) {
      for (let row = 0; row < kept; row++) values[row] = values[2 * row];
    }
    this.rows = kept;
    this.thinned++;
    this.revision++;
  }
}
