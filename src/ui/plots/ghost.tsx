/** The run before, thin behind the one that goes on. */
import type uPlot from 'uplot';
import { classMarks } from '../readouts/classes';
import { classColour, inks } from '../shell/theme';
import { ghost } from '../state/ghost';
import { useStore } from '../state/store';
import { CELL_FLOOR } from './scales';
import { hiddenLines } from './view';

const OPACITY = 0.55;

/** The most cells that the run before had. */
export const ghostTop = (): number => {
  let most = 0;
  for (const count of ghost.value?.course.cells.view ?? []) if (count > most) most = count;
  return most;
};

export const ghostEnd = (): number => ghost.value?.course.time.view.at(-1) ?? 0;

export const ghostPlugin = (isLog: boolean): uPlot.Plugin => ({
  hooks: { drawClear: (plot) => drawGhost(plot, isLog) },
});

function drawGhost(plot: uPlot, isLog: boolean): void {
  if (ghost.value === null) return;
  const { time, cells, cellsByClass } = ghost.value.course;
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.globalAlpha = OPACITY;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([]);
  const draw = (counts: Float64Array, colour: string) =>
    drawLine(plot, { time: time.view, counts, colour, floor: isLog ? CELL_FLOOR : 0 });
  if (!hiddenLines.value.has('all')) draw(cells.view, inks().ink);
  cellsByClass.forEach((column, index) => {
    const mark = classMarks[index];
    if (mark !== undefined && !hiddenLines.value.has(mark.name)) draw(column.view, classColour(mark));
  });
  ctx.restore();
}

interface GhostLine {
  time: Float64Array;
  counts: Float64Array;
  colour: string;
  /** Where none is drawn. */
  floor: number;
}

/** From its first cell to where its last has died. */
function drawLine({ ctx, valToPos }: uPlot, { time, counts, colour, floor }: GhostLine): void {
  let lived = false;
  let before = 0;
  ctx.strokeStyle = colour;
  ctx.beginPath();
  for (let row = 0; row < counts.length; row++) {
    const count = counts[row] ?? 0;
    if (count === 0 && before === 0) {
      lived = false;
      continue;
    }
    const x = valToPos(time[row] ?? 0, 'x', true);
    const y = valToPos(Math.max(count, floor), 'y', true);
    if (lived) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
    lived = true;
    before = count;
  }
  ctx.stroke();
}

export function GhostNote() {
  const words = useStore(ghost, (value) => value?.words ?? null);
  if (words === null) return null;
  return (
    <p class="ghost-note">
      <span>Thin: the run before{words}.</span>
      <button type="button" class="quiet" title="Leave the run before out" onClick={() => ghost.set(null)}>
        Remove
      </button>
    </p>
  );
}
