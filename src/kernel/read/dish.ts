/** Pictures of the cells of a compartment without places; where they are drawn is in dishPlaces.ts. */
import { Limit } from '../../../assembly/shared/limits';
import { KernelMemoryError, type WasmKernel } from '../wasmKernel';
import { Colours } from './colours';
import { type DishMap, type Places, placesOf } from './dishPlaces';
import type { Look } from './ramp';
import { i16View, u8View, u32View } from './views';

/** A pixel stands for at most 2^4 × 2^4 sites. */
export const MOST_DISH_SHIFT = 4;

/** A part of a dish as pixels; lengths are sites from its middle, u and v multiples of 2^shift. */
export interface DishPart {
  u: number;
  v: number;
  width: number;
  height: number;
  shift: number;
}

/** Which cell a pixel shows something of, u16, and where it lies from its tile's middle in pixels, i8 each. */
export function sampled(places: Places, shift: number): Uint32Array {
  const every = shift === 0 ? 1 : 2 ** (shift - 1);
  const words: number[] = [];
  for (let cell = 0; 2 * cell < places.length; cell++) {
    const [x = 0, y = 0] = places.subarray(2 * cell, 2 * cell + 2);
    if (x % every !== 0 || y % every !== 0) continue;
    words.push((cell | (((x >> shift) & 255) << 16) | (((y >> shift) & 255) << 24)) >>> 0);
  }
  return Uint32Array.from(words);
}

export class DishPainter {
  private readonly colours: Colours;

  constructor(
    private readonly kernel: WasmKernel,
    private readonly map: DishMap,
  ) {
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
    const middles = this.map.middles(tiles);
    const address = exports.dishOrder(middles.length / 2) >>> 0;
    if (address === 0) throw new KernelMemoryError('No memory is left to draw cells in.');
    i16View(memory, address, middles.length).set(middles);
  }
}
