import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { clonarium, emptyDirectory } from '../kit/clonarium';

it.each([
  [['--out', ''], /^clonarium: --out: "" is not a file\.\n$/],
  [['--out', '.'], /^clonarium: --out: \. is a directory\.\n$/],
  [['--out', 'package.json/result.json'], /^clonarium: --out: ".*package\.json" is not a directory\.\n$/],
  [['--quick', '--huge'], /^clonarium: --huge: a quick run has no hundred million cells\.\n$/],
  [['--threads', '17'], /^clonarium: --threads: "17" is not a whole number from 1 to 16\.\n$/],
  [['--slow'], /^clonarium: .*--slow.*\.\n$/],
  [['tight'], /^clonarium: unexpected argument: tight\.\n$/],
])('bench %j is refused in one sentence', async (args, sentence) => {
  const { code, stdout, stderr } = await clonarium(['bench', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(sentence);
});

it('bench --help names its options and measures nothing', async () => {
  const directory = emptyDirectory();
  const { code, stdout } = await clonarium(['bench', '--help'], { cwd: directory });
  expect(code).toBe(0);
  for (const option of ['--quick', '--huge', '--threads', '--json', '--out'])
    expect(stdout).toContain(option);
  expect(existsSync(join(directory, 'bench'))).toBe(false);
});
