/** A pulse of drug that fades at one rate, what cells hold of it, and how many outlive it, in f64. */
import { freeOf, type Rates } from './exchange';

export interface Pulse {
  /** Outside at first, µM, and its half-life, h. */
  peak: number;
  halfLife: number;
  /** Of what is outside, 1/h; `rates.inflow` is not used. */
  entry: number;
  rates: Rates;
  /** Kill at full effect, 1/h; free drug at half of it, µM; the curve's Hill exponent. */
  kill: number;
  half: number;
  hill: number;
}

/** Share of cells that are alive after so many hours: the differential equation by Runge–Kutta 4 in 10⁵ steps. */
export function survivors({ peak, halfLife, entry, rates, kill, half, hill }: Pulse, hours: number): number {
  const { leave, pull, km, target, kd } = rates;
  const steps = 1e5;
  const by = hours / steps;
  const fade = Math.LN2 / halfLife;
  const freeIn = (amount: number) => freeOf(Math.max(amount, 0), target, kd);
  const slope = (amount: number, time: number) => {
    const free = freeIn(amount);
    return entry * peak * Math.exp(-fade * time) - leave * free - (pull * free) / (km + free);
  };
  const effect = (amount: number) => {
    const power = (freeIn(amount) / half) ** hill;
    return power / (1 + power);
  };
  let [amount, exposure] = [0, 0];
  for (let step = 0; step < steps; step++) {
    const time = step * by;
    const a = slope(amount, time);
    const b = slope(amount + 0.5 * by * a, time + 0.5 * by);
    const c = slope(amount + 0.5 * by * b, time + 0.5 * by);
    const d = slope(amount + by * c, time + by);
    const end = amount + (by / 6) * (a + 2 * b + 2 * c + d);
    exposure += (by / 6) * (effect(amount) + 4 * effect(0.5 * (amount + end)) + effect(end));
    amount = end;
  }
  return Math.exp(-kill * exposure);
}
