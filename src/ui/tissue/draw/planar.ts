/** What draws a slice, whichever way, and what both ways have in common. */
import type { Part } from '../../../kernel/read/ramp';
import type { Camera } from './camera';
import type { Inks } from './messages';

export type LayerName = 'cells' | 'overview' | 'fluid';

/** Device pixels. */
export interface ViewSize {
  width: number;
  height: number;
  ratio: number;
}

/** What one looks at, and how it is to be drawn. */
export interface Look {
  camera: Camera;
  view: ViewSize;
  /** Sites across and down the slice. */
  lattice: readonly [number, number];
  /** Axis and place of the slice shown; pictures of another are not drawn. */
  slice: { axis: number; at: number };
  inks: Inks;
  /** u and v of the site that is marked. */
  mark: readonly [number, number] | null;
}

export interface Planar {
  take(layer: LayerName, part: Part, pixels: Uint8Array): void;
  forget(layer: LayerName): void;
  /** Vessels that cross the slice: u and v in sites, and the share that is open, one after the other. */
  takeVessels(places: Float32Array<ArrayBuffer>, lattice: readonly [number, number]): void;
  /** Cells of the line that is followed: u and v in sites, one after the other. */
  takeFollowed(places: Float32Array<ArrayBuffer>): void;
  draw(look: Look): void;
}

/** Device pixels per site, per device pixel of a CSS pixel, from which cells have borders. */
export const BORDERS_FROM = 6;

/** Of a vessel's disc: large enough to be seen, but not so that vessels hide what lies between them. */
export function vesselRadius(
  vessels: number,
  lattice: readonly [number, number],
  scale: number,
  ratio: number,
): number {
  /** Sites from one to the next, about. */
  const between = Math.sqrt((lattice[0] * lattice[1]) / Math.max(1, vessels));
  return Math.max(Math.min(2 * ratio, between * scale * 0.09), 0.5 * scale);
}

/** Lines of a mark and of the light rim that sets it off, in pixels of CSS. */
export const MARK_LINE = 2;
export const MARK_RIM = 4;

/** Of the ring around a followed cell: around the cell where it is large, and the smaller the more there are. */
export function followedRadius(cells: number, scale: number, ratio: number): number {
  const seen = Math.min(5, Math.max(2, 20 / Math.sqrt(Math.max(1, cells))));
  return Math.max(0.62 * scale, seen * ratio);
}

/** What lies on a slice: the two axes of its pixels. */
export const SIDES = [
  [1, 2],
  [0, 2],
  [0, 1],
] as const;
