/** Cells of every arm over time, on common axes, with where they part. */
import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import type { CellCourse } from '../../worker/compare/messages';
import { dayAxis, valueAxis } from '../plots/axes';
import type { Line } from '../plots/line';
import { CELL_FLOOR, cellRange, cellTickLabel, cellTicks, roundUp } from '../plots/scales';
import { dark, inks } from '../shell/theme';
import { day } from '../words/format';
import type { Arm, ArmsState } from './arms';
import { Plot } from './plot';

/** Told apart by colour and by dash; of no class of cells (Tol 2021, high contrast). */
const LOOKS = [
  { light: '#16191D', dark: '#E6E9ED', dash: [], width: 2 },
  { light: '#004488', dark: '#77AADD', dash: [8, 3], width: 2 },
  { light: '#BB5566', dark: '#EE99AA', dash: [3, 3], width: 2 },
  { light: '#8A6A00', dark: '#EECC66', dash: [10, 3, 2, 3], width: 2 },
] as const;

export const armLine = ({ label }: Pick<Arm, 'label'>, index: number): Line => {
  const look = LOOKS[index % LOOKS.length] ?? LOOKS[0];
  return {
    ...{ key: `${index}`, label, help: '', dash: [...look.dash], width: look.width },
    colour: () => (dark.value ? look.dark : look.light),
  };
};

const isEmpty = ({ days }: CellCourse) => days.length === 0;

/** What came at this day or later. */
function after({ days, cells }: CellCourse, from: number): CellCourse {
  const first = days.findIndex((day) => day >= from);
  const at = first < 0 ? days.length : first;
  return { days: days.subarray(at), cells: cells.subarray(at) };
}

/** Zero has no logarithm. */
const drawn = (cells: Float64Array) => Array.from(cells, (count) => Math.max(count, CELL_FLOOR));

/** All courses over the times that any of them has. */
function joined(courses: readonly CellCourse[]): uPlot.AlignedData {
  const tables = courses.map(({ days, cells }): uPlot.AlignedData => [[...days], drawn(cells)]);
  return tables.length === 0 ? [[]] : uPlot.join(tables);
}

function options(lines: readonly Line[], partDay: number): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    ...{ legend: { show: false }, padding: [8, 12, 0, 0], cursor: { show: false } },
    scales: {
      x: { time: false, range: (_, __, max) => [0, roundUp(max ?? 1)] },
      y: { distr: 3, log: 10, range: (_, __, max) => cellRange(true, max) },
    },
    axes: [
      dayAxis(false),
      valueAxis('cells', {
        at: (plot, _, max) => cellTicks(max, plot.bbox.height / devicePixelRatio),
        name: cellTickLabel,
      }),
    ],
    series: [
      {},
      ...lines.map((line) => ({
        ...{ label: line.label, stroke: line.colour(), width: line.width, dash: line.dash },
        points: { show: false },
      })),
    ],
    hooks: { drawClear: [(plot) => drawParting(plot, partDay)] },
  };
}

function drawParting(plot: uPlot, partDay: number): void {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(partDay, 'x', true);
  ctx.save();
  ctx.strokeStyle = inks().soft;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

export function ArmsPlot({ state }: { state: ArmsState }) {
  const { trunk, arms } = state;
  const lines = useMemo(() => arms.map(armLine), [arms.map(({ label }) => label).join('\n')]);
  const data = useMemo(() => {
    const before = trunk?.course ?? { days: new Float64Array(), cells: new Float64Array() };
    const from = (trunk?.hours ?? 0) / 24;
    // What they share is drawn once.
    const courses = arms.map(({ course }, index) =>
      index === 0 ? (course ?? before) : after(course ?? before, from),
    );
    return courses.every(isEmpty) ? null : joined(courses);
  }, [trunk, ...arms.map(({ course }) => course)]);
  if (trunk === null || data === null) return null;
  const partDay = trunk.hours / 24;
  const ends = arms.map(({ label, course }) => `${label}: ${course?.cells.at(-1) ?? trunk.cells} cells`);
  return (
    <Plot
      title="Cells of the tumour"
      summary={`Arms part on day ${day(partDay)}. Last counted: ${ends.join('; ')}.`}
      lines={lines}
      data={data}
      options={() => options(lines, partDay)}
      rebuildKey={lines}
      fileName={`${state.fileStem}-arms`}
      note={state.title}
    />
  );
}
