/**
 * A linear plasma model of one to three compartments as a sum of exponentials: after a unit dose at once,
 * C(t) = Σ aᵢ e^{−λᵢt}. Rates come from + − × ÷ and square roots only, so that every engine finds the same bits.
 */
import type { Pharmacokinetics } from '../../scenario/scenario';

interface Modes {
  /** λᵢ, per hour, descending. */
  ratesPerHour: number[];
  /** aᵢ, per litre: concentration per amount given. */
  weightsPerLitre: number[];
}

export function modesOf(kinetics: Pharmacokinetics): Modes {
  const volume = kinetics.centralLitres;
  const k10 = kinetics.clearanceLitresPerHour / volume;
  if (kinetics.compartments === 1) return { ratesPerHour: [k10], weightsPerLitre: [1 / volume] };
  const k12 = kinetics.exchange2LitresPerHour / volume;
  const k21 = kinetics.exchange2LitresPerHour / kinetics.peripheral2Litres;
  if (kinetics.compartments === 2) return twoCompartments(volume, k10, k12, k21);
  const k13 = kinetics.exchange3LitresPerHour / volume;
  const k31 = kinetics.exchange3LitresPerHour / kinetics.peripheral3Litres;
  return threeCompartments(volume, k10, k12, k21, k13, k31);
}

function twoCompartments(volume: number, k10: number, k12: number, k21: number): Modes {
  const sum = k10 + k12 + k21;
  const product = k10 * k21;
  // (sum² − 4 product) written as a sum of positive terms: it never cancels and is never negative.
  const difference = k10 - k21;
  const root = Math.sqrt(difference * difference + k12 * (k12 + 2 * k10 + 2 * k21));
  const fast = 0.5 * (sum + root);
  const slow = product / fast;
  return {
    ratesPerHour: [fast, slow],
    weightsPerLitre: [(fast - k21) / (fast - slow) / volume, (k21 - slow) / (fast - slow) / volume],
  };
}

function threeCompartments(
  volume: number,
  k10: number,
  k12: number,
  k21: number,
  k13: number,
  k31: number,
): Modes {
  const slower = Math.min(k21, k31);
  const faster = Math.max(k21, k31);
  // Two peripheral compartments that return at the same rate act as one.
  if (faster - slower <= 1e-9 * faster) return twoCompartments(volume, k10, k12 + k13, 0.5 * (k21 + k31));
  // Characteristic function of the central compartment; it falls from +∞ to −∞ between its poles k21 and k31,
  // so that each of the three intervals holds one rate.
  const characteristic = (rate: number) =>
    k10 + k12 + k13 - rate - (k12 * k21) / (k21 - rate) - (k13 * k31) / (k31 - rate);
  const rates = [
    rootBetween(characteristic, faster, k10 + k12 + k21 + k13 + k31),
    rootBetween(characteristic, slower, faster),
    rootBetween(characteristic, 0, slower),
  ] as const;
  const weights = rates.map((rate, index) => {
    const [a, b] = rates.filter((_, other) => other !== index) as [number, number];
    return ((k21 - rate) * (k31 - rate)) / ((a - rate) * (b - rate)) / volume;
  });
  return { ratesPerHour: [...rates], weightsPerLitre: weights };
}

/** Bisection to the last bit; `falling` decreases from above 0 to below 0 inside the interval. */
function rootBetween(falling: (x: number) => number, low: number, high: number): number {
  let below = low;
  let above = high;
  for (let i = 0; i < 2000; i++) {
    const middle = 0.5 * (below + above);
    if (middle <= below || middle >= above) break;
    if (falling(middle) > 0) below = middle;
    else above = middle;
  }
  return 0.5 * (below + above);
}
