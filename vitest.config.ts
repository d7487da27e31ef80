import { defineConfig } from 'vitest/config';

/**
 * Browser tests time the page, so they run after the others and one file at a time. The others keep two cores busy,
 * which left to itself Vitest would not.
 */
export default defineConfig({
  test: {
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
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: ['tests/**/*.long.test.ts'],
          fileParallelism: false,
          // A shared machine may stop a page for longer than a test waits; what needed a second try is named.
          retry: process.env.CI === undefined ? 0 : 1,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
