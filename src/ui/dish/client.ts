/** The page's side of its dishes: their canvases, the worker that draws on them, and the news that go to it. */
import * as Comlink from 'comlink';
import type { TissueShape } from '../../worker/pictures/tissueMessages';
import { split } from '../readouts/subclasses';
import { dark } from '../shell/theme';
import { connections } from '../state/connection';
import { run } from '../state/run';
import { command } from '../state/running';
import { Store } from '../state/store';
import { type Gestures, listenToGestures } from '../tissue/gestures';
import { cellLook, rangeOf, splitKey, viewInks } from '../tissue/looks';
import { amountScale, choice } from '../tissue/state';
import program from './dish.worker?worker&url';
import type { FromDishView, ToDishes } from './messages';

/** What palettes ask of a tissue, of what is none. */
export const NO_SPACE: TissueShape = {
  size: [],
  siteMicrometres: 1,
  drugFields: false,
  vessels: 0,
  vesselsClose: false,
  normal: false,
  debris: false,
  oxygen: null,
};

/** Dishes beyond so many are drawn without WebGL2, of which a browser gives a page few. */
const MOST_SOLID = 4;

interface Held {
  view: DishView;
  canvas: HTMLCanvasElement;
}

export class Dishes {
  private readonly worker = new Worker(program, { type: 'module' });
  private readonly held = new Map<number, Held>();
  private readonly stops: (() => void)[] = [];
  private looks = '';

  /** @param picked hears of every site that one clicks or taps */
  constructor(
    readonly fail: (sentence: string) => void,
    private readonly picked: (dish: number, at: readonly [number, number]) => void,
  ) {
    const { worker } = this;
    worker.onmessage = ({ data }: MessageEvent<FromDishView>) => this.hear(data);
    worker.onerror = () => fail('The cells could not be drawn.');
    this.stops.push(
      connections.watch(() => this.connect()),
      ...[run, dark, choice, amountScale, split].map((store) =>
        (store as typeof dark).watch(() => this.tellLooks()),
      ),
    );
    this.tellLooks();
    this.connect();
  }

  close(): void {
    for (const stop of this.stops) stop();
    for (const { view } of this.held.values()) view.close();
    this.worker.terminate();
  }

  /** @returns null where this browser cannot draw in the background */
  open(dish: number, name: string, host: HTMLElement): DishView | null {
    const canvas = document.createElement('canvas');
    if (typeof canvas.transferControlToOffscreen !== 'function') {
      this.fail('This browser cannot draw in the background, which the view of the cells needs.');
      return null;
    }
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute(
      'aria-label',
      `Cells of ${name}: arrows move, + and − zoom, 0 shows all, Enter picks the middle`,
    );
    host.append(canvas);
    const offscreen = canvas.transferControlToOffscreen();
    const plain = this.held.size >= MOST_SOLID;
    this.worker.postMessage({ kind: 'begin', dish, canvas: offscreen, plain } satisfies ToDishes, [
      offscreen,
    ]);
    const view = new DishView(dish, canvas, host, (order) => this.tell(order));
    this.held.set(dish, { view, canvas });
    return view;
  }

  end(dish: number): void {
    this.held.get(dish)?.view.close();
    this.held.delete(dish);
    this.tell({ kind: 'end', dish });
  }

  private connect(): void {
    const { port1, port2 } = new MessageChannel();
    command((patient) => patient.watchDishes(Comlink.transfer(port1, [port1])));
    this.worker.postMessage({ kind: 'source', port: port2 } satisfies ToDishes, [port2]);
  }

  /** New colours only when something has changed, which a range does in steps. */
  private tellLooks(): void {
    const cells = choice.value;
    const range = rangeOf(cells, NO_SPACE);
    const key = JSON.stringify([cells, range, dark.value, splitKey()]);
    if (key === this.looks) return;
    this.looks = key;
    this.tell({ kind: 'looks', cells: cellLook(cells, range), inks: viewInks() });
  }

  private hear(news: FromDishView): void {
    if (news.kind === 'failure') {
      this.fail(news.sentence);
      return;
    }
    const held = this.held.get(news.dish);
    if (held === undefined) return;
    if (news.kind === 'picked') this.picked(news.dish, news.at);
    else if (news.kind === 'camera') {
      const ratio = devicePixelRatio;
      held.view.camera.set({
        scale: news.scale / ratio,
        least: news.least / ratio,
        most: news.most / ratio,
      });
    } else {
      // For those who measure how often it draws, and what.
      held.canvas.dataset.frames = String(news.frames);
      held.canvas.dataset.cells = String(news.cells);
    }
  }

  private tell(order: ToDishes): void {
    this.worker.postMessage(order);
  }
}

export class DishView implements Gestures {
  /** CSS pixels per cell, and the range of zooming; null before the first drawing. */
  readonly camera = new Store<{ scale: number; least: number; most: number } | null>(null);
  private readonly stops: (() => void)[];
  private sized = '';

  constructor(
    private readonly dish: number,
    private readonly canvas: HTMLCanvasElement,
    private readonly host: HTMLElement,
    private readonly tell: (order: ToDishes) => void,
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
    const { dish } = this;
    this.tell({ kind: 'pan', dish, dx: dx * devicePixelRatio, dy: dy * devicePixelRatio });
  }

  zoom(factor: number, x?: number, y?: number): void {
    const { dish, host } = this;
    const ratio = devicePixelRatio;
    this.tell({
      kind: 'zoom',
      dish,
      factor,
      x: (x ?? host.clientWidth / 2) * ratio,
      y: (y ?? host.clientHeight / 2) * ratio,
    });
  }

  fit(): void {
    this.tell({ kind: 'fit', dish: this.dish });
  }

  pick(x: number, y: number): void {
    this.tell({ kind: 'pick', dish: this.dish, x: x * devicePixelRatio, y: y * devicePixelRatio });
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.host;
    const ratio = devicePixelRatio;
    const width = Math.round(clientWidth * ratio);
    const height = Math.round(clientHeight * ratio);
    if (width === 0 || height === 0 || this.sized === `${width} ${height}`) return;
    this.sized = `${width} ${height}`;
    this.tell({ kind: 'size', dish: this.dish, width, height, ratio });
  }
}
