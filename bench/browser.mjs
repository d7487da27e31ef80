/** `npm run bench:browser`: the SIMD kernel inside headless Chromium. Vite runs the TypeScript. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

await runnerImport(fileURLToPath(new URL('browser/main.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
});
