/** @module-tag long */
import { expect, test } from 'vitest';
import { drugCatalogue } from '../../src/scenario/drugs';
import type { Shift } from '../../src/verify/mechanisms';
import { clonarium } from '../kit/clonarium';

interface Report {
  pass: boolean;
  seconds: number;
  checks: { name: string; pass: boolean; value: number }[];
}

test.each([0, 1, 2])('verify with seed %d: everything holds; how long it took is printed', async (seed) => {
  const { code, stdout } = await clonarium(['verify', '--json', '--seed', String(seed)]);
  const { pass, seconds, checks } = JSON.parse(stdout) as Report;
  expect(checks.filter((check) => !check.pass)).toEqual([]);
  expect(checks.length).toBeGreaterThan(40);
  expect(pass).toBe(true);
  expect(code).toBe(0);
  console.log(`verify --seed ${seed}: ${seconds.toFixed(0)} s`);
});

test('--matrix --json: mechanism by drug, for machines', async () => {
  const { code, stdout } = await clonarium(['verify', '--matrix', '--json']);
  expect(code).toBe(0);
  const { pass, matrix } = JSON.parse(stdout) as { pass: boolean; matrix: Shift[] };
  expect(pass).toBe(true);
  const drugs = new Set(matrix.map(({ drug }) => drug));
  expect(drugs).toEqual(new Set(Object.keys(drugCatalogue)));
  expect(matrix).toHaveLength(14 * drugs.size);
  expect(
    matrix.find(({ drug, mechanism }) => drug === 'paclitaxel' && mechanism === 'MDR1 ×10')?.measured,
  ).toBeGreaterThan(50);
});
