/** What a run leaves behind: every output row for the summary, and a thinned course for the plots. */
import { CLASS_COUNT, type KernelModel } from '../../kernel/model';
import type { Observation } from '../../kernel/observation';
import { subclassCount, variantsOf } from '../../kernel/subclasses';
import { type Course, type CourseOf, columnsOf, newCourse } from './course';
import {
  breathing,
  fieldCount,
  type TissueRow,
  tissueFromValues,
  tissueValues,
  tissueWidth,
} from './tissueRow';
import { namedValues } from './values';

export const MOST_COURSE_ROWS = 4096;

/** What a row holds one number of; blood: circulating cells as a share of normal, NaN where the cells make none. */
const SINGLE = ['hours', 'cells', 'inhibitor', 'births', 'deaths', 'alterations', 'blood'] as const;

/** One output time. */
export interface OutputRow extends Record<(typeof SINGLE)[number], number> {
  cellsByClass: Float64Array;
  /** In the order of `subclassesOf`. */
  cellsBySubclass: Float64Array;
  /** [drug × class] µM. */
  meanAmountByClass: Float64Array;
  /** Levels that cells see, µM. */
  plasma: number[];
  /** Null of cells without places. */
  tissue: TissueRow | null;
}

/** The rows of a recorder, to be recorded again: columns of the outputs, one after another in each row. */
export interface RecorderState {
  rows: number;
  values: Float64Array;
  /** Rows that the course keeps whatever happens. */
  kept: number[];
}

const column = () => new Float64Array(MOST_COURSE_ROWS);
/** The only column of a row that may hold NaN. */
export const BLOOD_COLUMN = SINGLE.indexOf('blood');

/** What makes rows as wide as they are. */
export interface RecordShape {
  drugs: number;
  /** Parts of classes. */
  subclasses: number;
  /** Of a tissue; null where cells have no places. */
  fields: number | null;
}

const rowWidth = ({ drugs, subclasses }: RecordShape) =>
  SINGLE.length + drugs + CLASS_COUNT + subclasses + drugs * CLASS_COUNT;
/** Numbers in a row of cells, and of a tissue with so many fields. */
export const recordWidth = (shape: RecordShape) => rowWidth(shape) + tissueWidth(shape.fields);

/** Of the record of a compartment, and of a patient whose compartments are like it. */
export const recordShape = (model: KernelModel): RecordShape => ({
  drugs: model.drugs.length,
  subclasses: subclassCount(variantsOf(model.targets)),
  fields: fieldCount(model),
});

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

  constructor(private readonly shape: RecordShape) {
    this.course = newCourse({ ...shape, hasTissue: shape.fields !== null }, column);
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
      cellsBySubclass: seen.cellsBySubclass.slice(),
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
    this.write(0, row);
    this.revision++;
    return row.tissue;
  }

  save(): RecorderState {
    const width = recordWidth(this.shape);
    const values = new Float64Array(this.outputs.length * width);
    this.outputs.forEach((row, index) => {
      const single = SINGLE.map((name) => row[name]);
      const tissue = row.tissue === null ? [] : tissueValues(row.tissue);
      values.set(
        [
          ...single,
          ...row.plasma,
          ...row.cellsByClass,
          ...row.cellsBySubclass,
          ...row.meanAmountByClass,
          ...tissue,
        ],
        index * width,
      );
    });
    return { rows: this.outputs.length, values, kept: this.kept.slice() };
  }

  /** Into a fresh recorder. The course comes out as it was, since thinning depends on the rows alone. */
  restore(state: RecorderState): void {
    const { drugs, subclasses, fields } = this.shape;
    const cells = rowWidth(this.shape);
    const width = cells + tissueWidth(fields);
    const kept = new Set(state.kept);
    for (let index = 0; index < state.rows; index++) {
      const values = state.values.subarray(index * width, (index + 1) * width);
      const single = namedValues(SINGLE, values);
      const classes = SINGLE.length + drugs;
      const parts = classes + CLASS_COUNT;
      const plasma = Array.from(values.subarray(SINGLE.length, classes));
      const cellsByClass = values.slice(classes, parts);
      const cellsBySubclass = values.slice(parts, parts + subclasses);
      const meanAmountByClass = values.slice(parts + subclasses, cells);
      const tissue = fields === null ? null : tissueFromValues(values.subarray(cells), fields);
      const row = { ...single, cellsByClass, cellsBySubclass, meanAmountByClass, plasma, tissue };
      this.append(row, kept.has(index));
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
    this.write(this.rows++, row);
  }

  private write(at: number, row: OutputRow): void {
    const values = columnsOf(this.plotted(row));
    columnsOf(this.course).forEach((column, index) => {
      column[at] = values[index]!;
    });
    this.blood[at] = row.blood;
  }

  /** What plots show of a row. */
  private plotted({ tissue, meanAmountByClass, ...row }: OutputRow): CourseOf<number> {
    const inside = (drug: number) => meanAmountByClass.subarray(drug * CLASS_COUNT, (drug + 1) * CLASS_COUNT);
    return {
      time: row.hours / 24,
      cells: row.cells,
      cellsByClass: Array.from(row.cellsByClass),
      cellsBySubclass: Array.from(row.cellsBySubclass),
      plasma: row.plasma,
      inhibitor: row.inhibitor,
      inside: row.plasma.map((_, drug) => Array.from(inside(drug))),
      tissue:
        this.shape.fields === null ? null : { hypoxic: tissue?.hypoxic ?? 0, debris: tissue?.debris ?? 0 },
    };
  }

  /** Keeps every other row. */
  private thin(): void {
    const kept = this.rows / 2;
    for (const values of [...columnsOf(this.course), this.blood]) {
      for (let row = 0; row < kept; row++) values[row] = values[2 * row]!;
    }
    this.rows = kept;
    this.thinned++;
    this.revision++;
  }
}
