/** A plot as a picture with its legend. */
import type uPlot from 'uplot';
import { inks } from '../shell/theme';
import { download } from '../words/download';
import type { Line } from './line';

const LEGEND_ROW = 20;
const MARGIN = 16;

export function savePicture(plot: uPlot, title: string, note: string, lines: Line[], fileName: string): void {
  const source = plot.ctx.canvas;
  const ratio = source.width / plot.width;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) return;
  const font = (weight: number) => `${weight} 13px system-ui, sans-serif`;
  context.font = font(400);
  const places = layOutLegend(context, lines, plot.width);
  const rows = (places.at(-1)?.row ?? 0) + 1;
  const top = MARGIN + 24 + rows * LEGEND_ROW;
  canvas.width = (plot.width + 2 * MARGIN) * ratio;
  canvas.height = (top + plot.height + MARGIN) * ratio;
  context.scale(ratio, ratio);
  const { surface, ink, soft } = inks();
  context.fillStyle = surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'middle';
  context.font = font(600);
  context.fillStyle = ink;
  context.fillText(title, MARGIN, MARGIN + 8);
  context.font = font(400);
  context.fillStyle = soft;
  context.textAlign = 'right';
  context.fillText(note, MARGIN + plot.width, MARGIN + 8);
  context.textAlign = 'left';
  for (const { line, left, row } of places) {
    const y = MARGIN + 28 + row * LEGEND_ROW;
    context.strokeStyle = line.colour();
    context.lineWidth = line.width;
    context.setLineDash(line.dash);
    context.beginPath();
    context.moveTo(MARGIN + left, y);
    context.lineTo(MARGIN + left + 24, y);
    context.stroke();
    context.fillStyle = ink;
    context.fillText(line.label, MARGIN + left + 30, y);
  }
  context.drawImage(source, MARGIN, top, plot.width, plot.height);
  canvas.toBlob((blob) => {
    if (blob !== null) download(fileName, blob);
  }, 'image/png');
}

function layOutLegend(context: CanvasRenderingContext2D, lines: Line[], width: number) {
  let left = 0;
  let row = 0;
  return lines.map((line) => {
    const needs = context.measureText(line.label).width + 48;
    if (left > 0 && left + needs > width) {
      left = 0;
      row++;
    }
    const place = { line, left, row };
    left += needs;
    return place;
  });
}
