/** Pictures of a tissue as everybody concerned describes them, and how values lie on a ramp of colours. */

import type { Variants } from '../subclasses';

/** Values that a ramp's colours stand for, the first at `low`, the last up to `high`; logarithmic: both above 0. */
export interface Range {
  low: number;
  high: number;
  logarithmic: boolean;
}

/** Which property of a cell its colour shows. */
export type Shown =
  /** Colours by resistance class, in the order of CLASS_NAMES. */
  | { by: 'class' }
  /** The same, and behind them one for each part of a class, of targets with so many variants each. */
  | { by: 'subclass'; variants: Variants }
  /** 256 colours for a hash of the clone's number. */
  | { by: 'clone' }
  /** Step in which the clone arose, on a ramp. */
  | { by: 'birth'; range: Range }
  /** Amount of a drug inside, µM, on a ramp. */
  | { by: 'amount'; drug: number; range: Range }
  /** Level of a field around the cell, on a ramp. */
  | { by: 'field'; field: number; range: Range }
  /** Level of a field at every site, taken or free. */
  | { by: 'fluid'; field: number; range: Range }
  /** Copies of a target, or of MDR1 where `target` is −1: as founded, then one colour per doubling. */
  | { by: 'copies'; target: number };

/** Colours are RGBA bytes as one little-endian word, premultiplied by alpha. */
export interface Look {
  /** Differs between any two looks that are not the same. */
  id: number;
  shown: Shown;
  /** As `shown` asks for: 8 of classes, as many more as they have parts, 256 of clones and ramps, any number of copies. */
  colours: Uint32Array;
  normal: number;
  debris: number;
}

/** A part of the lattice as pixels, `depth` slices of width × height one after another. */
export interface Part {
  /** Slices lie across it: 0, 1 or 2. Pixels run along x and y, across 1 along x and z, across 0 along y and z. */
  axis: 0 | 1 | 2;
  /** The first site along the two axes of the picture and along `axis`, multiples of 2^shift. */
  u: number;
  v: number;
  w: number;
  width: number;
  height: number;
  /** 1: a slice one site thick; above, each stands for 2^shift of them. */
  depth: number;
  /** A pixel stands for 2^shift × 2^shift sites; at most 5 in a plane and 3 in a volume. */
  shift: number;
}

const bits = new DataView(new ArrayBuffer(4));

/** A value where the kernel places it: itself, or the bits of its f32, which run with the logarithm octave by octave. */
function level(value: number, logarithmic: boolean): number {
  if (!logarithmic) return value;
  bits.setFloat32(0, value);
  return bits.getInt32(0);
}

/** Lower end of a ramp, as a {@link level}, and its colours per unit. */
export function scaleOf({ low, high, logarithmic }: Range, colours: number): [number, number] {
  const from = level(low, logarithmic);
  const to = level(high, logarithmic);
  return [from, to > from ? colours / (to - from) : 0];
}

/** Where a value lies on a ramp, 0…1. */
export function placeOf(value: number, range: Range): number {
  const [from, perUnit] = scaleOf(range, 1);
  return Math.min(1, Math.max(0, (level(value, range.logarithmic) - from) * perUnit));
}
