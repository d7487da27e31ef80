/** Observations of several compartments as one. */
import { CLASS_COUNT } from '../../kernel/model';
import type { Observation, TissueObservation } from '../../kernel/observation';

/** Counts and histograms add up; amounts are means over all cells of a class. A single one is returned as it is. */
export function merged(parts: readonly Observation[]): Observation {
  const [first] = parts;
  if (first === undefined) throw new RangeError('parts: [] holds no observation.');
  if (parts.length === 1) return first;
  const sum = (count: (part: Observation) => number) => parts.reduce((all, part) => all + count(part), 0);
  const sums = (column: (part: Observation) => Float64Array) =>
    column(first).map((_, index) => sum((part) => column(part)[index]!));
  const cells = sum((part) => part.cells);
  const cellsByClass = sums((part) => part.cellsByClass);
  const amounts = sums((part) =>
    part.meanAmountByClass.map((mean, row) => mean * part.cellsByClass[row % CLASS_COUNT]!),
  );
  return {
    cells,
    births: sum((part) => part.births),
    deaths: sum((part) => part.deaths),
    alterations: sum((part) => part.alterations),
    alterationsRefused: sum((part) => part.alterationsRefused),
    clones: sum((part) => part.clones),
    phenotypes: sum((part) => part.phenotypes),
    cellsByClass,
    cellsBySubclass: sums((part) => part.cellsBySubclass),
    meanAmountByClass: amounts.map((amount, row) => mean(amount, cellsByClass[row % CLASS_COUNT]!)),
    meanAmount: sums((part) => part.meanAmount.map((each) => each * part.cells)).map((all) =>
      mean(all, cells),
    ),
    histogram: sums((part) => part.histogram),
    histogramByClass: sums((part) => part.histogramByClass),
    ...(first.tissue === undefined ? {} : { tissue: tissues(parts) }),
  };
}

/** Of those whose cells have places. */
function tissues(parts: readonly Observation[]): TissueObservation {
  const seen = parts.flatMap(({ tissue }) => (tissue === undefined ? [] : [tissue]));
  const sum = (count: (tissue: TissueObservation) => number) =>
    seen.reduce((all, each) => all + count(each), 0);
  return {
    normal: sum((each) => each.normal),
    hypoxic: sum((each) => each.hypoxic),
    crowded: sum((each) => each.crowded),
    debris: sum((each) => each.debris),
    openVessels: sum((each) => each.openVessels) / seen.length,
  };
}

function mean(amount: number, cells: number): number {
  return cells > 0 ? amount / cells : 0;
}
