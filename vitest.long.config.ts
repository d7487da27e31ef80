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

/** With `--tagsFilter=long`, one file at a time, so that each has the machine. */
export default defineConfig({
  test: {
    include: tagged,
    tags: [LONG],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 300_000,
  },
});
