/**
 * vaf.csv: what bulk sequencing of each compartment of the tumour would read, docs/model.md (93). Every clone began with
 * an alteration at a site of its own, or with several passengers at a site each, which it and all that came from it carry on
 * one of two chromosomes.
 */
import { cladeCells } from '../../kernel/lineage/prune';
import { Alteration } from '../../kernel/model';
import { Reads } from '../../patient/lineage/reads';
import type { Patient } from '../../patient/patient';
import { field, number } from '../csv';
import { alterationOf, identityOf, tumoursOf } from './identity';

export interface Sequencing {
  /** Share of cells in a sample that are of the tumour, 0…1. */
  purity: number;
  /** Reads at each site. */
  depth: number;
}

/** What an export takes where nothing else is said. */
export const SEQUENCING: Sequencing = { purity: 1, depth: 100 };

const HEADER = [
  ...['sample', 'identity', 'alteration', 'gene', 'variant', 'copies', 'carriers', 'cell_fraction'],
  ...['expected_vaf', 'depth', 'alternate', 'vaf', 'site'],
];

/** Sites that at least one read tells of. The same scenario, seed, time, purity and depth give the same reads. */
export function* vafPieces(patient: Patient, { purity, depth }: Sequencing): Generator<string, void> {
  yield `${HEADER.join(',')}\n`;
  for (const [place, { name, kernel, plan }] of tumoursOf(patient)) {
    const clones = kernel.cloneColumns();
    const clades = cladeCells(clones);
    const reads = new Reads(plan.seed, patient.steps);
    for (let row = 0; row < clones.count; row++) {
      const carriers = clades[row] as number;
      if (clones.alteration[row] === Alteration.founder || carriers === 0) continue;
      const id = clones.id[row] as number;
      const fraction = carriers / kernel.cells;
      const share = (purity * fraction) / 2;
      const about = alterationOf(patient.scenario, clones, row).map(field);
      const whose = [field(name), identityOf(patient, place, id), ...about];
      for (let site = 0; site < (clones.mutations[row] as number); site++) {
        const alternate = reads.of(id, depth, share, site);
        if (alternate === 0) continue;
        const found = [depth, alternate, number(alternate / depth), site + 1];
        yield `${[...whose, carriers, number(fraction), number(share), ...found].join(',')}\n`;
      }
    }
  }
}
