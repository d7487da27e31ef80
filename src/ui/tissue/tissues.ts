/** The page's side of its tissues: their canvases, the worker that draws on them, and the news that go to it. */
import * as Comlink from 'comlink';
import type { TissueShape } from '../../worker/pictures/tissueMessages';
import { watchOver } from '../../worker/watchdog';
import { watchedCell } from '../inspector/open';
import { split } from '../readouts/subclasses';
import { dark } from '../shell/theme';
import { connections } from '../state/connection';
import { run } from '../state/run';
import { command } from '../state/running';
import { CanvasView, canvasElsewhere, type Drawers } from './draw/canvasView';
import type { FromView, FromViews, Site, ToView, ToViews } from './draw/messages';
import program from './draw/view.worker?worker&url';
import { cellLook, fluidLook, fluidRange, rangeOf, splitKey, viewInks } from './looks';
import { joined } from './shapes';
import { amountScale, asVolume, choice, overlay, shape, slice, turnsVolumes } from './state';

/** A drawer without a graphics card may be at one picture for seconds. */
const MOST_UNANSWERED = 4;
/** Tissues beyond so many are drawn without WebGL2, of which a browser gives a page few. */
const MOST_SOLID = 4;

export class TissueView extends CanvasView {
  /** null until the patient's worker has told. */
  shape: TissueShape | null = null;
}

export class Tissues implements Drawers {
  readonly views = new Map<number, TissueView>();
  private readonly worker = new Worker(program, { type: 'module' });
  private readonly stops: (() => void)[] = [];
  private looks = '';
  private hearAnswer = () => {};

  /**
   * @param picked hears of every site that one clicks or taps
   * @param silent told when what draws no longer answers; whoever is told closes it
   */
  constructor(
    private readonly fail: (sentence: string) => void,
    private readonly picked: (compartment: number, site: Site) => void,
    silent: () => void,
  ) {
    const { worker } = this;
    worker.onmessage = ({ data }: MessageEvent<FromViews>) => this.hear(data);
    worker.onerror = () => fail('The tissue view could not be drawn.');
    this.stops.push(
      watchOver(
        (hear) => {
          this.hearAnswer = hear;
          worker.postMessage({ kind: 'ask' } satisfies ToViews);
        },
        () => MOST_UNANSWERED,
        silent,
      ),
      connections.watch(() => this.each((_, compartment) => this.connect(compartment))),
      ...[run, dark, choice, overlay, amountScale, split].map((store) =>
        (store as typeof dark).watch(() => this.tellLooks()),
      ),
      slice.watch(() => this.each((view, compartment) => this.tellSlice(view, compartment))),
      asVolume.watch((on) => {
        this.each((_, compartment) => this.tell(compartment, { kind: 'volume', on }));
        this.tellLooks();
      }),
      watchedCell.watch(() => this.each((_, compartment) => this.tellMark(compartment))),
    );
  }

  close(): void {
    for (const stop of this.stops) stop();
    for (const compartment of [...this.views.keys()]) this.end(compartment);
    this.worker.terminate();
  }

  open(compartment: number, name: string, host: HTMLElement): TissueView | null {
    const made = canvasElsewhere(host, `Tissue of ${name}`);
    if (made === null) {
      this.fail('This browser cannot draw in the background, which the tissue view needs.');
      return null;
    }
    const { canvas, offscreen } = made;
    const plain = this.views.size >= MOST_SOLID;
    this.worker.postMessage({ kind: 'begin', compartment, canvas: offscreen, plain } satisfies ToViews, [
      offscreen,
    ]);
    const view = new TissueView(name, canvas, host, (order) => this.tell(compartment, order));
    this.views.set(compartment, view);
    this.tellSlice(view, compartment);
    this.tell(compartment, { kind: 'volume', on: asVolume.value });
    this.tellMark(compartment);
    this.connect(compartment);
    return view;
  }

  end(compartment: number): void {
    const view = this.views.get(compartment);
    if (view === undefined) return;
    view.close();
    this.views.delete(compartment);
    command((patient) => patient.watchTissue(compartment, null));
    this.worker.postMessage({ kind: 'end', compartment } satisfies ToViews);
    this.join();
  }

  private each(act: (view: TissueView, compartment: number) => void): void {
    this.views.forEach(act);
  }

  private connect(compartment: number): void {
    const { port1, port2 } = new MessageChannel();
    command((patient) => patient.watchTissue(compartment, Comlink.transfer(port1, [port1])));
    this.tell(compartment, { kind: 'source', port: port2 }, [port2]);
  }

  /** What there is to see is known once each tissue has told. */
  private join(): void {
    const shapes = [...this.views.values()].map((view) => view.shape);
    shape.set(joined(shapes));
    this.tellLooks(true);
  }

  private tellSlice(view: TissueView, compartment: number): void {
    const { axis, at } = slice.value;
    const { size } = view.shape ?? { size: [] };
    const edge = size[axis] ?? 1;
    if (size.length < 3) this.tell(compartment, { kind: 'slice', axis: 2, at: 0 });
    else this.tell(compartment, { kind: 'slice', axis, at: Math.min(edge - 1, at ?? edge >> 1) });
  }

  private tellMark(compartment: number): void {
    const cell = watchedCell.value;
    this.tell(compartment, { kind: 'mark', site: cell?.compartment === compartment ? cell.at : null });
  }

  /**
   * New colours only when something has changed, which a range does in steps.
   * @param whatever somebody has not been told of these
   */
  private tellLooks(whatever = false): void {
    const of = shape.value;
    if (of === null) return;
    const [cells, fluid] = [choice.value, overlay.value];
    const range = rangeOf(cells, of);
    const over = fluid === null ? null : fluidRange(fluid, of);
    const key = JSON.stringify([
      cells,
      range,
      fluid,
      over,
      dark.value,
      asVolume.value,
      splitKey(),
      of.oxygen,
    ]);
    if (key === this.looks && !whatever) return;
    this.looks = key;
    const looks: ToView = {
      kind: 'looks',
      cells: cellLook(cells, range, of.oxygen),
      fluid: fluid === null || over === null ? null : fluidLook(fluid, over),
      inks: viewInks(),
    };
    this.each((_, compartment) => this.tell(compartment, looks));
  }

  private hear(news: FromViews): void {
    if (news.kind === 'failure') this.fail(news.sentence);
    else if (news.kind === 'there') this.hearAnswer();
    else {
      const view = this.views.get(news.compartment);
      if (view !== undefined) this.hearOf(view, news.compartment, news);
    }
  }

  private hearOf(view: TissueView, compartment: number, news: FromView): void {
    switch (news.kind) {
      case 'turns':
        turnsVolumes.set(news.volume);
        if (!news.volume) asVolume.set(false);
        break;
      case 'tissue':
        view.shape = news.shape;
        view.siteMicrometres.set(news.shape?.siteMicrometres ?? null);
        this.tellSlice(view, compartment);
        this.join();
        break;
      case 'camera':
        view.takeCamera(news);
        break;
      case 'drawn':
        // For those who measure how often it draws, and how long that takes.
        view.canvas.dataset.frames = String(news.frames);
        view.canvas.dataset.milliseconds = news.milliseconds.toFixed(1);
        break;
      case 'picked':
        if (news.site !== null) this.picked(compartment, news.site);
        break;
      case 'picture':
        view.takePicture(news.blob);
        break;
    }
  }

  private tell(compartment: number, order: ToView, transfer: Transferable[] = []): void {
    this.worker.postMessage({ ...order, compartment } satisfies ToViews, transfer);
  }
}
