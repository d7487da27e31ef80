/** Clones nested in one another over time: each band in the colour of its class, shaded by clone as in the dish. */
import type uPlot from 'uplot';
import type { CloneView } from '../../worker/protocol';
import { valueAxis } from '../plots/axes';
import { Chart } from '../plots/chart';
import { csv } from '../plots/export';
import { ShownLesion } from '../plots/lesion';
import type { Line } from '../plots/line';
import { timeOptions, timeRange } from '../plots/time';
import { hiddenLines } from '../plots/view';
import { inks } from '../shell/theme';
import { useStore } from '../state/store';
import { day, exact, percent, short, superscript, tickLabel } from '../words/format';
import { chooseClone, chosenClone } from './chosen';
import { type Bands, bandAt, bandsOf, type Height, heightAt } from './layout';
import { cloneColour } from './shade';
import { cloneOrChoice, clones, height } from './state';

/** Places for clones in the plot, which are given anew as others come to lead: more are not drawn. */
const PLACES = 64;
/** Clones that the legend lists: those with most cells now. */
const LISTED = 5;

const HEIGHTS: readonly Height[] = ['share', 'cells', 'log'];

const laidOut = new WeakMap<CloneView, Bands>();

function bands(view: CloneView): Bands {
  const known = laidOut.get(view);
  if (known !== undefined) return known;
  const parents = view.clones.map(({ parent }) => parent);
  const made = bandsOf({ parents, cells: view.cells, times: view.days.length });
  laidOut.set(view, made);
  return made;
}

const lineOf = (place: number): Line => {
  const clone = clones.value?.clones[place];
  const [what, whose] =
    clone === undefined ? ['', ''] : [`clone ${clone.identity}, ${clone.text}`, `clone-${clone.identity}`];
  return {
    key: whose === '' ? `no clone ${place}` : whose,
    label: what,
    help: clone === undefined ? '' : `Born on day ${day(clone.birthDay)}.`,
    colour: () => {
      const now = clones.value?.clones[place];
      return now === undefined ? inks().soft : cloneColour(now);
    },
    dash: [],
    width: 7,
  };
};

/** Places of the clones with most cells at the last time shown; of those without a cell none. */
function largest(view: CloneView): Set<number> {
  const last = view.days.length - 1;
  const cells = (place: number) => view.cells[place]?.[last] ?? 0;
  const places = [...view.clones.keys()].filter((place) => place < PLACES && cells(place) > 0);
  return new Set(places.sort((a, b) => cells(b) - cells(a)).slice(0, LISTED));
}

/** Fills bands, parents first, so that what came from a clone lies on it; a click on one chooses its clone. */
function bandPlugin(): uPlot.Plugin {
  return {
    hooks: {
      ready: (plot) => plot.over.addEventListener('click', () => clicked(plot)),
      draw: (plot) => {
        const view = clones.value;
        if (view === null) return;
        const { ctx, bbox } = plot;
        ctx.save();
        ctx.beginPath();
        ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
        ctx.clip();
        ctx.strokeStyle = inks().surface;
        ctx.lineWidth = 0.75 * devicePixelRatio;
        view.clones.forEach((clone, place) => {
          if (hiddenLines.value.has(`clone-${clone.identity}`)) return;
          fillBand(plot, view, place);
        });
        const chosen = view.clones.findIndex(({ identity }) => identity === chosenClone());
        if (chosen >= 0) outlineBand(plot, view, chosen);
        ctx.restore();
      },
    },
  };
}

function clicked(plot: uPlot): void {
  const view = clones.value;
  const { idx, top } = plot.cursor;
  if (view === null || typeof idx !== 'number' || top === undefined) return;
  const place = bandAt(bands(view), height.value, idx, plot.posToVal(top, 'y'));
  const clone = view.clones[place];
  if (clone !== undefined) chooseClone(clone.identity);
}

function fillBand(plot: uPlot, view: CloneView, place: number): void {
  const { ctx } = plot;
  const clone = view.clones[place];
  traceBand(plot, view, place);
  ctx.fillStyle = clone === undefined ? inks().soft : cloneColour(clone);
  ctx.fill();
  ctx.stroke();
}

function outlineBand(plot: uPlot, view: CloneView, place: number): void {
  const { ctx } = plot;
  traceBand(plot, view, place);
  ctx.strokeStyle = inks().ink;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.stroke();
}

function traceBand(plot: uPlot, view: CloneView, place: number): void {
  const { lower, upper, all } = bands(view);
  const { ctx } = plot;
  const edge = (column: Float64Array | undefined, at: number) =>
    plot.valToPos(heightAt(height.value, column?.[at] ?? 0, all[at] ?? 0), 'y', true);
  const x = (at: number) => plot.valToPos(view.days[at] ?? 0, 'x', true);
  const last = view.days.length - 1;
  ctx.beginPath();
  for (let at = 0; at <= last; at++) ctx.lineTo(x(at), edge(lower[place], at));
  for (let at = last; at >= 0; at--) ctx.lineTo(x(at), edge(upper[place], at));
  ctx.closePath();
}

/** Half the height of the picture about its middle. */
function reach(view: CloneView | null): number {
  const top = view === null ? 1 : bands(view).all.reduce((most, cells) => Math.max(most, cells), 1);
  return height.value === 'cells' ? top / 2 : Math.log10(1 + top) / 2;
}

const range = (): [number, number] => {
  if (height.value === 'share') return [0, 1];
  const half = reach(clones.value) * 1.02;
  return [-half, half];
};

/** Marks about the middle: what is as wide as from one to its like on the other side. */
function axisOf(of: Height): uPlot.Axis {
  if (of === 'share') {
    const at = () => [0, 0.25, 0.5, 0.75, 1];
    return valueAxis('share of cells', { at, name: (share) => `${Math.round(100 * share)}%` });
  }
  if (of === 'cells')
    return valueAxis('cells, across', { name: (value) => tickLabel(2 * Math.abs(value)), apart: 36 });
  return valueAxis('cells, across', {
    at: (plot, _, max) => {
      const decades = Math.floor(2 * max);
      const every = Math.max(1, Math.ceil((decades * 18 * devicePixelRatio) / (plot.bbox.height / 2)));
      const sides: number[] = [0];
      for (let decade = every; decade <= decades; decade += every) sides.push(decade / 2, -decade / 2);
      return sides.sort((a, b) => a - b);
    },
    name: (value) => (value === 0 ? '' : `10${superscript(Math.round(2 * Math.abs(value)))}`),
  });
}

function options(low: boolean, lines: Line[], of: Height): Omit<uPlot.Options, 'width' | 'height'> {
  const all = timeOptions(low, lines, { distr: 1, range }, axisOf(of), () => null, [bandPlugin()]);
  return {
    ...all,
    cursor: { ...all.cursor, points: { show: false } },
    series: all.series.map((series, index) => (index === 0 ? series : { ...series, paths: () => null })),
  };
}

export function MullerPlot() {
  const of = useStore(height, (value) => value);
  const view = useStore(clones, (value) => value);
  const lines = Array.from({ length: PLACES }, (_, place) => lineOf(place));
  const listed = view === null ? new Set<number>() : largest(view);
  return (
    <Chart
      id="muller"
      title="Clones over time"
      emptyText="Each clone will be drawn here as a band within that of the clone it came from."
      isEmpty={() => (clones.value?.days.length ?? 0) < 2}
      lines={lines}
      isListed={(line) => listed.has(line)}
      rebuildKey="muller"
      scale={height}
      scales={HEIGHTS}
      also={cloneOrChoice}
      whereAt={(row) => `day ${day(clones.value?.days[row] ?? 0)}`}
      options={(low) => options(low, lines, of)}
      read={() => {
        const now = clones.value;
        const days = now?.days ?? new Float64Array(0);
        const edges = now === null ? [] : bands(now).upper;
        const none = new Float64Array(days.length);
        return { data: [days, ...lines.map((_, place) => edges[place] ?? none)], x: timeRange() };
      }}
      valueAt={(line, row) => {
        const now = clones.value;
        const at = row ?? (now?.days.length ?? 0) - 1;
        const cells = now?.cells[line]?.[at];
        if (now === null || cells === undefined) return '';
        const all = bands(now).all[at] ?? 0;
        return `${cells < 10_000 ? exact(cells) : short(cells)}${all > 0 ? `, ${percent(cells / all)}` : ''}`;
      }}
      data={() => {
        const now = clones.value;
        if (now === null) return 'day\n';
        return csv(
          ['day', ...now.clones.map(({ identity }) => `clone_${identity}`)],
          [now.days, ...now.cells],
        );
      }}
    >
      <ShownLesion />
    </Chart>
  );
}
