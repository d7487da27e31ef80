/** What plots over the share of cells that carry something have in common: its axis, and the line of neutral theory. */
import type uPlot from 'uplot';
import { axis } from '../plots/axes';
import type { Line } from '../plots/line';
import { inks } from '../shell/theme';
import { digits } from '../words/format';

const DASH = [6, 3];

export const neutralLegend = (label: string, help: string): Line => ({
  key: 'neutral',
  label,
  help,
  colour: () => inks().warn,
  dash: DASH,
  width: 1.5,
});

export const neutralSeries: uPlot.Series = {
  stroke: () => inks().warn,
  width: 1.5,
  dash: DASH,
  points: { show: false },
};

export const shareScale: uPlot.Scale = {
  time: false,
  distr: 3,
  log: 10,
  range: (_, min, max) => [min ?? 1e-3, max ?? 1],
};

/** @param label null: none, where the plot is low */
export const shareAxis = (label: string | null, ticks: (min: number, max: number) => number[]): uPlot.Axis =>
  axis({
    ...(label === null ? {} : { label }),
    size: 24,
    splits: (_, __, min, max) => ticks(min, max),
    filter: (_, all) => all,
    values: (_, all) =>
      all.map((tick) => (tick >= 0.001 ? String(Number(tick.toPrecision(2))) : digits(tick))),
  });
