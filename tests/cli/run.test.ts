import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunReport, RunResult } from '../../src/cli/result';
import { CLASS_NAMES } from '../../src/kernel/model';
import { clonarium, emptyDirectory, PROGRAM, results, scenarioFile } from '../kit/clonarium';
import { culture, endless } from '../kit/cultures';

const file = scenarioFile(culture);

/** What a run computes, without how long it took or where. */
function outcome({ wallSeconds, cellStepsPerSecond, bytesPerCell, variant, threads, ...rest }: RunResult) {
  return rest;
}

describe('run --json', () => {
  it('prints one object with every field', async () => {
    const [result, ...more] = await results([file]);
    expect(more).toEqual([]);
    expect(Object.keys(result)).toEqual([
      'seed',
      'hash',
      'hours',
      'steps',
      'cells',
      'cellsByClass',
      'births',
      'deaths',
      'alterations',
      'extinct',
      'cellSteps',
      'wallSeconds',
      'cellStepsPerSecond',
      'bytesPerCell',
      'variant',
      'threads',
      'stoppedBy',
      'response',
    ]);
    expect(result).toMatchObject({ seed: 7, hours: 336, steps: 168, variant: 'simd', threads: 1 });
    expect(result.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(Object.keys(result.cellsByClass)).toEqual([...CLASS_NAMES]);
    expect(Object.values(result.cellsByClass).reduce((sum, cells) => sum + cells, 0)).toBe(result.cells);
    expect(50 + result.births - result.deaths).toBe(result.cells);
    expect(result.extinct).toBe(result.cells === 0);
    expect(result.alterations).toBeGreaterThan(0);
    expect(result.cellStepsPerSecond).toBeCloseTo(result.cellSteps / result.wallSeconds, 3);
  });

  it('gives the same run from every kernel', async () => {
    const variants = ['simd', 'scalar', 'debug', 'reference'];
    const runs = await Promise.all(variants.map((variant) => results([file, '--variant', variant])));
    expect(runs.map(([run]) => run.variant)).toEqual(variants);
    for (const [run] of runs) expect(outcome(run)).toEqual(outcome(runs[0]![0]!));
  });

  it('gives the same run from any number of threads', async () => {
    const args = [scenarioFile(endless), '--until-cells', '2e5'];
    const [[one], [two], [seven]] = await Promise.all([
      results(args),
      results([...args, '--threads', '2']),
      results([...args, '--threads', '7', '--variant', 'scalar']),
    ]);
    expect([one.threads, two.threads, seven.threads]).toEqual([1, 2, 7]);
    for (const run of [two, seven]) expect(outcome(run)).toEqual(outcome(one));
  });

  it('gives the same run twice and another one for another seed', async () => {
    const [[first], [second], [other]] = await Promise.all([
      results([file, '--seed', '11']),
      results([file, '--seed', '11']),
      results([file, '--seed', '12']),
    ]);
    expect(outcome(first)).toEqual(outcome(second));
    expect(first.seed).toBe(11);
    expect(other.hash).not.toBe(first.hash);
  });

  it('gives replicates that equal single runs', async () => {
    const replicates = await results([file, '--seed', '3', '--replicates', '4']);
    expect(replicates.map(({ seed }) => seed)).toEqual([3, 4, 5, 6]);
    const singles = await Promise.all([3, 4, 5, 6].map((seed) => results([file, '--seed', String(seed)])));
    expect(replicates.map(outcome)).toEqual(singles.map(([run]) => outcome(run)));
    expect(new Set(replicates.map(({ hash }) => hash)).size).toBe(4);
  });

  it('runs many small patients per second on one kernel', async () => {
    const args = [file, '--set', 'tumour.founders=5', '--until', '5d', '--replicates', '300'];
    const startedAt = performance.now();
    expect(await results(args)).toHaveLength(300);
    expect((performance.now() - startedAt) / 1000).toBeLessThan(15);
  });
});

describe('what ends a run', () => {
  it('--until, in days, hours or weeks', async () => {
    const runs = await Promise.all(['3d', '72h', '2w'].map((until) => results([file, '--until', until])));
    expect(runs.map(([run]) => run.hours)).toEqual([72, 72, 336]);
    expect(runs.map(([run]) => run.stoppedBy)).toEqual(['time', 'time', 'time']);
  });

  it('--until-cells', async () => {
    const [run] = await results([scenarioFile(endless), '--until-cells', '1e5']);
    expect(run.stoppedBy).toBe('cells');
    expect(run.cells).toBeGreaterThanOrEqual(100_000);
    expect(run.cells).toBeLessThan(130_000);
  });

  it('extinction', async () => {
    const dying = { ...endless, tumour: { founders: 20, divisionPerDay: 0, deathPerDay: 5, refound: false } };
    const [run] = await results([scenarioFile(dying)]);
    expect(run).toMatchObject({ stoppedBy: 'extinct', extinct: true, cells: 0, bytesPerCell: null });
  });

  it('a full memory, with the results kept and said', async () => {
    const out = join(emptyDirectory(), 'results');
    const args = ['run', scenarioFile(endless), '--memory', '16MiB', '--out', out];
    const { code, stdout } = await clonarium(args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/memory/i);
    const report: RunReport = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
    expect(report.stoppedBy).toBe('memory');
    expect(report.ended).toMatch(/memory/i);
    expect(report.cells).toBeGreaterThan(100_000);
    expect(report.cells * (report.bytesPerCell ?? 0)).toBeLessThanOrEqual(16 * 2 ** 20);
    expect(readdirSync(out).sort()).toEqual(['result.json', 'scenario.json', 'summary.csv']);
  });
});

describe('memory', () => {
  it('too small for what the scenario asks for is said at once; the run goes as far as it can', async () => {
    const large = { ...endless, untilDays: 1, treatment: { begin: 'size', atCells: 5_000_000 } };
    const { code, stdout, stderr } = await clonarium([
      'run',
      scenarioFile(large),
      '--memory',
      '16MiB',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^clonarium: treatment\.atCells: 5\.00 M cells are more than the 1\.34 M that memory/,
    );
    expect(JSON.parse(stdout).stoppedBy).toBe('time');
  });
});

describe('--set', () => {
  it('changes one value, repeatedly', async () => {
    const out = join(emptyDirectory(), 'results');
    const changes = ['tumour.divisionPerDay=0.5', 'drugs[0].schedule.levelMicromolar=2', 'title=Changed'];
    const set = changes.flatMap((change) => ['--set', change]);
    expect((await clonarium(['run', file, ...set, '--out', out])).code).toBe(0);
    const scenario = JSON.parse(readFileSync(join(out, 'scenario.json'), 'utf8'));
    expect(scenario.tumour.divisionPerDay).toBe(0.5);
    expect(scenario.drugs[0].schedule.levelMicromolar).toBe(2);
    expect(scenario.title).toBe('Changed');
    expect(scenario.seed).toBe(7);
  });
});

describe('--out', () => {
  it('writes a summary, the complete scenario and the result', async () => {
    const out = join(emptyDirectory(), 'deep', 'results');
    const [result] = await results([file, '--seed', '21', '--out', out]);
    expect(readdirSync(out).sort()).toEqual(['result.json', 'scenario.json', 'summary.csv']);
    const report: RunReport = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
    expect(report).toMatchObject({ ...result });
    expect(report.treatmentStartHours).toBe(144);
    expect(report.chronicle.length).toBeGreaterThan(0);

    const [header, ...rows] = readFileSync(join(out, 'summary.csv'), 'utf8').trimEnd().split('\n');
    const columns = header!.split(',').length;
    expect(columns).toBeGreaterThan(3);
    expect(rows.length % CLASS_NAMES.length).toBe(0);
    for (const row of rows) expect(row.split(',')).toHaveLength(columns);

    const [again] = await results([join(out, 'scenario.json')]);
    expect(outcome(again)).toEqual(outcome(result));
  });

  it('gives each replicate a directory', async () => {
    const out = emptyDirectory();
    const replicates = await results([file, '--replicates', '2', '--until', '2d', '--out', out]);
    expect(readdirSync(out).sort()).toEqual(['seed-7', 'seed-8']);
    for (const { seed, hash } of replicates) {
      const report = JSON.parse(readFileSync(join(out, `seed-${seed}`, 'result.json'), 'utf8'));
      const scenario = JSON.parse(readFileSync(join(out, `seed-${seed}`, 'scenario.json'), 'utf8'));
      expect([report.hash, scenario.seed]).toEqual([hash, seed]);
    }
  });

  it('replaces the files of an earlier run', async () => {
    const out = emptyDirectory();
    writeFileSync(join(out, 'result.json'), 'old');
    const [result] = await results([file, '--until', '1d', '--out', out]);
    expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')).hash).toBe(result.hash);
  });
});

describe('for people', () => {
  it('tells what happened', async () => {
    const { code, stdout, stderr } = await clonarium(['run', file]);
    const [result] = await results([file]);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('seed 7');
    expect(stdout).toContain(`hash ${result.hash}`);
    expect(stdout).toContain(`${result.cells.toLocaleString('en-US')} cells on day 14.0`);
    expect(stdout).toMatch(/^ {2}day +\d+\.\d {2}\S/m);
  });

  it('lists replicates, one a line', async () => {
    const { stdout } = await clonarium(['run', file, '--replicates', '3', '--until', '1d']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/seed +days +cells +resistant +stopped by +hash/);
  });

  it('reads a scenario from standard input', async () => {
    const args = ['run', '-', '--json', '--until', '1d'];
    const { code, stdout } = await clonarium(args, { stdin: JSON.stringify(culture) });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).seed).toBe(7);
  });
});

describe('interruption', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s keeps what there is', async (signal, expected) => {
    const out = join(emptyDirectory(), 'results');
    const slow = scenarioFile({
      ...endless,
      tumour: { founders: 20_000, divisionPerDay: 1, deathPerDay: 1 },
    });
    const args = ['run', slow, '--variant', 'reference', '--json', '--out', out];
    const { code, stdout, stderr } = await clonarium(args, {
      running: (child) => {
        // Its folder shows that the scenario has been read; cells are founded within moments then.
        const timer = setInterval(() => {
          if (!existsSync(out)) return;
          clearInterval(timer);
          setTimeout(() => child.kill(signal), 3000);
        }, 20);
      },
    });
    expect({ code, stderr }).toEqual({ code: expected, stderr: '' });
    const result: RunResult = JSON.parse(stdout);
    expect(result.stoppedBy).toBe('interrupt');
    expect(result.hours).toBeGreaterThan(0);
    expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')).ended).toMatch(/^Interrupted on day/);
    expect(existsSync(join(out, 'summary.csv'))).toBe(true);
  });

  it('ends quietly when the reader has gone', async () => {
    const args = [PROGRAM, 'run', file, '--until', '1d', '--replicates', '100000', '--json'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
