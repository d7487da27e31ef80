import type { DrugModel } from '../../model';
import type { Exchanged, Surroundings } from '../exchange';
import { type DrugRates, isBound } from '../phenotype';

const f = Math.fround;

/** What one cell does to a drug's field in a step, µM of cell water: assembly/fields/couple.ts. */
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
  let inflow = f(level * f(rates.entry - f(activity * rates.blocked)));
  if (drug.carrierVmax > 0) {
    const carried = f(f(f(drug.carrierVmax) * level) / f(f(drug.carrierKm) + level));
    inflow = f(inflow + f(carried * rates.carrier));
  }
  return f(inflow / rates.decay);
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
  const free = bound ? after.free : after.total;
  const sum = f(after.kd + free);
  const x = bound ? f(f(after.target * after.kd) / f(sum * sum)) : 0;
  let taken = f(after.total - held);
  const changes = drug.metabolismPerHour > 0 || drug.retained !== undefined;
  const { changedBefore = 0, changedAfter = 0 } = rates;
  if (changes) taken = f(taken + f(f(changedBefore * held) + f(changedAfter * free)));
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
    const share = f(1 / slow);
    slope = f(slope * share);
    lasting = f(f(rates.decay * more) * share);
  }
  return {
    taken,
    slope: f(slope * f(more + (changes ? changedAfter : 0))),
    lasting: f(lasting * taken),
  };
}
