/** Ranges and ticks shared by the plots. */
import { superscript, tickLabel } from '../words/format';

/** Zero has no logarithm: it is drawn here, below one cell, and labelled 0. */
export const CELL_FLOOR = 0.25;

const steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The next round number at or above `value`, so that the time axis moves in steps, not at every frame. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * (steps.find((step) => step * unit >= value * 0.9999) ?? 10);
}

export function cellRange(log: boolean, max: number | null): [number, number] {
  const top = Math.max(max ?? 10, 10);
  return log ? [CELL_FLOOR, 10 ** Math.ceil(Math.log10(top * 1.05))] : [0, roundUp(top * 1.02)];
}

/** Pixels that labels of an axis stand apart at least, and two decades. */
const LABEL_PIXELS = 13;
const DECADE_PIXELS = 24;

/** Decades between the floor and the top, thinned to what `heightPixels` can hold; one too close to the floor has none. */
export function cellTicks(max: number, heightPixels: number): number[] {
  const decades = Math.round(Math.log10(max));
  const height = Math.max(heightPixels, 1);
  const every = Math.max(1, Math.ceil((decades * DECADE_PIXELS) / height));
  const below = -Math.log10(CELL_FLOOR);
  const ticks = [CELL_FLOOR];
  for (let decade = 0; decade <= decades; decade += every) {
    if (((decade + below) * height) / (decades + below) >= LABEL_PIXELS) ticks.push(10 ** decade);
  }
  return ticks;
}

export const cellTickLabel = (value: number): string => (value === CELL_FLOOR ? '0' : tickLabel(value));

/** Decades of a logarithmic concentration axis below its top. */
const DRUG_DECADES = 5;

export const drugFloor = (max: number): number =>
  10 ** (Math.ceil(Math.log10(max > 0 ? max : 1)) - DRUG_DECADES);

export function decadeTicks(min: number, max: number): number[] {
  const ticks: number[] = [];
  for (let e = Math.ceil(Math.log10(min) - 1e-9); e <= Math.log10(max) + 1e-9; e++) ticks.push(10 ** e);
  return ticks;
}

/** 0.01, 0.1, 1, 10, 100, else 10ⁿ. */
export function concentrationLabel(value: number): string {
  const exponent = Math.round(Math.log10(value));
  return exponent >= -2 && exponent <= 3
    ? String(Number(value.toPrecision(3)))
    : `10${superscript(exponent)}`;
}
