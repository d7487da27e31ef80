/** The cost of each case as bars, and what more threads bring as lines. */
import uPlot from 'uplot';
import { axis } from '../../src/ui/plots/axes';
import { dark, inks } from '../../src/ui/shell/theme';
import { useStore } from '../../src/ui/state/store';
import { caseKey } from '../cases';
import type { Row } from '../suite';
import { Figure } from './figure';
import { cellsName, kindName, nanoseconds, threadsName } from './words';

const BAR_ROW_PIXELS = 38;
const AXIS_PIXELS = 48;
const SCALING_PIXELS = 300;
const LETTER_PIXELS = 6.4;

/** SIMD rows of the largest population of which any case has been measured. */
function largestRows(rows: Row[]): { cells: number; rows: Row[] } {
  const simd = rows.filter(({ variant }) => variant === 'simd');
  const cells = Math.max(0, ...simd.map((row) => row.cells));
  return { cells, rows: simd.filter((row) => row.cells === cells) };
}

/** One case per group, a bar for one thread and one for the most. */
export function CostPlot({ rows }: { rows: Row[] }) {
  useStore(dark, (value) => value);
  const { cells, rows: own } = largestRows(rows);
  const cases = own.filter(({ threads }) => threads === 1);
  const most = Math.max(1, ...own.map(({ threads }) => threads));
  const counts = most > 1 ? [1, most] : [1];
  const times = counts.map((threads) =>
    cases.map((one) => {
      const row = own.find((other) => caseKey(other) === caseKey(one) && other.threads === threads);
      return row?.nsPerCellStep ?? null;
    }),
  );
  const colours = [inks().soft, inks().accent].slice(-counts.length);
  return (
    <Figure
      id="cost"
      title={cells > 0 ? `ns per cell and step, ${cellsName(cells)}` : 'ns per cell and step'}
      emptyText="A bar for each case as it is measured."
      height={cases.length > 0 ? cases.length * BAR_ROW_PIXELS + AXIS_PIXELS : SCALING_PIXELS}
      version={`${cells} ${times.join()}`}
      legend={counts.map((threads, i) => ({
        name: threadsName(threads),
        colour: colours[i]!,
        dash: [],
        filled: true,
      }))}
      plot={
        cases.length === 0
          ? null
          : { options: barOptions(cases.map(kindName), colours), data: [cases.map((_, i) => i), ...times] }
      }
    />
  );
}

function barOptions(labels: string[], colours: string[]): Omit<uPlot.Options, 'width' | 'height'> {
  const grouped = colours.length > 1;
  return {
    legend: { show: false },
    cursor: { show: false },
    padding: [4, 48, 0, 0],
    scales: {
      x: { time: false, ori: 1, dir: -1, range: [-0.5, labels.length - 0.5] },
      y: { ori: 0, dir: 1, range: (_, __, max) => [0, max * 1.02] },
    },
    axes: [
      axis({
        side: 3,
        size: 10 + LETTER_PIXELS * Math.max(...labels.map(({ length }) => length)),
        grid: { show: false },
        splits: () => labels.map((_, i) => i),
        values: (_, splits) => splits.map((at) => labels[at] ?? ''),
      }),
      axis({ side: 2, label: 'nanoseconds' }),
    ],
    series: [
      {},
      ...colours.map((colour, i) => ({
        fill: colour,
        stroke: colour,
        width: 0,
        points: { show: false },
        paths: uPlot.paths.bars?.({
          size: [grouped ? 0.34 : 0.6, 20],
          align: grouped ? (i === 0 ? -1 : 1) : 0,
        }),
      })),
    ],
    hooks: { draw: [(plot) => writeTimes(plot, grouped)] },
  };
}

/** Each time beside the end of its bar. */
function writeTimes(plot: uPlot, grouped: boolean): void {
  const { ctx } = plot;
  ctx.save();
  ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.fillStyle = inks().ink;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  plot.data.slice(1).forEach((times, i) => {
    times.forEach((time, at) => {
      if (time === null || time === undefined) return;
      const x = plot.valToPos(time, 'y', true) + 5 * devicePixelRatio;
      const y = plot.valToPos(at + (grouped ? (i - 0.5) * 0.36 : 0), 'x', true);
      ctx.fillText(nanoseconds(time), x, y);
    });
  });
  ctx.restore();
}

const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [10, 4], [1, 3]];

/** Speed relative to one thread, a line per case with a single phenotype. */
export function ScalingPlot({ rows, threads }: { rows: Row[]; threads: number[] }) {
  useStore(dark, (value) => value);
  const { cells, rows: own } = largestRows(rows);
  const cases = own.filter((row) => row.threads === 1 && row.phenotypes === 1).slice(0, DASHES.length);
  const speeds = cases.map((one) =>
    threads.map((count) => {
      const row = own.find((other) => caseKey(other) === caseKey(one) && other.threads === count);
      return row?.ratioToOneThread ?? null;
    }),
  );
  const shown = threads.length > 1 && cases.length > 0;
  const most = threads.at(-1) ?? 1;
  const { ink, soft } = inks();
  return (
    <Figure
      id="scaling"
      title={cells > 0 ? `speed by threads, ${cellsName(cells)}` : 'speed by threads'}
      emptyText={
        threads.length > 1
          ? 'Speed relative to one thread.'
          : 'One thread only: this page is not cross-origin isolated, or the machine has one core.'
      }
      height={SCALING_PIXELS}
      version={`${cells} ${speeds.join()}`}
      legend={
        shown
          ? [
              ...cases.map((one, i) => ({
                name: kindName(one),
                colour: ink,
                dash: DASHES[i]!,
                filled: false,
              })),
              { name: 'ideal', colour: soft, dash: [], filled: false },
            ]
          : []
      }
      plot={
        shown
          ? { options: lineOptions(speeds.length, threads, most), data: [threads, ...speeds, threads] }
          : null
      }
    />
  );
}

function lineOptions(
  lines: number,
  threads: number[],
  most: number,
): Omit<uPlot.Options, 'width' | 'height'> {
  const { ink, soft } = inks();
  return {
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 16, 0, 0],
    scales: {
      x: { time: false, range: [1, most] },
      y: { range: (_, least, top) => [Math.min(0.9, least), Math.max(most, top)] },
    },
    axes: [
      axis({ label: 'threads', splits: () => threads, values: (_, splits) => splits.map(String) }),
      axis({ label: '× one thread', size: 44 }),
    ],
    series: [
      {},
      ...Array.from({ length: lines }, (_, i) => ({
        stroke: ink,
        width: 1.5,
        dash: DASHES[i]!,
        points: { show: true, size: 6, fill: ink },
      })),
      { stroke: soft, width: 1, points: { show: false } },
    ],
  };
}
