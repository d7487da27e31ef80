/** Which mutations how many cells carry, and what neutral theory expects: docs/model.md (97). */
import type { CloneColumns } from '../../kernel/lineage/columns';
import { Alteration } from '../../kernel/model';
import type { Scenario } from '../../scenario/scenario';

/** Mutations by how many cells carry them; numbers of carriers that no mutation has are left out. */
export interface Spectrum {
  /** Rising. */
  carriers: Float64Array;
  mutations: Float64Array;
  /** Those of them that are passengers. */
  passengers: Float64Array;
}

/** @param clades living cells of each clone with all that came from it, by row */
export function spectrumOf(clones: CloneColumns, clades: Float64Array): Spectrum {
  const found = new Map<number, { all: number; passengers: number }>();
  for (let row = 0; row < clones.count; row++) {
    const own = clones.mutations[row]!;
    if (clades[row] === 0 || own === 0) continue;
    const sum = found.get(clades[row]!) ?? { all: 0, passengers: 0 };
    sum.all += own;
    if (clones.alteration[row] === Alteration.passenger) sum.passengers += own;
    found.set(clades[row]!, sum);
  }
  const carriers = Float64Array.from(found.keys()).sort();
  return {
    carriers,
    mutations: carriers.map((each) => found.get(each)!.all),
    passengers: carriers.map((each) => found.get(each)!.passengers),
  };
}

/**
 * μ/β = μ/(1 − d/b): passengers that each doubling of 1/f adds at the scenario's own rates; null without passengers, or where the
 * tumour would not grow.
 */
export function neutralRate({ passengers, tumour }: Scenario): number | null {
  const { divisionPerDay, deathPerDay } = tumour;
  if (passengers.perDivision === 0 || divisionPerDay <= deathPerDay) return null;
  return passengers.perDivision / (1 - deathPerDay / divisionPerDay);
}

/** Mutations that at least this share of cells carry, but not all, to be expected at a rate μ/β. */
export const neutralAtLeast = (rate: number, share: number) => rate * (1 / share - 1);
