/** How many alterations are carried by how many cells, beside what there would be if none changed growth. */
import uPlot from 'uplot';
import { valueAxis, valueScale } from '../plots/axes';
import { Chart } from '../plots/chart';
import { inkLine, type Line } from '../plots/line';
import { CELL_FLOOR, cellRange, cellTickLabel, cellTicks } from '../plots/scales';
import { translucent } from '../plots/time';
import type { Scale } from '../plots/view';
import { inks } from '../shell/theme';
import { Store, useStore } from '../state/store';
import { digits, exact, tickLabel } from '../words/format';
import { frequencyAt, neutralLine } from './neutral';
import { neutralLegend, neutralSeries, shareAxis, shareScale } from './shares';
import { clones } from './state';

const scale = new Store<Scale>('log');

const lines: Line[] = [
  inkLine(
    'alterations',
    'alterations',
    'Alterations that living cells carry, each passenger mutation by itself.',
    1.5,
  ),
  neutralLegend(
    'neutral, ∝ 1/f',
    'What there would be if no alteration changed how fast cells divide or die: at the rate of passengers where the scenario has any, else in as many alterations.',
  ),
];

interface Bins {
  /** Lower ends of frequencies, rising, and the upper end of the last. */
  edges: number[];
  found: number[];
  neutral: (number | null)[];
}

/** From the smallest frequency that one cell may have up to one half. */
function bins(): Bins {
  const frequencies = clones.value?.frequencies;
  if (frequencies === undefined || frequencies.cells === 0) return { edges: [], found: [], neutral: [] };
  const { alterations, cells } = frequencies;
  const count = Math.min(alterations.length, Math.max(2, Math.floor(Math.log2(cells)) + 1));
  const line = neutralLine(alterations, cells, clones.value?.neutralRate ?? null);
  const rising = Array.from({ length: count }, (_, index) => count - 1 - index);
  return {
    edges: [...rising.map((bin) => frequencyAt(bin + 1)), frequencyAt(0)],
    found: rising.map((bin) => alterations[bin] ?? 0),
    neutral: rising.map((bin) => line?.expected[bin] ?? null),
  };
}

/** What is expected in a bin stands above its middle: at its lower end the line is half an octave further up. */
const atLowerEdge = (expected: number | null) => (expected === null ? null : expected * Math.SQRT2);

const isPower = (value: number) => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

function options(low: boolean, isLog: boolean): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    legend: { show: false },
    padding: [8, 12, 0, 0],
    scales: {
      x: shareScale,
      y: isLog
        ? { distr: 3, log: 10, range: (_, __, max) => cellRange(true, max) }
        : valueScale(false, (top) => [0, top * 1.05]),
    },
    axes: [
      shareAxis(low ? null : 'variant allele frequency, f', ticks),
      valueAxis(
        'alterations',
        isLog
          ? { at: (plot, _, max) => cellTicks(max, plot.bbox.height / devicePixelRatio), name: cellTickLabel }
          : { name: tickLabel },
      ),
    ],
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    series: [
      {},
      {
        stroke: () => inks().soft,
        fill: () => translucent(inks().soft, 0.35),
        width: 1,
        points: { show: false },
        paths: uPlot.paths.stepped?.({ align: 1 }),
        fillTo: isLog ? CELL_FLOOR : 0,
      },
      neutralSeries,
    ],
  };
}

function ticks(min: number, max: number): number[] {
  const all: number[] = [];
  for (let decade = Math.ceil(Math.log10(min)); 10 ** decade <= max; decade++) all.push(10 ** decade);
  if (max >= 0.5) all.push(0.5);
  const every = Math.max(1, Math.ceil(all.length / 6));
  return all.filter((tick, index) => !isPower(tick) || (all.length - index) % every === 0);
}

export function FrequenciesPlot() {
  const isLog = useStore(scale, (value) => value) === 'log';
  useStore(clones, (view) => view);
  return (
    <Chart
      id="vaf"
      title="How common alterations are"
      emptyText="Alterations that living cells carry will be counted here by how common they are."
      isEmpty={() => bins().found.every((count) => count === 0)}
      lines={lines}
      isListed={(line) => line === 0 || bins().neutral.some((value) => value !== null)}
      rebuildKey="frequencies"
      scale={scale}
      also={clones}
      whereAt={(row) => `f ${digits(bins().edges[row] ?? 0)}–${digits(bins().edges[row + 1] ?? 0.5)}`}
      overTime={false}
      options={(low) => options(low, isLog)}
      read={() => {
        const { edges, found, neutral } = bins();
        if (edges.length === 0) return { data: [[], [], []], x: [1e-3, 1] };
        const counts = [...found, found.at(-1) ?? 0];
        return {
          data: [
            edges,
            counts.map((count) => (isLog ? Math.max(count, CELL_FLOOR) : count)),
            [...neutral.map(atLowerEdge), null],
          ],
          x: [edges[0] ?? 1e-3, 0.6],
        };
      }}
      valueAt={(line, row) => {
        const { found, neutral } = bins();
        const value = row === null ? undefined : (line === 0 ? found : neutral)[row];
        return typeof value === 'number' ? (line === 0 ? exact(value) : digits(value)) : '';
      }}
      data={() => {
        const { edges, found, neutral } = bins();
        const rows = found.map(
          (count, at) => `${edges[at]},${edges[at + 1]},${count},${neutral[at] ?? ''}\n`,
        );
        return `from_vaf,to_vaf,alterations,neutral\n${rows.join('')}`;
      }}
    />
  );
}
