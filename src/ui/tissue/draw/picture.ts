/** What is seen as a picture to keep: title, day, compartments by name, what the colours mean, scale. */
import type { TissueShape } from '../../../worker/pictures/tissueMessages';
import { inks } from '../../shell/theme';
import { session } from '../../state/chosen';
import { run } from '../../state/run';
import { download } from '../../words/download';
import { day } from '../../words/format';
import { fluidMeaning, meaningOf, type Patch, type Ramp } from '../legend';
import { rampFrom } from '../looks';
import { lengthText, roundLength } from '../scaleBar';
import { asVolume, choice, overlay } from '../state';
import type { CanvasView } from './canvasView';
import { rampStops } from './colour';
import { MARK_LINE } from './planar';

const MARGIN = 16;
const LINE = 20;
const RAMP_WIDTH = 220;
const PATCH_GAP = 14;

interface Told {
  /** Of all that is seen. */
  name: string;
  shape: TissueShape;
  /** Whether cells without places are seen. */
  dishes: boolean;
}

/** A view where it stands among the others; CSS pixels. */
interface Placed {
  view: CanvasView;
  bitmap: ImageBitmap;
  x: number;
  y: number;
  width: number;
  height: number;
}

export async function savePicture(views: readonly CanvasView[], told: Told): Promise<void> {
  const { patches, ramp } = meaningOf(choice.value, told.shape, told.dishes);
  const over = overlay.value === null || asVolume.value ? null : fluidMeaning(overlay.value, told.shape);
  const ramps = [ramp, over].filter((each) => each !== null);
  const placed = await placeAll(views);
  const ratio = devicePixelRatio;
  const width = Math.max(...placed.map((each) => each.x + each.width));
  const height = Math.max(...placed.map((each) => each.y + each.height));
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) return;
  const rows = patchRows(context, patches, width);
  const legend = ramps.length * 2 * LINE + rows.length * LINE;
  const top = MARGIN + LINE + 8;
  const below = top + height + 12;
  canvas.width = (width + 2 * MARGIN) * ratio;
  canvas.height = (below + legend + MARGIN) * ratio;
  context.scale(ratio, ratio);
  context.fillStyle = inks().surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'middle';
  drawTitle(context, told.name, width);
  for (const each of placed) drawView(context, each, top, placed.length > 1);
  let y = below;
  for (const each of ramps) {
    drawRamp(context, each, y);
    y += 2 * LINE;
  }
  for (const row of rows) {
    drawPatches(context, row, y);
    y += LINE;
  }
  const [only] = placed;
  if (placed.length === 1 && only) drawScale(context, only.view, MARGIN + width, below + 4);
  canvas.toBlob((blob) => {
    if (blob !== null) download(`${session.value.fileStem}-cells.png`, blob);
  }, 'image/png');
}

async function placeAll(views: readonly CanvasView[]): Promise<Placed[]> {
  const boxes = views.map(({ host }) => host.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const bitmaps = await Promise.all(
    views.map(async (view) => ({ view, bitmap: await createImageBitmap(await view.picture()) })),
  );
  return bitmaps.map((each, index) => {
    const box = boxes[index] as DOMRect;
    return { ...each, x: box.left - left, y: box.top - top, width: box.width, height: box.height };
  });
}

function drawTitle(context: CanvasRenderingContext2D, name: string, width: number): void {
  const { ink, soft } = inks();
  const { title, scenario } = session.value;
  const hours = run.value.status?.hours ?? 0;
  write(context, ink, 600, name, MARGIN, MARGIN + 8);
  context.textAlign = 'right';
  const when = `${title}, seed ${scenario.seed}, day ${day(hours / 24)}`;
  write(context, soft, 400, when, MARGIN + width, MARGIN + 8);
  context.textAlign = 'left';
}

/** @param several each with its own name and scale */
function drawView(context: CanvasRenderingContext2D, placed: Placed, top: number, several: boolean): void {
  const { view, bitmap, x, y, width, height } = placed;
  context.drawImage(bitmap, MARGIN + x, top + y, width, height);
  if (!several) return;
  const { ink, surface } = inks();
  context.font = '600 13px system-ui, sans-serif';
  context.fillStyle = surface;
  context.fillRect(MARGIN + x + 6, top + y + 6, context.measureText(view.name).width + 12, LINE);
  write(context, ink, 600, view.name, MARGIN + x + 12, top + y + 17);
  drawScale(context, view, MARGIN + x + width - 8, top + y + height - 26);
}

/** @param right where it ends */
function drawScale(context: CanvasRenderingContext2D, view: CanvasView, right: number, y: number): void {
  const [near, micrometres] = [view.camera.value, view.siteMicrometres.value];
  if (near === null || micrometres === null || asVolume.value) return;
  const { ink } = inks();
  const length = roundLength(micrometres / near.scale);
  const pixels = (length / micrometres) * near.scale;
  context.fillStyle = ink;
  context.fillRect(right - pixels, y, pixels, 3);
  context.textAlign = 'right';
  write(context, ink, 400, lengthText(length), right, y + 14);
  context.textAlign = 'left';
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
