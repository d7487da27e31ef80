import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../bench/cases';
import { buildNative } from '../../bench/native';
import { kernelSubject } from '../../bench/subject';
import { LONG } from '../kit/long';

const SOURCE = 'bench/native/sweep.c';
const STEPS = 300;

const built = await buildNative(SOURCE, 'native', [1, 3]);
afterAll(async () => {
  if (typeof built !== 'string') await built.remove();
});

/**
 * With 200,000 cells and 2% events the rates of events differ by 0.1%, the sizes that crowding holds the populations
 * at by 0.3% (one standard deviation): 1% is three of them. The sizes show an effect that is 5% off.
 */
const cases: Case[] = [
  { cells: 200_000, drugs: 0, phenotypes: 1, response: 'none' },
  { cells: 200_000, drugs: 1, phenotypes: 1, response: 'tight' },
  { cells: 200_000, drugs: 1, phenotypes: 1, response: 'hill' },
  { cells: 200_000, drugs: 1, phenotypes: 1, response: 'inhibitor' },
  { cells: 200_000, drugs: 2, phenotypes: 1000, response: 'tight' },
  { cells: 200_000, drugs: 4, phenotypes: 1000, response: 'hill' },
];

describe.skipIf(typeof built === 'string')(
  'the native program, on one thread and three, does what the kernel does',
  () => {
    it.each(cases.slice(0, 4))('$response, $drugs drugs, $phenotypes phenotypes', agree);
    it.each(cases.slice(4))('$response, $drugs drugs, $phenotypes phenotypes', LONG, agree);

    async function agree(own: Case) {
      if (typeof built === 'string') throw new Error(built);
      const subjects = [await kernelSubject('node', 'simd'), ...built.subjects];
      for (const subject of subjects) await subject.begin(own, 1);
      const timings = await Promise.all(
        subjects.map(async (subject) => [await subject.run(1), await subject.run(STEPS - 1)] as const),
      );
      for (const subject of subjects) await subject.end();
      const [measured, ...natives] = timings;
      const [kernelFirst, kernel] = measured!;
      expect(natives).toHaveLength(2);
      for (const [nativeFirst, native] of natives) {
        // The first step shows exchange alone, the rest its balance with births of cells that share their drug.
        closeTo(nativeFirst.meanAmount, kernelFirst.meanAmount);
        closeTo(native.meanAmount, kernel.meanAmount);
        closeTo([native.events / native.cellSteps], [kernel.events / kernel.cellSteps]);
        closeTo([native.cells], [kernel.cells]);
      }
      expect(kernel.events / kernel.cellSteps).toBeGreaterThan(0.018);
      expect(kernel.events / kernel.cellSteps).toBeLessThan(0.022);
      expect(kernel.cells / own.cells).toBeGreaterThan(0.9);
      expect(kernel.cells / own.cells).toBeLessThan(1.15);
    }
  },
);

function closeTo(values: number[], wanted: number[]): void {
  expect(values).toHaveLength(wanted.length);
  values.forEach((value, i) => {
    expect(Math.abs(value / wanted[i]! - 1)).toBeLessThan(0.01);
  });
}

describe('without a native program', () => {
  const compiler = process.env.CLONARIUM_CC;
  const directory = mkdtempSync(join(tmpdir(), 'clonarium-test-'));
  afterEach(() => {
    if (compiler === undefined) delete process.env.CLONARIUM_CC;
    else process.env.CLONARIUM_CC = compiler;
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('says that there is no compiler', async () => {
    process.env.CLONARIUM_CC = join(directory, 'no-such-clang');
    expect(await buildNative(SOURCE, 'native')).toMatch(
      /^native: skipped, no .*no-such-clang on this machine/,
    );
  });

  it('says that the source is not here', async () => {
    expect(await buildNative(join(directory, 'sweep.c'), 'native')).toMatch(/sweep\.c is not here$/);
  });

  it('says that the compiler failed, and leaves nothing behind', async () => {
    // Node itself answers --version and cannot compile C.
    process.env.CLONARIUM_CC = process.execPath;
    const source = join(directory, 'broken.c');
    writeFileSync(source, 'this is not C');
    expect(await buildNative(source, 'native')).toMatch(/^native: skipped, .*did not compile it/);
    expect(existsSync(source)).toBe(true);
  });
});
