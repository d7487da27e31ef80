/** @module-tag long */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Report } from '../../bench/report';
import { clonarium } from '../kit/clonarium';

const directory = mkdtempSync(join(tmpdir(), 'clonarium-bench-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('a quick run ends within 30 s and leaves its rows', async () => {
  const file = join(directory, 'results/quick.json');
  const begun = performance.now();
  const { code, stdout, stderr } = await clonarium(['bench', '--quick', '--json', '--out', file]);
  expect((performance.now() - begun) / 1000).toBeLessThan(30);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const report: Report = JSON.parse(stdout);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(report);
  expect(report.engine).toBe(`node ${process.versions.node}`);
  expect(report.machine.cores).toBeGreaterThan(0);
  for (const variant of ['simd', 'scalar', 'reference']) {
    const rows = report.rows.filter((row) => row.variant === variant);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.nsPerCellStep).toBeGreaterThan(0.5);
      expect(row.nsPerCellStepMedian).toBeGreaterThanOrEqual(row.nsPerCellStep);
      expect(row.cellStepsPerSecond).toBeCloseTo(1e9 / row.nsPerCellStep, -6);
    }
  }
  expect(report.notes.filter((note) => note.startsWith('left out'))).toEqual([]);
  expect(report.rows.filter(({ hashAgrees }) => hashAgrees === false)).toEqual([]);
  expect(report.checkpoints.map(({ cells }) => cells)).toEqual([1e5, 1e6]);
  // SIMD is worth its second build: faster than scalar in most cases, even on a busy machine.
  const faster = report.rows.filter(
    (row) =>
      row.variant === 'simd' &&
      report.rows.some(
        (other) =>
          other.variant === 'scalar' &&
          other.cells === row.cells &&
          other.drugs === row.drugs &&
          other.phenotypes === row.phenotypes &&
          other.response === row.response &&
          other.nsPerCellStep > row.nsPerCellStep,
      ),
  );
  expect(faster.length).toBeGreaterThan(report.rows.filter((row) => row.variant === 'simd').length / 2);
});
