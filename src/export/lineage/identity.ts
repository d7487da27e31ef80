/** What clones are called in files: one whole number each, whichever compartment they are of. */
import type { CloneColumns } from '../../kernel/lineage/columns';
import { ALTERATION_NAMES } from '../../kernel/lineage/columns';
import { Alteration } from '../../kernel/model';
import type { Compartment } from '../../patient/compartment';
import type { Lineages } from '../../patient/lineage/lineages';
import type { Patient } from '../../patient/patient';
import type { Scenario } from '../../scenario/scenario';

/** Stands for what all founders came from; no clone has it. */
export const ROOT = 0;

/** Clone `id` of the compartment at `place`: 1 + id × compartments + place; ROOT for −1. */
export function identityOf({ compartments }: Patient, place: number, id: number): number {
  return id < 0 ? ROOT : 1 + id * compartments.length + place;
}

/** The clone of an identity other than ROOT: the place of its compartment, and its number there. */
export function cloneOf({ compartments }: Patient, identity: number): { place: number; id: number } {
  const { length } = compartments;
  return { place: (identity - 1) % length, id: Math.floor((identity - 1) / length) };
}

/** Clones over time. @throws RangeError where none were counted */
export function lineagesOf({ parts }: Patient): Lineages {
  const { counted } = parts.records;
  if (counted === null) throw new RangeError('cloneCountsFrom: 0 has counted no clones over time.');
  return counted;
}

/** Compartments of the tumour with their places. */
export function tumoursOf({ compartments }: Patient): [place: number, compartment: Compartment][] {
  return [...compartments.entries()].filter(([, { isTumour }]) => isTumour);
}

const LOCI: Partial<Record<Alteration, string>> = {
  [Alteration.pumpGain]: 'MDR1',
  [Alteration.pumpFurtherGain]: 'MDR1',
  [Alteration.pumpLoss]: 'MDR1',
  [Alteration.carrierLoss]: 'carrier',
  [Alteration.metabolismGain]: 'metabolism',
  [Alteration.retentionLoss]: 'retention',
  [Alteration.repairGain]: 'repair',
  [Alteration.mutator]: 'mutator',
};

/** Alteration, gene, variant and copies of a clone, in words of the scenario; of founders and passengers but the first. */
export function alterationOf({ targets }: Scenario, clones: CloneColumns, row: number): string[] {
  const kind = clones.alteration[row] as Alteration;
  const target = targets[clones.target[row] as number];
  if (kind === Alteration.founder || kind === Alteration.passenger) {
    return [ALTERATION_NAMES[kind] as string, '', '', ''];
  }
  const locus = LOCI[kind] ?? target?.name ?? '';
  const allele = clones.variant[row] as number;
  const variant = allele > 0 ? (target?.variants[allele - 1]?.name ?? String(allele)) : '';
  return [ALTERATION_NAMES[kind] as string, locus, variant, String(clones.copies[row])];
}
