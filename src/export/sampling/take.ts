/** Takes the cells of a sample from those of a compartment: docs/model.md (98). */
import type { CellColumns } from '../../kernel/inspect/columns';
import { drawnBelow } from '../../patient/lineage/drawn';
import type { Point, SamplePlan } from './plan';

/** What a compartment's cells are drawn from. */
export interface Sampled {
  /** Of the compartment. */
  seed: number;
  /** After which it is sampled. */
  step: number;
  cells: CellColumns;
  /** µm from the middle of the tissue; null where cells have no places. */
  placeOf: ((cell: number) => Point) | null;
}

/**
 * Cells of a sample by their place among the compartment's, rising; those of normal tissue too, but where single cells are
 * taken.
 * @param sample its number in the list
 * @throws RangeError where it takes cells by their places, and they have none
 */
export function takeCells(from: Sampled, plan: SamplePlan, sample: number): Uint32Array {
  const { cells, placeOf } = from;
  if (plan.kind === 'bulk') return Uint32Array.from({ length: cells.count }, (_, cell) => cell);
  if (plan.kind === 'cells') return drawn(from, plan.count, sample);
  if (placeOf === null) throw new RangeError(`${plan.kind}: cells of this scenario have no places.`);
  const reached = plan.kind === 'region' ? withinRegion(plan) : withinNeedle(plan);
  const taken: number[] = [];
  for (let cell = 0; cell < cells.count; cell++) if (reached(placeOf(cell))) taken.push(cell);
  return Uint32Array.from(taken);
}

const squared = ([x, y, z]: Point) => x * x + y * y + z * z;
const between = ([x, y, z]: Point, [a, b, c]: Point): Point => [a - x, b - y, c - z];
const dot = ([x, y, z]: Point, [a, b, c]: Point) => x * a + y * b + z * c;

function withinRegion({ middle, radius }: Extract<SamplePlan, { kind: 'region' }>) {
  return (place: Point) => squared(between(middle, place)) <= radius * radius;
}

/** A cylinder with flat ends: from the first point to the second, both with them. */
function withinNeedle({ from, to, width }: Extract<SamplePlan, { kind: 'needle' }>) {
  const along = between(from, to);
  const length = squared(along);
  return (place: Point) => {
    const off = between(from, place);
    const way = dot(off, along);
    if (way < 0 || way > length) return false;
    const aside = length === 0 ? squared(off) : squared(off) - (way * way) / length;
    return aside <= (width / 2) ** 2;
  };
}

/** So many of the tumour's cells. */
function drawn({ seed, step, cells }: Sampled, count: number, sample: number): Uint32Array {
  const tumour: number[] = [];
  for (let cell = 0; cell < cells.count; cell++) {
    if (cells.genotypes.get(cells.phenotype[cell]!)?.normal !== true) tumour.push(cell);
  }
  return drawnBelow(tumour.length, count, { seed, step, sample }).map((place) => tumour[place]!);
}
