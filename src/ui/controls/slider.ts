/** Slider positions 0…1000 to values and back; logarithmic where the usual range spans decades. */
import type { Parameter } from '../../scenario/schema';

export const SLIDER_STEPS = 1000;

type Range = Pick<Parameter, 'low' | 'high' | 'scale' | 'integer'>;

const ends = ({ low, high }: Pick<Parameter, 'low' | 'high'>): [number, number] => [low ?? 0, high ?? 1];

export function valueAt(position: number, { scale, integer, ...range }: Range): number {
  const [low, high] = ends(range);
  const share = position / SLIDER_STEPS;
  if (share <= 0) return low;
  if (share >= 1) return high;
  const value = scale === 'log' ? low * (high / low) ** share : low + (high - low) * share;
  return integer ? Math.round(value) : Number(value.toPrecision(3));
}

/** Values outside the usual range rest at the slider's ends. */
export function positionOf(value: number, { scale, ...range }: Range): number {
  const [low, high] = ends(range);
  if (!(value > low)) return 0;
  if (value >= high) return SLIDER_STEPS;
  const share = scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.round(share * SLIDER_STEPS);
}
