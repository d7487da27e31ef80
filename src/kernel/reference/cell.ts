/** One individual. */
export interface Cell {
  phenotype: number;
  lineage: number;
  /** Quantile of expression, 0…255. */
  expression: number;
  /** Total intracellular amount of each drug, then of each retained metabolite, µM. */
  amounts: number[];
}
