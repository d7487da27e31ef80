/** Axes in the page's type and rules. */
import type uPlot from 'uplot';
import { inks } from '../shell/theme';
import { projector } from '../state/view';

/** Axes grow with the type of projector mode. */
const enlarged = (pixels: number) => (projector.value ? Math.round(pixels * 1.5) : pixels);

/** Wide enough for any count or level, and the same on every plot over time, so that their days line up. */
const Y_AXIS_PIXELS = 62;

export function axis({ size = 24, ...part }: uPlot.Axis & { size?: number }): uPlot.Axis {
  const font = `${enlarged(12)}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;
  return {
    font,
    labelFont: font,
    size: enlarged(size),
    labelSize: enlarged(18),
    labelGap: 0,
    gap: 4,
    stroke: () => inks().soft,
    grid: { stroke: () => inks().rule, width: 1 },
    ticks: { show: false },
    border: { show: false },
    ...part,
  };
}

/** Whole days, and parts of one only where less than a few are seen. */
const DAYS_APART = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000,
  10_000,
];

/** @param low the first label says what the numbers are, in place of a line of its own */
export const dayAxis = (low: boolean): uPlot.Axis =>
  axis({
    ...(low ? {} : { label: 'time (days)' }),
    space: enlarged(56),
    incrs: DAYS_APART,
    values: (_, ticks) =>
      ticks.map((tick, index) => `${low && index === 0 ? 'day ' : ''}${Number(tick.toPrecision(6))}`),
  });

/** Marks of an axis: where they are, and what each is called. */
export interface Marks {
  /** Left to uPlot where the axis is linear. */
  at?: (plot: uPlot, min: number, max: number) => number[];
  name: (value: number) => string;
  /** Least distance of those of a linear axis, pixels. */
  apart?: number;
}

/** The axis of what is plotted over time, up the side. */
export const valueAxis = (label: string, { at, name, apart = 32 }: Marks): uPlot.Axis =>
  axis({
    label,
    size: Y_AXIS_PIXELS,
    values: (_, ticks) => ticks.map(name),
    ...(at === undefined
      ? { space: apart }
      : { splits: (plot, _, min, max) => at(plot, min, max), filter: (_, ticks) => ticks }),
  });

/** The scale of it. @param range of the axis, from the largest value that there is; 1 where none is above 0 */
export const valueScale = (isLog: boolean, range: (top: number) => [number, number]): uPlot.Scale => ({
  distr: isLog ? 3 : 1,
  log: 10,
  range: (_, __, max) => range(max !== null && max > 0 ? max : 1),
});
