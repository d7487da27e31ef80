/**
 * Cells by resistance class over time: the stage of a well-mixed scenario. Of a tissue also those short of oxygen, and
 * what the dead have left.
 */
import type uPlot from 'uplot';
import { classMarks, tissueMarks } from '../readouts/classes';
import { run } from '../state/run';
import { useStore } from '../state/store';
import { exact, short, tickLabel } from '../words/format';
import { valueAxis } from './axes';
import { Chart } from './chart';
import { csv } from './export';
import { GhostNote, ghostPlugin, ghostTop } from './ghost';
import { ShownLesion } from './lesion';
import { classLines, inkLine, type Line, tissueLines } from './line';
import { CELL_FLOOR, cellRange, cellTickLabel, cellTicks } from './scales';
import { timeOptions, timeRange } from './time';
import { populationScale } from './view';

// All cells first: it lies under the classes.
const lines: Line[] = [
  inkLine('all', 'all cells', 'Every living cell.', 1, [1, 2]),
  ...classLines,
  ...tissueLines,
];

type Points = (number | null)[];
const plotted: Points[] = lines.map(() => []);

function columns(): Float64Array[] {
  const { tissue, ...course } = run.value.course;
  const counts = [
    course.cells,
    ...course.cellsByClass,
    ...(tissue === null ? [] : [tissue.hypoxic, tissue.debris]),
  ];
  return counts.map((column) => column.view);
}

/** A column for every line: one of a well-mixed run has no values of a tissue. */
function drawn(isLog: boolean): (Float64Array | Points)[] {
  const all = columns();
  return lines.map((_, line) => {
    const points = plotted[line] ?? [];
    const counts = all[line];
    if (counts !== undefined) return isLog ? onLogAxis(counts, points) : counts;
    points.length = run.value.course.time.view.length;
    return points.fill(null);
  });
}

/** Zero lies on the floor once a class has lived; before its first cell there is no line. */
function onLogAxis(counts: Float64Array, points: Points): Points {
  points.length = counts.length;
  let lived = false;
  for (let row = 0; row < counts.length; row++) {
    const count = counts[row] ?? 0;
    lived ||= count > 0 || (counts[row + 1] ?? 0) > 0;
    points[row] = count > 0 ? count : lived ? CELL_FLOOR : null;
  }
  return points;
}

function isListed(line: number): boolean {
  const { cellsByClass, status } = run.value;
  if (line === 0) return true;
  // Oxygen is known once the first step has been made.
  if (line > cellsByClass.length && !status?.steps) return false;
  return (cellsByClass[line - 1] ?? 0) > 0 || (columns()[line]?.some((count) => count > 0) ?? false);
}

function options(low: boolean, isLog: boolean) {
  const scale: uPlot.Scale = {
    distr: isLog ? 3 : 1,
    log: 10,
    range: (_, __, max) => cellRange(isLog, Math.max(max ?? 10, ghostTop())),
  };
  const axis = valueAxis(
    'cells',
    isLog
      ? { at: (plot, _, max) => cellTicks(max, plot.bbox.height / devicePixelRatio), name: cellTickLabel }
      : { name: tickLabel, apart: 36 },
  );
  return timeOptions(low, lines, scale, axis, () => null, [ghostPlugin(isLog)]);
}

function table(): string {
  const marks = [...classMarks, ...(run.value.course.tissue === null ? [] : tissueMarks)];
  return csv(['day', 'all', ...marks.map(({ name }) => name)], [run.value.course.time.view, ...columns()]);
}

export function PopulationPlot() {
  const scale = useStore(populationScale, (value) => value);
  const isLog = scale === 'log';
  return (
    <Chart
      id="population"
      title="Population"
      emptyText="The number of cells in each resistance class will be drawn here once the run begins."
      isEmpty={() => run.value.course.time.view.length === 0}
      lines={lines}
      isListed={isListed}
      rebuildKey="population"
      scale={populationScale}
      options={(low) => options(low, isLog)}
      read={() => ({ data: [run.value.course.time.view, ...drawn(isLog)], x: timeRange() })}
      valueAt={(line, row) => {
        const counts = columns()[line];
        const count = counts?.[row ?? counts.length - 1];
        return count === undefined ? '' : count < 10_000 ? exact(count) : short(count);
      }}
      data={table}
      under={<GhostNote />}
    >
      <ShownLesion />
    </Chart>
  );
}
