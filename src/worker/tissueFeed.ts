/** Draws the tissue that is shown for whoever wishes it, at most as often as it can be looked at. */

import { followedPlaces } from '../kernel/inspect/followedPlaces';
import { Painter } from '../kernel/read/drawing';
import type { TissueModel } from '../kernel/tissueModel';
import { KernelMemoryError, WasmKernel } from '../kernel/wasmKernel';
import type { Compartment } from '../patient/compartment';
import type { FollowedMarks, FromPatient, Layer, Picture, Wish } from './tissueMessages';
import { shapeOf } from './tissueShape';

/** Drawing takes at most this share of the time while the run goes on. */
const DRAWING_SHARE = 0.1;
const BYTES_PER_PIXEL = 4;
const MOST_SPARE = 6;

export class TissueFeed {
  private shown: Compartment | null = null;
  private followed: Compartment | null = null;
  private tissue = 0;
  private painters = new Map<Layer, Painter>();
  private wish: Wish | null = null;
  private spare: ArrayBuffer[] = [];
  /** State of the last pictures. */
  private drawn = '';
  private notBefore = 0;

  constructor(private readonly port: MessagePort) {
    port.onmessage = ({ data }: MessageEvent<Wish>) => {
      this.wish = data;
      this.spare = [...data.spare, ...this.spare].slice(0, MOST_SPARE);
      if (data.anew) this.draw();
      else this.offer(false);
    };
  }

  close(): void {
    this.port.onmessage = null;
    this.port.close();
  }

  /** Pictures are of this compartment from now on; null where there is no tissue to see. */
  show(compartment: Compartment | null): void {
    if (compartment === this.shown) return;
    this.shown = compartment;
    this.wish = null;
    this.painters.clear();
    this.drawn = '';
    this.tissue++;
    const model = compartment?.plan.model ?? null;
    this.tell({
      kind: 'tissue',
      tissue: this.tissue,
      shape: model && shapeOf(model),
      vessels: placesOf(model?.tissue),
    });
  }

  /**
   * In this compartment cells are followed from now on, which pictures of it come with.
   * @param others cells than before, though it may be the same compartment
   */
  follow(compartment: Compartment | null, others = false): void {
    if (compartment === this.followed && !others) return;
    this.followed = compartment;
    this.drawn = '';
    this.offer(false);
  }

  /** Something may have changed. */
  offer(playing: boolean): void {
    if (this.wish === null || this.state() === this.drawn) return;
    if (playing && performance.now() < this.notBefore) return;
    this.draw();
  }

  private state(): string {
    const { kernel } = this.shown ?? {};
    return kernel === undefined ? '' : `${kernel.steps} ${kernel.cells} ${kernel.deaths}`;
  }

  private draw(): void {
    const { wish, shown } = this;
    if (wish === null || shown === null || !(shown.kernel instanceof WasmKernel)) return;
    const begun = performance.now();
    this.wish = null;
    this.drawn = this.state();
    const pictures: Picture[] = [];
    for (const { layer, look, part } of wish.wanted) {
      let painter = this.painters.get(layer);
      if (painter === undefined) {
        painter = new Painter(shown.kernel);
        this.painters.set(layer, painter);
      }
      const bytes = part.width * part.height * part.depth * BYTES_PER_PIXEL;
      const pixels = this.buffer(bytes);
      try {
        painter.draw(look, part, new Uint8Array(pixels, 0, bytes));
      } catch (error) {
        // Where no memory is left the run ends with a word of its own; the last pictures stay.
        if (error instanceof KernelMemoryError) return;
        throw error;
      }
      pictures.push({ layer, part, pixels });
    }
    const followed = this.marks(wish, shown.kernel);
    this.tell(
      { kind: 'pictures', tissue: this.tissue, pictures, openVessels: this.openVessels(), followed },
      pictures.map(({ pixels }) => pixels),
    );
    const now = performance.now();
    this.notBefore = now + (now - begun) * (1 / DRAWING_SHARE - 1);
  }

  private marks({ wanted }: Wish, kernel: WasmKernel): FollowedMarks | null {
    const part = wanted.find(({ layer }) => layer === 'cells')?.part;
    const { tissue } = this.shown?.plan.model ?? {};
    if (part === undefined || tissue === undefined || this.shown !== this.followed) return null;
    return { axis: part.axis, w: part.w, places: followedPlaces(kernel, tissue, part) };
  }

  private openVessels(): Float32Array | null {
    const { vessels, vesselDynamics } = this.shown?.plan.model.tissue ?? {};
    const [painter] = this.painters.values();
    if (!vessels?.length || !vesselDynamics || vesselDynamics.lossPerHour <= 0) return null;
    return painter?.vesselOpenness(vessels.length) ?? null;
  }

  /** The smallest spare one that fits, unless it is far too long. */
  private buffer(bytes: number): ArrayBuffer {
    this.spare.sort((a, b) => a.byteLength - b.byteLength);
    const index = this.spare.findIndex(({ byteLength }) => byteLength >= bytes && byteLength <= 4 * bytes);
    return index < 0 ? new ArrayBuffer(bytes) : this.spare.splice(index, 1)[0];
  }

  private tell(message: FromPatient, transfer: Transferable[] = []): void {
    this.port.postMessage(message, transfer);
  }
}

function placesOf(model: TissueModel | undefined): Float32Array {
  return Float32Array.from((model?.vessels ?? []).flatMap(({ x, y, z }) => [x, y, z]));
}
