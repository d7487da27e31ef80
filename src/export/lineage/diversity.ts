/** diversity.csv: measures over time, docs/model.md (90), (91) and (92); a row per output time and compartment. */
import { lociOf } from '../../patient/lineage/diversity';
import type { Patient } from '../../patient/patient';
import { columnNames } from '../../scenario/tables/csv';
import { field, number } from '../csv';
import { lineagesOf } from './identity';

export function* diversityPieces(patient: Patient): Generator<string, void> {
  const { scenario, compartments } = patient;
  const { diversity } = lineagesOf(patient);
  const several = compartments.length > 1;
  const loci = columnNames(lociOf(scenario)).map((locus) => `heterozygosity_${locus}`);
  const place = several ? ['compartment'] : [];
  yield `${['hours', 'day', ...place, 'cells', 'clones', 'shannon', 'simpson', ...loci].join(',')}\n`;
  const names = [...compartments.map(({ name }) => field(name)), 'all'];
  for (const index of diversity[0]?.keys() ?? []) {
    for (const [which, rows] of diversity.entries()) {
      const row = rows[index];
      if (row === undefined) continue;
      const { hours, cells, clones, shannon, simpson, heterozygosity } = row;
      const times = [number(hours), number(hours / 24), ...(several ? [names[which]] : [])];
      const values = [cells, clones, shannon, simpson, ...heterozygosity].map(number);
      yield `${[...times, ...values].join(',')}\n`;
    }
  }
}
