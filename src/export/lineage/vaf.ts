/**
 * vaf.csv: what bulk sequencing of each compartment of the tumour would read, docs/model.md (90). Every clone began with
 * an alteration at a site of its own, which it and all that came from it carry on one of two chromosomes.
 */
import { exactLn } from '../../../assembly/numerics/maths';
import { Alteration } from '../../../assembly/shared/genome';
import { Purpose } from '../../../assembly/shared/step';
import { cladeCells } from '../../kernel/lineage/prune';
import { RandomSource } from '../../kernel/numbers/philox';
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
  ...['expected_vaf', 'depth', 'alternate', 'vaf'],
];

/** Sites that at least one read tells of. The same scenario, seed, time, purity and depth give the same reads. */
export function* vafPieces(patient: Patient, { purity, depth }: Sequencing): Generator<string, void> {
  yield `${HEADER.join(',')}\n`;
  for (const [place, { name, kernel, plan }] of tumoursOf(patient)) {
    const clones = kernel.cloneColumns();
    const clades = cladeCells(clones);
    const random = new RandomSource(plan.seed);
    for (let row = 0; row < clones.count; row++) {
      const carriers = clades[row] as number;
      if (clones.alteration[row] === Alteration.founder || carriers === 0) continue;
      const id = clones.id[row] as number;
      const fraction = carriers / kernel.cells;
      const share = (purity * fraction) / 2;
      const alternate = binomial(depth, share, (event) =>
        random.block(patient.steps, id, Purpose.reads, event),
      );
      if (alternate === 0) continue;
      const values = [
        ...[
          field(name),
          identityOf(patient, place, id),
          ...alterationOf(patient.scenario, clones, row).map(field),
        ],
        ...[carriers, number(fraction), number(share), depth, alternate, number(alternate / depth)],
      ];
      yield `${values.join(',')}\n`;
    }
  }
}

/**
 * Successes of `trials` at `chance`: from one to the next a geometric number of trials (Devroye 1986, X.4.2), so that
 * draws go with successes.
 */
export function binomial(trials: number, chance: number, block: (event: number) => number[]): number {
  if (chance <= 0) return 0;
  const logOfMiss = exactLn(1 - chance);
  let found = 0;
  let words: number[] = [];
  for (let draw = 0, trial = 0; ; draw++) {
    if (draw % 4 === 0) words = block(draw / 4);
    const unit = ((words[draw % 4] as number) + 0.5) / 2 ** 32;
    trial += logOfMiss === -Infinity ? 1 : 1 + Math.floor(exactLn(unit) / logOfMiss);
    if (trial > trials) return found;
    found++;
  }
}
