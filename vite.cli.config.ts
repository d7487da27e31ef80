import { chmod, copyFile, readdir } from 'node:fs/promises';
import { defineConfig, type Plugin } from 'vite';

const OUT_DIRECTORY = 'dist/cli';

/** The bundle finds its kernels beside itself, so that dist/cli can be copied anywhere and still run. */
function kernelsBeside(): Plugin {
  return {
    name: 'kernels-beside',
    async writeBundle() {
      const kernels = (await readdir('build')).filter((name) => /^kernel\.\w+\.wasm$/.test(name));
      await Promise.all(kernels.map((name) => copyFile(`build/${name}`, `${OUT_DIRECTORY}/${name}`)));
      await chmod(`${OUT_DIRECTORY}/clonarium.js`, 0o755);
    },
  };
}

export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/main.ts',
    outDir: OUT_DIRECTORY,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      output: { entryFileNames: 'clonarium.js', codeSplitting: false, banner: '#!/usr/bin/env node' },
    },
  },
  plugins: [kernelsBeside()],
});
