/** One dish on its canvas. */
import { type DishPart, MOST_DISH_SHIFT } from '../../kernel/read/dish';
import type { Part } from '../../kernel/read/ramp';
import type { DishPicture } from '../../worker/pictures/dishMessages';
import { type Drawer, drawerOf, flatDrawer, sizeCanvas } from '../tissue/draw/drawer';
import type { Inks } from '../tissue/draw/messages';
import { DishCamera, MIDDLE } from './dishCamera';

const LATTICE = [2 * MIDDLE, 2 * MIDDLE] as const;
const SLICE = { axis: 2, at: 0 };

export class Pane {
  readonly camera = new DishCamera();
  private readonly drawer: Drawer;
  private size = { width: 1, height: 1, ratio: 1 };
  private mark: readonly [number, number] | null = null;
  cells = 0;
  frames = 0;

  /** @param restored called when a graphics driver has begun anew */
  constructor(
    private readonly canvas: OffscreenCanvas,
    plain: boolean,
    restored: () => void,
  ) {
    this.drawer = plain ? flatDrawer(canvas) : drawerOf(canvas, restored, null);
  }

  resize(size: { width: number; height: number; ratio: number }): void {
    this.size = size;
    this.camera.resize(size.width, size.height, size.ratio);
  }

  /** Another patient. */
  begin(): void {
    this.drawer.plane.forget('cells');
    this.drawer.plane.takeFollowed(new Float32Array());
    this.mark = null;
    this.camera.begin();
  }

  /** What to ask the kernel for. */
  get part(): DishPart {
    const { u, v, width, height, shift } = this.camera.part(MOST_DISH_SHIFT);
    return { u: u - MIDDLE, v: v - MIDDLE, width, height, shift };
  }

  take({ part, pixels, cells, radius, followed, watched }: DishPicture): void {
    const onLattice: Part = {
      ...part,
      axis: 2,
      u: part.u + MIDDLE,
      v: part.v + MIDDLE,
      w: 0,
      depth: 1,
    };
    const { plane } = this.drawer;
    plane.take('cells', onLattice, new Uint8Array(pixels, 0, 4 * part.width * part.height));
    plane.takeFollowed(Float32Array.from(followed, (place) => place + MIDDLE));
    this.mark = watched && [watched[0] + MIDDLE, watched[1] + MIDDLE];
    this.cells = cells;
    this.camera.follow(cells, radius);
  }

  /** Sites from the middle. */
  siteAt(x: number, y: number): [number, number] {
    const [u, v] = this.camera.at(x, y);
    return [Math.floor(u) - MIDDLE, Math.floor(v) - MIDDLE];
  }

  draw(inks: Inks): void {
    const { camera, size } = this;
    camera.move(performance.now());
    sizeCanvas(this.canvas, size);
    this.drawer.open(size);
    this.drawer.plane.draw({ camera, view: size, lattice: LATTICE, slice: SLICE, inks, mark: this.mark });
    this.frames++;
  }

  /** As it is seen, in the pixels of the screen. */
  picture(inks: Inks): Promise<Blob> {
    this.draw(inks);
    return this.canvas.convertToBlob({ type: 'image/png' });
  }
}
