/** `npm run bench:scale`: a tumour of any size, grown and treated, in Node and in one tab. Vite runs the TypeScript. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

await runnerImport(fileURLToPath(new URL('scale/main.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
});
