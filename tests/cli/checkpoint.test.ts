import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/cli/result';
import { CHECKPOINT_VERSION } from '../../src/kernel/read/blocks';
import { clonarium, emptyDirectory, results, scenarioFile } from '../kit/clonarium';
import { culture, endless } from '../kit/cultures';
import { LONG } from '../kit/long';
import { killedAfter, uninterrupted } from './killing';

const file = scenarioFile(culture);

/** A checkpoint of the small culture on day 4, before its treatment. */
let checkpoint: string;

beforeAll(async () => {
  checkpoint = await savedOn('4d', file);
});

/** A run interrupted by its end, with the end taken back: what a saved run of that day looks like. */
async function savedOn(until: string, scenario: string): Promise<string> {
  const name = join(emptyDirectory(), 'state.ckpt');
  const short = [
    'run',
    scenario,
    '--until',
    until,
    '--checkpoint',
    name,
    '--checkpoint-every',
    '0s',
    '--json',
  ];
  expect(await clonarium(short)).toMatchObject({ code: 0, stderr: '' });
  return name;
}

async function goOn(command: string, ...args: string[]): Promise<RunResult> {
  const { code, stdout, stderr } = await clonarium([command, ...args, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('kill -9', () => {
  it('at random moments: the run goes on from its checkpoint and ends the same', LONG, async () => {
    const { outcome, milliseconds } = await uninterrupted();
    // Two hundred kills more are in kill.long.test.ts.
    const delays = Array.from({ length: 5 }, () => 80 + Math.random() * milliseconds * 0.5);
    const [resumed, kills] = await killedAfter(delays, ['simd', 'scalar']);
    expect(resumed, `killed after ${delays.join(', ')} ms`).toEqual(outcome);
    expect(kills).toBeGreaterThan(1);
  });
});

describe('resume', () => {
  it('ends with the numbers of an uninterrupted run, on any kernel', async () => {
    const [whole] = await results([file]);
    for (const kernel of [[], ['--variant', 'scalar'], ['--threads', '3']]) {
      const { hash } = await goOn('fork', checkpoint, '--until', '14d', ...kernel);
      expect(hash).toBe(whole?.hash);
    }
  });

  it('of a run that has ended says what it ended with', async () => {
    const [whole] = await results([file, '--until', '4d']);
    const { hash, steps, cells } = await goOn('resume', checkpoint);
    expect({ hash, steps, cells }).toEqual({ hash: whole?.hash, steps: whole?.steps, cells: whole?.cells });
  });

  it('takes up a run that was interrupted', async () => {
    const name = join(emptyDirectory(), 'state.ckpt');
    const slow = scenarioFile({
      ...endless,
      tumour: { founders: 100_000, divisionPerDay: 1, deathPerDay: 1 },
    });
    const { code, stdout, stderr } = await clonarium(['run', slow, '--checkpoint', name], {
      running: (child) => {
        // Its first checkpoint shows that it runs.
        const timer = setInterval(() => {
          if (!existsSync(name)) return;
          clearInterval(timer);
          setTimeout(() => child.kill('SIGINT'), 500);
        }, 20);
      },
    });
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    expect(stdout).toContain(`clonarium resume ${name}`);
    const until = `${Math.ceil(Number(/on day ([\d.]+), after/.exec(stdout)?.[1]) + 1)}d`;
    const [whole] = await results([slow, '--until', until]);
    expect((await goOn('fork', name, '--until', until)).hash).toBe(whole?.hash);
    expect(readdirSync(join(name, '..'))).toEqual(['state.ckpt']);
  });
});

describe('fork', () => {
  it('gives two arms from one state', async () => {
    const before = readFileSync(checkpoint);
    const out = join(emptyDirectory(), 'arm');
    const treated = await goOn('fork', checkpoint, '--until', '14d');
    const arm = ['--until', '14d', '--set', 'drugs[0].schedule.levelMicromolar=0', '--out', out];
    const untreated = await goOn('fork', checkpoint, ...arm);
    expect(untreated.cells).toBeGreaterThan(treated.cells * 2);
    expect(readdirSync(out).sort()).toEqual(['result.json', 'scenario.json', 'summary.csv']);
    const scenario = JSON.parse(readFileSync(join(out, 'scenario.json'), 'utf8'));
    const [change, end] = scenario.changes;
    expect(change).toMatchObject({ hours: 96, path: 'drugs[0].schedule.levelMicromolar', value: 0 });
    expect(end).toMatchObject({ hours: 96, path: 'untilDays', value: 14 });
    const [trunk] = await results([file, '--until', '4d']);
    expect(scenario.parent).toEqual({ hash: trunk?.hash, hours: 96 });
    const replays = [join(out, 'scenario.json'), join(out, 'result.json')];
    for (const name of replays) {
      const [again] = await results([name]);
      expect(again).toMatchObject({ hash: untreated.hash, cells: untreated.cells, steps: untreated.steps });
    }
    expect(readFileSync(checkpoint).equals(before)).toBe(true);
  });

  it.each([
    [
      ['--set', 'tumour.divisionPerDay=2'],
      /^clonarium: tumour.divisionPerDay: 2 acts only after a restart\.$/,
    ],
    [['--set', 'drugs[0].kdMicromolar=2'], /acts only after a restart/],
    [['--set', 'drugs[3].schedule.doseMg=2'], /drugs\[3\]/],
    [['--set', 'nonsense=2'], /nonsense/],
    [['--until', '3d'], /^clonarium: untilDays: 3 lies before the present, day 4\.$/],
    [['--set', 'treatment.onDay=2'], /^clonarium: treatment.onDay: 2 lies before the present, day 4\.$/],
    [['--until', 'soon'], /--until/],
    [[], /--set: give what is to differ/],
  ])('refuses %j', async (args, sentence) => {
    const { code, stdout, stderr } = await clonarium(['fork', checkpoint, ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd()).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('goes on from the end of a run, however long that took', async () => {
    const plain = scenarioFile({
      seed: 7,
      tumour: { founders: 2000, divisionPerDay: 0.8, deathPerDay: 0.1 },
      drugs: [{ name: 'A', halfEffectMicromolar: 0.5, killPerDay: 2 }],
      treatment: { begin: 'day', onDay: 8 },
    });
    const out = join(emptyDirectory(), 'arm');
    const saved = join(emptyDirectory(), 'm.ckpt');
    const [trunk] = await results([plain, '--until', '10d', '--checkpoint', saved]);
    const off = ['--set', 'drugs[0].schedule.levelMicromolar=0', '--until', '12d', '--out', out];
    const fork = await goOn('fork', saved, ...off);
    const report = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
    expect(report.parent).toEqual({ hash: trunk?.hash, hours: 240 });
    const change = report.chronicle.find(({ text }: { text: string }) => text.startsWith('Changed'));
    expect(change).toMatchObject({ day: 10, text: expect.stringContaining('is now 0 µM') });
    // Two days of growth at 0.7 a day, without the drug, from what ten days had left.
    expect(fork.cells / (trunk?.cells ?? 0)).toBeGreaterThan(Math.exp(1.4) * 0.95);
    expect(fork.cells / (trunk?.cells ?? 0)).toBeLessThan(Math.exp(1.4) * 1.05);
    const straight = { hours: 240, path: 'drugs[0].schedule.levelMicromolar', value: 0 };
    const whole = JSON.parse(readFileSync(plain, 'utf8'));
    const [once] = await results([scenarioFile({ ...whole, untilDays: 12, changes: [straight] })]);
    expect(once?.hash).toBe(fork.hash);
  });

  it('does not write over what it forks from', async () => {
    const args = ['fork', checkpoint, '--until', '14d', '--checkpoint', checkpoint];
    expect(await clonarium(args)).toMatchObject({ code: 2, stderr: /is what this run forks from/ });
  });
});

describe('several lesions', () => {
  const lesions = scenarioFile({ ...culture, tumour: { ...culture.tumour, lesions: 3 } });

  it('go on from a checkpoint on any number of threads, each with its own hash', async () => {
    const [whole] = await results([lesions]);
    expect(whole?.compartments).toHaveLength(3);
    expect(new Set(whole?.compartments?.map(({ hash }) => hash)).size).toBe(3);
    expect(whole?.compartments?.reduce((sum, { cells }) => sum + cells, 0)).toBe(whole?.cells);
    const saved = await savedOn('4d', lesions);
    for (const kernel of [[], ['--threads', '2'], ['--threads', '7', '--variant', 'scalar']]) {
      const { hash, cells, compartments } = await goOn('fork', saved, '--until', '14d', ...kernel);
      expect({ hash, cells, compartments }).toEqual({
        hash: whole?.hash,
        cells: whole?.cells,
        compartments: whole?.compartments,
      });
    }
  });
});

describe('bad files end with one sentence and exit code 2', () => {
  const damage: [string, (bytes: Buffer) => Buffer, RegExp][] = [
    ['cut short', (bytes) => bytes.subarray(0, bytes.length - 100), /cut short/],
    ['one bit changed', (bytes) => flipped(bytes, bytes.length - 60), /altered or damaged/],
    [
      'another version',
      (bytes) => flipped(bytes, 16),
      new RegExp(`version ${CHECKPOINT_VERSION ^ 1}; this program reads version ${CHECKPOINT_VERSION}`),
    ],
    ['empty', () => Buffer.alloc(0), /is empty/],
    ['a scenario', () => Buffer.from(JSON.stringify(culture)), /not a checkpoint/],
    ['more behind the end', (bytes) => Buffer.concat([bytes, Buffer.from('x')]), /goes on after its end/],
  ];
  function flipped(bytes: Buffer, at: number): Buffer {
    const copy = Buffer.from(bytes);
    copy[at]! ^= 1;
    return copy;
  }

  it.each(damage)('%s', async (_, change, sentence) => {
    const bad = join(emptyDirectory(), 'bad.ckpt');
    writeFileSync(bad, change(readFileSync(checkpoint)));
    for (const command of ['resume', 'fork']) {
      const args = command === 'fork' ? ['--until', '9d'] : [];
      const { code, stdout, stderr } = await clonarium([command, bad, ...args]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(sentence);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    }
  });

  it('no file, a directory, no name', async () => {
    const directory = emptyDirectory();
    for (const [args, sentence] of [
      [['resume', join(directory, 'none')], /cannot be read \(ENOENT\)/],
      [['resume', directory], /is a directory/],
      [['resume'], /give the file/],
    ] as const) {
      const { code, stderr } = await clonarium([...args]);
      expect(code).toBe(2);
      expect(stderr).toMatch(sentence);
    }
  });
});

describe('--checkpoint', () => {
  it.each([
    [['--checkpoint-every', '5s'], /--checkpoint-every/],
    [['--checkpoint', 'x.ckpt', '--checkpoint-every', '5'], /"5" is not a time such as 30s/],
    [['--checkpoint', 'x.ckpt', '--replicates', '3'], /holds one run, not 3 replicates/],
    [['--checkpoint', 'x.ckpt', '--variant', 'reference'], /reference kernel keeps no checkpoints/],
    [['--checkpoint', 'no/such/place/x.ckpt'], /cannot be written \(ENOENT\)/],
    [['--checkpoint', '.'], /is not a file/],
  ])('%j is refused before anything is written', async (args, sentence) => {
    const cwd = emptyDirectory();
    const { code, stderr } = await clonarium(['run', file, ...args], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
    expect(readdirSync(cwd)).toEqual([]);
  });
});
