/** What every plot over time shares: cursor, zoom, overlay, x range. */
import type uPlot from 'uplot';
import { inks } from '../shell/theme';
import { run } from '../state/run';
import { projector } from '../state/view';
import { dayAxis } from './axes';
import { ghostEnd } from './ghost';
import type { Line } from './line';
import { overlay } from './overlay';
import { roundUp } from './scales';
import { zoom } from './view';

/** How much wider lines are in projector mode. */
const PROJECTED = 2.2;

/** Moves of the pointer are shared between plots, presses are not: a zoom reaches the others by {@link zoom}. */
const shareMoves = (type: string) => type === 'mousemove' || type === 'mouseleave' || type === 'mouseenter';

function showAll(): null {
  zoom.set(null);
  return null;
}

export function timeRange(): [number, number] {
  if (zoom.value !== null) return zoom.value;
  return [0, roundUp(Math.max(run.value.course.time.view.at(-1) ?? 1, ghostEnd()))];
}

/** @param low see {@link LiveSource.options} */
export function timeOptions(
  low: boolean,
  lines: Line[],
  y: uPlot.Scale,
  yAxis: uPlot.Axis,
  drug: () => number | null,
  more: uPlot.Plugin[] = [],
): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    legend: { show: false },
    padding: [8, 12, 0, 0],
    scales: { x: { time: false, range: (_, min, max) => [min ?? 0, max ?? 1] }, y },
    axes: [dayAxis(low), yAxis],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: { size: 5, fill: (plot, index) => lineColour(plot, index) },
      sync: {
        key: 'time',
        scales: ['x', null],
        setSeries: false,
        filters: { pub: shareMoves, sub: shareMoves },
      },
      bind: { dblclick: () => showAll },
    },
    series: [
      {},
      ...lines.map((line) => ({
        label: line.label,
        stroke: () => line.colour(),
        fill: line.area === undefined ? undefined : () => translucent(line.colour(), line.area ?? 0),
        width: line.width * (projector.value ? PROJECTED : 1),
        dash: line.dash,
        points: { show: false },
        spanGaps: false,
      })),
    ],
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < 4) return;
          zoom.set([plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')]);
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
    plugins: [overlay(drug), ...more],
  };
}

/** `#rrggbb` with an opacity. */
export const translucent = (colour: string, opacity: number): string =>
  `${colour}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`;

function lineColour(plot: uPlot, index: number): string {
  const stroke = plot.series[index]?.stroke;
  const colour = typeof stroke === 'function' ? stroke(plot, index) : stroke;
  return typeof colour === 'string' ? colour : inks().ink;
}
