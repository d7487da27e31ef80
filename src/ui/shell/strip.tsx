/** The treatment in one strip: a lane for each drug with its doses and the course of its level, now as a line. */
import { useEffect, useRef } from 'preact/hooks';
import { openPanel } from '../panels/open';
import { roundUp } from '../plots/scales';
import { drawSoon, forget } from '../plots/schedule';
import { session, useSession } from '../state/chosen';
import { highlightedDay, run } from '../state/run';
import { useStore } from '../state/store';
import { narrow } from '../state/view';
import { dark, inks } from './theme';

const MARGIN = 12;
const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const LANE_PIXELS = 20;
const AXIS_PIXELS = 16;
const MARK_PIXELS = 4;

/** Each drug in its place, then the inhibitor, whose marks are -1. */
interface LaneOf {
  name: string;
  drug: number;
}

function lanesOf({ drugs, inhibitor }: ReturnType<typeof running>): LaneOf[] {
  const lanes = drugs.map(({ name }, drug) => ({ name, drug }));
  return inhibitor === null ? lanes : [...lanes, { name: inhibitor.name, drug: -1 }];
}

const running = () => session.value.running;

export function Strip() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const names = useSession((state) =>
    lanesOf(state.running)
      .map(({ name }) => name)
      .join('\n'),
  );
  const small = useStore(narrow, (value) => value);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = () => drawStrip(element);
    const soon = () => drawSoon(draw);
    const size = new ResizeObserver(soon);
    size.observe(element);
    const unwatch = [run, session, highlightedDay, dark].map((store) => store.watch(soon));
    return () => {
      for (const stop of unwatch) stop();
      size.disconnect();
      forget(draw);
    };
  }, [names === '']);
  if (names === '') return null;
  const lanes = names.split('\n');
  return (
    <section class="timeline" aria-label="Treatment">
      <ul style={{ lineHeight: `${LANE_PIXELS}px` }}>
        {lanes.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <canvas
        ref={canvas}
        role="img"
        style={{ height: `${lanes.length * LANE_PIXELS + AXIS_PIXELS}px` }}
        aria-label={`Treatment: doses and level of ${lanes.join(', ')} over the days of the run`}
      />
      <button
        type="button"
        class={small ? '' : 'quiet'}
        title="Doses as a timeline to drag, with the plasma level that they would give"
        onClick={() => openPanel.set('schedule')}
      >
        Edit treatment
      </button>
    </section>
  );
}

/** Null where there is nothing to draw on. */
function prepared(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const context = canvas.getContext('2d');
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (context === null || width === 0) return null;
  const ratio = devicePixelRatio;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

function drawStrip(canvas: HTMLCanvasElement): void {
  const context = prepared(canvas);
  if (context === null) return;
  const { clientWidth: width, clientHeight: height } = canvas;
  const { status } = run.value;
  const now = (status?.hours ?? 0) / 24;
  // A run that cells end may stop long before its last day: show a round span around what has happened.
  const end = Math.min(running().untilDays, Math.max(roundUp(now * 1.25), 10));
  const at = (day: number) => MARGIN + (Math.min(day, end) / end) * (width - 2 * MARGIN);
  const base = height - AXIS_PIXELS;
  const { ink, soft, rule, accent, dose } = inks();
  const start = status?.treatmentStartHours ?? null;
  if (start !== null) fill(context, dose, 0.06, at(start / 24), 0, at(now) - at(start / 24), base);
  drawDays(context, end, at, base, soft, rule, width);
  lanesOf(running()).forEach(({ drug }, lane) => {
    drawLane(context, drug, at, now, (lane + 1) * LANE_PIXELS);
    fill(context, rule, 1, MARGIN, (lane + 1) * LANE_PIXELS, width - 2 * MARGIN, 1);
  });
  context.fillStyle = ink;
  context.fillRect(at(now) - 0.5, 0, 1, base);
  const highlighted = highlightedDay.value;
  if (highlighted !== null) fill(context, accent, 1, at(highlighted) - 1, 0, 2, base);
}

function drawLane(
  context: CanvasRenderingContext2D,
  drug: number,
  at: (day: number) => number,
  now: number,
  base: number,
): void {
  const { course, marks } = run.value;
  const { ink, soft, dose } = inks();
  for (const mark of marks) {
    if (mark.drug !== drug) continue;
    const left = at(mark.from);
    const right = Math.max(at(Math.min(mark.to, now)), left + 1);
    fill(context, drug === -1 ? ink : dose, 0.75, left, base - MARK_PIXELS, right - left, MARK_PIXELS);
  }
  const level = drug === -1 ? course.inhibitor.view : course.plasma[drug]?.view;
  if (level !== undefined) drawCurve(context, course.time.view, level, at, base - MARK_PIXELS - 1, soft);
}

function fill(
  context: CanvasRenderingContext2D,
  colour: string,
  alpha: number,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  context.globalAlpha = alpha;
  context.fillStyle = colour;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
}

function drawDays(
  context: CanvasRenderingContext2D,
  end: number,
  at: (day: number) => number,
  base: number,
  soft: string,
  rule: string,
  width: number,
): void {
  const apart = roundUp(end / Math.max(Math.floor(width / 110), 2));
  // Whole days, where there are some.
  const every = apart > 1 ? Math.ceil(apart) : apart;
  context.font = FONT;
  context.textBaseline = 'bottom';
  context.fillStyle = rule;
  context.fillRect(MARGIN, base, width - 2 * MARGIN, 1);
  context.fillStyle = soft;
  for (let day = 0; day <= end * 1.0001; day += every) {
    const label = day === 0 ? 'day 0' : String(Number(day.toPrecision(6)));
    context.textAlign = day === 0 ? 'left' : day > end * 0.99 ? 'right' : 'center';
    context.fillText(label, at(day), base + 14);
  }
}

/** The curve reaches the top of its lane at its own highest level; its values are in the drug plot. */
function drawCurve(
  context: CanvasRenderingContext2D,
  time: Float64Array,
  levels: Float64Array,
  at: (day: number) => number,
  base: number,
  colour: string,
): void {
  let top = 0;
  for (const level of levels) if (level > top) top = level;
  if (top === 0) return;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (let row = 0; row < time.length; row++) {
    context.lineTo(at(time[row] ?? 0), base - ((levels[row] ?? 0) / top) * (LANE_PIXELS - MARK_PIXELS - 4));
  }
  context.stroke();
}
