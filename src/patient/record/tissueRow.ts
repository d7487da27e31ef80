/** What a record keeps of a tissue at an output time, beside its cells. */
import type { CompartmentKernel } from '../../kernel/compartmentKernel';
import type { KernelModel } from '../../kernel/model';
import type { Observation } from '../../kernel/observation';
import { namedValues } from './values';

/**
 * What a row holds one number of: living cells of normal tissue, tumour cells that could not divide for want of oxygen
 * and for want of room, sites taken by what the dead have left, and the mean share of vessels' walls that is open.
 */
export const TISSUE_SINGLE = ['normal', 'hypoxic', 'crowded', 'debris', 'openVessels'] as const;

export interface TissueRow extends Record<(typeof TISSUE_SINGLE)[number], number> {
  /** Per field, drugs in their order, then oxygen: mean level between cells, µM, of oxygen mmHg. */
  fluid: number[];
  /** Per field: what its books leave open, as a share of all that came in. */
  imbalance: number[];
}

/** Fields of a compartment whose cells have places; null of a well-mixed one. */
export function fieldCount({ tissue }: KernelModel): number | null {
  return tissue === undefined ? null : tissue.drugFields.length + (tissue.oxygen === null ? 0 : 1);
}

/** Null of a well-mixed compartment. */
export function tissueRow(
  model: KernelModel,
  kernel: CompartmentKernel,
  { tissue: seen }: Observation,
): TissueRow | null {
  if (model.tissue === undefined || seen === undefined) return null;
  const books = kernel.fields?.() ?? [];
  const fields = Array.from({ length: fieldCount(model) ?? 0 }, (_, index) => books[index]);
  return {
    ...seen,
    fluid: fields.map((book) => book?.level ?? 0),
    imbalance: fields.map((book) => book?.error ?? 0),
  };
}

/** A row with what oxygen, the last of its fields, does in another: its level, and whom it lets rest. */
export function breathing(row: TissueRow, { hypoxic, crowded, fluid, imbalance }: TissueRow): TissueRow {
  const last = (own: readonly number[], other: readonly number[]) => [
    ...own.slice(0, -1),
    ...other.slice(-1),
  ];
  return {
    ...row,
    hypoxic,
    crowded,
    fluid: last(row.fluid, fluid),
    imbalance: last(row.imbalance, imbalance),
  };
}

/** Of several tissues of one size: numbers of cells add up, levels are means, imbalances the worst. */
export function mergedRows(rows: readonly (TissueRow | null)[]): TissueRow | null {
  const tissues = rows.filter((row) => row !== null);
  const [first] = tissues;
  if (first === undefined || tissues.length === 1) return first ?? null;
  const sum = (value: (row: TissueRow) => number) => tissues.reduce((all, row) => all + value(row), 0);
  return {
    normal: sum((row) => row.normal),
    hypoxic: sum((row) => row.hypoxic),
    crowded: sum((row) => row.crowded),
    debris: sum((row) => row.debris),
    openVessels: sum((row) => row.openVessels) / tissues.length,
    fluid: first.fluid.map((_, index) => sum((row) => row.fluid[index]!) / tissues.length),
    imbalance: first.imbalance.map((_, index) => Math.max(...tissues.map((row) => row.imbalance[index]!))),
  };
}

/** Numbers that a row of this many fields is written as. */
export const tissueWidth = (fields: number | null) =>
  fields === null ? 0 : TISSUE_SINGLE.length + 2 * fields;

export function tissueValues(row: TissueRow): number[] {
  return [...TISSUE_SINGLE.map((name) => row[name]), ...row.fluid, ...row.imbalance];
}

export function tissueFromValues(values: Float64Array, fields: number): TissueRow {
  const levels = values.subarray(TISSUE_SINGLE.length);
  return {
    ...namedValues(TISSUE_SINGLE, values),
    fluid: Array.from(levels.subarray(0, fields)),
    imbalance: Array.from(levels.subarray(fields)),
  };
}
