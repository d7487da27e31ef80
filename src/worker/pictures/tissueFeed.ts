/** Draws the tissue that is shown for whoever wishes it, at most as often as it can be looked at. */

import { isInMemory, type KernelInMemory } from '../../kernel/compartmentKernel';
import { followedPlaces } from '../../kernel/inspect/followedPlaces';
import { Painter } from '../../kernel/read/drawing';
import type { TissueModel } from '../../kernel/tissueModel';
import type { Compartment } from '../../patient/compartment';
import { type Answer, Feed } from './feed';
import type { FollowedMarks, FromPatient, Layer, Picture, Wish } from './tissueMessages';
import { shapeOf } from './tissueShape';

export class TissueFeed extends Feed<Wish, FromPatient> {
  private shown: Compartment | null = null;
  private tissue = 0;
  private readonly painters = new Map<Layer, Painter>();

  constructor(port: MessagePort) {
    super(port, true);
  }

  /** Pictures are of this compartment from now on; null where there is no tissue to see. */
  show(compartment: Compartment | null): void {
    if (compartment === this.shown) return;
    this.shown = compartment;
    this.painters.clear();
    this.tissue++;
    const model = compartment?.plan.model ?? null;
    this.begin({
      kind: 'tissue',
      tissue: this.tissue,
      shape: model && shapeOf(model),
      vessels: placesOf(model?.tissue),
    });
  }

  protected override state(): string {
    const { kernel } = this.shown ?? {};
    return kernel === undefined ? '' : `${kernel.steps} ${kernel.cells} ${kernel.deaths}`;
  }

  protected override answer(wish: Wish): Answer<FromPatient> | null {
    const kernel = this.shown?.kernel;
    if (kernel === undefined || !isInMemory(kernel)) return null;
    const pictures: Picture[] = [];
    for (const { layer, look, part } of wish.wanted) {
      const painter = this.painter(layer, kernel);
      const pixels = this.paint(part.width * part.height * part.depth, (into) =>
        painter.draw(look, part, into),
      );
      if (pixels === null) return null;
      pictures.push({ layer, part, pixels });
    }
    const openVessels = this.openVessels();
    const followed = this.marks(wish, kernel);
    return {
      message: { kind: 'pictures', tissue: this.tissue, pictures, openVessels, followed },
      pixels: pictures.map(({ pixels }) => pixels),
    };
  }

  private painter(layer: Layer, kernel: KernelInMemory): Painter {
    let painter = this.painters.get(layer);
    if (painter === undefined) {
      painter = new Painter(kernel);
      this.painters.set(layer, painter);
    }
    return painter;
  }

  private marks({ wanted }: Wish, kernel: KernelInMemory): FollowedMarks | null {
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
}

function placesOf(model: TissueModel | undefined): Float32Array {
  return Float32Array.from((model?.vessels ?? []).flatMap(({ x, y, z }) => [x, y, z]));
}
