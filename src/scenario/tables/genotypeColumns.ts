/** A cell's genotype as columns of numbers, written by exports of cells and read where founders come from a table. */
import type { Scenario } from '../scenario';
import { columnNames } from './csv';

/** Names of a genotype's parts in the kernel's terms. */
type Own = 'pumpCopies' | 'carrierLoss' | 'metabolism' | 'retentionLoss' | 'repair' | 'mutator';
type OfTarget = 'copies' | 'alleles' | 'lost';

export interface GenotypeColumn {
  name: string;
  least: number;
  most: number;
  /** Of what the column is; `target`: of which target, by its place in the scenario. */
  of: { key: Own } | { key: OfTarget; target: number };
}

/** Most copies of a gene that a genotype holds. */
const MOST_COPIES = 255;

/** A variant is a number: 0 the wild type, 1 the first in the target's list; lost and mutator are 0 or 1. */
export function genotypeColumns({ targets }: Scenario): GenotypeColumn[] {
  const [pump = '', ...names] = columnNames(['MDR1', ...targets.map(({ name }) => name)]);
  const own = (name: string, key: Own, most: number): GenotypeColumn => ({
    name,
    least: 0,
    most,
    of: { key },
  });
  return [
    own(`${pump}_copies`, 'pumpCopies', MOST_COPIES),
    own('carrier_loss', 'carrierLoss', 2),
    own('metabolism_level', 'metabolism', 2),
    own('retention_loss', 'retentionLoss', 2),
    own('repair_level', 'repair', 2),
    own('mutator', 'mutator', 1),
    ...targets.flatMap(({ variants }, target): GenotypeColumn[] => [
      { name: `${names[target]}_copies`, least: 1, most: MOST_COPIES, of: { key: 'copies', target } },
      { name: `${names[target]}_variant`, least: 0, most: variants.length, of: { key: 'alleles', target } },
      { name: `${names[target]}_lost`, least: 0, most: 1, of: { key: 'lost', target } },
    ]),
  ];
}

/** Whether a column, of any scenario, is one of these. */
export const isOfGenotype = (name: string) => /_(copies|variant|lost|loss|level)$|^mutator$/.test(name);
