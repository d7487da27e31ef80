/** What several tissues that are seen together have to show: one legend, one list of palettes, one range of colours for all. */
import type { TissueShape } from '../../worker/pictures/tissueMessages';

/** @returns null while one of them is not known, or there is none */
export function joined(shapes: readonly (TissueShape | null)[]): TissueShape | null {
  const [first, ...others] = shapes;
  if (first == null) return null;
  return others.reduce<TissueShape | null>((one, other) => one && other && both(one, other), first);
}

function both(one: TissueShape, other: TissueShape): TissueShape {
  const { size, siteMicrometres } = other.size.length > one.size.length ? other : one;
  return {
    size,
    siteMicrometres,
    drugFields: one.drugFields || other.drugFields,
    vessels: one.vessels + other.vessels,
    vesselsClose: one.vesselsClose || other.vesselsClose,
    normal: one.normal || other.normal,
    debris: one.debris || other.debris,
    oxygen: (other.oxygen?.most ?? 0) > (one.oxygen?.most ?? 0) ? other.oxygen : (one.oxygen ?? other.oxygen),
  };
}

/** What palettes ask of a tissue, where there is none. */
export const NO_SPACE: TissueShape = {
  size: [],
  siteMicrometres: 1,
  drugFields: false,
  vessels: 0,
  vesselsClose: false,
  normal: false,
  debris: false,
  oxygen: null,
};
