/** The whole treatment in one strip: doses as marks, plasma level as a thin curve, now as a line. */
import { useEffect, useRef } from 'preact/hooks';
import { openPanel } from '../panels/open';
import { roundUp } from '../plots/scales';
import { drawSoon, forget } from '../plots/schedule';
import { shownDrug } from '../plots/view';
import { session, useSession } from '../state/chosen';
import { highlightedDay, run } from '../state/run';
import { useStore } from '../state/store';
import { dark, inks } from './theme';

const MARGIN = 12;
const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

export function Timeline() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drug = useStore(shownDrug, (value) => value);
  const name = useSession((state) => state.drugNames[drug] ?? 'drug');
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = () => drawTimeline(element);
    const soon = () => drawSoon(draw);
    const size = new ResizeObserver(soon);
    size.observe(element);
    const unwatch = [run, highlightedDay, shownDrug, dark].map((store) => store.watch(soon));
    return () => {
      for (const stop of unwatch) stop();
      size.disconnect();
      forget(draw);
    };
  }, []);
  return (
    <div class="timeline">
      <canvas ref={canvas} role="img" aria-label={`Treatment timeline: doses and plasma level of ${name}`} />
      <button
        type="button"
        class="quiet"
        title="Doses as a timeline to drag, with the plasma level that they would give"
        onClick={() => openPanel.set('schedule')}
      >
        Edit treatment
      </button>
    </div>
  );
}

function drawTimeline(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext('2d');
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (context === null || width === 0) return;
  const ratio = devicePixelRatio;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);

  const { course, marks, status } = run.value;
  const now = (status?.hours ?? 0) / 24;
  // A run that cells end may stop long before its last day: show a round span around what has happened.
  const end = Math.min(session.value.running.untilDays, Math.max(roundUp(now * 1.25), 10));
  const at = (day: number) => MARGIN + (Math.min(day, end) / end) * (width - 2 * MARGIN);
  const base = height - 14;
  const { ink, soft, rule, accent, dose } = inks();

  const start = status?.treatmentStartHours ?? null;
  if (start !== null) fill(context, dose, 0.06, at(start / 24), 0, at(now) - at(start / 24), base);
  drawDays(context, end, at, base, soft, rule, width);
  context.fillStyle = dose;
  for (const mark of marks) {
    if (mark.drug !== shownDrug.value && mark.drug !== -1) continue;
    const left = at(mark.from);
    const right = Math.max(at(Math.min(mark.to, now)), left + 1);
    fill(context, mark.drug === -1 ? ink : dose, 0.7, left, base - 4, right - left, 4);
  }
  const plasma = course.plasma[shownDrug.value]?.view;
  if (plasma !== undefined) drawCurve(context, course.time.view, plasma, at, base, soft);
  context.fillStyle = ink;
  context.fillRect(at(now) - 0.5, 0, 1, base);
  const highlighted = highlightedDay.value;
  if (highlighted !== null) fill(context, accent, 1, at(highlighted) - 1, 0, 2, base);
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
  const every = roundUp(end / Math.max(Math.floor(width / 110), 2));
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

/** The curve reaches the top at its own highest level; its values are in the drug plot. */
function drawCurve(
  context: CanvasRenderingContext2D,
  time: Float64Array,
  plasma: Float64Array,
  at: (day: number) => number,
  base: number,
  colour: string,
): void {
  let top = 0;
  for (const level of plasma) if (level > top) top = level;
  if (top === 0) return;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (let row = 0; row < time.length; row++) {
    const y = base - 5 - ((plasma[row] ?? 0) / top) * (base - 9);
    context.lineTo(at(time[row] ?? 0), y);
  }
  context.stroke();
}
