import type { KernelModel } from '../model';

/** One individual. */
export interface Cell {
  phenotype: number;
  lineage: number;
  /** Quantile of expression, 0…255. */
  expression: number;
  /** Bits of `Flag`, of a tissue. */
  flags: number;
  /** Total intracellular amount of each drug, then of each retained metabolite, µM. */
  amounts: number[];
}

/** Where a cell's amounts hold the metabolite of drug `d`: behind those of all drugs. */
export function metaboliteColumn({ drugs }: KernelModel, d: number): number {
  return drugs.length + drugs.slice(0, d).filter((drug) => drug.retained).length;
}

/** How many amounts a cell has. */
export function amountColumns(model: KernelModel): number {
  return metaboliteColumn(model, model.drugs.length);
}
