import { describe, expect, test, vi } from 'vitest';
import { clonarium } from '../kit/clonarium';
import { LONG } from '../kit/long';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000 });

// The matrix, and all checks: verify.long.test.ts.
describe('clonarium verify', () => {
  test('--mechanisms: a table in which every shift is within 2% of its closed form', LONG, async () => {
    const { code, stdout, stderr } = await clonarium(['verify', '--mechanisms']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const rows = stdout.split('\n').filter((line) => / ok$/.test(line));
    expect(rows.length).toBeGreaterThan(20);
    expect(stdout).not.toContain('FAILS');
    for (const row of rows) expect(Number(/([\d.]+)%/.exec(row)?.[1])).toBeLessThan(2);
    expect(stdout).toMatch(/All \d+ hold; \d+ s, seed 0\.\n$/);
  });

  test('refuses what it does not know in one line', async () => {
    const { code, stdout, stderr } = await clonarium(['verify', '--seed', 'x']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toBe('clonarium: --seed: "x" is not a whole number from 0 to 4000.\n');
  });
});
