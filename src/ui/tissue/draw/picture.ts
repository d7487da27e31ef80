/** The view as a picture to keep: title, day, what the colours mean, scale. */
import type { TissueShape } from '../../../worker/pictures/tissueMessages';
import { inks } from '../../shell/theme';
import { session } from '../../state/chosen';
import { run } from '../../state/run';
import { download } from '../../words/download';
import { day } from '../../words/format';
import { fluidMeaning, meaningOf, type Patch, type Ramp } from '../legend';
import { rampFrom } from '../looks';
import { lengthText, roundLength } from '../scaleBar';
import { asVolume, camera, choice, overlay } from '../state';
import { rampStops } from './colour';
import { MARK_LINE } from './planar';
import type { TissueView } from './viewClient';

const MARGIN = 16;
const LINE = 20;
const RAMP_WIDTH = 220;
const PATCH_GAP = 14;

export async function savePicture(view: TissueView, name: string, shape: TissueShape): Promise<void> {
  const bitmap = await createImageBitmap(await view.picture());
  const ratio = devicePixelRatio;
  const width = bitmap.width / ratio;
  const { patches, ramp } = meaningOf(choice.value, shape);
  const over = overlay.value === null || asVolume.value ? null : fluidMeaning(overlay.value, shape);
  const ramps = [ramp, over].filter((each) => each !== null);
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) return;
  const rows = patchRows(context, patches, width);
  const legend = ramps.length * 2 * LINE + rows.length * LINE;
  const top = MARGIN + LINE + 8;
  const below = top + bitmap.height / ratio + 12;
  canvas.width = (width + 2 * MARGIN) * ratio;
  canvas.height = (below + legend + MARGIN) * ratio;
  context.scale(ratio, ratio);
  const { surface, ink, soft } = inks();
  context.fillStyle = surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'middle';
  write(context, ink, 600, name, MARGIN, MARGIN + 8);
  const hours = run.value.status?.hours ?? 0;
  const { title, scenario } = session.value;
  context.textAlign = 'right';
  write(
    context,
    soft,
    400,
    `${title}, seed ${scenario.seed}, day ${day(hours / 24)}`,
    MARGIN + width,
    MARGIN + 8,
  );
  context.textAlign = 'left';
  context.drawImage(bitmap, MARGIN, top, width, bitmap.height / ratio);
  let y = below;
  for (const each of ramps) {
    drawRamp(context, each, y);
    y += 2 * LINE;
  }
  for (const row of rows) {
    drawPatches(context, row, y);
    y += LINE;
  }
  if (camera.value !== null && !asVolume.value) {
    const length = roundLength(shape.siteMicrometres / camera.value.scale);
    const pixels = (length / shape.siteMicrometres) * camera.value.scale;
    const right = MARGIN + width;
    context.fillStyle = ink;
    context.fillRect(right - pixels, below + 4, pixels, 3);
    context.textAlign = 'right';
    write(context, ink, 400, lengthText(length), right, below + 18);
  }
  canvas.toBlob((blob) => {
    if (blob !== null) download(`${session.value.fileStem}-tissue.png`, blob);
  }, 'image/png');
}

function write(
  context: CanvasRenderingContext2D,
  colour: string,
  weight: number,
  text: string,
  x: number,
  y: number,
): void {
  context.font = `${weight} 13px system-ui, sans-serif`;
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/** Patches in as many rows as the width asks for, beside the scale. */
function patchRows(context: CanvasRenderingContext2D, patches: Patch[], width: number): Patch[][] {
  context.font = '400 13px system-ui, sans-serif';
  const rows: Patch[][] = [[]];
  let left = 0;
  for (const patch of patches) {
    const needs = widthOf(context, patch);
    if (left > 0 && left + needs > width - 130) {
      rows.push([]);
      left = 0;
    }
    rows.at(-1)?.push(patch);
    left += needs;
  }
  return rows;
}

const widthOf = (context: CanvasRenderingContext2D, { label }: Patch) =>
  18 + context.measureText(label).width + PATCH_GAP;

function drawPatches(context: CanvasRenderingContext2D, patches: Patch[], y: number): void {
  const { ink } = inks();
  let x = MARGIN;
  for (const patch of patches) {
    context.fillStyle = patch.colour === 'clones' ? ink : patch.colour;
    context.beginPath();
    if (patch.ring) context.arc(x + 6, y + 10, 5, 0, 2 * Math.PI);
    else context.rect(x, y + 4, 12, 12);
    if (patch.ring === 'hollow') {
      context.strokeStyle = patch.colour;
      context.lineWidth = MARK_LINE;
      context.stroke();
    } else context.fill();
    write(context, ink, 400, patch.label, x + 18, y + 10);
    x += widthOf(context, patch);
  }
}

function drawRamp(context: CanvasRenderingContext2D, { title, unit, name, ticks }: Ramp, y: number): void {
  const { ink, soft } = inks();
  const text = `${title}, ${unit}`;
  write(context, ink, 400, text, MARGIN, y + 8);
  const left = MARGIN + context.measureText(text).width + 24;
  const gradient = context.createLinearGradient(left, 0, left + RAMP_WIDTH, 0);
  const stops = rampStops(name, rampFrom());
  stops.forEach((colour, index) => {
    gradient.addColorStop(index / (stops.length - 1), colour);
  });
  context.fillStyle = gradient;
  context.fillRect(left, y + 2, RAMP_WIDTH, 12);
  context.textAlign = 'center';
  for (const { at, label } of ticks) write(context, soft, 400, label, left + at * RAMP_WIDTH, y + 24);
  context.textAlign = 'left';
}
