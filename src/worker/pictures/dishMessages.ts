/**
 * What the worker that draws dishes, compartments without places, and the worker of the patient say to each other over a
 * port of their own. A wish is answered once, as soon as there is something to show that the last pictures did not.
 */
import type { DishPart } from '../../kernel/read/dish';
import type { Look } from '../../kernel/read/ramp';

export interface DishWish {
  /** Parts of dishes, each a compartment by its place. */
  wanted: { dish: number; part: DishPart }[];
  look: Look;
  /** Something else is wished for than last time. */
  anew: boolean;
  /** Buffers of earlier pictures. */
  spare: ArrayBuffer[];
}

export interface DishPicture {
  dish: number;
  part: DishPart;
  /** RGBA of as many pixels as the part has, premultiplied; longer buffers have more behind. */
  pixels: ArrayBuffer;
  cells: number;
  /** How far from its middle the dish has cells, sites. */
  radius: number;
  /** x and y in sites of cells of the line that is followed, one after the other. */
  followed: Int16Array;
  /** The one that is looked into. */
  watched: readonly [number, number] | null;
}

export type FromDishes =
  /** Another patient from here on; wishes made before are forgotten. */
  { kind: 'run'; run: number } | { kind: 'pictures'; run: number; pictures: DishPicture[] };
