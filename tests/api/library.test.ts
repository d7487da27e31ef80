/** The library, as others import it. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createPatient, parameters, presets, restorePatient, type Scenario } from '../../src/api';
import { results, scenarioFile } from '../kit/clonarium';

const culture = {
  seed: 3,
  untilDays: 20,
  tumour: { founders: 2000, divisionPerDay: 0.6, deathPerDay: 0.1 },
  alterations: { pumpGain: 1e-3 },
  drugs: [
    {
      name: 'A',
      pumpStrength: 20,
      killPerDay: 1,
      halfEffectMicromolar: 0.5,
      schedule: { levelMicromolar: 1 },
    },
  ],
  treatment: { begin: 'day', onDay: 6 },
};

describe('a patient', () => {
  it('is the one that the terminal runs, to the last bit', async () => {
    const [told] = await results([scenarioFile(culture)]);
    const patient = await createPatient(culture, { threads: 2 });
    patient.advance({ days: 7 }).advance({ hours: 5 }).advance({ untilDay: 20 });
    expect(patient.hash()).toBe(told?.hash);
    expect(patient.ended).toMatch(/last day, 20/);
    expect(patient.summary().split('\n').length).toBeGreaterThan(20);
    patient.dispose();
  });

  it('goes on from its checkpoint, and a fork goes its own way', async () => {
    const patient = await createPatient(culture);
    patient.advance({ untilDay: 8 });
    const twin = await restorePatient(patient.checkpoint(), { variant: 'scalar' });
    const fork = await patient.fork({ 'drugs[0].schedule.levelMicromolar': 0 });
    for (const each of [patient, twin, fork]) each.advance({ untilDay: 12 });
    expect(twin.hash()).toBe(patient.hash());
    expect(fork.cells).toBeGreaterThan(patient.cells);
    expect(fork.scenario.parent?.hours).toBe(192);
    expect(patient.current.drugs[0]?.schedule.levelMicromolar).toBe(1);
    expect(fork.current.drugs[0]?.schedule.levelMicromolar).toBe(0);
    expect(fork.scenario.changes).toHaveLength(1);
    twin.dose('A');
    expect(twin.observe().plasma.A).toBeGreaterThan(1);
    expect(twin.scenario.dosesGiven).toHaveLength(1);
    expect(() => fork.dose('B')).toThrow('dose: there is no drug "B".');
    expect(() => fork.change('drugs[0].killPerDay', 2)).toThrow(/drugs\[0\]\.killPerDay/);
    for (const each of [patient, twin, fork]) each.dispose();
  });

  it('shows every cell: columns agree with what is observed', async () => {
    const patient = await createPatient(culture);
    patient.advance({ untilDay: 9 });
    const { count, phenotype, amounts, genotypes, clone, places } = patient.cellColumns();
    const [seen] = patient.observe().compartments;
    expect(count).toBe(patient.cells);
    expect([phenotype.length, clone.length, places]).toEqual([count, count, null]);
    const pumped = phenotype.filter((id) => (genotypes.get(id)?.pumpCopies ?? 0) > 0);
    expect(pumped.length).toBe(seen?.cellsByClass.pump);
    expect(pumped.length).toBeGreaterThan(0);
    const inSensitive = [...phenotype.keys()].filter(
      (cell) => genotypes.get(phenotype[cell]!)?.pumpCopies === 0,
    );
    const mean = inSensitive.reduce((sum, cell) => sum + (amounts[0]?.[cell] ?? 0), 0) / inSensitive.length;
    expect(mean / (seen?.meanAmount.A?.sensitive ?? 0)).toBeCloseTo(1, 5);
    patient.dispose();
  });

  it('of a tissue has places and fields', async () => {
    const rim = presets.find(({ id }) => id === 'rim-and-core')?.scenario as Scenario;
    const patient = await createPatient({ ...rim, tumour: { ...rim.tumour, founders: 300 } });
    patient.advance({ days: 1 });
    const { count, places } = patient.cellColumns();
    expect(places?.length).toBe(3 * count);
    expect(
      new Set(Array.from({ length: count }, (_, cell) => places?.slice(3 * cell, 3 * cell + 3).join())).size,
    ).toBe(count);
    const { width, height, values } = patient.fieldSlice('oxygen');
    expect(values.length).toBe(width * height);
    expect(values.every((mmHg) => mmHg > 0)).toBe(true);
    expect(() => patient.fieldSlice('gold')).toThrow('fieldSlice: there is no field of "gold".');
    patient.dispose();
  });

  it('of a bad scenario is refused in one sentence', async () => {
    await expect(createPatient({ tumour: { founders: -1 } })).rejects.toThrow(/^tumour\.founders: /);
    await expect(createPatient('{"tumour": }')).rejects.toThrow(/line 1/);
    await expect(restorePatient(new Uint8Array(10))).rejects.toThrow(/checkpoint/i);
    expect(parameters.length).toBeGreaterThan(100);
  });
});

describe('the examples', () => {
  const folder = new URL('../../examples/', import.meta.url);
  const run = promisify(execFile);
  it.each(readdirSync(folder))(
    '%s runs as it is written',
    async (name) => {
      const { stdout, stderr } = await run(process.execPath, [new URL(name, folder).pathname]);
      expect(stderr).toBe('');
      expect(stdout).not.toMatch(/NaN|undefined/);
      expect(stdout.split('\n').length).toBeGreaterThan(1);
    },
    60_000,
  );
});

describe('what README and docs/library.md show', () => {
  const root = new URL('../../', import.meta.url);
  it.each(['README.md', 'docs/library.md'])('%s runs as it is written', async (file) => {
    const snippets = [...readFileSync(new URL(file, root), 'utf8').matchAll(/```js\n([^`]*)```/g)];
    expect(snippets.length).toBeGreaterThan(0);
    for (const [, snippet = ''] of snippets) {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--input-type=module', '--eval', snippet],
        { cwd: root },
      );
      expect(stdout).toMatch(/^\d+ [0-9a-f]{16}\n$/);
    }
  });
});
