/** What a run leaves for plots: the list of its columns, which recorder, frames and page share. */
import { CLASS_COUNT } from '../../kernel/model';

/** One value or one column of each kind that a time course has. */
export interface CourseOf<Column> {
  /** Days. */
  time: Column;
  cells: Column;
  /** One per resistance class. */
  cellsByClass: Column[];
  /** One per part of a class, in the order of `subclassesOf`. */
  cellsBySubclass: Column[];
  /** One per drug: plasma concentration seen by the cells, µM. */
  plasma: Column[];
  /** Inhibitor plasma level, µM. */
  inhibitor: Column;
  /** [drug][class] mean intracellular amount, µM. */
  inside: Column[][];
  /** null where cells have no places. */
  tissue: TissueCourse<Column> | null;
}

interface TissueCourse<Column> {
  /** Tumour cells that could not divide for want of oxygen. */
  hypoxic: Column;
  /** Sites taken by what the dead have left. */
  debris: Column;
}

/** Since the run began, thinned to at most 4,096 rows. */
export type Course = CourseOf<Float64Array>;

/** How many columns there are of each kind. */
export interface CourseShape {
  drugs: number;
  subclasses: number;
  hasTissue: boolean;
}

export function newCourse<Column>(
  { drugs, subclasses, hasTissue }: CourseShape,
  column: () => Column,
): CourseOf<Column> {
  const columns = (count: number) => Array.from({ length: count }, column);
  return {
    time: column(),
    cells: column(),
    cellsByClass: columns(CLASS_COUNT),
    cellsBySubclass: columns(subclasses),
    plasma: columns(drugs),
    inhibitor: column(),
    inside: Array.from({ length: drugs }, () => columns(CLASS_COUNT)),
    tissue: hasTissue ? { hypoxic: column(), debris: column() } : null,
  };
}

/** The same course with something else for each column. */
export function mapCourse<From, To>(course: CourseOf<From>, to: (column: From) => To): CourseOf<To> {
  const each = (columns: readonly From[]) => columns.map((column) => to(column));
  const { tissue } = course;
  return {
    time: to(course.time),
    cells: to(course.cells),
    cellsByClass: each(course.cellsByClass),
    cellsBySubclass: each(course.cellsBySubclass),
    plasma: each(course.plasma),
    inhibitor: to(course.inhibitor),
    inside: course.inside.map(each),
    tissue: tissue && { hypoxic: to(tissue.hypoxic), debris: to(tissue.debris) },
  };
}

/** What a course is like. */
export const shapeOf = <Column>({ plasma, cellsBySubclass, tissue }: CourseOf<Column>): CourseShape => ({
  drugs: plasma.length,
  subclasses: cellsBySubclass.length,
  hasTissue: tissue !== null,
});

/** All columns, in one order for courses of one shape. */
export function columnsOf<Column>(course: CourseOf<Column>): Column[] {
  const all: Column[] = [];
  mapCourse(course, (column) => all.push(column));
  return all;
}

export interface Mark {
  /** Days. */
  from: number;
  to: number;
  /** Index of the drug, or -1 for the inhibitor. */
  drug: number;
  label: string;
}
