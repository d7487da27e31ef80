/** Keeps one uPlot up to date with the run, outside the component tree: it draws many times a second. */
import uPlot from 'uplot';
import { ghost } from '../state/ghost';
import { highlightedDay, run } from '../state/run';
import type { Line } from './line';
import { drawSoon, forget } from './schedule';
import { hiddenLines, isHidden, zoom } from './view';

export interface Drawing {
  data: uPlot.AlignedData;
  x: [number, number];
}

/** Tells when it has changed. */
export interface Watched {
  watch(act: () => void): () => void;
}

export interface LiveSource {
  lines: Line[];
  /** @param low it has little height: what does not say much is left out */
  options(low: boolean): Omit<uPlot.Options, 'width' | 'height'>;
  read(): Drawing;
  /** What it is drawn anew for, beside the run and what every plot shares. */
  also?: Watched | undefined;
  /** Called with each drawing, before it. */
  onDraw(): void;
  /** The row under the cursor, or null: the latest. */
  onRow(row: number | null): void;
}

/** Pixels below which a plot is low. */
const LOW = 130;

export interface LivePlot {
  /** null until the first drawing. */
  readonly plot: uPlot | null;
  destroy(): void;
}

export function livePlot(element: HTMLElement, source: () => LiveSource): LivePlot {
  let plot: uPlot | null = null;
  let low = false;

  const draw = () => {
    const { clientWidth: width, clientHeight: height } = element;
    source().onDraw();
    if (width === 0 || height === 0) return;
    const { data, x } = source().read();
    // Other lines may be wanted before the plot of them is set up.
    if (plot !== null && (low !== height < LOW || plot.series.length !== data.length)) {
      plot.destroy();
      plot = null;
    }
    low = height < LOW;
    plot ??= create(element, source(), low);
    if (plot.width !== width || plot.height !== height) plot.setSize({ width, height });
    showLines(plot, source().lines);
    // setData(…, false) keeps the scales and draws nothing; setting x then draws once.
    plot.setData(data, false);
    plot.setScale('x', { min: x[0], max: x[1] });
    source().onRow(plot.cursor.idx ?? null);
  };

  const soon = () => drawSoon(draw);
  const size = new ResizeObserver(soon);
  size.observe(element);
  const unwatch = [
    run.watch(soon),
    ghost.watch(soon),
    zoom.watch(soon),
    highlightedDay.watch(soon),
    hiddenLines.watch(soon),
    source().also?.watch(soon) ?? (() => {}),
  ];
  soon();
  return {
    get plot() {
      return plot;
    },
    destroy() {
      for (const stop of unwatch) stop();
      forget(draw);
      size.disconnect();
      plot?.destroy();
    },
  };
}

function create(element: HTMLElement, source: LiveSource, low: boolean): uPlot {
  const options = source.options(low);
  const setCursor = (plot: uPlot) => source.onRow(plot.cursor.idx ?? null);
  return new uPlot(
    {
      ...options,
      hooks: { ...options.hooks, setCursor: [setCursor] },
      width: element.clientWidth,
      height: element.clientHeight,
    },
    source.read().data,
    element,
  );
}

function showLines(plot: uPlot, lines: Line[]): void {
  lines.forEach((line, index) => {
    const show = !isHidden(line);
    if (plot.series[index + 1]?.show !== show) plot.setSeries(index + 1, { show }, false);
  });
}
