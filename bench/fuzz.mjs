/** `npm run fuzz`: bundled into dist/fuzz, which can be copied anywhere and run by Node alone, then run. */
import { spawnSync } from 'node:child_process';
import { cp, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const OUT = 'dist/fuzz';
const PRESETS = `
import { presets } from '${fileURLToPath(new URL('../src/scenario/presets/index.ts', import.meta.url))}';
export const titles = presets.map(({ id, title }) => ({ id, title }));
const [{ id, title, about, scenario }] = presets;
export const opening = { id, title, about, document: scenario };
`;

await build({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: 'bench/fuzz/main.ts',
    outDir: OUT,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'fuzz.js', codeSplitting: false } },
  },
  plugins: [
    {
      name: 'presets',
      resolveId: (id) => (id === 'virtual:presets' ? '\0presets' : null),
      load: (id) => (id === '\0presets' ? PRESETS : null),
    },
  ],
});
for (const name of await readdir('build')) {
  if (/^kernel\.\w+\.wasm$/.test(name)) await cp(`build/${name}`, `${OUT}/${name}`);
}
const { status } = spawnSync(process.execPath, [`${OUT}/fuzz.js`, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
