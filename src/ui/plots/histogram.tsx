/** How the drug is spread over the cells: 64 logarithmic bins of intracellular amount, by class. */
import uPlot from 'uplot';
import { CLASS_COUNT, HISTOGRAM_BINS } from '../../kernel/model';
import { classMarks } from '../readouts/classes';
import { useSession } from '../state/chosen';
import { run } from '../state/run';
import { useStore } from '../state/store';
import { short, tickLabel } from '../words/format';
import { axis } from './axes';
import { Chart } from './chart';
import { csv } from './export';
import { classLines } from './line';
import type { Drawing } from './live';
import { CELL_FLOOR, cellRange, cellTickLabel, cellTicks, concentrationLabel, decadeTicks } from './scales';
import { translucent } from './time';
import { histogramScale, shownDrug } from './view';

/** Two bins an octave, edges at 1 and 1.5 of each, from 2⁻²⁰ µM; bin 0 also holds everything below. */
const edges = Float64Array.from(
  { length: HISTOGRAM_BINS + 1 },
  (_, i) => 2 ** ((i >> 1) - 20) * (i % 2 === 0 ? 1 : 1.5),
);

type Points = (number | null)[];
const plotted: Points[] = classLines.map(() => []);
const nothing = new Float64Array(CLASS_COUNT * HISTOGRAM_BINS);

const bins = (): Float64Array => run.value.histogram[shownDrug.value] ?? nothing;

/** First and last bin above the lowest that hold a cell of a class, or of any; null when none does. */
function extent(counts: Float64Array, from: number, to: number): [number, number] | null {
  let first = HISTOGRAM_BINS;
  let last = -1;
  for (let row = from; row < to; row++) {
    for (let bin = 1; bin < HISTOGRAM_BINS; bin++) {
      if ((counts[row * HISTOGRAM_BINS + bin] ?? 0) === 0) continue;
      first = Math.min(first, bin);
      last = Math.max(last, bin);
    }
  }
  return last < 0 ? null : [first, last];
}

function read(isLog: boolean): Drawing {
  const counts = bins();
  const all = extent(counts, 0, CLASS_COUNT) ?? [36, 44];
  const columns = plotted.map((points, index) => {
    const own = extent(counts, index, index + 1);
    points.length = edges.length;
    points.fill(null);
    if (own === null) return points;
    // One empty bin on each side brings the outline down to the axis.
    for (let bin = Math.max(own[0] - 1, 0); bin <= own[1] + 1 && bin < HISTOGRAM_BINS; bin++) {
      const count = bin === 0 ? 0 : (counts[index * HISTOGRAM_BINS + bin] ?? 0);
      points[bin] = isLog ? Math.max(count, CELL_FLOOR) : count;
    }
    return points;
  });
  const low = edges[Math.max(all[0] - 3, 0)] ?? 1e-6;
  const high = edges[Math.min(all[1] + 4, HISTOGRAM_BINS)] ?? 1e3;
  return { data: [edges, ...columns], x: [low, high] };
}

function note(): string {
  let below = 0;
  const counts = bins();
  for (let index = 0; index < CLASS_COUNT; index++) below += counts[index * HISTOGRAM_BINS] ?? 0;
  const some = extent(counts, 0, CLASS_COUNT) !== null;
  return some && below > 0 ? `${short(below)} with none` : '';
}

/** @param low the first label has the unit, in place of a line of its own */
function options(isLog: boolean, low: boolean): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    legend: { show: false },
    padding: [8, 12, 0, 0],
    scales: {
      x: { time: false, distr: 3, log: 10, range: (_, min, max) => [min ?? 0.01, max ?? 10] },
      y: { distr: isLog ? 3 : 1, log: 10, range: (_, __, max) => cellRange(isLog, max) },
    },
    axes: [
      axis({
        ...(low ? {} : { label: 'drug in a cell (µM)' }),
        size: 24,
        splits: (_, __, min, max) => drugTicks(min, max),
        filter: (_, ticks) => ticks,
        values: (_, ticks) =>
          ticks.map((tick, index) => {
            const plain = tick >= 0.001 && tick < 10_000;
            const label = plain ? String(Number(tick.toPrecision(2))) : concentrationLabel(tick);
            return low && index === 0 ? `${label} µM` : label;
          }),
      }),
      axis({
        label: 'cells',
        size: 50,
        ...(isLog
          ? {
              splits: (plot, _, __, max) => cellTicks(max, plot.bbox.height / devicePixelRatio),
              filter: (_, ticks) => ticks,
              values: (_, ticks) => ticks.map(cellTickLabel),
            }
          : { values: (_, ticks) => ticks.map(tickLabel), space: 32 }),
      }),
    ],
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    series: [
      {},
      ...classLines.map((line) => ({
        label: line.label,
        stroke: () => line.colour(),
        fill: () => translucent(line.colour(), 0.12),
        width: line.width,
        dash: line.dash,
        points: { show: false },
        paths: uPlot.paths.stepped?.({ align: 1 }),
        fillTo: isLog ? CELL_FLOOR : 0,
      })),
    ],
  };
}

/** Decades, and between them 2 and 5 where fewer than three decades show. */
function drugTicks(min: number, max: number): number[] {
  const decades = decadeTicks(min / 10, max * 10);
  const within = (tick: number) => tick >= min && tick <= max;
  if (Math.log10(max / min) > 2.2) return decades.filter(within);
  return decades.flatMap((tick) => [tick, 2 * tick, 5 * tick]).filter(within);
}

export function HistogramPlot() {
  const isLog = useStore(histogramScale, (value) => value) === 'log';
  const drug = useStore(shownDrug, (value) => value);
  const extinct = useStore(run, (view) => view.status !== null && view.status.cells === 0);
  const name = useSession((state) => state.drugNames[drug] ?? '');
  return (
    <Chart
      id="histogram"
      title="Drug per cell"
      emptyText={
        extinct
          ? 'No cells are left.'
          : `How unevenly the cells hold ${name || 'the drug'} will be drawn here once they have taken some up.`
      }
      isEmpty={() => extent(bins(), 0, CLASS_COUNT) === null}
      lines={classLines}
      isListed={() => false}
      whereAt={null}
      overTime={false}
      rebuildKey={`histogram ${drug}`}
      scale={histogramScale}
      options={(low) => options(isLog, low)}
      read={() => read(isLog)}
      valueAt={() => ''}
      note={note}
      data={() =>
        csv(
          ['from_uM', 'to_uM', ...classMarks.map((mark) => mark.name)],
          [
            Float64Array.from(edges.subarray(0, HISTOGRAM_BINS), (edge, bin) => (bin === 0 ? 0 : edge)),
            edges.subarray(1),
            ...classMarks.map((_, index) =>
              bins().subarray(index * HISTOGRAM_BINS, (index + 1) * HISTOGRAM_BINS),
            ),
          ],
        )
      }
    >
      <span class="drug-name">{name}</span>
    </Chart>
  );
}
