/** The running patient as the page knows it: grown from frames, read by plots and tables. */
import { CLASS_COUNT } from '../../kernel/model';
import { type CourseOf, type CourseShape, columnsOf, newCourse, shapeOf } from '../../patient/record/course';
import type { CompartmentKind } from '../../scenario/schema';
import type { ChronicleEntry, Course, Frame, Mark, MarrowView, RunStatus } from '../../worker/protocol';
import { Store } from './store';

/** One of several compartments, whichever the plots show. */
export interface PartView {
  name: string;
  kind: CompartmentKind;
  marrow: (Omit<MarrowView, 'course'> & { course: Column }) | null;
  /** Live cells, in the rows of the course. */
  cells: Column;
  /** By drug: mean amount inside its cells, µM; empty where there are too many compartments. */
  inside: Column[];
  cellsByClass: Float64Array;
}

/** Columns that grow in place; plots read views of their first `rows` values. */
class Column {
  private values = new Float64Array(256);
  private length = 0;

  write(from: number, part: Float64Array): void {
    const length = from + part.length;
    if (length > this.values.length) {
      const larger = new Float64Array(Math.max(length, this.values.length * 2));
      larger.set(this.values.subarray(0, from));
      this.values = larger;
    }
    this.values.set(part, from);
    this.length = length;
  }

  get view(): Float64Array {
    return this.values.subarray(0, this.length);
  }
}

const newColumns = (shape: CourseShape) => newCourse(shape, () => new Column());

/** With these rows; of a tissue no longer, or newly: begun anew, as a frame of another compartment is. */
function appended(grown: CourseOf<Column>, from: number, course: Course): CourseOf<Column> {
  const shape = shapeOf(course);
  const all = shape.hasTissue === (grown.tissue !== null) ? grown : newColumns(shape);
  const parts = columnsOf(course);
  columnsOf(all).forEach((column, index) => {
    column.write(from, parts[index]!);
  });
  return all;
}

export interface RunView {
  status: RunStatus | null;
  hash: string | null;
  cellsByClass: Float64Array;
  /** Of the parts of classes, in the order of `subclassesOf`. */
  cellsBySubclass: Float64Array;
  chronicle: ChronicleEntry[];
  marks: Mark[];
  /** [drug][class × 64] */
  histogram: Float64Array[];
  course: CourseOf<Column>;
  /** The compartment that plots, histogram and classes are of; -1: all together. */
  shown: number;
  /** Empty where there is but one compartment. */
  parts: PartView[];
  /** Cells by class, and by part of a class, when treatment began, null before. */
  atTreatment: { byClass: Float64Array; bySubclass: Float64Array } | null;
}

const emptyRun = (): RunView => ({
  status: null,
  hash: null,
  cellsByClass: new Float64Array(CLASS_COUNT),
  cellsBySubclass: new Float64Array(0),
  chronicle: [],
  marks: [],
  histogram: [],
  course: newColumns({ drugs: 0, subclasses: 0, hasTissue: false }),
  shown: -1,
  parts: [],
  atTreatment: null,
});

export const run = new Store<RunView>(emptyRun());

/** Day that the chronicle points at on every plot. */
export const highlightedDay = new Store<number | null>(null);

export function takeFrame(frame: Frame): void {
  const before = run.value;
  const anew = before.status === null || before.status.run !== frame.status.run;
  const view = anew ? { ...emptyRun(), course: newColumns(shapeOf(frame.course)) } : { ...before };
  if (anew) highlightedDay.set(null);
  if (view.shown !== frame.shown) view.atTreatment = null;
  view.shown = frame.shown;
  view.parts = frame.compartments.map((part, index) => {
    const before = view.parts[index];
    const cells = before?.cells ?? new Column();
    cells.write(frame.courseFrom, part.cells);
    const course = before?.marrow?.course ?? new Column();
    if (part.marrow) course.write(frame.courseFrom, part.marrow.course);
    const inside = part.inside.map((means, drug) => {
      const column = before?.inside[drug] ?? new Column();
      column.write(frame.courseFrom, means);
      return column;
    });
    const { name, kind } = frame.status.compartments[index]!;
    return {
      name,
      kind,
      cells,
      inside,
      cellsByClass: part.cellsByClass,
      marrow: part.marrow && { ...part.marrow, course },
    };
  });
  view.course = appended(view.course, frame.courseFrom, frame.course);
  view.status = frame.status;
  view.hash = frame.hash;
  view.cellsByClass = frame.cellsByClass;
  view.cellsBySubclass = frame.cellsBySubclass;
  view.histogram = frame.histogram;
  if (frame.marks.length > 0) view.marks = view.marks.concat(frame.marks);
  if (frame.chronicle.length > 0 || frame.chronicleFrom < view.chronicle.length) {
    view.chronicle = [...view.chronicle.slice(0, frame.chronicleFrom), ...frame.chronicle];
  }
  const { treatmentStartHours } = frame.status;
  if (treatmentStartHours !== null && view.atTreatment === null) {
    view.atTreatment = cellsAt(view.course, treatmentStartHours / 24);
  }
  run.set(view);
}

function cellsAt(course: CourseOf<Column>, day: number): NonNullable<RunView['atTreatment']> {
  const { view: time } = course.time;
  let row = 0;
  while (row + 1 < time.length && time[row + 1]! <= day) row++;
  const counts = (columns: readonly Column[]) => Float64Array.from(columns, ({ view }) => view[row] ?? 0);
  return { byClass: counts(course.cellsByClass), bySubclass: counts(course.cellsBySubclass) };
}
