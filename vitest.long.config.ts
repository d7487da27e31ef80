import { defineConfig } from 'vitest/config';

/** Whole presets and large populations: minutes each, one file at a time so that each has the machine. */
export default defineConfig({
  test: {
    include: ['tests/**/*.long.test.ts'],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    passWithNoTests: true,
  },
});
