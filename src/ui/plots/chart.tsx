/** A uPlot in a figure: heading, legend with values at the cursor, scale switch, picture and data buttons. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { download } from '../download';
import { highlightedDay, run } from '../run';
import { session } from '../session';
import { type Store, useStore } from '../store';
import { dark } from '../theme';
import { savePicture } from './export';
import { Legend, type LegendHandle } from './legend';
import type { Line } from './line';
import { drawSoon, forget } from './schedule';
import { hiddenLines, type Scale, zoom } from './view';

export interface Drawing {
  data: uPlot.AlignedData;
  x: [number, number];
}

export interface ChartProps {
  id: string;
  title: string;
  /** Said in place of the plot while there is nothing to draw. */
  emptyText: string;
  isEmpty(): boolean;
  lines: Line[];
  /** Which lines the legend lists; the others have nothing to show. */
  isListed(line: number): boolean;
  /** Everything that asks for a new uPlot: scale, drug. */
  rebuildKey: string;
  options(): Omit<uPlot.Options, 'width' | 'height'>;
  read(): Drawing;
  /** Value of a line at a row; null row is the latest. */
  valueAt(line: number, row: number | null): string;
  data(): string;
  scale: Store<Scale>;
  note?: () => string;
  children?: ComponentChildren;
}

export function Chart(props: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const empty = useRef<HTMLParagraphElement>(null);
  const note = useRef<HTMLSpanElement>(null);
  const legend = useRef<LegendHandle>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const isDark = useStore(dark, (value) => value);
  const scale = useStore(props.scale, (value) => value);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const options = latest.current.options();
    const made = new uPlot(
      {
        ...options,
        hooks: { ...options.hooks, setCursor: [(self) => legend.current?.show(self.cursor.idx ?? null)] },
        width: Math.max(element.clientWidth, 50),
        height: element.clientHeight,
      },
      latest.current.read().data,
      element,
    );
    plot.current = made;
    const draw = () => {
      const { isEmpty, read } = latest.current;
      const nothing = isEmpty();
      if (empty.current !== null) empty.current.hidden = !nothing;
      element.style.visibility = nothing ? 'hidden' : '';
      if (note.current !== null) note.current.textContent = latest.current.note?.() ?? '';
      const { data, x } = read();
      // setData(…, false) keeps the scales and draws nothing; setting x then draws once.
      made.setData(data, false);
      made.setScale('x', { min: x[0], max: x[1] });
      legend.current?.show(made.cursor.idx ?? null);
    };
    const soon = () => drawSoon(draw);
    const showLines = () => {
      latest.current.lines.forEach((line, index) => {
        const show = !hiddenLines.value.has(line.key);
        if (made.series[index + 1]?.show !== show) made.setSeries(index + 1, { show }, false);
      });
      soon();
    };
    const size = new ResizeObserver(() => {
      if (element.clientWidth > 0) made.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    size.observe(element);
    const unwatch = [
      run.watch(soon),
      zoom.watch(soon),
      highlightedDay.watch(soon),
      hiddenLines.watch(showLines),
    ];
    showLines();
    return () => {
      for (const stop of unwatch) stop();
      forget(draw);
      size.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [props.rebuildKey, scale, isDark]);

  const fileName = (end: string) => `${session.value.fileStem}-${props.id}.${end}`;
  const picture = () => {
    if (plot.current === null) return;
    const shown = props.lines.filter(
      (line, index) => props.isListed(index) && !hiddenLines.value.has(line.key),
    );
    const { seed } = session.value.scenario;
    savePicture(plot.current, props.title, `${session.value.title}, seed ${seed}`, shown, fileName('png'));
  };

  return (
    <figure class={`plot plot-${props.id}`} data-plot={props.id} aria-label={props.title}>
      <figcaption>
        <h2>{props.title}</h2>
        {props.children}
        <span class="plot-note" ref={note} />
        <span class="plot-tools">
          <button
            type="button"
            class="quiet"
            aria-label={`${props.title}: ${scale} axis, switch`}
            title={
              scale === 'log' ? 'Logarithmic axis: switch to linear' : 'Linear axis: switch to logarithmic'
            }
            onClick={() => props.scale.set(scale === 'log' ? 'linear' : 'log')}
          >
            {scale}
          </button>
          <button type="button" class="quiet" title="Save this plot as a picture" onClick={picture}>
            PNG
          </button>
          <button
            type="button"
            class="quiet"
            title="Save the numbers under this plot"
            onClick={() => download(fileName('csv'), props.data(), 'text/csv')}
          >
            CSV
          </button>
        </span>
      </figcaption>
      <Legend handle={legend} lines={props.lines} isListed={props.isListed} valueAt={props.valueAt} />
      <div class="plot-area">
        <div class="plot-canvas" ref={host} />
        <p class="plot-empty" ref={empty} hidden>
          {props.emptyText}
        </p>
      </div>
    </figure>
  );
}
