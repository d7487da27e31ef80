/** How many mutations at least so large a share of cells carries, beside what neutral theory expects: docs/model.md (97). */
import type uPlot from 'uplot';
import { valueAxis, valueScale } from '../plots/axes';
import { Chart } from '../plots/chart';
import { inkLine, type Line } from '../plots/line';
import { decadeTicks } from '../plots/scales';
import type { Scale } from '../plots/view';
import { inks } from '../shell/theme';
import { Store, useStore } from '../state/store';
import { digits, exact, percent, tickLabel } from '../words/format';
import { type Cumulative, cumulative } from './neutral';
import { neutralLegend, neutralSeries, shareAxis, shareScale } from './shares';
import { clones } from './state';

const scale = new Store<Scale>('log');

const lines: Line[] = [
  inkLine(
    'mutations',
    'mutations',
    'Mutations that at least this share of all cells carries, but not every cell: passengers and alterations.',
    1.5,
  ),
  neutralLegend(
    'neutral, ∝ 1/f − 1',
    'What there would be in a tumour that grew from one cell if no mutation changed how fast cells divide or die: at the rate of passengers where the scenario has any, else in as many as were found.',
  ),
];

function spectrum(): Cumulative {
  const view = clones.value;
  return view === null
    ? { shares: [], found: [], neutral: [] }
    : cumulative(view.frequencies, view.neutralRate);
}

const decades = (min: number, max: number) => decadeTicks(min, max);

function options(low: boolean, isLog: boolean): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    legend: { show: false },
    padding: [8, 12, 0, 0],
    scales: {
      x: shareScale,
      y: valueScale(isLog, (top) => [isLog ? 0.8 : 0, top * (isLog ? 1.5 : 1.05)]),
    },
    axes: [
      shareAxis(low ? null : 'share of cells, f', decades),
      valueAxis(
        'mutations in at least f',
        isLog ? { at: (_, min, max) => decades(min, max), name: tickLabel } : { name: tickLabel },
      ),
    ],
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    series: [{}, { stroke: () => inks().ink, width: 1.5, points: { show: true, size: 5 } }, neutralSeries],
  };
}

export function SpectrumPlot() {
  const isLog = useStore(scale, (value) => value) === 'log';
  useStore(clones, (view) => view);
  /** Nothing has no logarithm. */
  const shown = (value: number | null) => (value === null || (isLog && value <= 0) ? null : value);
  return (
    <Chart
      id="sfs"
      title="Site-frequency spectrum"
      emptyText="Mutations that living cells carry will be counted here by how many cells carry them."
      isEmpty={() => spectrum().found.every((count) => count === 0)}
      lines={lines}
      isListed={(line) => line === 0 || spectrum().neutral.some((value) => value !== null)}
      rebuildKey="sfs"
      scale={scale}
      also={clones}
      whereAt={(row) => `${percent(spectrum().shares[row] ?? 0)} of cells and more`}
      overTime={false}
      options={(low) => options(low, isLog)}
      read={() => {
        const { shares, found, neutral } = spectrum();
        return { data: [shares, found.map(shown), neutral.map(shown)], x: [shares[0] ?? 1e-3, 1] };
      }}
      valueAt={(line, row) => {
        const { found, neutral } = spectrum();
        const value = row === null ? undefined : (line === 0 ? found : neutral)[row];
        return typeof value === 'number' ? (line === 0 ? exact(value) : digits(value)) : '';
      }}
      data={() => {
        const { shares, found, neutral } = spectrum();
        const rows = shares.map((share, at) => `${share},${found[at]},${neutral[at] ?? ''}\n`);
        return `at_least_share,mutations,neutral\n${rows.join('')}`;
      }}
    />
  );
}
