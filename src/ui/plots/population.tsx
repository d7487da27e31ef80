/**
 * Cells by resistance class over time: the stage of a well-mixed scenario. Of a tissue also those short of oxygen, and
 * what the dead have left.
 */
import type uPlot from 'uplot';
import { classMarks } from '../readouts/classes';
import { type SubclassMark, split, subclassMarks } from '../readouts/subclasses';
import { session, useSession } from '../state/chosen';
import { run } from '../state/run';
import { useStore } from '../state/store';
import { exact, short, tickLabel } from '../words/format';
import { valueAxis } from './axes';
import { Chart } from './chart';
import { csv } from './export';
import { GhostNote, ghostPlugin, ghostTop } from './ghost';
import { ShownLesion } from './lesion';
import { classLine, classLines, inkLine, type Line, tissueLines } from './line';
import { CELL_FLOOR, cellRange, cellTickLabel, cellTicks } from './scales';
import { timeOptions, timeRange } from './time';
import { populationScale } from './view';

const all = inkLine('all', 'all cells', 'Every living cell.', 1, [1, 2]);
const whole: readonly Line[] = [all, ...classLines, ...tissueLines];

/** With the parts of each class behind it. */
function parted(marks: readonly SubclassMark[]): Line[] {
  const parts = marks.map((mark): Line => ({ ...classLine(mark), within: mark.of }));
  const own = classLines.flatMap((line) => [line, ...parts.filter(({ within }) => within === line.key)]);
  return [all, ...own, ...tissueLines];
}

type Points = (number | null)[];
const plotted = new Map<string, Points>();

const none = new Float64Array(0);

/** The counts of a line; empty where the run has none. */
function column({ key, within }: Line): Float64Array {
  const { cells, cellsByClass, cellsBySubclass, tissue } = run.value.course;
  if (key === all.key) return cells.view;
  if (within !== undefined) {
    const { targets } = session.value.running;
    return cellsBySubclass[subclassMarks(targets).findIndex(({ name }) => name === key)]?.view ?? none;
  }
  const index = classMarks.findIndex(({ name }) => name === key);
  if (index >= 0) return cellsByClass[index]?.view ?? none;
  return (key === 'hypoxic' ? tissue?.hypoxic : tissue?.debris)?.view ?? none;
}

/** A column for every line: one of a well-mixed run has no values of a tissue. */
function drawn(lines: readonly Line[], isLog: boolean): (Float64Array | Points)[] {
  const rows = run.value.course.time.view.length;
  return lines.map((line) => {
    const points = plotted.get(line.key) ?? [];
    plotted.set(line.key, points);
    const counts = column(line);
    // What has never lived is no line along the floor.
    if (counts.length > 0 && isListed(line)) return isLog ? onLogAxis(counts, points) : counts;
    points.length = rows;
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

/** A part that was never so large, nor so large a share of its class, has nothing to show. */
const FEW_CELLS = 10;
const SMALL_SHARE = 0.01;

function stoodOut(counts: Float64Array, ofClass: Float64Array): boolean {
  return counts.some((count, row) => count >= FEW_CELLS && count >= SMALL_SHARE * (ofClass[row] ?? 0));
}

function isListed(line: Line): boolean {
  if (line.key === all.key) return true;
  // Oxygen is known once the first step has been made.
  const ofTissue = tissueLines.includes(line);
  if (ofTissue && !run.value.status?.steps) return false;
  if (line.within === undefined) return column(line).some((count) => count > 0);
  const index = classMarks.findIndex(({ name }) => name === line.within);
  return stoodOut(column(line), run.value.course.cellsByClass[index]?.view ?? none);
}

function options(low: boolean, lines: Line[], isLog: boolean) {
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

/** Every class, and its parts that have had cells. */
function table(): string {
  const { time, tissue } = run.value.course;
  const parts = parted(subclassMarks(session.value.running.targets)).filter(
    (line) => line.within !== undefined && isListed(line),
  );
  const lines = [all, ...classLines, ...parts, ...(tissue === null ? [] : tissueLines)];
  const names = lines.map(({ key, label, within }) =>
    within === undefined ? key : label.replaceAll(/[,"\n]/g, ' '),
  );
  return csv(['day', ...names], [time.view, ...lines.map(column)]);
}

/** Whether classes are told apart into their parts, everywhere. */
function Split() {
  const on = useStore(split, (value) => value);
  const resists = useSession(({ running }) => running.drugs.length > 0);
  if (!resists) return null;
  return (
    <fieldset class="switch plot-split" aria-label="Cells told apart by">
      <button type="button" aria-pressed={!on} onClick={() => split.set(false)}>
        classes
      </button>
      <button
        type="button"
        aria-pressed={on}
        title="Cells of a class by their variant of the target, and by copies of the gene"
        onClick={() => split.set(true)}
      >
        variants, copies
      </button>
    </fieldset>
  );
}

export function PopulationPlot() {
  const scale = useStore(populationScale, (value) => value);
  const targets = useSession(({ running }) => running.targets);
  const isSplit = useStore(split, (value) => value);
  const isLog = scale === 'log';
  const lines = isSplit ? parted(subclassMarks(targets)) : [...whole];
  return (
    <Chart
      id="population"
      title="Population"
      emptyText="The number of cells in each resistance class will be drawn here once the run begins."
      isEmpty={() => run.value.course.time.view.length === 0}
      lines={lines}
      isListed={(line) => lines[line] !== undefined && isListed(lines[line])}
      rebuildKey={`population ${lines.map(({ key, label }) => key + label).join()}`}
      scale={populationScale}
      options={(low) => options(low, lines, isLog)}
      read={() => ({ data: [run.value.course.time.view, ...drawn(lines, isLog)], x: timeRange() })}
      valueAt={(line, row) => {
        const counts = lines[line] === undefined ? none : column(lines[line]);
        const count = counts[row ?? counts.length - 1];
        return count === undefined ? '' : count < 10_000 ? exact(count) : short(count);
      }}
      data={table}
      under={<GhostNote />}
    >
      <ShownLesion />
      <Split />
    </Chart>
  );
}
