/** Exports of the built program, read back by pandas, DuckDB, DendroPy, ape and VTK: the types, sums, tips and times of the run. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/cli/result';
import { CLASS_NAMES } from '../../src/kernel/model';
import { emptyDirectory, results, scenarioFile } from '../kit/clonarium';
import { culture } from '../kit/cultures';
import { installMissing } from '../kit/debian';

const run = promisify(execFile);
const PACKAGES = [
  ['python3-dendropy', '/usr/lib/python3/dist-packages/dendropy/__init__.py'],
  ['python3-pandas', '/usr/lib/python3/dist-packages/pandas/__init__.py'],
  ['python3-vtk9', '/usr/lib/python3/dist-packages/vtkmodules/__init__.py'],
  ['r-cran-ape', '/usr/lib/R/site-library/ape/DESCRIPTION'],
] as const;
const script = (name: string) => new URL(name, import.meta.url).pathname;

const mutating = {
  ...culture,
  untilDays: 9,
  cloneCountsFrom: 10,
  alterations: { pumpGain: 0.02, pumpLoss: 0.02 },
};
const tumour = { founders: 30, divisionPerDay: 0.9, deathPerDay: 0.1 };
const CASES: [string, object][] = [
  ['one culture', { ...mutating, tumour }],
  ['two lesions', { ...mutating, tumour: { ...tumour, lesions: 2 } }],
  [
    'a tissue',
    {
      ...mutating,
      treatment: { begin: 'never' },
      alterations: { pumpGain: 0.1, pumpLoss: 0.1 },
      tumour: {
        ...{ founders: 200, divisionPerDay: 0.9, deathPerDay: 0.05 },
        tissue: { sitesX: 60, sitesY: 60, normal: { share: 0.05 } },
      },
    },
  ],
];

interface Read {
  types: Record<string, Record<string, string>>;
  rows: Record<string, number>;
  cells: Record<string, number>;
  population: number[];
  wide: number[];
  summary: number[];
  perClone: Record<string, number>;
  alive: Record<string, number>;
  extant: number;
  tips: Record<string, number>;
  forks: Record<string, number>;
}

interface ReadByVtk {
  points: number;
  verts: number;
  places: number[][];
  identity: number[];
  classes: Record<number, number>;
  days: number;
  bounds: number[];
  voxels: number;
  means: Record<string, number>;
}

/** Columns of texts; every other is of numbers. */
const TEXTS: Record<string, string[]> = {
  summary: ['class', 'compartment'],
  clones: ['compartment', 'alteration', 'gene', 'variant', 'class'],
  phylogeny: ['ancestor_list', 'compartment', 'class'],
  diversity: ['compartment'],
  cells: ['type'],
  vaf: ['sample', 'alteration', 'gene', 'variant'],
  samples: ['kind', 'compartment', 'where'],
  sample_vaf: ['compartment', 'alteration', 'gene', 'variant'],
  single_cells: ['compartment', 'class'],
  single_cell_calls: ['alteration', 'gene', 'variant'],
  sfs: ['sample'],
};
const WHOLE: Record<string, string[]> = {
  clones: ['identity', 'parent', 'clone', 'cells', 'clade_cells', 'mutations'],
  phylogeny: ['id', 'cells'],
  edges: ['Parent', 'Identity'],
  population: ['Identity', 'Population'],
  evofreq: ['parents', 'clones'],
  diversity: ['cells', 'clones'],
  vaf: ['identity', 'carriers', 'depth', 'alternate', 'site'],
  samples: ['sample', 'cells', 'normal_cells', 'clones'],
  sample_vaf: ['sample', 'identity', 'carriers', 'depth', 'alternate', 'site'],
  single_cells: ['sample', 'cell', 'identity', 'mutations'],
  single_cell_calls: ['sample', 'cell', 'identity', 'site', 'called'],
  sfs: ['carriers', 'mutations', 'passengers', 'subclonal_at_least'],
};

beforeAll(() => installMissing(PACKAGES));

describe.each(CASES)('%s', (_, scenario) => {
  let result: RunResult;
  let folder: string;
  let read: Read;
  beforeAll(async () => {
    folder = join(emptyDirectory(), 'out');
    // With vtk where there is a tissue.
    const args = [scenarioFile(scenario), '--out', folder, '--export', 'all'];
    [result] = (await results(args)) as [RunResult];
    const { stdout } = await run('/usr/bin/python3', [script('read.py'), folder], { maxBuffer: 2 ** 28 });
    read = JSON.parse(stdout);
  });

  it('has columns of the right types', () => {
    for (const [name, columns] of Object.entries(read.types)) {
      for (const [column, type] of Object.entries(columns)) {
        const where = `${name}.${column}`;
        if (TEXTS[name]?.includes(column))
          expect([where, ['text', 'number']]).toEqual([where, expect.arrayContaining([type])]);
        else if (WHOLE[name]?.includes(column)) expect([where, type]).toEqual([where, 'whole']);
        else expect(['whole', 'number']).toContain(type);
      }
    }
  });

  it('has sums that are those of the run', () => {
    expect(Object.values(read.cells).reduce((sum, cells) => sum + cells, 0)).toBe(result.cells);
    expect(read.population).toEqual(read.summary);
    expect(read.wide).toEqual(read.summary);
    expect(read.summary.at(-1)).toBe(result.cells);
    const perClone = Object.entries(read.perClone).map(([key, cells]) => [String(Number(key)), cells]);
    expect(Object.fromEntries(perClone)).toEqual(read.alive);
    expect(read.extant).toBe(Object.keys(read.alive).length);
    expect(read.rows.phylogeny).toBe(read.rows.clones);
    expect(read.rows.vaf).toBeGreaterThan(0);
  });

  it('has tables as Parquet whose types, sums and metadata DuckDB reads', async () => {
    const database = await DuckDBInstance.create(':memory:');
    const duck = await database.connect();
    const ask = async (question: string) => (await duck.runAndReadAll(question)).getRowObjects();
    const file = (name: string) => `'${join(folder, `${name}.parquet`)}'`;
    const numbers = (rows: Record<string, unknown>[]) => rows.map(({ sum }) => Number(sum));

    const perTime = await ask(
      `SELECT Time, sum(Population) AS sum FROM ${file('population')} GROUP BY Time ORDER BY Time`,
    );
    expect(numbers(perTime)).toEqual(read.summary);
    const living = await ask(`SELECT identity, cells AS sum FROM ${file('clones')} WHERE cells > 0`);
    expect(Object.fromEntries(living.map(({ identity, sum }) => [String(identity), Number(sum)]))).toEqual(
      read.alive,
    );
    const listed = await ask(`SELECT count(*) AS sum FROM ${file('cells')} WHERE type <> 'normal'`);
    expect(numbers(listed)).toEqual([result.cells]);

    for (const name of ['clones', 'population', 'cells']) {
      const columns = await ask(`DESCRIBE FROM ${file(name)}`);
      for (const { column_name: column, column_type: type } of columns) {
        const where = `${name}.${column}`;
        const text = TEXTS[name]?.includes(String(column));
        const whole = WHOLE[name]?.includes(String(column));
        if (text || whole) expect([where, type]).toEqual([where, text ? 'VARCHAR' : 'BIGINT']);
        else expect(['BIGINT', 'DOUBLE']).toContain(type);
      }
      const about = await ask(
        `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(${file(name)})`,
      );
      const metadata = Object.fromEntries(about.map(({ key, value }) => [key, value]));
      expect(metadata).toMatchObject({
        'clonarium.hash': result.hash,
        'clonarium.seed': String(result.seed),
        'clonarium.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
      });
      expect(JSON.parse(String(metadata['clonarium.scenario'])).seed).toBe(result.seed);
    }
    duck.closeSync();
  });

  it('has a tree of the living clones with the same tips and times in DendroPy and ape', async () => {
    expect(Object.keys(read.tips).sort()).toEqual(Object.keys(read.alive).sort());
    for (const day of Object.values(read.tips)) expect(day).toBeCloseTo(result.hours / 24, 6);
    const { stdout } = await run('Rscript', [script('read.R'), join(folder, 'tree.nwk')], {
      maxBuffer: 2 ** 28,
    });
    const nodes = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const ofApe = (isTip: string) =>
      new Map(
        nodes.filter(([, tip]) => tip === isTip).map(([label, , day]) => [label as string, Number(day)]),
      );
    for (const [tip, wanted] of [
      ['1', read.tips],
      ['0', read.forks],
    ] as const) {
      const found = ofApe(tip);
      expect([...found.keys()].sort()).toEqual(Object.keys(wanted).sort());
      for (const [label, day] of found) expect(day).toBeCloseTo(wanted[label] as number, 6);
    }
  });
});

it('a tissue is read by VTK with the places, classes and levels of the run', async () => {
  const [, scenario] = CASES[2] as [string, object];
  const folder = join(emptyDirectory(), 'out');
  const names = ['--out', folder, '--export', 'vtk,cells'];
  const [result] = (await results([scenarioFile(scenario), ...names])) as [RunResult];
  const { stdout } = await run('/usr/bin/python3', [script('read_vtk.py'), folder], { maxBuffer: 2 ** 28 });
  const read = JSON.parse(stdout) as ReadByVtk;
  const table = (name: string) => {
    const [header = '', ...lines] = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
    const names = header.split(',');
    return lines.map((line) => Object.fromEntries(line.split(',').map((field, at) => [names[at], field])));
  };
  const cells = table('cells.csv');
  expect([read.points, read.verts]).toEqual([cells.length, cells.length]);
  expect(read.places).toEqual(cells.map(({ x, y, z }) => [Number(x), Number(y), Number(z)]));
  expect(read.identity).toEqual(cells.map((cell) => Number(cell['custom:identity'])));
  const byClass = CLASS_NAMES.map((_, index) => read.classes[index] ?? 0);
  expect(byClass).toEqual(CLASS_NAMES.map((name) => result.cellsByClass[name]));
  expect(read.classes[CLASS_NAMES.length]).toBe(cells.filter(({ type }) => type === 'normal').length);
  expect(read.days).toBeCloseTo(result.hours / 24, 9);
  expect(read.bounds.slice(0, 4)).toEqual([-600, 600, -600, 600]);
  expect(read.voxels).toBe(3600);
  const { oxygen_mmHg: oxygen } = table('summary.csv').at(-1) ?? {};
  expect(read.means.oxygen_mmHg).toBeCloseTo(Number(oxygen), 4);
  expect(Number(oxygen)).toBeGreaterThan(10);
});
