/** What is printed and what is kept. */
import { describe, expect, it } from 'vitest';
import type { CheckpointRow } from '../../bench/checkpoints';
import { addCheckpoint, addResult, type Report, reportName } from '../../bench/report';
import { runSuite } from '../../bench/suite';
import { checkpointLine, label, phaseTable, tableHead, tableLine } from '../../bench/table';
import { fake, plan, smallCase } from './fake';

const report = {
  date: '2025-11-23T08:00:00.000Z',
  engine: 'node 20.20.2',
  commit: '1a2b3c4',
  quick: false,
  notes: [],
  rows: [],
  checkpoints: [],
} as unknown as Report;

const checkpoint: CheckpointRow = {
  engine: 'fake 1',
  ...smallCase,
  bytesPerCell: 5.123456,
  savedMegabytesPerSecond: 423.4567,
  restoredMegabytesPerSecond: 301.2,
  hashAgrees: true,
  repeats: 2,
};

describe('report', () => {
  it('is named by date, engine and commit', () => {
    expect(reportName(report)).toBe('2025-11-23-node-20.20.2-1a2b3c4.json');
    expect(reportName({ ...report, quick: true })).toBe('2025-11-23-node-20.20.2-1a2b3c4-quick.json');
  });

  it('keeps five digits, in nested values too, and names what was left out', async () => {
    const phases = { environment: 0, sweep: 1 / 3, events: 1 / 7, barrier: 0 };
    const subjects = [fake('simd', { nanoseconds: [100 / 7], phases })];
    const { rows } = await runSuite(plan({ subjects }));
    const full = addResult(report, { rows, leftOut: [smallCase] });
    expect(full.rows).toMatchObject([{ nsPerCellStep: 14.286, cells: 100_000, ratioToNative: null }]);
    expect(full.rows[0]!.phases?.sweep).toBe(0.33333);
    expect(full.notes).toEqual(['left out for lack of time: 1e5 cells, 1 drugs, 1 phenotypes, tight']);
    expect(addCheckpoint(report, checkpoint).checkpoints[0]!.bytesPerCell).toBe(5.1235);
    expect(report.rows).toEqual([]);
  });
});

describe('table', () => {
  it('has a line per case under its head', async () => {
    const phases = { environment: 0.001, sweep: 0.07, events: 0.028, barrier: 0.001 };
    const subjects = [
      fake('simd', { nanoseconds: [7.123], hash: 'a', phases }),
      fake('simd', { nanoseconds: [4], hash: 'a', threads: 2, phases: { ...phases, barrier: 0 } }),
      fake('native', { nanoseconds: [5] }),
      fake('native', { nanoseconds: [3], threads: 2 }),
      fake('native128', { nanoseconds: [6] }),
    ];
    const reference = fake('reference', { nanoseconds: [1500], hash: 'a' });
    const { rows } = await runSuite(plan({ subjects, reference }));
    const labels = [...subjects.map(label), 'reference'];
    expect(labels).toEqual(['simd', 'simd×2', 'native', 'native×2', 'native128', 'reference']);
    const line = tableLine(labels, [...rows.slice(1), rows[0]!]);
    expect(line.replace(/ +/g, ' ').trim()).toBe(
      '1e5 1 1 tight 7.12 4.00 5.00 3.00 6.00 1500 0.70 0.84 0.75 – 1.78 211 1.01% 2.00% 12.00 equal',
    );
    expect(line).toHaveLength(tableHead(labels).split('\n')[1]!.length);
  });

  it('says aloud that hashes differ', async () => {
    const subjects = ['a', 'b'].map((hash, i) => fake('simd', { nanoseconds: [1], threads: 1 + i, hash }));
    const { rows } = await runSuite(plan({ subjects }));
    expect(tableLine(subjects.map(label), rows)).toMatch(/DIFFERS$/);
    expect(checkpointLine({ ...checkpoint, hashAgrees: false })).toMatch(/DIFFERS$/);
  });

  it('lists the phases of what keeps the time', async () => {
    const phases = { environment: 0.001, sweep: 0.07, events: 0.028, barrier: 0.001 };
    const subjects = [fake('simd', { nanoseconds: [7], phases }), fake('native', { nanoseconds: [7] })];
    const { rows } = await runSuite(plan({ subjects }));
    const lines = phaseTable(rows);
    expect(lines).toHaveLength(3);
    expect(lines[2]!.replace(/ +/g, ' ').trim()).toBe(
      '1e5 1 1 tight simd 1000 (1.00%) 70000 (70.00%) 28000 (28.00%) 1000 (1.00%) 2.00%',
    );
    expect(phaseTable(rows.slice(1))).toEqual([]);
  });

  it('says how fast a checkpoint is', () => {
    expect(checkpointLine(checkpoint)).toBe(
      'checkpoint of 1e5 cells: 5.12 bytes per cell, saved at 423 MB/s, restored at 301 MB/s, hash equal',
    );
  });
});
