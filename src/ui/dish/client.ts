/** The page's side of its dishes: their canvases, the worker that draws on them, and the news that go to it. */
import * as Comlink from 'comlink';
import { split } from '../readouts/subclasses';
import { dark } from '../shell/theme';
import { connections } from '../state/connection';
import { run } from '../state/run';
import { command } from '../state/running';
import { CanvasView, canvasElsewhere, type Drawers } from '../tissue/draw/canvasView';
import { dishLook, rangeOf, splitKey, viewInks } from '../tissue/looks';
import { NO_SPACE } from '../tissue/shapes';
import { amountScale, choice } from '../tissue/state';
import program from './dish.worker?worker&url';
import type { FromDishView, ToDishes } from './messages';

/** Dishes beyond so many are drawn without WebGL2, of which a browser gives a page few. */
const MOST_SOLID = 4;

export class Dishes implements Drawers {
  readonly views = new Map<number, CanvasView>();
  private readonly worker = new Worker(program, { type: 'module' });
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
    for (const view of this.views.values()) view.close();
    this.worker.terminate();
  }

  open(dish: number, name: string, host: HTMLElement): CanvasView | null {
    const made = canvasElsewhere(host, `Cells of ${name}`);
    if (made === null) {
      this.fail('This browser cannot draw in the background, which the view of the cells needs.');
      return null;
    }
    const { canvas, offscreen } = made;
    const plain = this.views.size >= MOST_SOLID;
    this.worker.postMessage({ kind: 'begin', dish, canvas: offscreen, plain } satisfies ToDishes, [
      offscreen,
    ]);
    const view = new CanvasView(name, canvas, host, (order) => this.tell({ ...order, dish }));
    this.views.set(dish, view);
    return view;
  }

  end(dish: number): void {
    this.views.get(dish)?.close();
    this.views.delete(dish);
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
    this.tell({ kind: 'looks', cells: dishLook(cells, range), inks: viewInks() });
  }

  private hear(news: FromDishView): void {
    if (news.kind === 'failure') {
      this.fail(news.sentence);
      return;
    }
    const view = this.views.get(news.dish);
    if (view === undefined) return;
    if (news.kind === 'picked') this.picked(news.dish, news.at);
    else if (news.kind === 'camera') view.takeCamera(news);
    else if (news.kind === 'picture') view.takePicture(news.blob);
    else {
      // For those who measure how often it draws, and what.
      view.canvas.dataset.frames = String(news.frames);
      view.canvas.dataset.cells = String(news.cells);
    }
  }

  private tell(order: ToDishes): void {
    this.worker.postMessage(order);
  }
}
