/** Draws compartments without places for whoever wishes it, at most as often as leaves the run its time. */

import { CellMemory } from '../kernel/inspect/cells';
import { DishPainter } from '../kernel/read/dish';
import { DishMap } from '../kernel/read/dishPlaces';
import { KernelMemoryError, WasmKernel } from '../kernel/wasmKernel';
import type { Compartment } from '../patient/compartment';
import type { Patient } from '../patient/patient';
import type { DishPicture, DishWish, FromDishes } from './dishMessages';
import { Spares } from './spares';

/** Drawing takes at most this share of the time while the run goes on. */
const DRAWING_SHARE = 0.1;
const BYTES_PER_PIXEL = 4;
/** Of a line that is followed, as many are marked. */
const MOST_MARKS = 4096;

export class DishFeed {
  private patient: Patient | null = null;
  private followed: Compartment | null = null;
  private run = 0;
  private readonly map = new DishMap();
  private readonly painters = new Map<number, DishPainter>();
  private wish: DishWish | null = null;
  private readonly spares = new Spares();
  private playing = false;
  /** State of the last pictures. */
  private drawn = '';
  private notBefore = 0;

  constructor(private readonly port: MessagePort) {
    port.onmessage = ({ data }: MessageEvent<DishWish>) => {
      this.wish = data;
      this.spares.add(data.spare);
      this.offer(this.playing);
    };
  }

  close(): void {
    this.port.onmessage = null;
    this.port.close();
  }

  /** Pictures are of this patient from now on. */
  show(patient: Patient | null): void {
    if (patient === this.patient) return;
    this.patient = patient;
    this.wish = null;
    this.painters.clear();
    this.drawn = '';
    this.run++;
    this.tell({ kind: 'run', run: this.run });
  }

  /** In this compartment cells are followed from now on. @param others cells than before */
  follow(compartment: Compartment | null, others = false): void {
    if (compartment === this.followed && !others) return;
    this.followed = compartment;
    this.drawn = '';
    this.offer(this.playing);
  }

  /** Something may have changed. */
  offer(playing: boolean): void {
    this.playing = playing;
    const { wish } = this;
    if (wish === null || (!wish.anew && this.state() === this.drawn)) return;
    if (playing && performance.now() < this.notBefore) return;
    this.draw(wish);
  }

  private state(): string {
    const kernels = this.patient?.compartments.map(({ kernel }) => kernel) ?? [];
    return kernels.map(({ steps, cells, deaths }) => `${steps} ${cells} ${deaths}`).join();
  }

  private draw({ wanted, look }: DishWish): void {
    const begun = performance.now();
    this.wish = null;
    this.drawn = this.state();
    const pictures: DishPicture[] = [];
    for (const { dish, part } of wanted) {
      const compartment = this.patient?.compartments[dish];
      const painter = compartment && this.painter(dish, compartment);
      if (compartment === undefined || painter === null || painter === undefined) continue;
      const bytes = part.width * part.height * BYTES_PER_PIXEL;
      const pixels = this.spares.take(bytes);
      try {
        painter.draw(look, part, new Uint8Array(pixels, 0, bytes));
      } catch (error) {
        // Where no memory is left the run ends with a word of its own; the last pictures stay.
        if (error instanceof KernelMemoryError) return;
        throw error;
      }
      const { cells } = compartment.kernel;
      const radius = this.map.radius(cells, painter.tiles);
      pictures.push({ dish, part, pixels, cells, radius, ...this.marks(compartment, painter) });
    }
    this.tell(
      { kind: 'pictures', run: this.run, pictures },
      pictures.map(({ pixels }) => pixels),
    );
    const now = performance.now();
    this.notBefore = now + (now - begun) * (1 / DRAWING_SHARE - 1);
  }

  /** null of what has places, or does not live in WebAssembly. */
  private painter(dish: number, { kernel, plan }: Compartment): DishPainter | null {
    let painter = this.painters.get(dish);
    if (painter === undefined) {
      if (plan.model.tissue !== undefined || !(kernel instanceof WasmKernel)) return null;
      painter = new DishPainter(kernel, this.map);
      this.painters.set(dish, painter);
    }
    return painter;
  }

  private marks(compartment: Compartment, { tiles }: DishPainter): Pick<DishPicture, 'followed' | 'watched'> {
    const { kernel } = compartment;
    if (compartment !== this.followed || !(kernel instanceof WasmKernel)) {
      return { followed: new Int16Array(), watched: null };
    }
    const { places, watched } = new CellMemory(kernel.room, 0, false).marked(MOST_MARKS);
    const at = ({ tile, site }: { tile: number; site: number }) => this.map.placeOf(tile, site, tiles);
    return { followed: Int16Array.from(places.flatMap(at)), watched: watched && at(watched) };
  }

  private tell(message: FromDishes, transfer: Transferable[] = []): void {
    this.port.postMessage(message, transfer);
  }
}
