/** `--export` of the built program. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { createPatient, EXPORT_NAMES, restorePatient } from '../../src/api';
import { clonarium, emptyDirectory, results, scenarioFile } from '../kit/clonarium';
import { culture } from '../kit/cultures';

const scenario = { ...culture, alterations: { pumpGain: 0.01, pumpLoss: 0.01 } };
const file = scenarioFile(scenario);
const FILES = {
  clones: ['clones.csv'],
  muller: ['edges.csv', 'population.csv'],
  wide: ['evofreq.csv'],
  newick: ['tree.nwk'],
  alife: ['phylogeny.csv'],
  diversity: ['diversity.csv'],
  cells: ['cells.csv'],
  vaf: ['vaf.csv'],
  samples: ['samples.csv', 'sample_vaf.csv', 'single_cells.csv', 'single_cell_calls.csv'],
  sfs: ['sfs.csv'],
  subclasses: ['subclasses.csv'],
  vtk: [],
  parquet: ['clones.parquet', 'population.parquet', 'cells.parquet'],
};
const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
/** A text as such; bytes as they are. */
const content = (folder: string, name: string) =>
  name.endsWith('.parquet') ? new Uint8Array(readFileSync(join(folder, name))) : read(folder, name);

/** A text as such; of Parquet its rows without what it says of its run, whose scenario tells that it was forked. */
const rowsIn = (folder: string, name: string) => {
  const own = content(folder, name);
  return typeof own === 'string' ? own : parquetReadObjects({ file: own.buffer as ArrayBuffer });
};

describe('exports', () => {
  it('are all written by that word, with a README that names each', async () => {
    const out = join(emptyDirectory(), 'out');
    const [result] = await results([file, '--out', out, '--export', 'all']);
    const names = readdirSync(out).sort();
    const own = ['README.txt', 'result.json', 'scenario.json', 'summary.csv'];
    expect(names).toEqual([...own, ...Object.values(FILES).flat()].sort());
    const text = read(out, 'README.txt');
    for (const name of names)
      if (name !== 'README.txt') expect(text).toMatch(new RegExp(`\\n${name}\\n  \\w`));
    expect(text).toContain(result?.hash);
  });

  it('are written beside the summary, the same by a resumed run and by the library, and leave the hash', async () => {
    const [plain, counted, resumed] = [1, 2, 3].map(() => join(emptyDirectory(), 'out')) as [
      string,
      string,
      string,
    ];
    const checkpoint = join(emptyDirectory(), 'half.ckpt');
    const all = EXPORT_NAMES.filter((name) => name !== 'vtk').join(',');
    const [first] = await results([file, '--out', plain]);
    const [second] = await results([file, '--out', counted, '--export', all]);
    expect(second?.hash).toBe(first?.hash);
    expect(readdirSync(plain)).toHaveLength(3);
    expect(Object.keys(FILES)).toEqual([...EXPORT_NAMES]);
    expect(readdirSync(counted).sort()).toEqual(
      [...readdirSync(plain), ...Object.values(FILES).flat()].sort(),
    );
    expect(JSON.parse(read(counted, 'scenario.json')).cloneCountsFrom).toBe(100);

    const half = { ...scenario, cloneCountsFrom: 100 };
    const patient = await createPatient(half);
    patient.advance({ untilDay: 14 });
    for (const name of EXPORT_NAMES) {
      for (const [own, text] of Object.entries(patient.export(name)))
        expect(content(counted, own), own).toEqual(text);
    }
    const tree = patient.clones();
    expect(tree.count).toBe(read(counted, 'clones.csv').trimEnd().split('\n').length - 1);
    expect(tree.birthHours.at(-1)).toBe(2 * (tree.birthStep.at(-1) as number));
    const living = patient.clones({ living: true });
    const collapsed = patient.clones({ collapse: true });
    const alive = [...tree.cells].filter((cells) => cells > 0).length;
    for (const view of [living, collapsed])
      expect([...view.cells].filter((cells) => cells > 0)).toHaveLength(alive);
    expect(living.count).toBeLessThan(tree.count);
    expect(collapsed.count).toBeLessThanOrEqual(living.count);
    patient.dispose();

    await results([scenarioFile(half), '--until', '5d', '--checkpoint', checkpoint]);
    const args = ['fork', checkpoint, '--set', 'untilDays=14', '--out', resumed, '--export', all];
    expect(await clonarium(args)).toMatchObject({ code: 0, stderr: '' });
    for (const name of Object.values(FILES).flat())
      expect(await rowsIn(resumed, name), name).toEqual(await rowsIn(counted, name));
    const again = await restorePatient(readFileSync(checkpoint));
    expect(Object.keys(again.export('muller'))).toEqual(FILES.muller);
    again.dispose();
  });

  it('as Parquet tell which run they are of, with the rows of their CSV', async () => {
    const out = join(emptyDirectory(), 'out');
    const [result] = await results([file, '--out', out, '--export', 'clones,parquet']);
    const { buffer } = content(out, 'clones.parquet') as Uint8Array<ArrayBuffer>;
    const { key_value_metadata: metadata = [] } = parquetMetadata(buffer);
    const about = new Map(metadata.map(({ key, value }) => [key, value]));
    expect(about.get('clonarium.hash')).toBe(result?.hash);
    expect(JSON.parse(about.get('clonarium.scenario') ?? '')).toEqual(JSON.parse(read(out, 'scenario.json')));
    const rows = await parquetReadObjects({ file: buffer });
    const [header = '', ...lines] = read(out, 'clones.csv').trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(10);
    const columns = header.split(',');
    expect(rows.map((row) => columns.map((name) => String(row[name] ?? '')).join(','))).toEqual(lines);
  });

  it('of cells found the same populations again, by a name in the scenario or an option', async () => {
    const out = join(emptyDirectory(), 'out');
    const [first] = await results([file, '--until', '5d', '--out', out, '--export', 'cells']);
    const still = { divisionPerDay: 0, deathPerDay: 0 };
    const short = { ...scenario, untilDays: 0.1, treatment: { begin: 'never' }, tumour: still };
    const beside = join(out, 'again.json');
    writeFileSync(beside, JSON.stringify({ ...short, tumour: { ...still, cells: 'cells.csv' } }));
    const [named] = await results([beside]);
    const [set] = await results([scenarioFile(short), '--set', `tumour.cells=${join(out, 'cells.csv')}`]);
    expect(named?.cellsByClass).toEqual(first?.cellsByClass);
    expect(set?.hash).toBe(named?.hash);

    const damaged = read(out, 'cells.csv').replace('\n,,,sensitive,1,', '\n,,,sensitive,none,');
    writeFileSync(join(out, 'cells.csv'), damaged);
    const row = 1 + damaged.split('\n').findIndex((line) => line.includes('none'));
    const { code, stderr } = await clonarium(['run', beside, '--out', join(out, 'more')]);
    expect(stderr).toBe(
      `clonarium: tumour.cells: row ${row}, column "compartment": "none" is not a number.\n`,
    );
    expect([code, existsSync(join(out, 'more'))]).toEqual([2, false]);
    rmSync(join(out, 'cells.csv'));
    expect((await clonarium(['run', beside])).stderr).toContain(
      'tumour.cells: "cells.csv" cannot be read (ENOENT).',
    );
  });

  it('go into a folder for each seed', async () => {
    const out = join(emptyDirectory(), 'out');
    await results([file, '--replicates', '2', '--out', out, '--export', 'newick']);
    for (const seed of [7, 8]) expect(read(out, `seed-${seed}/tree.nwk`)).toMatch(/;\n$/);
  });

  it.each([
    [
      ['--export', 'clone'],
      '--export: "clone" is not one of clones, muller, wide, newick, alife, diversity, cells, vaf, samples, sfs, subclasses, vtk, parquet.',
    ],
    [['--export', 'clones,'], '--export: "" is not one of clones'],
    [['--export', 'clones'], '--export: "clones" needs --out DIR to write into.'],
    [['--export', 'vaf', '--purity', '1.2'], '--purity: "1.2" is not a share from 0 to 1.'],
    [
      ['--export', 'vtk'],
      '--export: vtk shows cells in their places, and those of this scenario have none (tumour.tissue is null).',
    ],
    [['--export', 'vaf', '--depth', '0'], '--depth: "0" is not a whole number from 1 to 1000000.'],
    [['--depth', '30'], '--depth: "30" is of no use without --export vaf or samples.'],
    [['--export', 'vaf', '--dropout', '0.1'], '--dropout: "0.1" is of no use without --export samples.'],
    [['--export', 'samples', '--dropout=-1'], '--dropout: "-1" is not a share from 0 to 1.'],
    [
      ['--export', 'samples', '--samples', 'bulk; tissue'],
      '--samples: "tissue" is none of bulk, region, needle and cells.',
    ],
    [
      ['--export', 'samples', '--samples', 'region 0,0 20'],
      '--samples: "region 0,0 20" takes cells by their places, and those of this scenario have none (tumour.tissue is null).',
    ],
    [
      ['--export', 'cells', '--variant', 'reference'],
      '--export: cells needs a list of cells, which the reference kernel does not give.',
    ],
    [
      ['--export', 'newick,parquet', '--variant', 'reference'],
      '--export: parquet needs a list of cells, which the reference kernel does not give.',
    ],
  ])('%j are refused in a sentence', async (args, sentence) => {
    const out = join(emptyDirectory(), 'out');
    const needsOut = sentence.includes('needs --out');
    const { code, stdout, stderr } = await clonarium([
      'run',
      file,
      ...args,
      ...(needsOut ? [] : ['--out', out]),
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(out)).toBe(false);
  });

  it('of clones over time are refused where a saved run has not counted them', async () => {
    const checkpoint = join(emptyDirectory(), 'plain.ckpt');
    await results([file, '--until', '2d', '--checkpoint', checkpoint]);
    const args = ['resume', checkpoint, '--out', join(emptyDirectory(), 'out'), '--export', 'newick,muller'];
    const { code, stderr } = await clonarium(args);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'clonarium: --export: muller needs clones counted over time, which this run has not done; run it with --set cloneCountsFrom=100.\n',
    );
  });
});
