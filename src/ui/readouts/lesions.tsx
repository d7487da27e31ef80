/** Several compartments side by side: size, course, largest class or blood count; a click shows one in all plots. */
import { useEffect, useRef } from 'preact/hooks';
import { classLines } from '../plots/line';
import { drawSoon, forget } from '../plots/schedule';
import { Swatch } from '../shell/swatch';
import { dark, inks } from '../shell/theme';
import { type PartView, run } from '../state/run';
import { look } from '../state/session';
import { useStore } from '../state/store';
import { exact, percent, short } from '../words/format';
import { classMarks } from './classes';
import { MarrowGauge } from './marrowGauge';

const SPARK_WIDTH = 96;
const SPARK_HEIGHT = 18;
const ALL = -1;

export function LesionPanel() {
  const parts = useStore(run, (view) => view.parts);
  const shown = useStore(run, (view) => view.shown);
  const cells = useStore(run, (view) => view.status?.cells ?? 0);
  if (parts.length === 0) return null;
  const tumours = parts.filter(({ kind }) => kind !== 'marrow');
  const alive = tumours.filter((part) => sum(part.cellsByClass) > 0).length;
  const heading = parts.every(({ kind }) => kind === 'tumour') ? 'Lesions' : 'Compartments';
  return (
    <section class="lesions" aria-label={heading}>
      <div class="lesions-head">
        <h2>{heading}</h2>
        <button
          type="button"
          aria-pressed={shown === ALL}
          title="Show all together"
          onClick={() => look(ALL)}
        >
          {tumours.length > 1 ? 'together' : 'tumour'}{' '}
          <output aria-live="off" title={exact(cells)}>
            {short(cells)}
          </output>
        </button>
        <span class="plot-note">
          {alive} of {tumours.length} alive
        </span>
      </div>
      <ul>
        {parts.map((part, index) => (
          <Lesion key={part.name} part={part} index={index} shown={shown === index} />
        ))}
      </ul>
    </section>
  );
}

function Lesion({ part, index, shown }: { part: PartView; index: number; shown: boolean }) {
  const live = sum(part.cellsByClass);
  const largest = part.cellsByClass.indexOf(Math.max(...part.cellsByClass));
  const line = classLines[largest];
  const { marrow } = part;
  const label =
    live === 0
      ? 'no cell left'
      : marrow !== null
        ? `${percent(marrow.progenitors)} of normal, blood cells ${percent(marrow.blood)} of normal`
        : `mostly ${classMarks[largest]?.label ?? ''}`;
  return (
    <li>
      <button
        type="button"
        aria-pressed={shown}
        data-none={live === 0 || undefined}
        title={`${part.name}: ${exact(live)} cells, ${label}. Click to show ${shown ? 'all together' : 'it alone'}.`}
        onClick={() => look(shown ? ALL : index)}
      >
        <span class="lesion-name">{part.name}</span>
        <Spark index={index} />
        <output aria-live="off">
          {marrow ? percent(marrow.blood) : live < 10_000 ? exact(live) : short(live)}
        </output>
        {marrow === null && live > 0 && line ? <Swatch line={line} /> : <span />}
      </button>
      {marrow && <MarrowGauge name={part.name} {...marrow} />}
    </li>
  );
}

/** Cells over the days of the run, on one logarithmic scale for all lesions. */
function Spark({ index }: { index: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = () => drawSpark(element, index);
    const soon = () => drawSoon(draw);
    const unwatch = [run.watch(soon), dark.watch(soon)];
    soon();
    return () => {
      for (const stop of unwatch) stop();
      forget(draw);
    };
  }, [index]);
  return <canvas ref={canvas} style={{ width: `${SPARK_WIDTH}px`, height: `${SPARK_HEIGHT}px` }} />;
}

function drawSpark(canvas: HTMLCanvasElement, index: number): void {
  const context = canvas.getContext('2d');
  const { parts, course } = run.value;
  const counts = parts[index]?.cells.view;
  const time = course.time.view;
  if (context === null || counts === undefined) return;
  const ratio = devicePixelRatio;
  if (canvas.width !== Math.round(SPARK_WIDTH * ratio)) {
    canvas.width = Math.round(SPARK_WIDTH * ratio);
    canvas.height = Math.round(SPARK_HEIGHT * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, SPARK_WIDTH, SPARK_HEIGHT);
  const end = time[time.length - 1] ?? 0;
  const top = Math.log(1 + largestCount(parts));
  if (end === 0 || top === 0) return;
  context.strokeStyle = inks().soft;
  context.lineWidth = 1.25;
  context.beginPath();
  // A row every half pixel is all that can be seen.
  const stride = Math.max(1, Math.floor(counts.length / (2 * SPARK_WIDTH)));
  for (let row = 0; row < counts.length; row += stride) {
    const x = ((time[row] ?? 0) / end) * (SPARK_WIDTH - 2) + 1;
    const y = SPARK_HEIGHT - 2 - (Math.log(1 + (counts[row] ?? 0)) / top) * (SPARK_HEIGHT - 4);
    context.lineTo(x, y);
  }
  context.stroke();
}

let largestSeen: { parts: PartView[] | null; count: number } = { parts: null, count: 0 };

/** Largest count of any lesion so far; looked up once per frame for all of them. */
function largestCount(parts: PartView[]): number {
  if (largestSeen.parts === parts) return largestSeen.count;
  let count = 0;
  for (const { cells } of parts) for (const value of cells.view) if (value > count) count = value;
  largestSeen = { parts, count };
  return count;
}

function sum(counts: Float64Array): number {
  return counts.reduce((all, count) => all + count, 0);
}
