/** The benchmark on real kernels, at tiny sizes. */
import { describe, expect, it } from 'vitest';
import { type Case, caseKey, casesOf, genotypesOf, REFERENCE_CELLS } from '../../bench/cases';
import { measureCheckpoint } from '../../bench/checkpoints';
import { expectedHashes } from '../../bench/expected';
import { kernelSubject, kernelSubjects } from '../../bench/subject';
import { runSuite } from '../../bench/suite';
import { packGenotype } from '../../src/kernel/numbers/genotype';
import { plan, smallCase } from './fake';

const kinds = casesOf('full', 1e5);

it('has as many different genotypes as it says', () => {
  const genotypes = genotypesOf({ ...smallCase, phenotypes: 1000 });
  expect(new Set(genotypes.map((own) => packGenotype(own).join())).size).toBe(1000);
});

describe.each(['simd', 'scalar', 'reference'] as const)('the %s kernel', (variant) => {
  it.each(['none', 'tight'] as const)('keeps its population, response %s', async (response) => {
    const subject = await kernelSubject('node', variant);
    const drugs = response === 'none' ? 0 : 1;
    await subject.begin({ cells: 5000, drugs, phenotypes: 1000, response }, 1);
    const { cells, cellSteps, events, bytes } = await subject.run(20);
    expect(Math.abs(cells / 5000 - 1)).toBeLessThan(0.06);
    expect(cellSteps).toBeGreaterThan(90_000);
    expect(events / cellSteps).toBeGreaterThan(0.016);
    expect(events / cellSteps).toBeLessThan(0.024);
    expect(bytes / cells).toBeGreaterThanOrEqual(drugs > 0 ? 12 : 8);
  });
});

describe('rows', () => {
  it('have one hash per case, on any number of threads, with and without SIMD, in plain TypeScript', async () => {
    const cases: Case[] = kinds.map((own) => ({ ...own, cells: 2 * REFERENCE_CELLS }));
    const subjects = await kernelSubjects('node', [1, 2]);
    const { rows } = await runSuite(
      plan({
        cases,
        subjects,
        reference: await kernelSubject('node', 'reference'),
        rounds: 1,
        expected: await expectedHashes(cases),
      }),
    );
    for (const subject of subjects) subject.close();
    expect(rows).toHaveLength(cases.length * 4);
    expect(rows.filter(({ hashAgrees }) => hashAgrees !== true)).toEqual([]);
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(2 * cases.length);
    for (const row of rows.filter(({ variant }) => variant === 'simd')) {
      expect(row.nsPerCellStep, caseKey(row)).toBeGreaterThan(0.2);
      expect(row.ratioToOneThread, caseKey(row)).toBeGreaterThan(0.05);
      expect(row.ratioToReference, caseKey(row)).toBeGreaterThan(1);
    }
  });

  it('notice a kernel that goes its own way', async () => {
    const honest = await kernelSubject('node', 'simd');
    const other = await kernelSubject('node', 'scalar');
    const subjects = [honest, { ...other, begin: (own: Case) => other.begin(own, 2) }];
    const { rows } = await runSuite(plan({ cases: [{ ...smallCase, cells: 20_000 }], subjects, rounds: 1 }));
    expect(rows.map(({ hashAgrees }) => hashAgrees)).toEqual([false, false]);
  });
});

it('measures checkpoints that restore the state', async () => {
  const row = await measureCheckpoint(
    'node',
    { cells: 50_000, drugs: 1, phenotypes: 1, response: 'hill' },
    2,
  );
  expect(row.hashAgrees).toBe(true);
  expect(row.bytesPerCell).toBeGreaterThan(4);
  expect(row.bytesPerCell).toBeLessThan(13);
  expect(row.savedMegabytesPerSecond).toBeGreaterThan(5);
  expect(row.restoredMegabytesPerSecond).toBeGreaterThan(5);
});
