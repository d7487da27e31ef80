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
import { type Drawing, type LivePlot, livePlot, type Watched } from './live';
import { DataTable } from './table';
import { PlotTools } from './tools';
import type { Scale } from './view';

export interface ChartProps<S extends string = Scale> {
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
  scale: Store<S>;
  /** What the scale may be; linear or log where nothing else is said. */
  scales?: readonly S[];
  /** What else it is drawn anew for, beside the run. */
  also?: Watched;
  /** What a row stands at, null: nothing that is said; a day of the run where nothing else is. */
  whereAt?: ((row: number) => string) | null;
  /** It has the time axis of the run, unless it says that it has not. */
  overTime?: boolean;
  note?: () => string;
  children?: ComponentChildren;
  /** A line between legend and plot. */
  under?: ComponentChildren;
}

/** Often enough for who asks, and seldom enough to cost nothing, milliseconds. */
const DESCRIBED_EVERY = 2000;
const described = new WeakMap<HTMLElement, number>();
/** What is yet to be told of a plot that has just been described. */
const untold = new WeakMap<HTMLElement, Described>();

const dayAt = (row: number): string => `day ${day(run.value.course.time.view[row] ?? 0)}`;

type Described = Pick<ChartProps, 'title' | 'lines' | 'isListed' | 'valueAt'>;

/** What a reader of the screen is told in place of the picture: the newest value of each line. */
function describe(element: HTMLElement, of: Described): void {
  const now = performance.now();
  const wait = (described.get(element) ?? Number.NEGATIVE_INFINITY) + DESCRIBED_EVERY - now;
  if (wait > 0) {
    if (!untold.has(element)) setTimeout(() => describeLater(element), wait);
    untold.set(element, of);
    return;
  }
  described.set(element, now);
  const { title, lines, isListed, valueAt } = of;
  const values = lines.flatMap((line, index) =>
    isListed(index) ? [`${line.label} ${valueAt(index, null)}`.trim()] : [],
  );
  element.ariaLabel = values.length === 0 ? title : `${title}, now: ${values.join(', ')}`;
}

function describeLater(element: HTMLElement): void {
  const of = untold.get(element);
  untold.delete(element);
  if (of !== undefined && element.isConnected) describe(element, of);
}

/** What stands beside a picture that has just been drawn. */
function drawBeside(
  element: HTMLElement,
  props: Pick<ChartProps, 'isEmpty' | 'note'> & Described,
  empty: HTMLElement | null,
  note: HTMLElement | null,
): void {
  const nothing = props.isEmpty();
  if (empty !== null) empty.hidden = !nothing;
  element.style.visibility = nothing ? 'hidden' : '';
  if (note !== null) note.textContent = props.note?.() ?? '';
  describe(element, props);
}

export function Chart<S extends string = Scale>(props: ChartProps<S>) {
  const whereAt = props.whereAt === undefined ? dayAt : props.whereAt;
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
        whereAt={whereAt}
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
