/** What a record keeps of a tissue at an output time, beside its cells. */
import type { CompartmentKernel } from '../../kernel/compartmentKernel';
import type { KernelModel } from '../../kernel/model';
import type { Observation } from '../../kernel/observation';

export interface TissueRow {
  /** Living cells of normal tissue. */
  normal: number;
  /** Tumour cells that could not divide for want of oxygen, and for want of room. */
  hypoxic: number;
  crowded: number;
  /** Sites taken by what the dead have left. */
  debris: number;
  /** Mean share of vessels' walls that is open. */
  openVessels: number;
  /** Per field, drugs in their order, then oxygen: mean level between cells, µM, of oxygen mmHg. */
  fluid: number[];
  /** Per field: what its books leave open, as a share of all that came in. */
  imbalance: number[];
}

const SINGLE_VALUES = 5;

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
    fluid: first.fluid.map((_, index) => sum((row) => row.fluid[index]) / tissues.length),
    imbalance: first.imbalance.map((_, index) => Math.max(...tissues.map((row) => row.imbalance[index]))),
  };
}

/** Numbers that a row of this many fields is written as. */
export const tissueWidth = (fields: number | null) => (fields === null ? 0 : SINGLE_VALUES + 2 * fields);

export function tissueValues({
  normal,
  hypoxic,
  crowded,
  debris,
  openVessels,
  ...levels
}: TissueRow): number[] {
  return [normal, hypoxic, crowded, debris, openVessels, ...levels.fluid, ...levels.imbalance];
}

export function tissueFromValues(values: Float64Array, fields: number): TissueRow {
  const [normal = 0, hypoxic = 0, crowded = 0, debris = 0, openVessels = 0] = values;
  const fluid = Array.from(values.subarray(SINGLE_VALUES, SINGLE_VALUES + fields));
  const imbalance = Array.from(values.subarray(SINGLE_VALUES + fields));
  return { normal, hypoxic, crowded, debris, openVessels, fluid, imbalance };
}
