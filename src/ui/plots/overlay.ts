/** What lies under and over the lines of a time plot: treatment, doses, the day that the chronicle points at. */
import type uPlot from 'uplot';
import { inks } from '../shell/theme';
import { highlightedDay, run } from '../state/run';

const CLOSEST_BANDS_PIXELS = 4;
const WIDE_BAND_PIXELS = 60;

export function overlay(drug: () => number | null): uPlot.Plugin {
  return {
    hooks: {
      drawClear: (plot) => {
        drawTreatment(plot);
        drawDoses(plot, drug());
      },
      draw: drawHighlight,
    },
  };
}

function drawTreatment(plot: uPlot): void {
  const start = run.value.status?.treatmentStartHours ?? null;
  const { time } = run.value.course;
  const now = time.view.at(-1);
  if (start === null || now === undefined) return;
  band(plot, start / 24, now, 0.05);
}

function drawDoses(plot: uPlot, drug: number | null): void {
  const now = run.value.course.time.view.at(-1) ?? 0;
  let lastRight = Number.NEGATIVE_INFINITY;
  for (const mark of run.value.marks) {
    if (drug !== null && mark.drug !== drug && mark.drug !== -1) continue;
    // Daily doses over years would merge into one block: keep those that stand apart.
    const left = plot.valToPos(mark.from, 'x', true) / devicePixelRatio;
    if (left < lastRight + CLOSEST_BANDS_PIXELS) continue;
    const to = Math.min(mark.to, now);
    lastRight = Math.max(left + 1, plot.valToPos(to, 'x', true) / devicePixelRatio);
    // A level held for weeks is a phase, not a dose: it must not darken the plot.
    band(plot, mark.from, to, lastRight - left > WIDE_BAND_PIXELS ? 0.03 : 0.11);
  }
}

function band(plot: uPlot, from: number, to: number, alpha: number): void {
  const { ctx, bbox } = plot;
  const left = Math.max(plot.valToPos(from, 'x', true), bbox.left);
  const right = Math.min(
    Math.max(plot.valToPos(to, 'x', true), left + devicePixelRatio),
    bbox.left + bbox.width,
  );
  if (right <= left) return;
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.fillStyle = inks().dose;
  ctx.fillRect(left, bbox.top, right - left, bbox.height);
  ctx.restore();
}

function drawHighlight(plot: uPlot): void {
  const day = highlightedDay.value;
  if (day === null) return;
  const { ctx, bbox } = plot;
  const at = Math.round(plot.valToPos(day, 'x', true));
  if (at < bbox.left || at > bbox.left + bbox.width) return;
  ctx.save();
  ctx.fillStyle = inks().ink;
  ctx.fillRect(at - devicePixelRatio, bbox.top, 2 * devicePixelRatio, bbox.height);
  ctx.restore();
}
