/**
 * vaf.csv: what bulk sequencing of each compartment of the tumour would read, docs/model.md (93). Every clone began with
 * an alteration at a site of its own, or with several passengers at a site each, which it and all that came from it carry on
 * one of two chromosomes.
 */
import type { CloneColumns } from '../../kernel/lineage/columns';
import { cladeCells } from '../../kernel/lineage/prune';
import { Reads } from '../../patient/lineage/reads';
import type { Patient } from '../../patient/patient';
import { field, number } from '../csv';
import { SAMPLES, type SamplePlan } from '../sampling/plan';
import { alterationOf, identityOf, tumoursOf } from './identity';

export interface Sequencing {
  /** Share of cells in a sample that are of the tumour, 0…1. */
  purity: number;
  /** Reads at each site. */
  depth: number;
  /** Chance that a mutation of a single cell is not called. */
  dropout: number;
  /** What is taken from each compartment of the tumour. */
  samples: readonly SamplePlan[];
}

/** What an export takes where nothing else is said. */
export const SEQUENCING: Sequencing = { purity: 1, depth: 100, dropout: 0.2, samples: SAMPLES };

export const SITE_HEADER = [
  ...['identity', 'alteration', 'gene', 'variant', 'copies', 'carriers', 'cell_fraction'],
  ...['expected_vaf', 'depth', 'alternate', 'vaf', 'site'],
];

interface Sample {
  /** Of the compartment. */
  place: number;
  /** Every clone of it. */
  clones: CloneColumns;
  /** Cells of the sample that carry what each began with, by row. */
  carriers: Float64Array;
  /** All of the sample. */
  cells: number;
  reads: Reads;
}

/** Sites of a sample that at least one read tells of: a row of fields each, as {@link SITE_HEADER} names them. */
export function* siteRows(
  patient: Patient,
  { place, clones, carriers, cells, reads }: Sample,
  { purity, depth }: Pick<Sequencing, 'purity' | 'depth'>,
): Generator<(string | number)[], void> {
  for (let row = 0; row < clones.count; row++) {
    if (clones.mutations[row] === 0 || carriers[row] === 0) continue;
    const id = clones.id[row]!;
    const fraction = carriers[row]! / cells;
    const share = (purity * fraction) / 2;
    const about = alterationOf(patient.scenario, clones, row).map(field);
    for (let site = 0; site < clones.mutations[row]!; site++) {
      const alternate = reads.of(id, depth, share, site);
      if (alternate === 0) continue;
      yield [
        ...[identityOf(patient, place, id), ...about, carriers[row]!, number(fraction), number(share)],
        ...[depth, alternate, number(alternate / depth), site + 1],
      ];
    }
  }
}

/** Sites that at least one read tells of. The same scenario, seed, time, purity and depth give the same reads. */
export function* vafPieces(patient: Patient, sequencing: Sequencing): Generator<string, void> {
  yield `${['sample', ...SITE_HEADER].join(',')}\n`;
  for (const [place, { name, kernel, plan }] of tumoursOf(patient)) {
    const clones = kernel.cloneColumns();
    const carriers = cladeCells(clones);
    const reads = new Reads(plan.seed, patient.steps);
    for (const row of siteRows(
      patient,
      { place, clones, carriers, cells: kernel.cells, reads },
      sequencing,
    )) {
      yield `${[field(name), ...row].join(',')}\n`;
    }
  }
}
