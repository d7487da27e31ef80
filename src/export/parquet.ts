/**
 * Tables of a run as Parquet: the rows of their CSV, typed by column, with where they come from in the file's metadata.
 * What is empty in the CSV is null.
 */
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { version } from '../../package.json';
import type { Patient } from '../patient/patient';

/** Files, each with the CSV that it has the rows of. */
export const PARQUET: Readonly<Record<string, string>> = {
  'clones.parquet': 'clones.csv',
  'population.parquet': 'population.csv',
  'cells.parquet': 'cells.csv',
};

const WHOLE = new Set([
  ...[
    'identity',
    'parent',
    'clone',
    'copies',
    'cells',
    'clade_cells',
    'peak_cells',
    'Identity',
    'Population',
  ],
  ...['custom:compartment', 'custom:identity', 'custom:expression'],
]);
const TEXT = new Set(['compartment', 'alteration', 'gene', 'variant', 'class', 'type']);

/** Rows of a CSV (RFC 4180) that comes in pieces, the header first. */
export function* rowsOf(pieces: Iterable<string>): Generator<string[], void> {
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let closing = false;
  for (const piece of pieces) {
    for (const letter of piece) {
      if (closing && letter !== '"') quoted = false;
      if (quoted && letter !== '"') cell += letter;
      else if (quoted && !closing) {
        closing = true;
        continue;
      } else if (letter === '"') {
        if (closing) cell += letter;
        quoted = true;
      } else if (letter === ',' || letter === '\n') {
        row.push(cell);
        cell = '';
        if (letter === '\n') {
          yield row;
          row = [];
        }
      } else cell += letter;
      closing = false;
    }
  }
}

/** @throws RangeError where a field that is to be a number is none */
export class ParquetTable {
  private columns: { name: string; read(field: string): unknown; data: unknown[] }[] = [];

  add(row: readonly string[]): void {
    if (this.columns.length === 0) {
      this.columns = row.map((name) => ({ name, read: readerOf(name), data: [] }));
      return;
    }
    for (const [at, { data, read }] of this.columns.entries()) data.push(read(row[at] ?? ''));
  }

  bytes(patient: Patient): Uint8Array<ArrayBuffer> {
    const columnData = this.columns.map(
      ({ name, data }): ColumnSource => ({ name, data, type: typeOf(name), nullable: true }),
    );
    const provenance = {
      version,
      seed: patient.scenario.seed,
      hours: patient.hours,
      hash: patient.hash(),
      scenario: JSON.stringify(patient.scenario),
    };
    const kvMetadata = Object.entries(provenance).map(([key, value]) => ({
      key: `clonarium.${key}`,
      value: String(value),
    }));
    return new Uint8Array(
      parquetWriteBuffer({ columnData, kvMetadata, createdBy: `clonarium version ${version}` }),
    );
  }
}

const typeOf = (name: string) => (TEXT.has(name) ? 'STRING' : WHOLE.has(name) ? 'INT64' : 'DOUBLE');

function readerOf(name: string): (field: string) => unknown {
  const type = typeOf(name);
  if (type === 'STRING') return (field) => (field === '' ? null : field);
  return (field) => {
    if (field === '') return null;
    const value = Number(field);
    if (Number.isNaN(value)) throw new RangeError(`${name}: ${field} is not a number.`);
    return type === 'INT64' ? BigInt(value) : value;
  };
}
