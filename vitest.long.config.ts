import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** A test that `npm test` leaves out: whole presets, large populations, many runs. */
export const LONG = { name: 'long', description: 'minutes in all', timeout: 1_800_000 };

const root = fileURLToPath(new URL('.', import.meta.url));

/** Files whose head or tests have the tag; the others would only be read to find that nothing in them has. */
const tagged = readdirSync(`${root}tests`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .filter((path) => /@module-tag long|kit\/long'/.test(readFileSync(`${root}tests/${path}`, 'utf8')))
  .map((path) => `tests/${path.replaceAll('\\', '/')}`);

/** Files that measure by the clock. */
const TIMED = ['tests/browser/', 'tests/bench/'];
const timed = (path: string) => TIMED.some((start) => path.startsWith(start));

/** With `--tagsFilter=long`: two files at a time, each on a core of its own, then those that measure by the clock alone. */
export default defineConfig({
  test: {
    tags: [LONG],
    projects: [
      {
        test: {
          name: 'long',
          include: tagged.filter((path) => !timed(path)),
          testTimeout: LONG.timeout,
          hookTimeout: 300_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'long, timed',
          include: tagged.filter(timed),
          testTimeout: LONG.timeout,
          hookTimeout: 300_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
