/** Pictures of the cells of a compartment without places; where they are drawn is in dishPlaces.ts. */
import { Limit } from '../../../assembly/shared/limits';
import type { KernelInMemory } from '../compartmentKernel';
import { KernelMemoryError } from '../wasmKernel';
import { Colours } from './colours';
import { DishMap, type Places, placesOf } from './dishPlaces';
import type { Look } from './ramp';
import { i16View, u8View, u32View } from './views';

/** A pixel stands for at most 2^4 × 2^4 sites. */
export const MOST_DISH_SHIFT = 4;

/**
 * Cells that follow one another in memory are read together, by shift: their places lie as evenly as others, but a tile that is
 * partly filled shows only so many steps of it, sixteen or eight.
 */
const TOGETHER = [1, 1, 16, 8, 2];

/** A part of a dish as pixels; lengths are sites from its middle, u and v multiples of 2^shift. */
export interface DishPart {
  u: number;
  v: number;
  width: number;
  height: number;
  shift: number;
}

/**
 * Cells that a picture is made of, u16, in rising order, and where each lies from its tile's middle in pixels, i8 each: all of
 * them, or where a pixel is of more than 2 × 2 sites four of its tile for each.
 */
export function sampled(places: Places, shift: number): Uint32Array {
  const every = shift === 0 ? 1 : 2 ** (shift - 1);
  const sites: [x: number, y: number][] = [];
  for (let i = 0; i < places.length; i += 2) {
    const [x = 0, y = 0] = places.subarray(i, i + 2);
    if (x % every === 0 && y % every === 0) sites.push([x >> shift, y >> shift]);
  }
  const together = TOGETHER[shift] ?? 1;
  const apart = places.length / 2 / sites.length;
  return Uint32Array.from(sites, ([x, y], index) => {
    const within = index % together;
    const cell = Math.floor((index - within) * apart + (together * (apart - 1)) / 2) + within;
    return (cell | ((x & 255) << 16) | ((y & 255) << 24)) >>> 0;
  });
}

export class DishPainter {
  readonly map: DishMap;
  private readonly colours: Colours;

  constructor(private readonly kernel: KernelInMemory) {
    this.map = DishMap.of(kernel);
    this.colours = new Colours(kernel, false);
  }

  get tiles(): number {
    return this.kernel.room.exports.tiles();
  }

  /**
   * Draws to `into`, 4 bytes a pixel, row after row.
   * @throws KernelMemoryError when no memory is left to draw in
   */
  draw(look: Look, { u, v, width, height, shift }: DishPart, into: Uint8Array): void {
    const { exports, memory } = this.kernel.room;
    const { tiles } = this;
    this.colours.layOut(look);
    this.placeTiles(tiles);
    const places = sampled(placesOf(tiles), shift);
    u32View(memory, exports.placesAddress(), places.length).set(places);
    const most = Math.max(1, Math.floor(Limit.stripPixels / width));
    for (let row = 0; row < height; row += most) {
      const rows = Math.min(most, height - row);
      exports.drawDish(u, v + row * 2 ** shift, width, rows, places.length, shift);
      into.set(u8View(memory, exports.pixelsAddress(), 4 * width * rows), 4 * width * row);
    }
  }

  private placeTiles(tiles: number): void {
    const { exports, memory } = this.kernel.room;
    this.map.settle(Uint16Array.from({ length: tiles }, (_, tile) => exports.tileCountAt(tile)));
    const middles = this.map.middles(tiles);
    const address = exports.dishOrder(middles.length / 2) >>> 0;
    if (address === 0) throw new KernelMemoryError('No memory is left to draw cells in.');
    i16View(memory, address, middles.length).set(middles);
  }
}
