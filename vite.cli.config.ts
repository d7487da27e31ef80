import { chmod, copyFile, mkdir, readdir, rename, symlink } from 'node:fs/promises';
import { defineConfig, type Plugin } from 'vite';

const OUT_DIRECTORY = 'dist/cli';
const BIN_DIRECTORY = 'node_modules/.bin';

/** The bundle finds its kernels, and what its threads run, beside itself, so that dist/cli can be copied anywhere and still run. */
function kernelsBeside(): Plugin {
  return {
    name: 'kernels-beside',
    async writeBundle() {
      const beside = (await readdir('build')).filter((name) => /^kernel\.\w+\.wasm$|^helper\.js$/.test(name));
      await Promise.all(beside.map((name) => copyFile(`build/${name}`, `${OUT_DIRECTORY}/${name}`)));
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

const common = { ssr: { noExternal: true as const }, publicDir: false as const };
const node = { target: 'node20', minify: false } as const;

/** The program that worker threads run, beside the kernels in build/. */
const helper = defineConfig({
  ...common,
  build: {
    ...node,
    ssr: 'src/kernel/workers/helper.node.ts',
    outDir: 'build',
    emptyOutDir: false,
    rolldownOptions: { output: { entryFileNames: 'helper.js' } },
  },
});

const program = defineConfig({
  ...common,
  build: {
    ...node,
    ssr: 'src/cli/main.ts',
    outDir: OUT_DIRECTORY,
    emptyOutDir: true,
    rolldownOptions: {
      output: { entryFileNames: 'clonarium.js', codeSplitting: false, banner: '#!/usr/bin/env node' },
    },
  },
  plugins: [kernelsBeside(), ownProgram()],
});

export default defineConfig(({ mode }) => (mode === 'helper' ? helper : program));
