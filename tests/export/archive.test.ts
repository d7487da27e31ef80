/** All of a run in one zip: the same bytes as its files have by themselves, and a README that names each. */
import { strFromU8, unzipSync } from 'fflate';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { summaryCsv } from '../../src/export/csv';
import { EXPORT_NAMES, exportFiles } from '../../src/export/lineage/exports';
import { SEQUENCING } from '../../src/export/lineage/vaf';
import { parquetPieces } from '../../src/export/parquet';
import { joined } from '../../src/export/pieces';
import { watchClones } from '../../src/patient/parts';
import { parseScenario } from '../../src/scenario/schema';
import { rowsOf } from '../../src/scenario/tables/csv';
import { archiveOf, everythingOf, filesOf } from '../../src/worker/writing';
import { run } from '../kit/compartments';
import { culture } from '../kit/cultures';

const mutating = { ...culture, outputEveryHours: 6, alterations: { pumpGain: 0.01, metabolismGain: 0.01 } };
const counted = () => run({ ...mutating, cloneCountsFrom: 10 });
const patience = async () => {};

async function unzipped(blob: Blob): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

describe('all of a run', () => {
  it('is every file as it is by itself', async () => {
    const patient = await counted();
    const files = await unzipped(await archiveOf(everythingOf(patient), patience));
    const lineages = exportFiles(patient, EXPORT_NAMES, SEQUENCING);
    expect(lineages).toHaveLength(18);
    for (const [name, pieces] of lineages) {
      const own = joined(pieces);
      expect(files[name], name).toBe(typeof own === 'string' ? own : strFromU8(own));
    }
    expect(files['summary.csv']).toBe(summaryCsv(patient));
    expect(parseScenario(files['scenario.json']!)).toEqual(patient.scenario);
    expect(files['chronicle.csv']!.trimEnd().split('\n')).toHaveLength(1 + patient.narrative.length);
    expect(Object.keys(files)).toHaveLength(22);
    expect(files['cells.csv']!.trimEnd().split('\n')).toHaveLength(1 + patient.cells);
  });

  it('says what each file is, how to read it, and how to cite the run', async () => {
    const patient = await counted();
    const { 'README.txt': text = '', ...files } = await unzipped(
      await archiveOf(everythingOf(patient), patience),
    );
    for (const name of Object.keys(files)) {
      const [, about = ''] = text.match(new RegExp(`\\n${name.replace('.', '\\.')}\\n  (.+)\\n`)) ?? [];
      expect(about.length, name).toBeGreaterThan(20);
    }
    for (const word of [
      'read.csv',
      'pandas.read_csv',
      'DuckDB',
      'HOW TO CITE',
      patient.hash(),
      'seed        7',
    ])
      expect(text).toContain(word);
    expect(text).not.toContain('left out');
    // It can be read in a terminal.
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(130);
  });

  it('has tables as Parquet, which another library reads with the same values and where they come from', async () => {
    const patient = await counted();
    const zip = await archiveOf(everythingOf(patient), patience);
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    for (const own of ['clones.csv', 'population.csv', 'cells.csv']) {
      const name = own.replace('csv', 'parquet');
      const file = files[name]!.slice().buffer;
      const [header = [], ...rows] = rowsOf([strFromU8(files[own]!)]);
      const read = await parquetReadObjects({ file });
      expect(read).toHaveLength(rows.length);
      expect(rows.length).toBeGreaterThan(50);
      for (const [at, row] of rows.entries()) {
        const values = header.map((column) => String(read[at]![column] ?? ''));
        const asWritten = row.map((value) =>
          value === '' || Number.isNaN(Number(value)) ? value : String(Number(value)),
        );
        expect(values).toEqual(asWritten);
      }
      const { key_value_metadata: metadata = [], schema } = parquetMetadata(file);
      const about = new Map(metadata.map(({ key, value }) => [key, value]));
      expect(about.get('clonarium.hash')).toBe(patient.hash());
      expect(about.get('clonarium.seed')).toBe('7');
      expect(parseScenario(about.get('clonarium.scenario')!)).toEqual(patient.scenario);
      expect(schema.find((each) => /^identity$/i.test(each.name.replace('custom:', '')))?.type).toBe('INT64');
    }
  });

  it('reads fields with commas, quotes and line ends in them', () => {
    const pieces = ['a,b\n"x, ""y""\n', 'z",1\n,"",\n'];
    expect([...rowsOf(pieces)]).toEqual([
      ['a', 'b'],
      ['x, "y"\nz', '1'],
      ['', '', ''],
    ]);
  });

  it('of many rows lies in groups, of no row is a table without any, and takes no word for a number', async () => {
    const patient = await counted();
    const count = 2 ** 16 + 3;
    const lines = Array.from({ length: count }, (_, row) => `${row},${row % 7 === 0 ? '' : row / 4}\n`);
    const file = joined(parquetPieces(patient, ['identity,x\n', ...lines])) as Uint8Array<ArrayBuffer>;
    const { row_groups: groups } = parquetMetadata(file.buffer);
    expect(groups.map(({ num_rows: rows }) => Number(rows))).toEqual([2 ** 16, 3]);
    const read = await parquetReadObjects({ file: file.buffer });
    expect(read).toHaveLength(count);
    for (const row of [0, 1, 2 ** 16 - 1, 2 ** 16, count - 1])
      expect(read[row]).toEqual({ identity: BigInt(row), x: row % 7 === 0 ? null : row / 4 });
    const empty = joined(parquetPieces(patient, ['identity,x\n'])) as Uint8Array<ArrayBuffer>;
    expect(await parquetReadObjects({ file: empty.buffer })).toEqual([]);
    expect(parquetMetadata(empty.buffer).schema.map(({ name }) => name)).toEqual(['root', 'identity', 'x']);
    expect(() => joined(parquetPieces(patient, ['cells\nmany\n']))).toThrow('cells: many is not a number.');
  });

  it('leaves out, and says so, what a run without counted clones cannot give', async () => {
    const patient = await run(mutating);
    const files = await unzipped(await archiveOf(everythingOf(patient), patience));
    const missing = ['edges', 'population', 'evofreq', 'phylogeny', 'diversity']
      .map((name) => `${name}.csv`)
      .concat('population.parquet');
    for (const name of missing) {
      expect(files[name]).toBeUndefined();
      expect(files['README.txt']).toContain(`${name} is left out`);
    }
    expect(Object.keys(files)).toHaveLength(22 - missing.length);
    await expect(filesOf(patient, 'muller', patience)).rejects.toThrow('has counted no clones over time');
  });

  it('says since when clones were counted for who looked on late', async () => {
    const late = await run({ ...mutating, untilDays: 4 });
    watchClones(late.parts, late.steps);
    const files = await unzipped(await archiveOf(everythingOf(late), patience));
    expect(files['README.txt']).toContain('counted over time since day 4');
    expect(files['population.csv']!.split('\n')[1]).toMatch(/^4,/);
  });

  it('gives up where another run has begun meanwhile', async () => {
    const gone = async () => {
      throw new Error('Another run began.');
    };
    function* slow() {
      for (let piece = 0; piece < 50; piece++) {
        const until = performance.now() + 2;
        while (performance.now() < until);
        yield 'text\n';
      }
    }
    await expect(archiveOf([['slow.txt', slow()]], gone)).rejects.toThrow('Another run began.');
  });
});
