/** Whose cells a takeover or a relapse is made of, and where they are. Reads the kernels, never changes them. */
import { cellsWithoutPassengers } from '../../kernel/lineage/passengers';
import { Alteration, type ClassName } from '../../kernel/model';
import type { CloneRecord } from '../../kernel/observation';
import type { Scenario } from '../../scenario/scenario';
import type { Place } from './firstCells';
import { cells, count, dayCount, days, genotypeName, millimetres, percent } from './words';

/** Of each compartment; a clone that holds most resistant cells is among the largest once these are many. */
const CLONES = 64;
/** From this share of the tumour on, cells of one place are most of it. */
const MOST = 0.5;

interface Largest {
  place: Place;
  clone: CloneRecord;
}

/** Its own cells as counted by class never exceed those of the clone, which may hold some that lost their copies. */
function largestResistant(places: readonly Place[], passengers: boolean): Largest | null {
  const [largest] = places
    .flatMap((place) => {
      const clone = passengers ? largestOf(place) : place.kernel.largestClones(CLONES).find(isResistant);
      return clone === undefined ? [] : { place, clone };
    })
    .sort((a, b) => b.clone.cells - a.clone.cells);
  return largest ?? null;
}

/** The same where passengers tell clones apart too, which are one here. */
function largestOf({ kernel }: Place): CloneRecord | undefined {
  const clones = kernel.cloneColumns();
  const cells = cellsWithoutPassengers(clones);
  const resistant = [...clones.className.keys()].filter(
    (row) => cells[row]! > 0 && clones.className[row]! > 0,
  );
  const [largest] = resistant.sort((a, b) => cells[b]! - cells[a]! || a - b);
  if (largest === undefined) return undefined;
  const [record] = kernel.clonesSince(largest, 1) as [CloneRecord];
  return { ...record, cells: cells[largest]! };
}

const hasPassengers = ({ passengers }: Scenario) => passengers.perDivision > 0;

interface Counted {
  live: number;
  resistant: number;
}

/** The clone that holds most of the resistant cells, where these are most of the tumour. */
function causeOf(places: readonly Place[], { live, resistant }: Counted): Largest | null {
  const largest = resistant < MOST * live ? null : largestResistant(places, false);
  return largest !== null && largest.clone.cells > MOST * resistant ? largest : null;
}

/**
 * A clone is named as the cause only where it holds most of the resistant cells.
 * @param startHours of treatment, null before it
 * @returns a sentence with a leading space; '' where there is nothing to say
 */
export function causeSentence(
  scenario: Scenario,
  places: readonly Place[],
  counted: Counted,
  hours: number,
  startHours: number | null,
): string {
  const { live, resistant } = counted;
  if (resistant < MOST * live) {
    return resistant === 0
      ? ' None of them is resistant.'
      : ` Most of them are not resistant: ${count(live - resistant)}.`;
  }
  const largest = largestResistant(places, hasPassengers(scenario));
  if (largest === null) return '';
  const { clone, place } = largest;
  const name = genotypeName(scenario, clone);
  const where = places.length > 1 ? ` in ${place.name}` : '';
  if (clone.cells <= MOST * resistant) {
    return ` No clone holds most of the ${cells(resistant)} that resist; the largest (${name}${where}) has ${count(clone.cells)}.`;
  }
  const born = clone.birthStep * scenario.stepHours;
  const when =
    clone.alteration === Alteration.founder
      ? 'was there from the start'
      : startHours === null
        ? `arose ${dayCount(hours - born)} ago`
        : born < startHours
          ? `arose on day ${days(born)}, ${dayCount(startHours - born)} before treatment`
          : `arose on day ${days(born)}, ${dayCount(born - startHours)} into treatment`;
  // A row of founders has one number in the tree, however many cells it began with.
  const whose = clone.alteration === Alteration.founder ? 'kind of founder' : 'clone';
  return ` Most resistant cells are of one ${whose} (${name}; ${cells(clone.cells)}${where}), which ${when}.`;
}

/**
 * Where in its tissue a tumour that has come back grows: the clone that is named as the cause, else all of its cells (also
 * where passengers have told its cells apart), of several tissues of the one that holds most; with a leading space, '' where
 * cells have no places.
 */
export function whereSentence(scenario: Scenario, places: readonly Place[], counted: Counted): string {
  const cause = hasPassengers(scenario) ? null : causeOf(places, counted);
  const home = cause?.place ?? places.find(({ kernel }) => kernel.cells > MOST * counted.live);
  const where = home?.kernel.whereabouts?.(cause?.clone.id ?? null);
  if (where === null || where === undefined) return '';
  const { fromMiddle, fromVessel, halfWithin } = where;
  const vessel = fromVessel === null ? '' : ` and ${millimetres(fromVessel)} from the nearest open vessel`;
  const there = places.length > 1 ? ` in ${home?.name}` : '';
  const whose = cause === null ? `The cells${there}` : 'Its cells';
  return ` ${whose} lie around a point ${millimetres(fromMiddle)} from the middle of the tissue${vessel}, half of them within ${millimetres(halfWithin)} of that point.`;
}

/** Where most cells are, of several places, with a leading space; '' where no place holds most of them. */
export function placeSentence(places: readonly Place[], live: number): string {
  if (places.length < 2) return '';
  const home = places.find(({ kernel }) => kernel.cells > MOST * live);
  return home === undefined ? '' : ` ${percent(home.kernel.cells / live)} of the cells are in ${home.name}.`;
}

const isResistant = (clone: CloneRecord) => clone.className !== ('sensitive' satisfies ClassName);
