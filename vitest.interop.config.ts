import { defineConfig } from 'vitest/config';

/** What is exported, read back by tools of others: from Debian's packages, which the test installs, so apart from the others. */
export default defineConfig({
  test: {
    include: ['tests/interop/*.interop.ts', 'tests/export/muller.test.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
