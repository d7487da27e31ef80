import { expect, test } from 'vitest';
import { clonarium } from '../kit/clonarium';

interface Report {
  pass: boolean;
  seconds: number;
  checks: { name: string; pass: boolean; value: number }[];
}

test.each([0, 1, 2])('verify with seed %d: everything holds, in less than two minutes', async (seed) => {
  const { code, stdout } = await clonarium(['verify', '--json', '--seed', String(seed)]);
  const { pass, seconds, checks } = JSON.parse(stdout) as Report;
  expect(checks.filter((check) => !check.pass)).toEqual([]);
  expect(checks.length).toBeGreaterThan(40);
  expect(pass).toBe(true);
  expect(code).toBe(0);
  expect(seconds).toBeLessThan(120);
});
