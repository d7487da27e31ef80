/** Clones of the tumour over time: edges.csv and population.csv of ggmuller, and the wide table of EvoFreq. */
import type { CloneCounts, CloneCourse } from '../../patient/lineage/cloneCourse';
import type { Patient } from '../../patient/patient';
import { number } from '../csv';
import { identityOf, lineagesOf, ROOT, tumoursOf } from './identity';

export interface Tracked {
  /** Its compartment, and its number there. */
  place: number;
  id: number;
  identity: number;
  /** ROOT: founders. */
  parent: number;
  course: CloneCourse;
  slot: number;
}

/** Tracked clones of compartments, of all of the tumour where none are named; a parent before what came from it. */
export function trackedOf(patient: Patient, of = tumoursOf(patient)): Tracked[] {
  const { courses } = lineagesOf(patient);
  return of.flatMap(([place, { kernel }]) => {
    const course = courses[place] as CloneCourse;
    const parents = kernel.cloneParents(0);
    return course.tracked.map((id, slot) => ({
      place,
      id,
      identity: identityOf(patient, place, id),
      parent: identityOf(patient, place, parents[id] as number),
      course,
      slot,
    }));
  });
}

/** Rows of every course at the output times that all of them have kept. */
export function timesOf(
  courses: readonly CloneCourse[],
): { hours: number; rows: Map<CloneCourse, CloneCounts> }[] {
  const byTurn = courses.map((course) => new Map(course.rows.map((row) => [row.turn, row])));
  return (courses[0]?.rows ?? []).flatMap(({ turn, hours }) => {
    const found = byTurn.map((rows) => rows.get(turn));
    if (found.some((row) => row === undefined)) return [];
    return { hours, rows: new Map(courses.map((course, i) => [course, found[i] as CloneCounts])) };
  });
}

/** Cells in a slot, by bisection. */
function cellsIn({ slots, cells }: CloneCounts, slot: number): number {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle] as number) < slot) low = middle + 1;
    else high = middle;
  }
  return slots[low] === slot ? (cells[low] as number) : 0;
}

export const coursesOf = (tracked: readonly Tracked[]) => [...new Set(tracked.map(({ course }) => course))];

/** With one founder clone that is the root; with several they come from ROOT, which has no cells. */
const hasRoot = (tracked: readonly Tracked[]) => tracked.filter(({ parent }) => parent === ROOT).length > 1;

export function* edgePieces(patient: Patient): Generator<string, void> {
  const tracked = trackedOf(patient);
  const rooted = hasRoot(tracked);
  yield 'Parent,Identity\n';
  for (const { parent, identity } of tracked) if (parent !== ROOT || rooted) yield `${parent},${identity}\n`;
}

/** Days; every tracked clone at every time, 0 before it arose and after it is gone. */
export function* populationPieces(patient: Patient): Generator<string, void> {
  const tracked = trackedOf(patient);
  const rooted = hasRoot(tracked);
  yield 'Time,Identity,Population\n';
  for (const { hours, rows } of timesOf(coursesOf(tracked))) {
    const day = number(hours / 24);
    let lines = rooted ? `${day},${ROOT},0\n` : '';
    for (const { identity, course, slot } of tracked) {
      lines += `${day},${identity},${cellsIn(rows.get(course) as CloneCounts, slot)}\n`;
    }
    yield lines;
  }
}

/** A row per clone; a column per output time, which is its day. */
export function* widePieces(patient: Patient): Generator<string, void> {
  const tracked = trackedOf(patient);
  const times = timesOf(coursesOf(tracked));
  yield `${['parents', 'clones', ...times.map(({ hours }) => number(hours / 24))].join(',')}\n`;
  for (const { identity, parent, course, slot } of tracked) {
    const sizes = times.map(({ rows }) => cellsIn(rows.get(course) as CloneCounts, slot));
    yield `${[parent, identity, ...sizes].join(',')}\n`;
  }
}
