import { defineConfig } from 'vitest/config';
import { LONG } from './vitest.long.config.ts';

/** A shared machine may stop a page for longer than a test waits; what needed a second try is named. */
const browser = {
  retry: process.env.CI === undefined ? 0 : 1,
  testTimeout: 300_000,
  hookTimeout: 120_000,
};

/** Files that time the page by the clock, or keep every core busy. */
const TIMED = ['page', 'science', 'bench'];

/**
 * `npm test` leaves out what is tagged long (`--tagsFilter`), which vitest.long.config.ts runs.
 *
 * Browser tests run after the others, and those that time the page last, one file at a time. The others keep two cores
 * busy, which left to itself Vitest would not.
 */
export default defineConfig({
  test: {
    tags: [LONG],
    hookTimeout: 120_000,
    reporters: ['default', './tests/retried.ts'],
    projects: [
      {
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.long.test.ts', 'tests/browser/**'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...browser,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: ['tests/**/*.long.test.ts', ...TIMED.map((file) => `tests/browser/${file}.test.ts`)],
          // Pages wait for frames and clocks much of the time.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...browser,
          name: 'browser, timed',
          include: TIMED.map((file) => `tests/browser/${file}.test.ts`),
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
