/** Axes in the page's type and rules. */
import type uPlot from 'uplot';
import { inks } from '../shell/theme';
import { projector } from '../state/view';

/** Axes grow with the type of projector mode. */
const enlarged = (pixels: number) => (projector.value ? Math.round(pixels * 1.5) : pixels);

/** Wide enough for any count or level, and the same on every plot over time, so that their days line up. */
export const Y_AXIS_PIXELS = 62;

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

/** @param low the first label says what the numbers are, in place of a line of its own */
export const dayAxis = (low: boolean): uPlot.Axis =>
  axis({
    ...(low ? {} : { label: 'time (days)' }),
    space: enlarged(56),
    values: (_, ticks) =>
      ticks.map((tick, index) => `${low && index === 0 ? 'day ' : ''}${Number(tick.toPrecision(6))}`),
  });
