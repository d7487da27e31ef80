/**
 * What the compartments of a run look like now: a small picture of each in every look asked for, drawn from its own kernel,
 * which only is read.
 */
import { isInMemory } from '../../kernel/compartmentKernel';
import { DishPainter, MOST_DISH_SHIFT } from '../../kernel/read/dish';
import { Painter } from '../../kernel/read/drawing';
import type { Look, Part } from '../../kernel/read/ramp';
import { KernelMemoryError } from '../../kernel/wasmKernel';
import type { Compartment } from '../../patient/compartment';
import type { ArmPicture } from './messages';

/** Of a picture beside others. */
const EDGE_PIXELS = 256;
/** A pixel of a tissue stands for at most 2^5 × 2^5 sites of a plane, 2^3 × 2^3 of a volume's slice. */
const MOST_SHIFT = { plane: 5, volume: 3 };

type Drawn = Omit<ArmPicture, 'name' | 'cells' | 'cellsByClass'>;

export class ArmPictures {
  private readonly drawers: { compartment: Compartment; draw: () => Drawn }[];

  /**
   * @param looks of each picture, in this order
   * @param edge most pixels along the longer edge, where a pixel need not stand for more sites than the kernel draws
   */
  constructor(compartments: readonly Compartment[], looks: readonly Look[], edge = EDGE_PIXELS) {
    this.drawers = compartments.flatMap((compartment) => {
      const draw = drawerOf(compartment, looks, edge);
      return draw === null ? [] : [{ compartment, draw }];
    });
  }

  /** @returns none where no memory is left to draw with: the run ends with a word of its own */
  draw(): ArmPicture[] {
    try {
      return this.drawers.map(({ compartment, draw }) => ({
        ...draw(),
        name: compartment.name,
        cells: compartment.cells,
        cellsByClass: [...compartment.observation.cellsByClass],
      }));
    } catch (error) {
      if (error instanceof KernelMemoryError) return [];
      throw error;
    }
  }
}

/** null of a kernel that does not live in WebAssembly. */
function drawerOf({ kernel, plan }: Compartment, looks: readonly Look[], edge: number): (() => Drawn) | null {
  if (!isInMemory(kernel)) return null;
  const { tissue } = plan.model;
  if (tissue !== undefined) {
    const painter = new Painter(kernel);
    return () => slice(painter, tissue.size, looks, edge);
  }
  const painter = new DishPainter(kernel);
  return () => dish(painter, kernel.cells, looks, edge);
}

const shiftFor = (sites: number, edge: number, most: number) =>
  Math.min(most, Math.max(0, Math.ceil(Math.log2(sites / edge))));

function dish(painter: DishPainter, cells: number, looks: readonly Look[], edge: number): Drawn {
  const radius = painter.map.radius(cells, painter.tiles);
  const shift = shiftFor(2 * radius, edge, MOST_DISH_SHIFT);
  const half = Math.ceil(radius / 2 ** shift);
  const width = 2 * half;
  const from = -half * 2 ** shift;
  const part = { u: from, v: from, width, height: width, shift };
  const pixels = layers(looks, width * width, (look, into) => painter.draw(look, part, into));
  return { tissue: false, width, height: width, sites: width * 2 ** shift, pixels };
}

/** Of a volume the slice in its middle. */
function slice(
  painter: Painter,
  [columns = 1, rows = 1, deep]: readonly number[],
  looks: readonly Look[],
  edge: number,
): Drawn {
  const most = deep === undefined ? MOST_SHIFT.plane : MOST_SHIFT.volume;
  const shift = shiftFor(Math.max(columns, rows), edge, most);
  const [width, height] = [Math.ceil(columns / 2 ** shift), Math.ceil(rows / 2 ** shift)];
  const w = deep === undefined ? 0 : deep >> 1;
  const part: Part = { axis: 2, u: 0, v: 0, w, width, height, depth: 1, shift };
  const pixels = layers(looks, width * height, (look, into) => painter.draw(look, part, into));
  return { tissue: true, width, height, sites: width * 2 ** shift, pixels };
}

function layers(
  looks: readonly Look[],
  count: number,
  draw: (look: Look, into: Uint8Array) => void,
): Drawn['pixels'] {
  return looks.map((look) => {
    const pixels = new Uint8ClampedArray(4 * count);
    draw(look, new Uint8Array(pixels.buffer));
    return pixels;
  });
}
