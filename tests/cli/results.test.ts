/** What a disk, a pipe or a neighbour may do to the files of a run. */
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/cli/result';
import { clonarium, emptyDirectory, PROGRAM, results, scenarioFile } from '../kit/clonarium';
import { culture, endless } from '../kit/cultures';

const file = scenarioFile({ ...culture, untilDays: 2 });
const mounts: string[] = [];
afterAll(() => {
  for (const path of mounts) execFileSync('umount', [path]);
});

/** A file system of its own; null where this machine does not let one be mounted. */
function mounted(options: string): string | null {
  const path = join(emptyDirectory(), 'mount');
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return null;
  }
  mounts.push(path);
  return path;
}

const litter = (directory: string) =>
  readdirSync(directory, { recursive: true }).filter((name) => /\.(partial|lock)/.test(String(name)));

async function refused(args: string[], sentence: RegExp): Promise<void> {
  const { code, stdout, stderr } = await clonarium(['run', file, ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(sentence);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
}

describe('a folder that cannot be written is refused before the run', () => {
  it('in a file system that takes none, behind a link that leads nowhere', async () => {
    const link = join(emptyDirectory(), 'link');
    symlinkSync('/no/such/place', link);
    await refused(['--out', '/proc/clonarium'], /--out: "\/proc\/clonarium" cannot be written \(E\w+\)\.$/m);
    await refused(['--out', '/proc/a/b/c'], /cannot be written \(E\w+\)/);
    await refused(['--out', link], /is a link that leads nowhere/);
    await refused(['--out', join(link, 'below')], /is a link that leads nowhere/);
  });

  it('where nothing may be written, or nothing more fits', async (context) => {
    const [closed, full] = [mounted('ro'), mounted('size=64k')];
    if (closed === null || full === null) return context.skip();
    await refused(['--out', join(closed, 'results')], /cannot be written \(EROFS\)/);
    writeFileSync(join(full, 'other'), Buffer.alloc(60_000));
    await refused(['--out', join(full, 'results')], /cannot be written \(ENOSPC\)/);
    expect(readdirSync(full)).toEqual(['other']);
  });
});

it('a disk that fills up: every result is printed, the reason said, what fits is there and whole', async (context) => {
  const disk = mounted('size=160k');
  if (disk === null) return context.skip();
  const args = ['run', file, '--replicates', '16', '--json', '--out', disk];
  const { code, stdout, stderr } = await clonarium(args);
  const hashes = (await results([file, '--replicates', '16'])).map(({ hash }) => hash);
  const printed: RunResult[] = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(code).toBe(1);
  expect(printed.map(({ hash }) => hash)).toEqual(hashes);
  const sentences = stderr.trimEnd().split('\n');
  expect(sentences.length).toBeGreaterThan(1);
  for (const each of sentences)
    expect(each).toMatch(/^clonarium: --out: ".*" cannot be written \(ENOSPC\); .*\.$/);
  expect(litter(disk)).toEqual([]);
  const whole = printed.filter(({ seed }) => existsSync(join(disk, `seed-${seed}`, 'result.json')));
  expect(whole.length).toBeGreaterThan(0);
  for (const { seed, hash } of whole) {
    expect(JSON.parse(readFileSync(join(disk, `seed-${seed}`, 'result.json'), 'utf8')).hash).toBe(hash);
  }
});

it('results that cannot be printed are written, and the exit code is 1', async () => {
  const out = join(emptyDirectory(), 'results');
  const shell = `"${process.execPath}" "${PROGRAM}" run "${file}" --json --out "${out}" > /dev/full`;
  const child = spawn('sh', ['-c', shell], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  expect(await new Promise((done) => child.once('close', done))).toBe(1);
  expect(stderr).toBe('clonarium: standard output cannot be written (ENOSPC).\n');
  expect(readdirSync(out).sort()).toEqual(['result.json', 'scenario.json', 'summary.csv']);
});

it('a reader that leaves early takes no file with it', async () => {
  const out = join(emptyDirectory(), 'results');
  const args = [PROGRAM, 'run', file, '--replicates', '30', '--out', out];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((done) => child.once('close', done));
  expect(code).toBe(0);
  const seeds = readdirSync(out);
  expect(seeds).toHaveLength(30);
  for (const seed of seeds) expect(readdirSync(join(out, seed))).toHaveLength(3);
});

describe('a folder with results of another scenario', () => {
  const other = ['--set', 'tumour.founders=60'];

  it('is refused unless --force; the same scenario may be completed', async () => {
    const out = join(emptyDirectory(), 'results');
    await results([file, '--replicates', '4', '--out', out]);
    await refused(
      ['--replicates', '2', '--out', out, ...other],
      /seed-\d+\/scenario.json" is another scenario/,
    );
    await refused(['--out', out, ...other], /is another scenario/);
    expect(await results([file, '--replicates', '6', '--out', out])).toHaveLength(6);
    expect(readdirSync(out)).toHaveLength(6);
    expect(await results([file, '--replicates', '2', '--out', out, '--force', ...other])).toHaveLength(2);
  });

  it('is one of another seed too, for a single run', async () => {
    const out = join(emptyDirectory(), 'results');
    await results([file, '--out', out]);
    await results([file, '--out', out]);
    await refused(['--out', out, '--seed', '8'], /is another scenario; give another folder, or --force/);
  });
});

describe('one checkpoint', () => {
  const slow = scenarioFile({
    ...endless,
    tumour: { founders: 20_000, divisionPerDay: 1, deathPerDay: 1 },
  });

  it('belongs to one living process, and to the next once that is gone', async () => {
    const checkpoint = join(emptyDirectory(), 't.ckpt');
    const args = ['run', slow, '--checkpoint', checkpoint, '--checkpoint-every', '0s'];
    const first = spawn(process.execPath, [PROGRAM, ...args], { stdio: 'ignore' });
    const gone = new Promise((done) => first.once('close', done));
    await expect.poll(() => existsSync(checkpoint), { timeout: 30_000 }).toBe(true);
    const second = await clonarium(args);
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(new RegExp(`is in use by another run \\(process ${first.pid}\\)\\.\\n$`));
    first.kill('SIGKILL');
    await gone;
    expect(existsSync(`${checkpoint}.lock`)).toBe(true);
    const resumed = await clonarium(['fork', checkpoint, '--until-cells', '1', '--json']);
    expect({ code: resumed.code, stderr: resumed.stderr }).toEqual({ code: 0, stderr: '' });
    const third = await clonarium(['run', file, '--checkpoint', checkpoint]);
    expect({ code: third.code, stderr: third.stderr }).toEqual({ code: 0, stderr: '' });
    expect(litter(join(checkpoint, '..'))).toEqual([]);
  });

  it('whose folder goes away leaves the run as it is, and the last checkpoint', async () => {
    const folder = join(emptyDirectory(), 'kept');
    mkdirSync(folder);
    const checkpoint = join(folder, 'x.ckpt');
    const long = [file, '--until', '14d', '--set', 'stepHours=0.5'];
    const [whole] = await results(long);
    const args = ['run', ...long, '--checkpoint', checkpoint, '--checkpoint-every', '0s', '--json'];
    const { code, stdout, stderr } = await clonarium(args, {
      running: () => {
        const timer = setInterval(() => {
          if (!existsSync(checkpoint)) return;
          clearInterval(timer);
          renameSync(folder, `${folder}-away`);
        }, 1);
      },
    });
    expect({ code, hash: JSON.parse(stdout).hash }).toEqual({ code: 0, hash: whole?.hash });
    expect(stderr.split('\n').length).toBeLessThan(3);
    const [resumed] = [await clonarium(['resume', join(`${folder}-away`, 'x.ckpt'), '--json'])];
    expect(JSON.parse(resumed?.stdout ?? '').hash).toBe(whole?.hash);
  });

  it('is never written through a link, nor is any file beside it', async () => {
    const directory = emptyDirectory();
    const victim = join(directory, 'victim');
    writeFileSync(victim, 'untouched');
    const checkpoint = join(directory, 'a.ckpt');
    for (const name of ['a.ckpt', 'a.ckpt.partial', 'result.json', 'summary.csv']) {
      symlinkSync(victim, join(directory, name));
    }
    const { code } = await clonarium(['run', file, '--checkpoint', checkpoint, '--out', directory]);
    expect(code).toBe(0);
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
    expect(lstatSync(checkpoint).isSymbolicLink()).toBe(false);
    symlinkSync(victim, `${checkpoint}.lock`);
    await refused(['--checkpoint', checkpoint], /a\.ckpt\.lock" is in the way/);
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
  });
});
