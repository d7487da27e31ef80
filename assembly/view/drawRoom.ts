/** Room for drawing: colours, brush and pixels, which tissue and dish share. */

import { DRAW_ROOM, header, pointer, setHeader } from '../memory/header';
import { allocate } from '../memory/heap';
import { DRAW_BRUSH, DRAW_BYTES, DRAW_PIXELS, DRAW_PLACES, DRAW_RAMP } from '../memory/layout';

/** Address of the room for drawing and of its colours of phenotypes, taken when first asked for; 0 at the memory limit. */
export function drawRoom(): usize {
  if (header(DRAW_ROOM) == 0) setHeader(DRAW_ROOM, <u32>allocate(DRAW_BYTES));
  return pointer(DRAW_ROOM);
}

export function rampAddress(): usize {
  return pointer(DRAW_ROOM) + DRAW_RAMP;
}

/** Where a `Brush` is to be written. */
export function brushAddress(): usize {
  return pointer(DRAW_ROOM) + DRAW_BRUSH;
}

/** Where the places of a dish's tile are to be written (dish.ts). */
export function placesAddress(): usize {
  return pointer(DRAW_ROOM) + DRAW_PLACES;
}

export function pixelsAddress(): usize {
  return pointer(DRAW_ROOM) + DRAW_PIXELS;
}
