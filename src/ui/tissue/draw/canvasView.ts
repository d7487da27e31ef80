/** The page's side of one view of cells: its canvas, how near it is, and what hands ask of it. */
import { Store } from '../../state/store';
import { type Gestures, listenToGestures } from '../gestures';
import type { ByHand } from './messages';

/** CSS pixels per site or cell, and the range of zooming. */
export interface Nearness {
  scale: number;
  least: number;
  most: number;
}

/** What draws the compartments of one kind, each by its place. */
export interface Drawers {
  /** @returns null where this browser cannot draw in the background */
  open(compartment: number, name: string, host: HTMLElement): CanvasView | null;
  end(compartment: number): void;
  /** Those that are open, by compartment. */
  readonly views: ReadonlyMap<number, CanvasView>;
}

/** A canvas that another thread draws on; null where this browser has none. */
export function canvasElsewhere(
  host: HTMLElement,
  label: string,
): { canvas: HTMLCanvasElement; offscreen: OffscreenCanvas } | null {
  const canvas = document.createElement('canvas');
  if (typeof canvas.transferControlToOffscreen !== 'function') return null;
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute(
    'aria-label',
    `${label}: arrows move, + and − zoom, 0 shows all, Enter picks the middle`,
  );
  host.append(canvas);
  return { canvas, offscreen: canvas.transferControlToOffscreen() };
}

export class CanvasView implements Gestures {
  /** null before the first drawing. */
  readonly camera = new Store<Nearness | null>(null);
  /** From a site to the next, where there are any: null in a dish, whose places mean nothing. */
  readonly siteMicrometres = new Store<number | null>(null);
  protected readonly stops: (() => void)[];
  private sized = '';
  private wantsPicture: ((blob: Blob) => void)[] = [];

  constructor(
    readonly name: string,
    readonly canvas: HTMLCanvasElement,
    readonly host: HTMLElement,
    private readonly ask: (order: ByHand) => void,
  ) {
    const size = new ResizeObserver(() => this.resize());
    size.observe(host);
    this.stops = [() => size.disconnect(), listenToGestures(canvas, this)];
    this.resize();
  }

  close(): void {
    for (const stop of this.stops) stop();
    this.canvas.remove();
  }

  pan(dx: number, dy: number): void {
    const ratio = devicePixelRatio;
    this.ask({ kind: 'pan', dx: dx * ratio, dy: dy * ratio });
  }

  zoom(factor: number, x?: number, y?: number): void {
    const ratio = devicePixelRatio;
    const { clientWidth, clientHeight } = this.host;
    this.ask({ kind: 'zoom', factor, x: (x ?? clientWidth / 2) * ratio, y: (y ?? clientHeight / 2) * ratio });
  }

  fit(): void {
    this.ask({ kind: 'fit' });
  }

  pick(x: number, y: number): void {
    this.ask({ kind: 'pick', x: x * devicePixelRatio, y: y * devicePixelRatio });
  }

  /** The view as it is, in the pixels of the screen. */
  picture(): Promise<Blob> {
    return new Promise((resolve) => {
      this.wantsPicture.push(resolve);
      this.ask({ kind: 'picture' });
    });
  }

  takePicture(blob: Blob): void {
    this.wantsPicture.shift()?.(blob);
  }

  /** @param near in device pixels */
  takeCamera(near: Nearness): void {
    const ratio = devicePixelRatio;
    this.camera.set({ scale: near.scale / ratio, least: near.least / ratio, most: near.most / ratio });
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.host;
    const ratio = devicePixelRatio;
    const width = Math.round(clientWidth * ratio);
    const height = Math.round(clientHeight * ratio);
    if (width === 0 || height === 0 || this.sized === `${width} ${height}`) return;
    this.sized = `${width} ${height}`;
    this.ask({ kind: 'size', width, height, ratio });
  }
}
