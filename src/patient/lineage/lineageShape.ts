/** What a checkpoint says of clones over time, field by field; see ../saved/noteShape.ts. */
import type { Scenario } from '../../scenario/scenario';
import {
  column,
  count,
  each,
  fitting,
  list,
  nothing,
  number,
  object,
  optional,
  type Shape,
} from '../saved/described';
import { type CloneCourseState, MOST_TRACKED } from './cloneCourse';
import { diversityWidth } from './diversity';
import type { LineagesState } from './lineages';

const MOST_ROWS = 1e6;

/** @param compartments how many the patient has */
export function lineagesShape(scenario: Scenario, compartments: number): Shape<LineagesState | undefined> {
  // A run saved before there was such a record has none.
  if (scenario.cloneCountsFrom === 0) return optional(nothing) as Shape<undefined>;
  const width = diversityWidth(scenario);
  const rows = compartments > 1 ? compartments + 1 : 1;
  return object<LineagesState>({
    courses: each(Array.from({ length: compartments }, () => courseShape)),
    diversity: each(Array.from({ length: rows }, () => diversityShape(width))),
  });
}

function diversityShape(width: number): Shape<Float64Array> {
  return fitting(column, (values) => {
    if (values.length % width !== 0) return `${values.length} numbers are no rows of ${width}`;
    const wrong = values.findIndex((value) => !(value >= -1e-9 && value <= 1e15));
    return wrong < 0 ? null : `row ${Math.floor(wrong / width)} has ${values[wrong]}`;
  });
}

const isCount = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most;

const courseShape: Shape<CloneCourseState> = fitting(
  object<CloneCourseState>({
    tracked: column,
    hours: column,
    turns: column,
    lengths: column,
    always: list(count(MOST_ROWS), { most: MOST_ROWS }),
    entries: column,
    stride: number({ least: 1, most: MOST_ROWS, whole: true }),
    offered: count(MOST_ROWS),
    noted: column,
  }),
  ({ tracked, hours, turns, lengths, entries }) => {
    if (!tracked.every((id) => isCount(id, 2 ** 31))) return 'tracked names a clone that there cannot be';
    // Founders of every kind may come on top.
    if (new Set(tracked).size !== tracked.length || tracked.length > 2 * MOST_TRACKED) {
      return `tracked has ${tracked.length} clones, some of them twice`;
    }
    if (turns.length !== hours.length || !turns.every((turn) => isCount(turn, MOST_ROWS))) {
      return `turns has ${turns.length} rows, not ${hours.length} with a whole number each`;
    }
    if (!hours.every((each) => each >= 0 && each <= 1e9)) return 'hours has a time that no run has';
    if (lengths.length !== hours.length) return `lengths has ${lengths.length} rows, not ${hours.length}`;
    if (!lengths.every((length) => isCount(length, tracked.length)))
      return 'a row has more clones than are tracked';
    const sum = lengths.reduce((all, length) => all + length, 0);
    if (sum !== entries.length) return `entries has ${entries.length} counts, not ${sum}`;
    const slots = new Uint32Array(entries.slice().buffer).filter((_, at) => at % 2 === 0);
    return slots.every((slot) => slot < tracked.length) ? null : 'entries names a clone that is not tracked';
  },
);
