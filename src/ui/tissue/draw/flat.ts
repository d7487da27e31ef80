/** A slice of cells as plane.ts draws it, without WebGL2: pictures laid over one another on a plain canvas. */
import type { Part } from '../../../kernel/read/ramp';
import type { Inks } from './messages';
import {
  BORDERS_FROM,
  followedRadius,
  type LayerName,
  type Look,
  MARK_LINE,
  MARK_RIM,
  type Planar,
  type ViewSize,
  vesselRadius,
} from './planar';

/** Pixels of the drawing of one site's border, stretched to the size that a site has. */
const TILE = 64;

interface Layer {
  part: Part;
  picture: OffscreenCanvas;
}

const css = ([red = 0, green = 0, blue = 0]: readonly number[]) =>
  `rgb(${Math.round(255 * red)} ${Math.round(255 * green)} ${Math.round(255 * blue)})`;

export class FlatPlane implements Planar {
  private readonly layers = new Map<LayerName, Layer>();
  private vessels = new Float32Array();
  private followed = new Float32Array();
  private lattice: readonly [number, number] = [1, 1];
  /** Cells before they are laid down, where they are drawn with borders and nuclei. */
  private readonly cells = new OffscreenCanvas(1, 1);
  private shapes: { outside: OffscreenCanvas; nucleus: OffscreenCanvas } | null = null;

  constructor(private readonly context: OffscreenCanvasRenderingContext2D) {}

  take(name: LayerName, part: Part, pixels: Uint8Array): void {
    const { width, height } = part;
    let picture = this.layers.get(name)?.picture;
    if (picture?.width !== width || picture.height !== height) picture = new OffscreenCanvas(width, height);
    const image = new ImageData(width, height);
    image.data.set(pixels.subarray(0, image.data.length));
    if (name === 'fluid') apart(image.data);
    picture.getContext('2d')?.putImageData(image, 0, 0);
    this.layers.set(name, { part, picture });
  }

  forget(name: LayerName): void {
    this.layers.delete(name);
  }

  takeVessels(places: Float32Array<ArrayBuffer>, lattice: readonly [number, number]): void {
    this.vessels = places;
    this.lattice = lattice;
  }

  takeFollowed(places: Float32Array<ArrayBuffer>): void {
    this.followed = places;
  }

  draw({ camera, view, lattice, slice, inks, mark }: Look): void {
    const { context } = this;
    const { scale } = camera;
    /** Of the corner of site (0, 0). */
    const left = view.width / 2 - camera.x * scale;
    const top = view.height / 2 - camera.y * scale;
    const [across, down] = [lattice[0] * scale, lattice[1] * scale];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = css(inks.surface);
    context.fillRect(0, 0, view.width, view.height);
    context.fillStyle = css(inks.rule);
    const { ratio } = view;
    context.fillRect(left - ratio, top - ratio, across + 2 * ratio, down + 2 * ratio);
    context.save();
    context.beginPath();
    context.rect(left, top, across, down);
    context.clip();
    context.fillStyle = css(inks.ground);
    context.fillRect(left, top, across, down);
    context.imageSmoothingEnabled = false;
    const lay = (name: LayerName) => {
      const layer = this.layers.get(name);
      if (layer === undefined || layer.part.axis !== slice.axis || layer.part.w !== slice.at) return;
      const { part, picture } = layer;
      const size = 2 ** part.shift * scale;
      const place = [
        left + part.u * scale,
        top + part.v * scale,
        part.width * size,
        part.height * size,
      ] as const;
      // Free sites of the finer picture hide what the coarser one shows of them.
      if (name === 'cells') context.fillRect(...place);
      const borders = Math.min(1, Math.max(0, scale / ratio - BORDERS_FROM) / 2);
      if (name === 'cells' && part.shift === 0 && borders > 0) {
        context.drawImage(this.shaped(picture, place, [left, top, scale], borders, view), 0, 0);
      } else context.drawImage(picture, ...place);
    };
    lay('overview');
    lay('cells');
    lay('fluid');
    context.restore();
    this.drawVessels(left, top, scale, view, inks);
    if (mark !== null) {
      const at = [left + (mark[0] + 0.5) * scale, top + (mark[1] + 0.5) * scale] as const;
      const radius = Math.max(0.8 * scale, 9 * ratio);
      ring(context, at, radius, 6 * ratio, css(inks.surface));
      ring(context, at, radius, 2.5 * ratio, css(inks.ink));
    }
    if (this.followed.length > 0) this.drawFollowed(left, top, scale, view, inks);
  }

  /** Cells as squares with round corners, each with a darker nucleus. */
  private shaped(
    picture: OffscreenCanvas,
    place: readonly [number, number, number, number],
    [left, top, scale]: readonly [number, number, number],
    alpha: number,
    { width, height }: ViewSize,
  ): OffscreenCanvas {
    const { cells } = this;
    // Also clears it.
    cells.width = width;
    cells.height = height;
    const context = cells.getContext('2d');
    this.shapes ??= shapesOf();
    if (context === null) return cells;
    context.imageSmoothingEnabled = false;
    context.drawImage(picture, ...place);
    // Others take four pixels of the drawing for one of a site much smaller than it, and its edges are ragged.
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    context.globalAlpha = alpha;
    const share = scale / TILE;
    for (const [shape, operation] of [
      [this.shapes.nucleus, 'source-atop'],
      [this.shapes.outside, 'destination-out'],
    ] as const) {
      const pattern = context.createPattern(shape, 'repeat');
      if (pattern === null) continue;
      pattern.setTransform({ a: share, b: 0, c: 0, d: share, e: left, f: top });
      context.globalCompositeOperation = operation;
      context.fillStyle = pattern;
      context.fillRect(0, 0, width, height);
    }
    return cells;
  }

  private drawVessels(left: number, top: number, scale: number, view: ViewSize, inks: Inks): void {
    const { vessels } = this;
    const radius = vesselRadius(vessels.length / 3, this.lattice, scale, view.ratio);
    const [surface, lumen] = [css(inks.surface), css(inks.vessel)];
    for (let i = 0; i < vessels.length; i += 3) {
      const x = left + ((vessels[i] ?? 0) + 0.5) * scale;
      const y = top + ((vessels[i + 1] ?? 0) + 0.5) * scale;
      if (x < -radius || y < -radius || x > view.width + radius || y > view.height + radius) continue;
      this.disc(x, y, radius, surface);
      this.disc(x, y, 0.7 * radius, lumen);
      // One that is shut is a ring.
      this.context.globalAlpha = 1 - (vessels[i + 2] ?? 1);
      if (this.context.globalAlpha > 0) this.disc(x, y, 0.45 * radius, surface);
      this.context.globalAlpha = 1;
    }
  }

  /** One ring, laid down at every cell; where they lie closer than can be told apart, not at every one. */
  private drawFollowed(left: number, top: number, scale: number, view: ViewSize, inks: Inks): void {
    const { followed, context } = this;
    const { ratio, width, height } = view;
    const radius = followedRadius(followed.length / 2, scale, ratio);
    const half = Math.ceil(radius + 0.5 * MARK_RIM * ratio) + 1;
    const picture = new OffscreenCanvas(2 * half, 2 * half);
    const own = picture.getContext('2d');
    if (own === null) return;
    ring(own, [half, half], radius, MARK_RIM * ratio, css(inks.surface));
    ring(own, [half, half], radius, MARK_LINE * ratio, css(inks.ink));
    const apart = Math.max(1, Math.floor(radius / 2));
    const columns = Math.ceil((width + 2 * half) / apart);
    const taken = new Uint8Array(columns * Math.ceil((height + 2 * half) / apart));
    for (let i = 0; i < followed.length; i += 2) {
      const x = left + ((followed[i] ?? 0) + 0.5) * scale;
      const y = top + ((followed[i + 1] ?? 0) + 0.5) * scale;
      if (x < -half || y < -half || x >= width + half || y >= height + half) continue;
      const cell = Math.floor((x + half) / apart) + columns * Math.floor((y + half) / apart);
      if (taken[cell] === 1) continue;
      taken[cell] = 1;
      // Whole pixels keep its line sharp.
      context.drawImage(picture, Math.round(x - half), Math.round(y - half));
    }
  }

  private disc(x: number, y: number, radius: number, colour: string): void {
    const { context } = this;
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
}

function ring(
  context: OffscreenCanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  radius: number,
  width: number,
  colour: string,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

/** Pictures are premultiplied by alpha, which a plain canvas does itself. */
function apart(data: Uint8ClampedArray): void {
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3] ?? 0;
    if (alpha === 0 || alpha === 255) continue;
    for (let channel = i; channel < i + 3; channel++) data[channel] = (255 * (data[channel] ?? 0)) / alpha;
  }
}

/** Of one site: what lies outside its cell, and the nucleus. */
function shapesOf(): { outside: OffscreenCanvas; nucleus: OffscreenCanvas } {
  const outside = new OffscreenCanvas(TILE, TILE);
  const around = outside.getContext('2d');
  around?.fillRect(0, 0, TILE, TILE);
  if (around) around.globalCompositeOperation = 'destination-out';
  around?.beginPath();
  around?.roundRect(0.06 * TILE, 0.06 * TILE, 0.88 * TILE, 0.88 * TILE, 0.34 * TILE);
  around?.fill();
  const nucleus = new OffscreenCanvas(TILE, TILE);
  const within = nucleus.getContext('2d');
  if (within) within.fillStyle = 'rgb(0 0 0 / 0.3)';
  within?.beginPath();
  within?.arc(0.5 * TILE, 0.5 * TILE, 0.19 * TILE, 0, 2 * Math.PI);
  within?.fill();
  return { outside, nucleus };
}
