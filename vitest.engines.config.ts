import { defineConfig } from 'vitest/config';

/** Firefox and WebKit beside Chromium: from Debian's packages, which the test installs, so apart from the others. */
export default defineConfig({
  test: {
    include: ['tests/engines/*.engines.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
