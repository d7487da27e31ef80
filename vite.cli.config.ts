import { chmod, copyFile, mkdir, readdir, rename, symlink } from 'node:fs/promises';
import { defineConfig, type Plugin } from 'vite';

const OUT_DIRECTORY = 'dist/cli';
const BIN_DIRECTORY = 'node_modules/.bin';

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

/**
 * `npx clonarium` in this directory. For a package that names a `bin`, npm first installs the package into a cache of its
 * own, building all of it, and several at once break that cache; without one it runs what it finds here. What is packed
 * names it (prepack).
 */
function ownProgram(): Plugin {
  return {
    name: 'own-program',
    async writeBundle() {
      if (process.platform === 'win32') return;
      await mkdir(BIN_DIRECTORY, { recursive: true });
      const beside = `${BIN_DIRECTORY}/clonarium.${process.pid}`;
      await symlink(`../../${OUT_DIRECTORY}/clonarium.js`, beside);
      await rename(beside, `${BIN_DIRECTORY}/clonarium`);
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
  plugins: [kernelsBeside(), ownProgram()],
});
