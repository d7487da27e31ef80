/**
 * Where the molecules of one drug are in one cell, and how they come and go, from the cell's amounts as they are: the
 * equations docs/model.md (5), (14) and (16) in f64.
 */
import type { DrugModel, Genotype, KernelModel } from '../model';
import { type DrugRates, hourlyRates, isBound, pumpExpression } from '../reference/phenotype';

/** Molecules of 1 µM in a cell of 2 pL (docs/model.md (1)). */
export const MOLECULES_PER_MICROMOLAR = 1.2e6;

/** µM of cell water. */
export interface Amounts {
  total: number;
  free: number;
  bound: number;
}

/** µM/h of cell water, none negative. */
export interface Fluxes {
  passiveIn: number;
  /** Would have come in through the membrane, had the pump not caught it there; no part of the balance. */
  turnedAway: number;
  carrierIn: number;
  passiveOut: number;
  pumpOut: number;
  /** By other transporters, in proportion to what is free. */
  linearOut: number;
  metabolised: number;
  /** Turned into a metabolite that the cell keeps. */
  retained: number;
}

export interface Contents {
  outside: number;
  drug: Amounts;
  /** Metabolite that the cell keeps; null where there is none. */
  metabolite: Amounts | null;
  /** null where the drug has no target, or does not deplete what it meets. */
  target: Amounts | null;
  /** Of tight binding to this cell's target, µM, and times that of the wild type. */
  kd: number;
  kdFold: number;
  fluxes: Fluxes;
}

/** What surrounds the cell now. */
export interface Around {
  /** µM. */
  outside: number;
  /** Pump activity 1/(1 + I/K_i). */
  activity: number;
  /** Factor on the pump's K_m. */
  kmFactor: number;
}

/**
 * @param amount of the drug, free and bound, µM
 * @param retained amount of its metabolite, µM
 * @param expression factor of this cell on pump and target
 */
export function contentsOf(
  model: KernelModel,
  drug: DrugModel,
  genotype: Genotype,
  rates: DrugRates,
  cell: { amount: number; retained: number; expression: number },
  around: Around,
): Contents {
  const { amount, retained, expression } = cell;
  const bound = isBound(drug);
  const binds = bound && drug.retained?.acts === 'binds';
  const total = bound ? rates.target * expression : 0;
  const ligand = amount + (binds ? retained : 0);
  const free = bound ? freeTarget(total, ligand, rates.kd) : 0;
  // A molecule of either ligand is free with chance K/(K + F).
  const loose = bound ? rates.kd / (rates.kd + free) : 1;
  const split = (all: number, share: number): Amounts => ({
    total: all,
    free: all * share,
    bound: all * (1 - share),
  });
  const inside = split(amount, loose);
  const wildKd = drug.kd * (drug.alleles[0]?.kdFactor ?? 1);
  return {
    outside: around.outside,
    drug: inside,
    metabolite: drug.retained ? split(retained, binds ? loose : 1) : null,
    target: bound ? { total, free, bound: total - free } : null,
    kd: bound ? rates.kd : 0,
    kdFold: bound ? rates.kd / wildKd : 1,
    fluxes: fluxesOf(model, drug, genotype, inside.free, expression, around),
  };
}

/** Free target F by mass action (Morrison 1969), docs/model.md (16). */
export function freeTarget(target: number, ligand: number, kd: number): number {
  const s = target - ligand - kd;
  const r = Math.sqrt(s * s + 4 * target * kd);
  return s >= 0 ? (s + r) / 2 : (2 * target * kd) / (r - s);
}

function fluxesOf(
  model: KernelModel,
  drug: DrugModel,
  genotype: Genotype,
  free: number,
  expression: number,
  { outside, activity, kmFactor }: Around,
): Fluxes {
  const rates = hourlyRates(model, drug, genotype);
  const block = rates.block * activity;
  const pump = pumpExpression(model, genotype) * expression * activity;
  const carried = drug.carrierVmax > 0 ? (drug.carrierVmax * outside) / (drug.carrierKm + outside) : 0;
  return {
    passiveIn: rates.passive * (1 - block) * outside,
    turnedAway: rates.passive * block * outside,
    carrierIn: rates.carrier * carried,
    passiveOut: rates.passive * free,
    pumpOut: drug.pumpVmax > 0 ? (pump * drug.pumpVmax * free) / (drug.pumpKm * kmFactor + free) : 0,
    linearOut: rates.linear * free,
    metabolised: rates.metabolism * free,
    retained: rates.forming * free,
  };
}
