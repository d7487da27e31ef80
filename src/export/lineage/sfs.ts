/** sfs.csv: the site-frequency spectrum of each compartment of the tumour, beside neutral theory, docs/model.md (97). */
import { cladeCells } from '../../kernel/lineage/prune';
import { neutralAtLeast, neutralRate, spectrumOf } from '../../patient/lineage/spectrum';
import type { Patient } from '../../patient/patient';
import { field, number } from '../csv';
import { tumoursOf } from './identity';

const HEADER = [
  ...['sample', 'carriers', 'cell_fraction', 'mutations', 'passengers'],
  ...['subclonal_at_least', 'neutral_at_least'],
];

/** A row for each number of cells that carry some mutation. */
export function* spectrumPieces(patient: Patient): Generator<string, void> {
  yield `${HEADER.join(',')}\n`;
  const rate = neutralRate(patient.scenario);
  for (const [, { name, kernel }] of tumoursOf(patient)) {
    const clones = kernel.cloneColumns();
    const { carriers, mutations, passengers } = spectrumOf(clones, cladeCells(clones));
    const { cells } = kernel;
    let atLeast = 0;
    for (const [row, own] of carriers.entries()) if (own < cells) atLeast += mutations[row]!;
    for (const [row, own] of carriers.entries()) {
      const share = own / cells;
      const neutral = rate === null ? '' : number(neutralAtLeast(rate, share));
      const values = [own, number(share), mutations[row], passengers[row], own < cells ? atLeast : 0];
      yield `${[field(name), ...values, neutral].join(',')}\n`;
      atLeast -= mutations[row]!;
    }
  }
}
