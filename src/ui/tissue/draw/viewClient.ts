/** The page's side of the tissue view: its canvas and worker, and the news that go to it. */
import * as Comlink from 'comlink';
import { watchOver } from '../../../worker/watchdog';
import { split } from '../../readouts/subclasses';
import { dark } from '../../shell/theme';
import { connections } from '../../state/connection';
import { run } from '../../state/run';
import { command } from '../../state/running';
import { type Gestures, listenToGestures } from '../gestures';
import { cellLook, fluidLook, fluidRange, rangeOf, splitKey, viewInks } from '../looks';
import {
  amountScale,
  asVolume,
  camera,
  choice,
  marked,
  overlay,
  picked,
  shape,
  slice,
  turnsVolumes,
} from '../state';
import type { FromView, ToView } from './messages';
import program from './view.worker?worker&url';

/** A drawer without a graphics card may be at one picture for seconds. */
const MOST_UNANSWERED = 4;

export class TissueView implements Gestures {
  private readonly worker = new Worker(program, { type: 'module' });
  private readonly canvas = document.createElement('canvas');
  private readonly stops: (() => void)[] = [];
  private looks = '';
  private sized = '';
  private wantsPicture: ((blob: Blob) => void)[] = [];
  private hearAnswer = () => {};

  /** @param silent told when what draws no longer answers; whoever is told closes the view */
  constructor(
    private readonly host: HTMLElement,
    private readonly fail: (sentence: string) => void,
    silent: () => void,
  ) {
    const { canvas, worker } = this;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute(
      'aria-label',
      'Tissue: arrows move, + and − zoom, 0 shows all, Enter picks the middle',
    );
    host.append(canvas);
    worker.onmessage = ({ data }: MessageEvent<FromView>) => this.hear(data);
    worker.onerror = () => this.fail('The tissue view could not be drawn.');
    if (typeof canvas.transferControlToOffscreen !== 'function') {
      this.fail('This browser cannot draw in the background, which the tissue view needs.');
      return;
    }
    const offscreen = canvas.transferControlToOffscreen();
    worker.postMessage({ kind: 'begin', canvas: offscreen } satisfies ToView, [offscreen]);
    const size = new ResizeObserver(() => this.resize());
    size.observe(host);
    this.stops.push(
      watchOver(
        (hear) => {
          this.hearAnswer = hear;
          this.tell({ kind: 'ask' });
        },
        () => MOST_UNANSWERED,
        silent,
      ),
      () => size.disconnect(),
      listenToGestures(canvas, this),
      connections.watch(() => this.connect()),
      run.watch(() => this.tellLooks()),
      ...[dark, choice, overlay, amountScale, split].map((store) =>
        (store as typeof dark).watch(() => this.tellLooks()),
      ),
      slice.watch(() => this.tellSlice()),
      asVolume.watch((on) => {
        this.tell({ kind: 'volume', on });
        this.tellLooks();
      }),
      marked.watch((site) => this.tell({ kind: 'mark', site })),
    );
    this.resize();
    this.tellLooks();
    this.tellSlice();
    this.tell({ kind: 'volume', on: asVolume.value });
    this.tell({ kind: 'mark', site: marked.value });
    this.connect();
  }

  close(): void {
    for (const stop of this.stops) stop();
    this.worker.terminate();
    shape.set(null);
    this.canvas.remove();
    camera.set(null);
  }

  pan(dx: number, dy: number): void {
    const ratio = devicePixelRatio;
    this.tell({ kind: 'pan', dx: dx * ratio, dy: dy * ratio });
  }

  zoom(factor: number, x?: number, y?: number): void {
    const ratio = devicePixelRatio;
    const { clientWidth, clientHeight } = this.host;
    this.tell({
      kind: 'zoom',
      factor,
      x: (x ?? clientWidth / 2) * ratio,
      y: (y ?? clientHeight / 2) * ratio,
    });
  }

  fit(): void {
    this.tell({ kind: 'fit' });
  }

  pick(x: number, y: number): void {
    this.tell({ kind: 'pick', x: x * devicePixelRatio, y: y * devicePixelRatio });
  }

  /** The view as it is, in the pixels of the screen. */
  picture(): Promise<Blob> {
    return new Promise((resolve) => {
      this.wantsPicture.push(resolve);
      this.tell({ kind: 'picture' });
    });
  }

  private connect(): void {
    const { port1, port2 } = new MessageChannel();
    command((patient) => patient.watchTissue(Comlink.transfer(port1, [port1])));
    this.worker.postMessage({ kind: 'source', port: port2 } satisfies ToView, [port2]);
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.host;
    const ratio = devicePixelRatio;
    const width = Math.round(clientWidth * ratio);
    const height = Math.round(clientHeight * ratio);
    if (width === 0 || height === 0 || this.sized === `${width} ${height}`) return;
    this.sized = `${width} ${height}`;
    this.tell({ kind: 'size', width, height, ratio });
  }

  private tellSlice(): void {
    const { axis, at } = slice.value;
    const { size } = shape.value ?? { size: [] };
    const edge = size[axis] ?? 1;
    if (size.length < 3) this.tell({ kind: 'slice', axis: 2, at: 0 });
    else this.tell({ kind: 'slice', axis, at: Math.min(edge - 1, at ?? edge >> 1) });
  }

  /** New colours only when something has changed, which a range does in steps. */
  private tellLooks(): void {
    const of = shape.value;
    if (of === null) return;
    const [cells, fluid] = [choice.value, overlay.value];
    const range = rangeOf(cells, of);
    const over = fluid === null ? null : fluidRange(fluid, of);
    const key = JSON.stringify([cells, range, fluid, over, dark.value, asVolume.value, splitKey()]);
    if (key === this.looks) return;
    this.looks = key;
    this.tell({
      kind: 'looks',
      cells: cellLook(cells, range),
      fluid: fluid === null || over === null ? null : fluidLook(fluid, over),
      inks: viewInks(),
    });
  }

  private hear(news: FromView): void {
    const ratio = devicePixelRatio;
    switch (news.kind) {
      case 'turns':
        turnsVolumes.set(news.volume);
        if (!news.volume) asVolume.set(false);
        break;
      case 'tissue':
        shape.set(news.shape);
        this.tellSlice();
        this.tellLooks();
        break;
      case 'camera':
        camera.set({ scale: news.scale / ratio, least: news.least / ratio, most: news.most / ratio });
        break;
      case 'drawn':
        // For those who measure how often it draws, and how long that takes.
        this.canvas.dataset.frames = String(news.frames);
        this.canvas.dataset.milliseconds = news.milliseconds.toFixed(1);
        break;
      case 'picked':
        for (const hear of picked) hear(news.site);
        break;
      case 'picture':
        this.wantsPicture.shift()?.(news.blob);
        break;
      case 'there':
        this.hearAnswer();
        break;
      case 'failure':
        this.fail(news.sentence);
        break;
    }
  }

  private tell(order: ToView): void {
    this.worker.postMessage(order);
  }
}
