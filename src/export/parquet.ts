/**
 * Tables of a run as Parquet: the rows of their CSV, typed by column, with where they come from in the file's metadata.
 * What is empty in the CSV is null.
 */
import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { version } from '../../package.json';
import type { Patient } from '../patient/patient';
import { rowsOf } from '../scenario/tables/csv';
import { isOfGenotype } from '../scenario/tables/genotypeColumns';
import type { Piece } from './pieces';

/** Rows that are held in memory together, and lie together in the file. */
const GROUP_ROWS = 2 ** 16;
/** Rows after which there is a piece, if an empty one: others may have a turn there. */
const TURN_ROWS = 2 ** 10;

const WHOLE = new Set([
  ...[
    'identity',
    'parent',
    'clone',
    'copies',
    'cells',
    'clade_cells',
    'peak_cells',
    'mutations',
    'Identity',
    'Population',
  ],
  ...['custom:compartment', 'custom:identity', 'custom:expression'],
]);
const TEXT = new Set(['compartment', 'alteration', 'gene', 'variant', 'class', 'type']);

/**
 * A CSV that comes in pieces as Parquet in pieces, one group of rows after another.
 * @throws RangeError where a field that is to be a number is none
 */
export function* parquetPieces(patient: Patient, csv: Iterable<string>): Generator<Piece, void> {
  const rows = rowsOf(csv);
  const columns = (rows.next().value ?? []).map((name) => ({
    name,
    read: readerOf(name),
    data: [] as unknown[],
  }));
  const columnData = columns.map(
    ({ name, data }): ColumnSource => ({ name, data, type: typeOf(name), nullable: true }),
  );
  const writer = new ByteWriter();
  const table = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData }),
    kvMetadata: provenance(patient),
    createdBy: `clonarium version ${version}`,
  });
  const written = () => {
    const bytes = new Uint8Array(writer.getBuffer());
    writer.index = 0;
    return bytes;
  };
  let count = 0;
  const group = () => {
    // Without rows there is nothing to group.
    if (columns[0]?.data.length) table.write({ columnData, rowGroupSize: GROUP_ROWS });
    for (const { data } of columns) data.length = 0;
    return written();
  };
  for (const row of rows) {
    for (const [at, { data, read }] of columns.entries()) data.push(read(row[at] ?? ''));
    if (++count % GROUP_ROWS === 0) yield group();
    else if (count % TURN_ROWS === 0) yield new Uint8Array(0);
  }
  yield group();
  table.finish();
  yield written();
}

/** By key: which run a file is of. */
function provenance(patient: Patient): { key: string; value: string }[] {
  const { scenario, hours } = patient;
  const values = {
    version,
    seed: scenario.seed,
    hours,
    hash: patient.hash(),
    scenario: JSON.stringify(scenario),
  };
  return Object.entries(values).map(([key, value]) => ({ key: `clonarium.${key}`, value: String(value) }));
}

const isWhole = (name: string) => WHOLE.has(name) || isOfGenotype(name.replace(/^custom:/, ''));
const typeOf = (name: string) => (TEXT.has(name) ? 'STRING' : isWhole(name) ? 'INT64' : 'DOUBLE');

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
