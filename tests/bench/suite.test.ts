/** How the suite orders, compares and sums up what it is given. */
import { describe, expect, it } from 'vitest';
import { casesOf, HUGE, threadCounts } from '../../bench/cases';
import { type Row, runSuite } from '../../bench/suite';
import { fake, plan, smallCase } from './fake';

describe('suite', () => {
  it('runs the subjects in turns', async () => {
    const log: string[] = [];
    const subjects = [fake('simd', { nanoseconds: [10], log }), fake('native', { nanoseconds: [5], log })];
    await runSuite(plan({ subjects }));
    expect(log.filter((word) => word.startsWith('begin'))).toEqual(['begin simd', 'begin native']);
    expect(log.slice(-8, -2)).toEqual(['simd', 'native', 'simd', 'native', 'simd', 'native']);
    expect(log.slice(-2)).toEqual(['end simd', 'end native']);
  });

  it('reports least, median and ratios of one run', async () => {
    const subjects = [
      fake('simd', { nanoseconds: [10, 20, 8, 12, 9] }),
      fake('native', { nanoseconds: [6] }),
    ];
    const lines: Row[][] = [];
    const reference = fake('reference', { nanoseconds: [1200] });
    const { rows } = await runSuite(
      plan({ subjects, reference, rounds: 5, onCase: (own) => lines.push(own) }),
    );
    const [plain, simd, native] = rows;
    expect(plain).toMatchObject({ cells: 10_000, variant: 'reference', nsPerCellStep: 1200 });
    expect(simd).toMatchObject({
      ...smallCase,
      engine: 'fake 1',
      variant: 'simd',
      threads: 1,
      nsPerCellStep: 8,
      nsPerCellStepMedian: 10,
      cellStepsPerSecond: 1.25e8,
      bytesPerCell: 12,
      ratioToOneThread: 1,
      ratioToNative: 0.75,
      ratioToReference: 150,
      eventsPerCellStep: 0.02,
      phases: null,
      serialShare: null,
      hash: null,
      hashAgrees: null,
      repeats: 5,
    });
    expect(native).toMatchObject({ ratioToNative: 1, ratioToReference: 200 });
    expect(lines).toEqual([[simd, native, plain]]);
  });

  it('compares threads with one thread, and with native code on as many', async () => {
    const subjects = [
      fake('simd', { nanoseconds: [10] }),
      fake('simd', { nanoseconds: [4], threads: 4 }),
      fake('native', { nanoseconds: [6] }),
      fake('native', { nanoseconds: [2], threads: 4 }),
      fake('native128', { nanoseconds: [8] }),
    ];
    const { rows } = await runSuite(plan({ subjects }));
    expect(rows.map((row) => row.ratioToOneThread)).toEqual([1, 2.5, 1, 3, 1]);
    expect(rows.map((row) => row.ratioToNative)).toEqual([0.6, 0.5, 1, 1, 0.75]);
    expect(rows[0]!.ratioToNative128).toBe(0.8);
    expect(rows[1]!.ratioToNative128).toBeNull();
  });

  it('has no ratio to what is not there', async () => {
    const { rows } = await runSuite(plan({ subjects: [fake('simd', { nanoseconds: [10], threads: 2 })] }));
    expect(rows).toMatchObject([{ ratioToOneThread: null, ratioToNative: null, ratioToReference: null }]);
  });

  it('says where a step goes, and what of it no thread divides', async () => {
    const phases = { environment: 0.001, sweep: 0.07, events: 0.028, barrier: 0.001 };
    const { rows } = await runSuite(plan({ subjects: [fake('simd', { nanoseconds: [10], phases })] }));
    for (const [name, seconds] of Object.entries(phases)) {
      expect(rows[0]!.phases?.[name as keyof typeof phases]).toBeCloseTo(seconds, 12);
    }
    expect(rows[0]!.serialShare).toBeCloseTo(0.02, 12);
  });

  it.each([
    { hashes: ['a', 'a'], expected: undefined, agrees: [true, true] },
    { hashes: ['a', 'b'], expected: undefined, agrees: [false, false] },
    { hashes: ['a', 'a'], expected: 'a', agrees: [true, true] },
    { hashes: ['a', 'a'], expected: 'b', agrees: [false, false] },
    { hashes: ['a', null], expected: 'a', agrees: [true, null] },
    { hashes: ['a', null], expected: undefined, agrees: [null, null] },
  ])('compares hashes: $hashes, expected $expected', async ({ hashes, expected, agrees }) => {
    const subjects = hashes.map((hash, i) => fake('simd', { nanoseconds: [10], threads: 1 + i, hash }));
    const known: Record<string, string> = expected === undefined ? {} : { '1e5 1 1 tight': expected };
    const { rows } = await runSuite(plan({ subjects, expected: known }));
    expect(rows.map(({ hashAgrees }) => hashAgrees)).toEqual(agrees);
  });

  it('compares the reference with the first kernel at its own size', async () => {
    const subjects = [fake('simd', { nanoseconds: [10], hash: 'a' })];
    const reference = fake('reference', { nanoseconds: [10], hash: 'b' });
    const { rows } = await runSuite(plan({ subjects, reference }));
    expect(rows.map(({ hashAgrees }) => hashAgrees)).toEqual([false, null]);
  });

  it('measures a hundred million cells on one thread and the most only', async () => {
    const cells = (variant: string, threads: number) => fake(variant, { nanoseconds: [10], threads });
    const subjects = [
      ...[1, 2, 4].map((threads) => cells('simd', threads)),
      ...['scalar', 'native', 'native128'].map((variant) => cells(variant, 1)),
    ];
    const { rows } = await runSuite(plan({ subjects, cases: [{ ...smallCase, cells: HUGE }] }));
    expect(rows.map(({ variant, threads }) => `${variant} ${threads}`)).toEqual([
      'simd 1',
      'simd 4',
      'native 1',
    ]);
  });

  it('leaves out rounds, then cases, to end in time', async () => {
    const slow = fake('simd', { nanoseconds: [10] });
    const run = slow.run.bind(slow);
    slow.run = async (steps) => {
      await new Promise((done) => setTimeout(done, 30));
      return run(steps);
    };
    const begun = performance.now();
    const cases = Array.from({ length: 20 }, () => smallCase);
    const { rows, leftOut } = await runSuite(plan({ cases, subjects: [slow], deadline: begun + 300 }));
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(rows.length + leftOut.length).toBe(20);
    expect(rows.length).toBeGreaterThan(0);
    expect(leftOut.length).toBeGreaterThan(0);
    expect(Math.min(...rows.map(({ repeats }) => repeats))).toBe(1);
  });
});

describe('cases', () => {
  const distinct = (values: unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size;

  it.each(['quick', 'full'] as const)('of the %s suite cross every axis', (suite) => {
    const cases = casesOf(suite, 1e7);
    expect(distinct(cases)).toBe(cases.length);
    expect(new Set(cases.map(({ cells }) => cells))).toEqual(new Set([1e5, 1e6, 1e7]));
    expect(new Set(cases.map(({ response }) => response))).toEqual(
      new Set(['none', 'hill', 'inhibitor', 'tight']),
    );
    expect(new Set(cases.map(({ phenotypes }) => phenotypes))).toEqual(new Set([1, 1000]));
    const drugs = new Set(cases.map((own) => own.drugs));
    expect(drugs).toEqual(new Set(suite === 'full' ? [0, 1, 2, 4] : [0, 1, 4]));
    for (const own of cases) expect(own.drugs === 0).toBe(own.response === 'none');
  });

  it('of the quick suite are among those of the full', () => {
    expect(casesOf('full', 1e6)).toEqual(expect.arrayContaining(casesOf('quick', 1e6)));
  });

  it('have a hundred million cells only when asked', () => {
    expect(casesOf('full', 1e7).some(({ cells }) => cells > 1e7)).toBe(false);
    expect(casesOf('full', HUGE).filter(({ cells }) => cells === HUGE)).toHaveLength(3);
  });

  it.each([
    [1, [1]],
    [2, [1, 2]],
    [6, [1, 2, 4, 6]],
    [8, [1, 2, 4, 8]],
    [64, [1, 2, 4, 8, 16]],
  ])('take %i cores as %j threads', (cores, counts) => {
    expect(threadCounts(cores)).toEqual(counts);
  });
});
