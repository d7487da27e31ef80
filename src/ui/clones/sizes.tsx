/** Living clones by size: the largest first, each a point in the colour of its class. */
import type uPlot from 'uplot';
import { CLASS_NAMES } from '../../kernel/model';
import { axis, valueAxis, valueScale } from '../plots/axes';
import { Chart } from '../plots/chart';
import { classLines } from '../plots/line';
import { decadeTicks } from '../plots/scales';
import type { Scale } from '../plots/view';
import { inks } from '../shell/theme';
import { Store, useStore } from '../state/store';
import { exact, tickLabel } from '../words/format';
import { chooseClone, chosenClone } from './chosen';
import { cloneOrChoice, clones } from './state';

const scale = new Store<Scale>('log');

/** A column per class: sizes at the ranks that clones of the class have. */
function columns(): (number | null)[][] {
  const sizes = clones.value?.sizes;
  return CLASS_NAMES.map((_, own) =>
    Array.from(sizes?.cells ?? [], (cells, at) => (sizes?.classOf[at] === own ? cells : null)),
  );
}

const decades = (min: number, max: number) => decadeTicks(min, max).filter((tick) => tick >= 1);

function options(low: boolean, isLog: boolean): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    legend: { show: false },
    padding: [8, 12, 0, 0],
    scales: {
      x: { time: false, distr: 3, log: 10, range: (_, min, max) => [min ?? 1, max ?? 10] },
      y: valueScale(isLog, (top) => [isLog ? 0.8 : 0, top * (isLog ? 1.5 : 1.05)]),
    },
    axes: [
      axis({
        ...(low ? {} : { label: 'rank of the clone' }),
        size: 24,
        splits: (_, __, min, max) => decades(min, max),
        filter: (_, ticks) => ticks,
        values: (_, ticks) => ticks.map(tickLabel),
      }),
      valueAxis(
        'cells',
        isLog ? { at: (_, min, max) => decades(min, max), name: tickLabel } : { name: tickLabel },
      ),
    ],
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    plugins: [choosing()],
    series: [
      {},
      ...classLines.map((line) => ({
        label: line.label,
        stroke: () => line.colour(),
        paths: () => null,
        points: { show: true, size: 6, width: 0, fill: () => line.colour() },
      })),
    ],
  };
}

/** A click chooses the clone of the rank under the cursor; that of the clone chosen has a ring. */
function choosing(): uPlot.Plugin {
  const row = () => clones.value?.sizes.identity.indexOf(chosenClone() ?? -1) ?? -1;
  return {
    hooks: {
      ready: (plot) =>
        plot.over.addEventListener('click', () => {
          const identity = clones.value?.sizes.identity[plot.cursor.idx ?? -1];
          if (identity !== undefined) chooseClone(identity);
        }),
      draw: (plot) => {
        const sizes = clones.value?.sizes;
        const at = row();
        if (sizes === undefined || at < 0) return;
        const { ctx } = plot;
        ctx.beginPath();
        const [x, y] = [
          plot.valToPos(sizes.rank[at]!, 'x', true),
          plot.valToPos(sizes.cells[at]!, 'y', true),
        ];
        ctx.arc(x, y, 6 * devicePixelRatio, 0, 2 * Math.PI);
        ctx.strokeStyle = inks().ink;
        ctx.lineWidth = 2 * devicePixelRatio;
        ctx.stroke();
      },
    },
  };
}

export function SizesPlot() {
  const isLog = useStore(scale, (value) => value) === 'log';
  useStore(clones, (view) => view);
  return (
    <Chart
      id="clone-sizes"
      title="Sizes of living clones"
      emptyText="The size of each living clone will be drawn here, the largest first."
      isEmpty={() => (clones.value?.sizes.clones ?? 0) === 0}
      lines={classLines}
      isListed={(line) => clones.value?.sizes.classOf.includes(line) ?? false}
      rebuildKey="sizes"
      scale={scale}
      also={cloneOrChoice}
      whereAt={(row) => `rank ${exact(clones.value?.sizes.rank[row] ?? 0)}`}
      overTime={false}
      options={(low) => options(low, isLog)}
      read={() => {
        const ranks = clones.value?.sizes.rank ?? new Float64Array(0);
        return { data: [ranks, ...columns()], x: [0.8, Math.max(10, (ranks.at(-1) ?? 1) * 1.2)] };
      }}
      valueAt={(line, row) => {
        const sizes = clones.value?.sizes;
        if (sizes === undefined || row === null || sizes.classOf[row] !== line) return '';
        return exact(sizes.cells[row] ?? 0);
      }}
      note={() => {
        const count = clones.value?.sizes.clones ?? 0;
        return count === 1 ? '1 lives' : `${exact(count)} live`;
      }}
      data={() => {
        const sizes = clones.value?.sizes;
        const rows = Array.from(
          sizes?.rank ?? [],
          (rank, at) => `${rank},${sizes?.cells[at]},${CLASS_NAMES[sizes?.classOf[at] ?? 0]}\n`,
        );
        return `rank,cells,class\n${rows.join('')}`;
      }}
    />
  );
}
