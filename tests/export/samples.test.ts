/** Samples of a tumour: which cells they take, what sequencing them finds, and what single cells' calls miss. */
import { describe, expect, it } from 'vitest';
import { exportFiles } from '../../src/export/lineage/exports';
import { SEQUENCING } from '../../src/export/lineage/vaf';
import { samplesOf, textOf } from '../../src/export/sampling/plan';
import { createKernel } from '../../src/kernel/kernel';
import { Patient } from '../../src/patient/patient';
import { completeScenario } from '../../src/scenario/schema';
import { run } from '../kit/compartments';
import { culture } from '../kit/cultures';
import { expectWithinFour } from '../kit/statistics';

type Row = Record<string, string>;
const TEXT = 'bulk; region 120,-60 150; region -900,900 40; needle -400,-100 300,200 60; cells 200; cells 1';

/** Files of samples, and every cell by cells.csv, which the simulation's own books are checked by elsewhere. */
function filesOf(patient: Patient, text: string, dropout = 0.2, purity = 0.8): Record<string, Row[]> {
  const sequencing = { ...SEQUENCING, purity, depth: 500, dropout, samples: samplesOf(text) };
  const files = exportFiles(patient, ['samples', 'cells', 'clones'], sequencing);
  return Object.fromEntries(
    files.map(([name, pieces]) => {
      const [header = '', ...lines] = [...pieces].join('').trimEnd().split('\n');
      // Only the place of a sample is quoted.
      const fieldsOf = (line: string) =>
        [...line.matchAll(/("(?:[^"])*"|[^,]*)(?:,|$)/g)].map(([, value]) => value!.replaceAll('"', ''));
      const names = header.split(',');
      return [
        name,
        lines.map((line) => Object.fromEntries(names.map((key, at) => [key, fieldsOf(line)[at]!]))),
      ];
    }),
  );
}

const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);

describe('samples of a tissue', async () => {
  const scenario = completeScenario({
    seed: 5,
    stepHours: 4,
    untilDays: 20,
    treatment: { begin: 'never' },
    passengers: { perDivision: 3 },
    alterations: { pumpGain: 0.01 },
    tumour: {
      founders: 40,
      divisionPerDay: 0.8,
      deathPerDay: 0.1,
      tissue: { sitesX: 80, sitesY: 80, reach: 3, oxygen: { present: false }, normal: { share: 0.2 } },
    },
  });
  const patient = new Patient(scenario, await createKernel('simd', { tissue: true }));
  patient.advance({});
  const hash = patient.hash();
  const files = filesOf(patient, TEXT);
  const cells = files['cells.csv']!;
  const clones = new Map(files['clones.csv']!.map((row) => [row.identity!, row]));
  const at = ({ x, y }: Row) => [Number(x), Number(y)] as const;
  /** Which cells of cells.csv each sample by place holds, by distances of their own. */
  const inRegion = (x: number, y: number, radius: number) =>
    cells.filter((cell) => Math.hypot(at(cell)[0] - x, at(cell)[1] - y) <= radius);
  const inNeedle = cells.filter((cell) => {
    const [x, y] = at(cell);
    const length = Math.hypot(700, 300);
    const along = ((x + 400) * 700 + (y + 100) * 300) / length;
    const aside = Math.abs((x + 400) * 300 - (y + 100) * 700) / length;
    return along >= 0 && along <= length && aside <= 30;
  });
  const expected = [cells, inRegion(120, -60, 150), inRegion(-900, 900, 40), inNeedle];
  const normal = (own: Row[]) => own.filter(({ type }) => type === 'normal').length;
  /** Carriers of each clone's mutations among cells of a sample. */
  function carriersIn(own: Row[]): Map<string, number> {
    const carriers = new Map<string, number>();
    for (const cell of own) {
      for (let id = cell['custom:identity']!; clones.has(id); id = clones.get(id)!.parent!) {
        carriers.set(id, (carriers.get(id) ?? 0) + 1);
      }
    }
    return carriers;
  }

  it('hold the cells of their places and no other', () => {
    const rows = files['samples.csv']!;
    expect(rows.map(({ kind }) => kind)).toEqual(['bulk', 'region', 'region', 'needle', 'cells', 'cells']);
    for (const [index, own] of expected.entries()) {
      expect(Number(rows[index]!.cells)).toBe(own.length - normal(own));
      expect(Number(rows[index]!.normal_cells)).toBe(normal(own));
      const kinds = new Set(
        own.filter(({ type }) => type !== 'normal').map((cell) => cell['custom:identity']),
      );
      expect(Number(rows[index]!.clones)).toBe(kinds.size);
    }
    // Beside the lattice there is nothing, and elsewhere there is something of both kinds.
    expect(rows[2]).toMatchObject({ cells: '0', normal_cells: '0', where: 'region -900,900 40' });
    for (const index of [0, 1, 3]) {
      expect(Number(rows[index]!.cells)).toBeGreaterThan(50);
      expect(Number(rows[index]!.cells)).toBeLessThan(index === 0 ? Infinity : patient.cells / 2);
    }
    expect(Number(rows[0]!.normal_cells)).toBeGreaterThan(50);
    expect(rows.slice(4).map((row) => row.cells)).toEqual(['200', '1']);
  });

  it('are read at the frequencies of their own cells, normal ones among them', () => {
    const rows = files['sample_vaf.csv']!;
    for (const [index, own] of expected.entries()) {
      const carriers = carriersIn(own);
      const found = rows.filter(({ sample }) => Number(sample) === index + 1);
      if (own.length === 0) expect(found).toEqual([]);
      for (const row of found) {
        expect(Number(row.carriers)).toBe(carriers.get(row.identity!));
        expect(Number(row.cell_fraction)).toBeCloseTo(Number(row.carriers) / own.length, 8);
        expect(Number(row.expected_vaf)).toBeCloseTo((0.8 * Number(row.cell_fraction)) / 2, 8);
      }
      // All reads together, against what is expected of all sites of the sample.
      let [mean, variance] = [0, 0];
      for (const [identity, count] of carriers) {
        const vaf = (0.4 * count) / own.length;
        const sites = Number(clones.get(identity)!.mutations);
        mean += sites * 500 * vaf;
        variance += sites * 500 * vaf * (1 - vaf);
      }
      const reads = sum(found.map(({ alternate }) => Number(alternate)));
      if (own.length > 0) expectWithinFour((reads - mean) / Math.sqrt(variance), `sample ${index + 1}`);
    }
    // No sample reads what another does.
    const alike = (a: number, b: number) => {
      const of = (sample: number) =>
        rows
          .filter((row) => Number(row.sample) === sample)
          .map(({ identity, site, alternate }) => `${identity} ${site} ${alternate}`);
      const known = new Set(of(a));
      return of(b).filter((row) => known.has(row)).length / of(b).length;
    };
    expect(alike(2, 4)).toBeLessThan(0.9);
  });

  it('of single cells take different cells of the tumour, each where and what it is', () => {
    const singles = files['single_cells.csv']!.filter(({ sample }) => sample === '5');
    expect(singles).toHaveLength(200);
    const places = new Map(cells.map((cell) => [`${cell.x} ${cell.y}`, cell]));
    expect(new Set(singles.map(({ x, y }) => `${x} ${y}`)).size).toBe(200);
    for (const { x, y, class: name, identity } of singles) {
      const cell = places.get(`${x} ${y}`)!;
      expect([name, identity]).toEqual([cell.type, cell['custom:identity']]);
      expect(name).not.toBe('normal');
    }
    // As many of the left half as there are.
    const tumour = cells.filter(({ type }) => type !== 'normal');
    const left = tumour.filter(({ x }) => Number(x) < 0).length / tumour.length;
    const found = singles.filter(({ x }) => Number(x) < 0).length;
    const spread = Math.sqrt(200 * left * (1 - left) * (1 - 200 / tumour.length));
    expectWithinFour((found - 200 * left) / spread, 'cells of the left half');
  });

  it('of single cells call every mutation but those that drop out, at their rate', () => {
    const calls = files['single_cell_calls.csv']!.filter(({ sample }) => sample === '5');
    for (const { cell, identity, mutations } of files['single_cells.csv']!) {
      if (cell !== '7') continue;
      let wanted = 0;
      for (let id = identity!; clones.has(id); id = clones.get(id)!.parent!)
        wanted += Number(clones.get(id)!.mutations);
      expect(Number(mutations)).toBe(wanted);
      expect(calls.filter((row) => row.cell === '7')).toHaveLength(wanted);
    }
    const missed = calls.filter(({ called }) => called === '0').length;
    const { length } = calls;
    expect(length).toBeGreaterThan(1000);
    expectWithinFour((missed - 0.2 * length) / Math.sqrt(0.16 * length), 'dropout');
    // A rate 1.2 times as high would be seen.
    expect((0.2 * 0.2 * length) / Math.sqrt(0.16 * length)).toBeGreaterThan(5);
    const whole = filesOf(patient, 'cells 50', 0)['single_cell_calls.csv']!;
    expect(whole.every(({ called }) => called === '1')).toBe(true);
  });

  it('are the same each time, and leave no trace in the run', () => {
    expect(filesOf(patient, TEXT)).toEqual(files);
    expect(patient.hash()).toBe(hash);
  });
});

it('cells without places have samples, but none by place', async () => {
  const patient = await run({ ...culture, untilDays: 4, treatment: { begin: 'never' } });
  const { 'samples.csv': rows, 'single_cells.csv': singles } = filesOf(patient, 'bulk; cells 10000');
  expect(rows!.map((row) => row.cells)).toEqual([String(patient.cells), String(patient.cells)]);
  expect(singles!.map(({ x, y, z }) => `${x}${y}${z}`).every((place) => place === '')).toBe(true);
  expect(() => filesOf(patient, 'needle 0,0 1,1 5')).toThrow(
    'needle: cells of this scenario have no places.',
  );
});

describe('what is to be taken', () => {
  it('is said in words, and said again by them', () => {
    const text = 'bulk; region 1.5,-2 30; needle -1,2,3 4,5,6 7; cells 96';
    expect(samplesOf(text).map(textOf).join('; ')).toBe(text);
  });

  it.each([
    ['', '"" is none of bulk, region, needle and cells'],
    ['bulk;', '"" is none of bulk, region, needle and cells'],
    ['biopsy', '"biopsy" is none of bulk, region, needle and cells'],
    ['region 1,2', '"region 1,2" is not of the form "region X,Y RADIUS"'],
    ['region 1 2', '"region 1 2": "1" is not a place such as 100,-50'],
    ['region 1,, 2', '"region 1,, 2": "1,," is not a place such as 100,-50'],
    ['region 1,2 0', '"region 1,2 0": "0" is not a length in µm above 0'],
    ['needle 0,0 1,1', '"needle 0,0 1,1" is not of the form "needle X,Y X,Y WIDTH"'],
    ['cells 0', '"cells 0": "0" is not a whole number from 1 to 10000'],
    ['cells many', '"cells many": "many" is not a whole number from 1 to 10000'],
    [Array.from({ length: 101 }, () => 'bulk').join(';'), '101 samples are more than 100'],
  ])('%j is refused in a sentence', (text, sentence) => {
    expect(() => samplesOf(text)).toThrow(new RangeError(sentence));
  });
});
