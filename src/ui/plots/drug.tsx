/** Drug over time: plasma level, and the mean amount inside the cells of each class. */
import { CLASS_COUNT } from '../../kernel/model';
import { columnNames } from '../../scenario/tables/csv';
import { classMarks, DASHES } from '../readouts/classes';
import { inks } from '../shell/theme';
import { useSession } from '../state/chosen';
import { type PartView, run } from '../state/run';
import { useStore } from '../state/store';
import { digits } from '../words/format';
import { valueAxis, valueScale } from './axes';
import { Chart } from './chart';
import { DrugChoice } from './drugChoice';
import { csv } from './export';
import { isBlend, ShownLesion } from './lesion';
import { classLines, inkLine, type Line } from './line';
import type { Drawing } from './live';
import { concentrationLabel, decadeTicks, drugFloor, roundUp } from './scales';
import { timeOptions, timeRange } from './time';
import { drugScale, shownDrug } from './view';

const PLASMA = CLASS_COUNT;
const INHIBITOR = CLASS_COUNT + 1;

/** Of one compartment: inside the cells of each class, and around them. */
const own: readonly Line[] = [
  ...classLines,
  {
    key: 'plasma',
    label: 'plasma',
    help: 'Drug level around the cells, from the plasma pharmacokinetics.',
    colour: () => inks().plasma,
    dash: [],
    width: 1,
    area: 0.28,
  },
  inkLine('inhibitor', 'pump inhibitor', 'Plasma level of the inhibitor of the pump.', 1, [1, 2]),
];

/** Means over the cells of each tumour, where several are shown together. */
const placeLines = (names: readonly string[]): Line[] =>
  names.map((name, place) =>
    inkLine(
      `cells of ${place}`,
      `in cells of ${name}`,
      `Mean amount inside all cells of ${name}.`,
      1.5,
      DASHES[place % DASHES.length],
    ),
  );

/** Tumours that are told apart. */
const places = (parts: readonly PartView[]) =>
  parts.filter(({ kind, inside }) => kind !== 'marrow' && inside.length > 0);

type Points = (number | null)[];
const plotted: Points[] = [];
const nothing = new Float64Array(0);

function columns(): Float64Array[] {
  const { course } = run.value;
  const drug = shownDrug.value;
  const inside = (isBlend() ? undefined : course.inside[drug]) ?? course.cellsByClass.map(() => undefined);
  return [
    ...inside.map((column) => column?.view ?? nothing),
    course.plasma[drug]?.view ?? nothing,
    course.inhibitor.view,
    ...places(run.value.parts).map(({ inside }) => inside[drug]?.view ?? nothing),
  ];
}

/** A class without cells has no mean; on a logarithmic axis what lies below it is drawn at its floor. */
function points(values: Float64Array, cells: Float64Array | undefined, floor: number, into: Points): Points {
  into.length = run.value.course.time.view.length;
  into.fill(null);
  for (let row = 0; row < values.length; row++) {
    into[row] = cells !== undefined && !((cells[row] ?? 0) > 0) ? null : Math.max(values[row] ?? 0, floor);
  }
  return into;
}

function largest(all: Float64Array[]): number {
  let max = 0;
  for (const values of all) for (const value of values) if (value > max) max = value;
  return max;
}

const some = (values: ArrayLike<number> | undefined) =>
  values !== undefined && Array.prototype.some.call(values, Boolean);

function isListed(line: number): boolean {
  if (line === PLASMA) return true;
  if (line > INHIBITOR) return isBlend();
  if (line < CLASS_COUNT && isBlend()) return false;
  if (line === INHIBITOR) return some(run.value.course.inhibitor.view);
  return (run.value.cellsByClass[line] ?? 0) > 0 || some(run.value.course.cellsByClass[line]?.view);
}

function options(low: boolean, lines: Line[], isLog: boolean) {
  const range = (top: number): [number, number] =>
    isLog ? [drugFloor(top), 10 ** Math.ceil(Math.log10(top * 1.02))] : [0, roundUp(top * 1.02)];
  const names = isLog
    ? { at: (_: unknown, min: number, max: number) => decadeTicks(min, max), name: concentrationLabel }
    : { name: digits };
  const axis = valueAxis('drug (µM)', names);
  return timeOptions(low, lines, valueScale(isLog, range), axis, () => shownDrug.value);
}

function read(lines: readonly Line[], isLog: boolean): Drawing {
  const all = columns();
  const floor = isLog ? drugFloor(largest(all)) : 0;
  return {
    data: [
      run.value.course.time.view,
      ...lines.map((_, line) => {
        plotted[line] ??= [];
        const values = isListed(line) ? all[line] : undefined;
        return points(values ?? nothing, cellsOf(line), floor, plotted[line]);
      }),
    ],
    x: timeRange(),
  };
}

/** Cells that a line is a mean of; undefined of a level. */
function cellsOf(line: number): Float64Array | undefined {
  const { course, parts } = run.value;
  return (course.cellsByClass[line] ?? places(parts)[line - INHIBITOR - 1]?.cells)?.view;
}

function valueAt(line: number, row: number | null): string {
  const values = columns()[line];
  const value = values?.[row ?? values.length - 1];
  const cells = cellsOf(line);
  if (value === undefined || (cells !== undefined && !((cells[row ?? cells.length - 1] ?? 0) > 0)))
    return '–';
  return `${digits(value)} µM`;
}

function table(): string {
  const all = columns();
  const blend = isBlend();
  const means = blend ? 0 : CLASS_COUNT;
  const tumours = blend ? places(run.value.parts) : [];
  const ofPlaces = columnNames(tumours.map(({ name }) => name)).map((name) => `inside_${name}_uM`);
  const inside = classMarks.slice(0, means).map((mark) => `inside_${mark.name}_uM`);
  return csv(
    ['day', ...inside, 'plasma_uM', 'inhibitor_uM', ...ofPlaces],
    [
      run.value.course.time.view,
      ...all.slice(0, means),
      ...all.slice(CLASS_COUNT, INHIBITOR + 1 + ofPlaces.length),
    ],
  );
}

export function DrugPlot() {
  const isLog = useStore(drugScale, (value) => value) === 'log';
  const drug = useStore(shownDrug, (value) => value);
  const name = useSession((state) => state.drugNames[drug] ?? '');
  const names = useStore(run, ({ parts }) =>
    places(parts)
      .map((part) => part.name)
      .join('\n'),
  );
  const lines = [...own, ...placeLines(names === '' ? [] : names.split('\n'))];
  return (
    <Chart
      id="drug"
      title="Drug"
      emptyText={`The level of ${name || 'the drug'} in plasma and inside the cells of each class will be drawn here from the first dose on.`}
      isEmpty={() => !some(run.value.course.plasma[drug]?.view)}
      lines={lines}
      isListed={isListed}
      rebuildKey={`drug ${drug} ${names}`}
      scale={drugScale}
      options={(low) => options(low, lines, isLog)}
      read={() => read(lines, isLog)}
      valueAt={valueAt}
      note={() => (isBlend() ? 'by class: choose one lesion' : '')}
      data={table}
    >
      <DrugChoice />
      <ShownLesion />
    </Chart>
  );
}
