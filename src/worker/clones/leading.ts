/** Which clones are shown by themselves, and the counts of all others added to those of their nearest ancestor that is. */
import type { CloneCounts, CloneCourse } from '../../patient/lineage/cloneCourse';

/** A clone that is counted over time; a parent comes before what descends from it. */
export interface Counted {
  identity: number;
  /** Of none in the list: founders. */
  parent: number;
  course: CloneCourse;
  slot: number;
}

/** Counts of every course at one time. */
export interface CountedTime {
  hours: number;
  rows: ReadonlyMap<CloneCourse, CloneCounts>;
}

interface Leading<T extends Counted> {
  clones: T[];
  /** Places in {@link clones}; −1: founders. */
  parents: Int32Array;
  /** [clone][time] */
  cells: Float64Array[];
}

/** Founders, and of all others the `most` that have made up the largest shares of all cells at any time. */
export function leadingOf<T extends Counted>(
  all: readonly T[],
  times: readonly CountedTime[],
  most: number,
): Leading<T> {
  const places = new Map<CloneCourse, number[]>();
  for (const [place, { course, slot }] of all.entries()) {
    const own = places.get(course) ?? [];
    own[slot] = place;
    places.set(course, own);
  }
  /** Visits every count above 0 of a time. */
  const each = ({ rows }: CountedTime, visit: (place: number, cells: number) => void) => {
    for (const [course, own] of places) {
      const { slots, cells } = rows.get(course) as CloneCounts;
      for (let i = 0; i < slots.length; i++) visit(own[slots[i] as number] as number, cells[i] as number);
    }
  };
  const chosen = chosenOf(all, peaksOf(all.length, times, each), most);
  /** By place in `all`: that of the nearest clone shown, itself included, among those shown. */
  const shownAs = new Int32Array(all.length);
  const placeOf = new Map<number, number>();
  const result: Leading<T> = { clones: [], parents: new Int32Array(chosen.size), cells: [] };
  for (const [place, clone] of all.entries()) {
    const above = placeOf.get(clone.parent);
    const parent = above === undefined ? -1 : (shownAs[above] as number);
    placeOf.set(clone.identity, place);
    if (!chosen.has(place)) {
      shownAs[place] = parent;
      continue;
    }
    result.parents[result.clones.length] = parent;
    shownAs[place] = result.clones.push(clone) - 1;
    result.cells.push(new Float64Array(times.length));
  }
  for (const [at, time] of times.entries()) {
    each(time, (place, cells) => {
      const column = result.cells[shownAs[place] as number] as Float64Array;
      column[at] = (column[at] as number) + cells;
    });
  }
  return result;
}

type Each = (time: CountedTime, visit: (place: number, cells: number) => void) => void;

/** Largest share of all cells that each has had. */
function peaksOf(count: number, times: readonly CountedTime[], each: Each): Float64Array {
  const peaks = new Float64Array(count);
  for (const time of times) {
    let all = 0;
    each(time, (_, cells) => {
      all += cells;
    });
    each(time, (place, cells) => {
      peaks[place] = Math.max(peaks[place] as number, cells / all);
    });
  }
  return peaks;
}

function chosenOf(all: readonly Counted[], peaks: Float64Array, most: number): Set<number> {
  const identities = new Set(all.map(({ identity }) => identity));
  const founders = [...all.keys()].filter((place) => !identities.has(all[place]?.parent ?? 0));
  const isFounder = new Set(founders);
  const others = [...all.keys()]
    .filter((place) => !isFounder.has(place))
    .sort((a, b) => (peaks[b] as number) - (peaks[a] as number) || a - b);
  return new Set([...founders, ...others.slice(0, most)]);
}
