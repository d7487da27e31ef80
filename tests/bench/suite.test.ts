import { describe, expect, it } from 'vitest';
import { allCases, type Case, genotypesOf, REQUIRED_CASES } from '../../bench/cases';
import { type Report, reportName, tableHead, tableLine } from '../../bench/report';
import { kernelSubject, type Subject } from '../../bench/subject';
import { type Row, runSuite, type SuitePlan } from '../../bench/suite';
import { packGenotype } from '../../src/kernel/genotype';

/** Takes a given time per cell-step and notes when it is asked. */
function fake(variant: string, nanoseconds: number[], log: string[] = []): Subject {
  let own: Case;
  let runs = 0;
  return {
    engine: 'fake 1',
    variant,
    threads: 1,
    async begin(wanted) {
      own = wanted;
      log.push(`begin ${variant}`);
    },
    async run(steps) {
      const each = nanoseconds[runs++ % nanoseconds.length];
      const cellSteps = own.cells * steps;
      log.push(variant);
      return {
        nanoseconds: each * cellSteps,
        cellSteps,
        events: cellSteps / 50,
        cells: own.cells,
        bytes: 12 * own.cells,
        meanAmount: [1],
      };
    },
    async end() {
      log.push(`end ${variant}`);
    },
  };
}

const small: Case = { cells: 100_000, drugs: 1, phenotypes: 1, response: 'tight' };

function plan(own: Partial<SuitePlan>): SuitePlan {
  return {
    cases: [small],
    subjects: [],
    reference: null,
    rounds: 3,
    repeatMilliseconds: 1,
    deadline: Infinity,
    onCase: () => {},
    ...own,
  };
}

describe('suite', () => {
  it('runs the subjects in turns', async () => {
    const log: string[] = [];
    const subjects = [fake('simd', [10], log), fake('native', [5], log)];
    await runSuite(plan({ subjects }));
    expect(log.filter((word) => word.startsWith('begin'))).toEqual(['begin simd', 'begin native']);
    expect(log.slice(-8, -2)).toEqual(['simd', 'native', 'simd', 'native', 'simd', 'native']);
    expect(log.slice(-2)).toEqual(['end simd', 'end native']);
  });

  it('reports least, median and ratios of one run', async () => {
    const subjects = [fake('simd', [10, 20, 8, 12, 9]), fake('native', [6])];
    const lines: Row[][] = [];
    const { rows } = await runSuite(
      plan({ subjects, reference: fake('reference', [1200]), rounds: 5, onCase: (own) => lines.push(own) }),
    );
    const [reference, simd, native] = rows;
    expect(reference).toMatchObject({ cells: 10_000, variant: 'reference', nsPerCellStep: 1200 });
    expect(simd).toMatchObject({
      ...small,
      engine: 'fake 1',
      variant: 'simd',
      threads: 1,
      nsPerCellStep: 8,
      nsPerCellStepMedian: 10,
      cellStepsPerSecond: 1.25e8,
      bytesPerCell: 12,
      ratioToNative: 0.75,
      ratioToReference: 150,
      eventsPerCellStep: 0.02,
      repeats: 5,
    });
    expect(native).toMatchObject({ ratioToNative: 1, ratioToReference: 200 });
    expect(lines).toEqual([[simd, native, reference]]);
  });

  it('has no ratio to what is not there', async () => {
    const { rows } = await runSuite(plan({ subjects: [fake('simd', [10])] }));
    expect(rows).toMatchObject([{ ratioToNative: null, ratioToReference: null }]);
  });

  it('leaves out rounds, then cases, to end in time', async () => {
    const slow = fake('simd', [10]);
    const run = slow.run.bind(slow);
    slow.run = async (steps) => {
      await new Promise((done) => setTimeout(done, 30));
      return run(steps);
    };
    const begun = performance.now();
    const cases = Array.from({ length: 20 }, () => small);
    const { rows, leftOut } = await runSuite(plan({ cases, subjects: [slow], deadline: begun + 300 }));
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(rows.length + leftOut.length).toBe(20);
    expect(rows.length).toBeGreaterThan(0);
    expect(leftOut.length).toBeGreaterThan(0);
    expect(Math.min(...rows.map(({ repeats }) => repeats))).toBe(1);
  });
});

describe('cases', () => {
  it('are every combination asked for', () => {
    const all = allCases(1e7);
    expect(new Set(all.map((own) => JSON.stringify(own))).size).toBe(3 * (3 * 2 * 2 + 1));
    expect(all).toEqual(expect.arrayContaining(REQUIRED_CASES));
    expect(allCases(1e6).every(({ cells }) => cells <= 1e6)).toBe(true);
  });

  it('have as many different genotypes as they say', () => {
    const genotypes = genotypesOf({ ...small, phenotypes: 1000 });
    expect(new Set(genotypes.map((own) => packGenotype(own).join())).size).toBe(1000);
  });

  it.each(['simd', 'scalar', 'reference'] as const)(
    'keep their population in the %s kernel',
    async (variant) => {
      const subject = await kernelSubject('node', variant);
      await subject.begin({ ...small, cells: 5000, phenotypes: 1000 }, 1);
      const { cells, cellSteps, events, bytes } = await subject.run(20);
      expect(Math.abs(cells / 5000 - 1)).toBeLessThan(0.06);
      expect(cellSteps).toBeGreaterThan(90_000);
      expect(events / cellSteps).toBeGreaterThan(0.016);
      expect(events / cellSteps).toBeLessThan(0.024);
      expect(bytes / cells).toBeGreaterThanOrEqual(12);
    },
  );
});

describe('report', () => {
  const report = {
    date: '2025-11-23T08:00:00.000Z',
    engine: 'node 20.20.2',
    commit: '1a2b3c4',
    quick: false,
  } as Report;

  it('is named by date, engine and commit', () => {
    expect(reportName(report)).toBe('2025-11-23-node-20.20.2-1a2b3c4.json');
    expect(reportName({ ...report, quick: true })).toBe('2025-11-23-node-20.20.2-1a2b3c4-quick.json');
  });

  it('prints a line per case under its head', async () => {
    const subjects = [fake('simd', [7.123]), fake('native', [5])];
    const { rows } = await runSuite(plan({ subjects, reference: fake('reference', [1500]) }));
    const variants = ['simd', 'native', 'reference'];
    const line = tableLine(variants, [...rows.slice(1), rows[0]]);
    expect(line.replace(/ +/g, ' ').trim()).toBe(
      '1e5 1 1 tight 7.12 (7.12) 5.00 (5.00) 1500 (1500) 0.70 211 2.00% 12.00',
    );
    expect(line).toHaveLength(tableHead(variants).split('\n')[1].length);
  });
});
