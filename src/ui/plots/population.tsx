/** Cells by resistance class over time: the stage of a well-mixed scenario. */
import { classMarks } from '../classes';
import { exact, short, tickLabel } from '../format';
import { run } from '../run';
import { useStore } from '../store';
import { axis, Y_AXIS_PIXELS } from './axes';
import { Chart } from './chart';
import { csv } from './export';
import { ShownLesion } from './lesion';
import { classLines, inkLine, type Line } from './line';
import { CELL_FLOOR, cellRange, cellTickLabel, cellTicks } from './scales';
import { timeOptions, timeRange } from './time';
import { populationScale } from './view';

// All cells first: it lies under the classes.
const lines: Line[] = [inkLine('all', 'all cells', 'Every living cell.', 1, [1, 2]), ...classLines];

type Points = (number | null)[];
const plotted: Points[] = lines.map(() => []);

function columns(): Float64Array[] {
  const { course } = run.value;
  return [course.cells.view, ...course.cellsByClass.map((column) => column.view)];
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
  if (line === 0) return true;
  return (
    (run.value.cellsByClass[line - 1] ?? 0) > 0 || (columns()[line]?.some((count) => count > 0) ?? false)
  );
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
      options={() =>
        timeOptions(
          lines,
          { distr: isLog ? 3 : 1, log: 10, range: (_, __, max) => cellRange(isLog, max) },
          axis({
            label: 'cells',
            size: Y_AXIS_PIXELS,
            ...(isLog
              ? {
                  splits: (plot, _, __, max) => cellTicks(max, plot.bbox.height / devicePixelRatio),
                  filter: (_, ticks) => ticks,
                  values: (_, ticks) => ticks.map(cellTickLabel),
                }
              : { values: (_, ticks) => ticks.map(tickLabel), space: 36 }),
          }),
          () => null,
        )
      }
      read={() => ({
        data: [
          run.value.course.time.view,
          ...columns().map((counts, index) => (isLog ? onLogAxis(counts, plotted[index] ?? []) : counts)),
        ],
        x: timeRange(),
      })}
      valueAt={(line, row) => {
        const counts = columns()[line];
        const count = counts?.[row ?? counts.length - 1];
        return count === undefined ? '' : count < 10_000 ? exact(count) : short(count);
      }}
      data={() =>
        csv(
          ['day', 'all', ...classMarks.map((mark) => mark.name)],
          [run.value.course.time.view, ...columns()],
        )
      }
    >
      <ShownLesion />
    </Chart>
  );
}
