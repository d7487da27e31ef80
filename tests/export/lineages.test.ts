/** Files of a run's clones and cells: what each holds, against the run itself. */
import { describe, expect, it } from 'vitest';
import { type ExportName, exportFiles } from '../../src/export/lineage/exports';
import { SEQUENCING, type Sequencing } from '../../src/export/lineage/vaf';
import { createGroup } from '../../src/kernel/group';
import { createKernel } from '../../src/kernel/kernel';
import { RandomSource } from '../../src/kernel/numbers/philox';
import { binomial } from '../../src/patient/lineage/reads';
import { Patient } from '../../src/patient/patient';
import { completeScenario } from '../../src/scenario/schema';
import { marrow, run } from '../kit/compartments';
import { culture } from '../kit/cultures';
import { expectWithinFour } from '../kit/statistics';

const mutating = {
  ...culture,
  untilDays: 10,
  stepHours: 1,
  cloneCountsFrom: 5,
  tumour: { founders: 1, divisionPerDay: 0.9, deathPerDay: 0.1, refound: true },
  alterations: { pumpGain: 0.02, pumpLoss: 0.02, metabolismGain: 0.01 },
};
const lesions = {
  ...mutating,
  tumour: { founders: 20, lesions: 2, divisionPerDay: 0.9, deathPerDay: 0.3 },
  compartments: [marrow],
};

type Row = Record<string, string>;
function table(text: string): Row[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    expect(fields).toHaveLength(names.length);
    return Object.fromEntries(names.map((name, i) => [name, fields[i] as string]));
  });
}
const textOf = (patient: Patient, name: ExportName, file: string, sequencing: Partial<Sequencing> = {}) => {
  const files = exportFiles(patient, [name], { ...SEQUENCING, ...sequencing });
  const [, pieces] = files.find(([own]) => own === file)!;
  return [...pieces].join('');
};
const rowsOf = (...args: Parameters<typeof textOf>) => table(textOf(...args));
const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);

describe('clones.csv and phylogeny.csv', () => {
  it('hold every clone of every compartment once, after the one that it came from', async () => {
    const patient = await run(lesions);
    const rows = rowsOf(patient, 'clones', 'clones.csv');
    expect(rows).toHaveLength(sum(patient.compartments.map(({ kernel }) => kernel.cloneColumns().count)));
    const seen = new Set(['0']);
    for (const { identity, parent, birth_hours, cells, clade_cells, peak_cells, gone_hours } of rows) {
      expect(seen.has(identity!)).toBe(false);
      expect(seen.has(parent!)).toBe(true);
      seen.add(identity!);
      expect(Number(clade_cells)).toBeGreaterThanOrEqual(Number(cells));
      expect(Number(peak_cells)).toBeGreaterThanOrEqual(Number(cells));
      if (gone_hours !== '') expect([Number(gone_hours) > Number(birth_hours), cells]).toEqual([true, '0']);
      else if (cells === '0') expect(Number(birth_hours)).toBeGreaterThanOrEqual(patient.hours - 24);
    }
    for (const { name, cells } of patient.compartments) {
      expect(
        sum(rows.filter(({ compartment }) => compartment === name).map((row) => Number(row.cells))),
      ).toBe(cells);
    }
    const phylogeny = rowsOf(patient, 'alife', 'phylogeny.csv');
    expect(phylogeny.map(({ id, ancestor_list, origin_time }) => [id, ancestor_list, origin_time])).toEqual(
      rows.map(({ identity, parent, birth_days }) => [
        identity,
        parent === '0' ? '[none]' : `[${parent}]`,
        birth_days,
      ]),
    );
    for (const [at, { destruction_time, cells }] of phylogeny.entries()) {
      const gone = rows[at]!.gone_hours!;
      const wanted =
        cells !== '0' ? 'inf' : gone === '' ? '' : String(Number((Number(gone) / 24).toPrecision(9)));
      expect(destruction_time).toBe(wanted);
    }
  });

  it('name what each began with', async () => {
    const rows = rowsOf(
      await run({ ...mutating, seed: 3, tumour: { ...mutating.tumour, founders: 100 } }),
      'clones',
      'clones.csv',
    );
    expect(rows[0]).toMatchObject({
      identity: '1',
      parent: '0',
      alteration: 'founder',
      gene: '',
      copies: '',
    });
    const whats = new Set(
      rows.map(({ alteration, gene, variant, copies }) => [alteration, gene, variant, copies].join(' ')),
    );
    for (const what of [
      'pumpGain MDR1  1',
      'pumpLoss MDR1  0',
      'metabolismGain metabolism  1',
      'targetVariant DHFR L22R 1',
      'targetGain DHFR  2',
    ]) {
      expect([...whats]).toContain(what);
    }
  });
});

describe('edges.csv, population.csv and evofreq.csv', () => {
  it('of one founder have it as root; of several a root without cells', async () => {
    const one = await run(mutating);
    const edges = rowsOf(one, 'muller', 'edges.csv');
    expect(edges.some(({ Parent }) => Parent === '0')).toBe(false);
    expect(edges[0]!.Parent).toBe('1');
    const several = await run(lesions);
    const rooted = rowsOf(several, 'muller', 'edges.csv');
    expect(rooted.filter(({ Parent }) => Parent === '0')).toHaveLength(2);
    const root = rowsOf(several, 'muller', 'population.csv').filter(({ Identity }) => Identity === '0');
    expect(root).toHaveLength(several.recorder.outputs.length);
    expect(new Set(root.map(({ Population }) => Population))).toEqual(new Set(['0']));
  });

  it('of two lesions add up to the tumour at every output, marrow left out; wide and long are the same', async () => {
    const patient = await run(lesions);
    const rows = rowsOf(patient, 'muller', 'population.csv');
    const wide = rowsOf(patient, 'wide', 'evofreq.csv');
    for (const { hours, cells } of patient.recorder.outputs) {
      const day = String(Number((hours / 24).toPrecision(9)));
      const then = rows.filter(({ Time }) => Time === day);
      expect(then).toHaveLength(1 + wide.length);
      expect(sum(then.map(({ Population }) => Number(Population)))).toBe(cells);
      for (const { Identity, Population } of then) {
        const own = wide.find(({ clones }) => clones === Identity);
        expect(own?.[day] ?? '0').toBe(Population);
      }
    }
    const edges = new Map(
      rowsOf(patient, 'muller', 'edges.csv').map(({ Parent, Identity }) => [Identity, Parent]),
    );
    const before = new Set(['0']);
    for (const { parents, clones } of wide) {
      expect(before.has(parents!)).toBe(true);
      expect(edges.get(clones)).toBe(parents);
      before.add(clones!);
    }
  });

  it('need clones that were counted', async () => {
    const patient = await run({ ...mutating, cloneCountsFrom: 0 });
    expect(() => textOf(patient, 'muller', 'edges.csv')).toThrow(
      'cloneCountsFrom: 0 has counted no clones over time.',
    );
    expect(textOf(patient, 'clones', 'clones.csv')).not.toBe('');
  });
});

/** Tips with their days and forks with theirs, by a parser of its own. */
function parsed(text: string): { tips: Map<string, number>; forks: Map<string, number> } {
  const tips = new Map<string, number>();
  const forks = new Map<string, number>();
  // From the end a node comes before what hangs on it.
  const days: number[] = [0];
  const tokens =
    text
      .trim()
      .replace(/;$/, '')
      .match(/[(),]|[^(),:]+(?::[^(),]+)?/g) ?? [];
  let last = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at] as string;
    if (token === ')') days.push(last);
    else if (token === '(') days.pop();
    else if (token !== ',') {
      const [name = '', length = '0'] = token.split(':');
      last = (days.at(-1) as number) + Number(length);
      (tokens[at - 1] === ')' ? forks : tips).set(name, last);
    }
  }
  return { tips, forks };
}

describe('tree.nwk', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'of seed %i has the living clones as tips, today, and forks at births',
    async (seed) => {
      const patient = await run({ ...(seed % 2 ? mutating : lesions), seed, treatment: { begin: 'never' } });
      const { tips, forks } = parsed(textOf(patient, 'newick', 'tree.nwk'));
      const rows = rowsOf(patient, 'clones', 'clones.csv').filter(
        ({ compartment }) => compartment !== 'marrow',
      );
      const alive = rows.filter(({ cells }) => cells !== '0');
      expect([...tips.keys()].sort()).toEqual(alive.map(({ identity }) => identity!).sort());
      for (const day of tips.values()) expect(day).toBeCloseTo(patient.hours / 24, 6);
      const births = new Map(rows.map(({ identity, birth_days }) => [`n${identity}`, Number(birth_days)]));
      for (const [name, day] of forks)
        expect(day).toBeCloseTo(name === 'n0' ? 0 : (births.get(name) ?? Number.NaN), 6);
      // Two lines meet at each fork; where lesions meet, as many as there are.
      const roots = seed % 2 ? 1 : 2;
      expect(forks.size).toBe(alive.length - roots + (roots > 1 ? 1 : 0));
    },
  );

  it('of no living cell is empty', async () => {
    const patient = await run({ ...mutating, tumour: { founders: 3, divisionPerDay: 0, deathPerDay: 5 } });
    expect(patient.cells).toBe(0);
    expect(textOf(patient, 'newick', 'tree.nwk')).toBe(';\n');
  });
});

describe('cells.csv', () => {
  it('has a row per cell; of a tissue with places about its middle, each taken once', async () => {
    const tissue = { sitesX: 40, sitesY: 30, siteMicrometres: 20, normal: { share: 0.3 } };
    const scenario = completeScenario({
      ...mutating,
      untilDays: 4,
      tumour: { founders: 60, divisionPerDay: 0.9, deathPerDay: 0.1, tissue },
    });
    const patient = new Patient(scenario, await createGroup('simd', 1, { tissue: true }));
    while (!patient.done) patient.advance({ steps: 100 });
    const rows = rowsOf(patient, 'cells', 'cells.csv');
    expect(rows.filter(({ type }) => type !== 'normal')).toHaveLength(patient.cells);
    expect(new Set(rows.map(({ x, y, z }) => [x, y, z].join())).size).toBe(rows.length);
    for (const { x, y, z } of rows) {
      expect(Math.abs(Number(x))).toBeLessThan(400);
      expect(Math.abs(Number(y))).toBeLessThan(300);
      expect([z, (Number(x) + 390) % 20, (Number(y) + 290) % 20]).toEqual(['0', 0, 0]);
    }
    const clones = rowsOf(patient, 'clones', 'clones.csv');
    for (const { identity, cells } of clones) {
      expect(rows.filter((row) => row['custom:identity'] === identity)).toHaveLength(Number(cells));
    }
  });

  it('without places leaves them empty, and the reference kernel lists none', async () => {
    const patient = await run({ ...mutating, untilDays: 2 });
    const rows = rowsOf(patient, 'cells', 'cells.csv');
    expect(rows).toHaveLength(patient.cells);
    expect(rows[0]).toMatchObject({ x: '', y: '', z: '', 'custom:compartment': '1' });
    const slow = new Patient(completeScenario(mutating), await createKernel('reference'));
    expect(() => textOf(slow, 'cells', 'cells.csv')).toThrow('tumour: the reference kernel lists no cells.');
    const other = new Patient(completeScenario(mutating), await createKernel('scalar'));
    for (const each of [slow, other]) each.advance({ steps: 150 });
    for (const name of ['clones', 'muller', 'newick', 'alife', 'diversity', 'vaf', 'wide'] as const) {
      const texts = (each: Patient) =>
        exportFiles(each, [name], SEQUENCING).map(([, pieces]) => [...pieces].join(''));
      expect(texts(slow)).toEqual(texts(other));
    }
  });
});

describe('vaf.csv', () => {
  it('tells what carriers there are, and reads them the same each time', async () => {
    const patient = await run({ ...mutating, treatment: { begin: 'never' } });
    const hash = patient.hash();
    const text = textOf(patient, 'vaf', 'vaf.csv', { purity: 0.8, depth: 200 });
    expect(textOf(patient, 'vaf', 'vaf.csv', { purity: 0.8, depth: 200 })).toBe(text);
    expect(
      textOf(await run({ ...mutating, seed: 8, treatment: { begin: 'never' } }), 'vaf', 'vaf.csv'),
    ).not.toBe(text);
    expect(patient.hash()).toBe(hash);
    const clones = new Map(rowsOf(patient, 'clones', 'clones.csv').map((row) => [row.identity, row]));
    const rows = table(text);
    expect(rows.length).toBeGreaterThan(5);
    for (const { identity, carriers, cell_fraction, expected_vaf, alternate, vaf, depth } of rows) {
      expect(carriers).toBe(clones.get(identity)?.clade_cells);
      expect(Number(cell_fraction)).toBeCloseTo(Number(carriers) / patient.cells, 8);
      expect(Number(expected_vaf)).toBeCloseTo(0.4 * Number(cell_fraction), 8);
      expect([Number(vaf), depth]).toEqual([Number((Number(alternate) / 200).toPrecision(9)), '200']);
      expect(Number(alternate)).toBeGreaterThan(0);
    }
    expect(rowsOf(patient, 'vaf', 'vaf.csv', { purity: 0 })).toEqual([]);
  });

  it('draws reads as a binomial: mean and variance with z < 4, over 20,000 draws of each chance', () => {
    const random = new RandomSource(11);
    let site = 0;
    for (const [trials, chance] of [
      [100, 0.5],
      [100, 0.03],
      [30, 0.3],
      [1000, 0.001],
    ] as const) {
      const draws = Array.from({ length: 20_000 }, () => {
        const own = site++;
        return binomial(trials, chance, (event) => random.block(1, own, 17, event));
      });
      const mean = trials * chance;
      const variance = mean * (1 - chance);
      expectWithinFour(
        (sum(draws) / draws.length - mean) / Math.sqrt(variance / draws.length),
        `mean of ${chance}`,
      );
      // Of the squared deviations, whose variance is that of the fourth central moment.
      const squares = draws.map((draw) => (draw - mean) ** 2);
      const fourth = variance * (1 + 3 * (trials - 2) * chance * (1 - chance));
      const spread = Math.sqrt((fourth - variance ** 2) / draws.length);
      expectWithinFour((sum(squares) / draws.length - variance) / spread, `variance of ${chance}`);
    }
    expect(binomial(7, 1, () => [1, 2, 3, 4])).toBe(7);
    expect(binomial(7, 0, () => [1, 2, 3, 4])).toBe(0);
  });
});
