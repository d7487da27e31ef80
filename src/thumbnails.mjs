/** `npm run thumbnails`: runs all scenes and draws their pictures anew, after kernel, presets or colours have changed. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { runnerImport } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const { module } = await runnerImport(at('ui/scenes/redrawn.ts'), { configFile: false, logLevel: 'error' });

const { width, height, hashes, ...themes } = module.redrawn;
for (const [theme, data] of Object.entries(themes)) {
  const png = new PNG({ width, height });
  png.data.set(data);
  writeFileSync(at(`ui/scenes/thumbnails.${theme}.png`), PNG.sync.write(png, { deflateLevel: 9 }));
}
writeFileSync(at('ui/scenes/thumbnails.json'), `${JSON.stringify(hashes, null, 2)}\n`);
