/** Draws compartments without places for whoever wishes it, at most as often as leaves the run its time. */

import { isInMemory } from '../../kernel/compartmentKernel';
import { CellMemory } from '../../kernel/inspect/cells';
import { DishPainter } from '../../kernel/read/dish';
import type { Compartment } from '../../patient/compartment';
import type { Patient } from '../../patient/patient';
import type { DishPicture, DishWish, FromDishes } from './dishMessages';
import { type Answer, Feed } from './feed';

/** Of a line that is followed, as many are marked. */
const MOST_MARKS = 4096;

export class DishFeed extends Feed<DishWish, FromDishes> {
  private patient: Patient | null = null;
  private run = 0;
  private readonly painters = new Map<number, DishPainter>();

  constructor(port: MessagePort) {
    super(port, false);
  }

  /** Pictures are of this patient from now on. */
  show(patient: Patient | null): void {
    if (patient === this.patient) return;
    this.patient = patient;
    this.painters.clear();
    this.run++;
    this.begin({ kind: 'run', run: this.run });
  }

  protected override state(): string {
    const kernels = this.patient?.compartments.map(({ kernel }) => kernel) ?? [];
    return kernels.map(({ steps, cells, deaths }) => `${steps} ${cells} ${deaths}`).join();
  }

  protected override answer({ wanted, look }: DishWish): Answer<FromDishes> | null {
    const pictures: DishPicture[] = [];
    for (const { dish, part } of wanted) {
      const compartment = this.patient?.compartments[dish];
      const painter = compartment && this.painter(dish, compartment);
      if (compartment === undefined || painter === null || painter === undefined) continue;
      const pixels = this.paint(part.width * part.height, (into) => painter.draw(look, part, into));
      if (pixels === null) return null;
      const { cells } = compartment.kernel;
      const radius = painter.map.radius(cells, painter.tiles);
      pictures.push({ dish, part, pixels, cells, radius, ...this.marks(compartment, painter) });
    }
    return {
      message: { kind: 'pictures', run: this.run, pictures },
      pixels: pictures.map(({ pixels }) => pixels),
    };
  }

  /** null of what has places, or does not live in WebAssembly. */
  private painter(dish: number, { kernel, plan }: Compartment): DishPainter | null {
    let painter = this.painters.get(dish);
    if (painter === undefined) {
      if (plan.model.tissue !== undefined || !isInMemory(kernel)) return null;
      painter = new DishPainter(kernel);
      this.painters.set(dish, painter);
    }
    return painter;
  }

  private marks(
    compartment: Compartment,
    { map, tiles }: DishPainter,
  ): Pick<DishPicture, 'followed' | 'watched'> {
    const { kernel } = compartment;
    if (compartment !== this.followed || !isInMemory(kernel)) {
      return { followed: new Int16Array(), watched: null };
    }
    const { places, watched } = new CellMemory(kernel.room, 0, false).marked(MOST_MARKS);
    const at = ({ tile, site }: { tile: number; site: number }) => map.placeOf(tile, site, tiles);
    return { followed: Int16Array.from(places.flatMap(at)), watched: watched && at(watched) };
  }
}
