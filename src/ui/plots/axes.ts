/** Axes in the page's type and rules. */
import type uPlot from 'uplot';
import { inks } from '../theme';

export const AXIS_FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
/** The same on every time plot, so that their days line up. */
export const Y_AXIS_PIXELS = 62;

export function axis(part: uPlot.Axis): uPlot.Axis {
  return {
    font: AXIS_FONT,
    labelFont: AXIS_FONT,
    labelSize: 18,
    labelGap: 0,
    gap: 4,
    stroke: () => inks().soft,
    grid: { stroke: () => inks().rule, width: 1 },
    ticks: { show: false },
    border: { show: false },
    ...part,
  };
}

export const dayAxis = (): uPlot.Axis =>
  axis({
    label: 'time (days)',
    size: 24,
    space: 56,
    values: (_, ticks) => ticks.map((tick) => String(Number(tick.toPrecision(6)))),
  });
