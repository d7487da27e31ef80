/**
 * Plasma level of one agent, advanced exactly from event to event (docs/model.md (62), (63)). The state is the amplitude of every
 * exponential mode and what is left to absorb; input is at once, at a constant rate, or absorbed at a first-order
 * rate. The mean over any interval is exact too, so that areas under the curve are.
 */
import { exactExp, exactExpm1 } from '../../../assembly/numerics/maths';
import type { Pharmacokinetics } from '../../scenario/scenario';
import { modesOf } from './linearKinetics';

/** (1 − e⁻ˣ)/x, the mean of e^{−xs} over s in 0…1. */
function meanDecay(x: number): number {
  return x < 1e-12 ? 1 : -exactExpm1(-x) / x;
}

/** (1 − meanDecay(x))/x, by its series where that would cancel. */
function meanDecayComplement(x: number): number {
  if (x > 0.02) return (1 - meanDecay(x)) / x;
  return 0.5 - x * (1 / 6 - x * (1 / 24 - x * (1 / 120 - x * (1 / 720 - x / 5040))));
}

/** (e^{−pt} − e^{−qt})/(q − p), finite and exact also where p and q meet. */
function convolvedDecay(p: number, q: number, t: number): number {
  const slow = Math.min(p, q);
  return t * exactExp(-slow * t) * meanDecay(Math.abs(p - q) * t);
}

/** ∫₀ᵗ of {@link convolvedDecay}. */
function convolvedArea(p: number, q: number, t: number): number {
  const fast = Math.max(p, q);
  const slow = Math.min(p, q);
  if (fast * t < 1e-3) {
    return 0.5 * t * t * (1 - ((p + q) * t) / 3 + ((p * p + p * q + q * q) * t * t) / 12);
  }
  return (t * meanDecay(slow * t) - convolvedDecay(p, q, t)) / fast;
}

/** The changing part of {@link PlasmaLevel}, to be put back when a step has to be taken again. */
export interface PlasmaState {
  amplitudes: number[];
  gutMicromoles: number;
  inputMicromolesPerHour: number;
}

export class PlasmaLevel {
  private readonly rates: number[];
  private readonly weights: number[];
  private readonly absorptionPerHour: number;
  private amplitudes: number[];
  private gutMicromoles = 0;
  private inputMicromolesPerHour = 0;

  constructor(kinetics: Pharmacokinetics) {
    const modes = modesOf(kinetics);
    this.rates = modes.ratesPerHour;
    this.weights = modes.weightsPerLitre;
    this.absorptionPerHour = kinetics.absorptionPerHour;
    this.amplitudes = this.rates.map(() => 0);
  }

  /** Level now, µM. */
  get level(): number {
    let sum = 0;
    for (const amplitude of this.amplitudes) sum += amplitude;
    return sum;
  }

  /** Whether nothing is in the body and nothing is coming in. */
  get empty(): boolean {
    return (
      this.gutMicromoles === 0 &&
      this.inputMicromolesPerHour === 0 &&
      this.amplitudes.every((amplitude) => amplitude === 0)
    );
  }

  giveAtOnce(micromoles: number): void {
    this.weights.forEach((weight, mode) => {
      this.amplitudes[mode]! += weight * micromoles;
    });
  }

  swallow(micromoles: number): void {
    this.gutMicromoles += micromoles;
  }

  /** Rate of all infusions that run from now on. */
  infuse(micromolesPerHour: number): void {
    this.inputMicromolesPerHour = micromolesPerHour;
  }

  /** Advances by `hours` and returns the area under the level, µM·h. */
  advance(hours: number): number {
    if (!(hours > 0) || this.empty) return 0;
    const { absorptionPerHour: ka, inputMicromolesPerHour: input, gutMicromoles: gut } = this;
    let area = 0;
    for (let mode = 0; mode < this.rates.length; mode++) {
      const rate = this.rates[mode]!;
      const weight = this.weights[mode]!;
      const start = this.amplitudes[mode]!;
      const x = rate * hours;
      const mean = hours * meanDecay(x);
      let end = start * exactExp(-x);
      area += start * mean;
      if (input > 0) {
        end += weight * input * mean;
        area += weight * input * hours * hours * meanDecayComplement(x);
      }
      if (gut > 0) {
        const inflow = weight * ka * gut;
        end += inflow * convolvedDecay(rate, ka, hours);
        area += inflow * convolvedArea(rate, ka, hours);
      }
      this.amplitudes[mode] = end;
    }
    if (gut > 0) this.gutMicromoles = gut * exactExp(-ka * hours);
    return area;
  }

  save(): PlasmaState {
    const { gutMicromoles, inputMicromolesPerHour } = this;
    return { amplitudes: this.amplitudes.slice(), gutMicromoles, inputMicromolesPerHour };
  }

  restore(state: PlasmaState): void {
    this.amplitudes = state.amplitudes.slice();
    this.gutMicromoles = state.gutMicromoles;
    this.inputMicromolesPerHour = state.inputMicromolesPerHour;
  }
}
