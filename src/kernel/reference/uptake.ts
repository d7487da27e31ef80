import type { DrugModel } from '../model';
import { type Exchanged, inflowAt, type Surroundings } from './exchange';
import { type DrugRates, isBound } from './phenotype';

const f = Math.fround;
const SIXTH = f(1 / 6);

/** What one cell does to a drug's field in a step, µM of cell water: assembly/couple.ts. */
export interface Uptake {
  /** Taken from the fluid. */
  taken: number;
  /** How that grows with the level outside. */
  slope: number;
  /** What of it goes on for another step at the same level. */
  lasting: number;
}

export const NO_UPTAKE: Readonly<Uptake> = { taken: 0, slope: 0, lasting: 0 };

/** Inflow from a field at this level, as if it had been in the cell: what stays of it over the step is what comes in. */
export function infused(drug: DrugModel, rates: DrugRates, level: number, activity: number): number {
  return f(inflowAt(drug, rates, level, activity) / rates.decay);
}

/** After an exchange that began with `held` in the cell. `expression`: null where all cells are alike. */
export function uptakeOf(
  drug: DrugModel,
  rates: DrugRates,
  held: number,
  level: number,
  expression: number | null,
  { activity, km }: Surroundings,
  after: Exchanged,
): Uptake {
  let slope = f(rates.entry - f(activity * rates.blocked));
  if (drug.carrierVmax > 0) {
    const own = f(f(drug.carrierKm) + level);
    const steepest = f(f(drug.carrierVmax) * f(drug.carrierKm));
    slope = f(slope + f(f(steepest / f(own * own)) * rates.carrier));
  }
  const bound = isBound(drug);
  const free = bound ? after.reached : after.total;
  const mean = bound ? after.free : after.total;
  const sum = f(after.kd + free);
  const x = bound ? f(f(after.target * after.kd) / f(sum * sum)) : 0;
  let taken = f(after.total - held);
  const changes = drug.metabolismPerHour > 0 || drug.retained !== undefined;
  const { changedBefore = 0, changedAfter = 0 } = rates;
  if (changes) taken = f(taken + f(f(changedBefore * held) + f(changedAfter * mean)));
  const more = f(1 + x);
  let lasting = rates.decay;
  if (bound || drug.pumpVmax > 0) {
    let slow = f(1 + f(rates.decay * x));
    if (drug.pumpVmax > 0) {
      let pull = f(f(rates.pumping * activity) * km);
      if (expression !== null) pull = f(pull * expression);
      const own = f(km + free);
      slow = f(slow + f(pull / f(own * own)));
    }
    if (bound) {
      const pace = Math.max(0, f(f(slow / f(rates.decay * more)) - 1));
      const gain = f(1 + f(pace * f(0.5 + f(pace * SIXTH))));
      lasting = f(1 / f(1 + f(pace * gain)));
    }
    const share = f(1 / slow);
    slope = f(slope * share);
    if (!bound) lasting = f(rates.decay * share);
  }
  return {
    taken,
    slope: f(slope * f(more + (changes ? changedAfter : 0))),
    lasting: f(lasting * taken),
  };
}
