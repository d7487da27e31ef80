/**
 * Draws the cells of a compartment without places as if they had some: tile after tile around a centre, in an order that
 * the caller gives, and within a tile its k-th cell at the k-th of places that the caller gives too. A site of this dish
 * is a pixel, or every square of 2^shift sites the mean of four cells of its tile, where one that there is not is transparent.
 * The state is only read.
 */

import { DISH_ORDER, DISH_TILES, DRAW_ROOM, header, pointer, setHeader, TILE_COUNT } from '../memory/header';
import { allocate, tileAddress, tileCount, tileEntry } from '../memory/heap';
import { amountColumn, DRAW_BRUSH, DRAW_PIXELS, DRAW_PLACES, HEAP } from '../memory/layout';
import { roomOf } from '../memory/room';
import { Brush } from '../shared/drawing';
import { Limit } from '../shared/limits';
import { cellColour, paintRow } from './paint';

/** Places of a tile lie within so many sites of its middle. */
const REACH: i32 = Limit.dishReach;
/** A quarter of each byte of a pixel. */
const QUARTER: u32 = 0x3f3f3f3f;

/**
 * Address of the middles of at least so many tiles, two i16 each, in units of 16 and of 32 sites across and down, which
 * the caller writes; 0 at the memory limit.
 */
export function dishOrder(tiles: u32): usize {
  if (tiles > header(DISH_TILES)) {
    const order = allocate((<usize>tiles) << 2);
    if (order == 0) return 0;
    setHeader(DISH_ORDER, <u32>order);
    setHeader(DISH_TILES, tiles);
  }
  return pointer(DISH_ORDER);
}

/**
 * Draws `width` × `height` pixels, at most `Limit.stripPixels`, to DRAW_PIXELS of the room for drawing.
 * @param u, v the first site from the middle of the dish, multiples of 2^shift
 * @param places how many are at DRAW_PLACES: which cell of the tile, u16, in rising order, and its pixel across and down
 *   from that of the tile's middle, i8 each; of `shift` 0 all cells from the first on
 * @param shift at most 4
 */
export function drawDish(u: i32, v: i32, width: i32, height: i32, places: u32, shift: i32): void {
  const room = pointer(DRAW_ROOM);
  assert(width * height <= Limit.stripPixels && room >= HEAP && shift <= 4);
  const pixels = room + DRAW_PIXELS;
  const count = (<usize>(width * height)) << 2;
  memory.fill(pixels, 0, count);
  const order = pointer(DISH_ORDER);
  const tiles = min<u32>(header(TILE_COUNT), header(DISH_TILES));
  for (let t: u32 = 0; t < tiles; ++t) {
    const at = order + ((<usize>t) << 2);
    const x = ((<i32>load<i16>(at, 0)) << 4) - u;
    const y = ((<i32>load<i16>(at, 2)) << 5) - v;
    if (x < -REACH || y < -REACH || x >= (width << shift) + REACH || y >= (height << shift) + REACH) continue;
    const entry = tileEntry(t);
    if (shift == 0) setDown(room, entry, x, y, width, height, min<u32>(places, tileCount(entry)));
    else addUp(room, entry, x >> shift, y >> shift, width, height, places);
  }
  if (shift > 0) fillQuarters(pixels, pixels + count);
}

/** A pixel per cell. */
function setDown(room: usize, entry: usize, x: i32, y: i32, width: i32, height: i32, cells: u32): void {
  const colours = roomOf(0);
  paintRow(room, colours, tileAddress(entry), 0, 1, cells, 0, 0, 0, 0, 0);
  const last = (<usize>cells) << 2;
  for (let i: usize = 0; i < last; i += 4) {
    const column = x + load<i8>(room + i, DRAW_PLACES + 2);
    const row = y + load<i8>(room + i, DRAW_PLACES + 3);
    if (<u32>column >= <u32>width || <u32>row >= <u32>height) continue;
    store<u32>(room + ((<usize>(column + width * row)) << 2), load<u32>(colours + i), DRAW_PIXELS);
  }
}

/** Of the four cells that stand for a pixel those of one tile. */
function addUp(room: usize, entry: usize, x: i32, y: i32, width: i32, height: i32, places: u32): void {
  const tile = tileAddress(entry);
  const cells = <u32>tileCount(entry);
  const kind = load<u32>(room + DRAW_BRUSH, 4 * Brush.kind);
  const amounts = tile + amountColumn(<i32>load<u32>(room + DRAW_BRUSH, 4 * Brush.column));
  const last = (<usize>places) << 2;
  for (let i: usize = 0; i < last; i += 4) {
    const cell = <u32>load<u16>(room + i, DRAW_PLACES);
    if (cell >= cells) break;
    const column = x + load<i8>(room + i, DRAW_PLACES + 2);
    const row = y + load<i8>(room + i, DRAW_PLACES + 3);
    if (<u32>column >= <u32>width || <u32>row >= <u32>height) continue;
    const pixel = room + ((<usize>(column + width * row)) << 2);
    const quarter = (cellColour(room, kind, amounts, tile, cell) >> 2) & QUARTER;
    store<u32>(pixel, load<u32>(pixel, DRAW_PIXELS) + quarter, DRAW_PIXELS);
  }
}

/** Four quarters fall short of the whole by what was cut off: 252 is 255 again. */
function fillQuarters(from: usize, to: usize): void {
  for (; from < to; from += 4) {
    const sum = load<u32>(from);
    store<u32>(from, sum + ((sum >> 6) & 0x03030303));
  }
}
