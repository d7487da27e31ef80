import { poisson } from '../../../assembly/numerics/poisson';
import { Alteration } from '../../../assembly/shared/genome';
import { Purpose } from '../../../assembly/shared/step';
import type { KernelModel } from '../model';
import type { RandomSource } from '../numbers/philox';

const UNIT32 = 2 ** -32;
/** Of a mutator too, on average. */
const MOST_PER_DAUGHTER = 50;

/** 53 bits of two words. */
const unitOf = (first: number, second: number) => (first + (second >>> 11) / 2 ** 21) * UNIT32;

/** How many passenger mutations a division leaves in each of the two; see assembly/genome/passengers.ts. */
export function drawPassengers(
  model: KernelModel,
  random: RandomSource,
  step: number,
  mutator: boolean,
  index: number,
  event: number,
): { daughter: number; mother: number } {
  const usual = model.passengersPerDaughter ?? 0;
  if (usual === 0) return { daughter: 0, mother: 0 };
  const mean = mutator ? Math.min(usual * model.mutatorFactor, MOST_PER_DAUGHTER) : usual;
  const [a, b, c, d] = random.block(step, index, Purpose.passenger, event) as [
    number,
    number,
    number,
    number,
  ];
  return { daughter: poisson(unitOf(a, b), mean), mother: poisson(unitOf(c, d), mean) };
}

/** The alteration that so many are. */
export const passengersOf = (count: number) => ({ kind: Alteration.passenger, target: count });
