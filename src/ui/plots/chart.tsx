/** A uPlot in a figure: heading, legend with values at the cursor, what can be done with it, and the plot. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { dark } from '../shell/theme';
import { run } from '../state/run';
import { type Store, useStore } from '../state/store';
import { projector } from '../state/view';
import { day } from '../words/format';
import { Legend, type LegendHandle } from './legend';
import type { Line } from './line';
import { type Drawing, type LivePlot, livePlot } from './live';
import { DataTable } from './table';
import { PlotTools } from './tools';
import type { Scale } from './view';

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
  options(low: boolean): Omit<uPlot.Options, 'width' | 'height'>;
  read(): Drawing;
  /** Value of a line at a row; null row is the latest. */
  valueAt(line: number, row: number | null): string;
  data(): string;
  scale: Store<Scale>;
  note?: () => string;
  children?: ComponentChildren;
  /** A line between legend and plot. */
  under?: ComponentChildren;
}

/** Often enough for who asks, and seldom enough to cost nothing, milliseconds. */
const DESCRIBED_EVERY = 2000;
const described = new WeakMap<HTMLElement, number>();

const dayAt = (row: number): string => `day ${day(run.value.course.time.view[row] ?? 0)}`;

/** What a reader of the screen is told in place of the picture: the newest value of each line. */
function describe(element: HTMLElement, { title, lines, isListed, valueAt }: ChartProps): void {
  const now = performance.now();
  if (now - (described.get(element) ?? Number.NEGATIVE_INFINITY) < DESCRIBED_EVERY) return;
  described.set(element, now);
  const values = lines.flatMap((line, index) =>
    isListed(index) ? [`${line.label} ${valueAt(index, null)}`.trim()] : [],
  );
  element.ariaLabel = values.length === 0 ? title : `${title}, now: ${values.join(', ')}`;
}

/** What stands beside a picture that has just been drawn. */
function drawBeside(
  element: HTMLElement,
  props: ChartProps,
  empty: HTMLElement | null,
  note: HTMLElement | null,
): void {
  const nothing = props.isEmpty();
  if (empty !== null) empty.hidden = !nothing;
  element.style.visibility = nothing ? 'hidden' : '';
  if (note !== null) note.textContent = props.note?.() ?? '';
  describe(element, props);
}

export function Chart(props: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const empty = useRef<HTMLParagraphElement>(null);
  const note = useRef<HTMLSpanElement>(null);
  const legend = useRef<LegendHandle>(null);
  const shown = useRef<LivePlot>(null);
  const latest = useRef(props);
  latest.current = props;
  const isDark = useStore(dark, (value) => value);
  const isProjected = useStore(projector, (value) => value);
  const scale = useStore(props.scale, (value) => value);
  const [asTable, setAsTable] = useState(false);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const live = livePlot(element, () => ({
      ...latest.current,
      onRow: (row) => legend.current?.show(row),
      onDraw: () => drawBeside(element, latest.current, empty.current, note.current),
    }));
    shown.current = live;
    return () => live.destroy();
  }, [props.rebuildKey, scale, isDark, isProjected]);

  return (
    <figure class={`plot plot-${props.id}`} data-plot={props.id} aria-label={props.title}>
      <figcaption>
        <h2>{props.title}</h2>
        {props.children}
        <span class="plot-note" ref={note} />
        <PlotTools
          of={props}
          plot={() => shown.current?.plot ?? null}
          asTable={asTable}
          turnTable={() => setAsTable(!asTable)}
        />
      </figcaption>
      <Legend
        handle={legend}
        lines={props.lines}
        isListed={props.isListed}
        valueAt={props.valueAt}
        whereAt={props.id === 'histogram' ? undefined : dayAt}
      />
      {props.under}
      <div class="plot-area">
        <div class="plot-canvas" ref={host} role="img" aria-label={props.title} />
        {asTable && <DataTable title={props.title} read={() => latest.current.data()} />}
        <p class="plot-empty" ref={empty} hidden>
          {props.emptyText}
        </p>
      </div>
    </figure>
  );
}
