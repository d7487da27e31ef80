import { chmod, copyFile, mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const OUT_DIRECTORY = 'dist/cli';
const BIN_DIRECTORY = 'node_modules/.bin';

/** The bundle finds its kernels, and what its threads run, beside itself, so that dist/cli can be copied anywhere and still run. */
function kernelsBeside(directory: string): Plugin {
  return {
    name: 'kernels-beside',
    async writeBundle() {
      const beside = (await readdir('build')).filter((name) => /^kernel\.\w+\.wasm$|^helper\.js$/.test(name));
      await Promise.all(beside.map((name) => copyFile(`build/${name}`, `${directory}/${name}`)));
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
      await chmod(`${OUT_DIRECTORY}/clonarium.js`, 0o755);
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
  plugins: [kernelsBeside(OUT_DIRECTORY), ownProgram()],
});

const LIBRARY = 'dist/lib';

/** The library in Node: one file, with its kernels and what its threads run beside it. */
const libraryInNode = defineConfig({
  ...common,
  build: {
    ...node,
    ssr: 'src/api/index.ts',
    outDir: LIBRARY,
    emptyOutDir: false,
    rolldownOptions: { output: { entryFileNames: 'node.js', codeSplitting: false } },
  },
  plugins: [kernelsBeside(LIBRARY)],
});

/**
 * The library in browsers, as modules that a page may load as they are, or a bundler take apart: presets in one of their
 * own, and nothing that runs when it is loaded.
 */
const library = defineConfig({
  base: './',
  publicDir: false,
  build: {
    target: 'es2022',
    minify: false,
    outDir: LIBRARY,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: { index: 'src/api/index.ts' },
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        assetFileNames: '[name][extname]',
        // Whoever does not ask for presets, or runs nothing, need not have them, or what runs and writes tables.
        codeSplitting: {
          groups: [
            { name: 'scenario', test: /scenario\/[^/]+$|scenario\/parameters\//, priority: 4 },
            { name: 'catalogue', test: /scenario\/(presets|drugs)\//, priority: 3 },
            { name: 'parquet', test: /hyparquet-writer/, priority: 2 },
            { name: 'patient', test: /src\/(api\/patient|export\/|patient\/|kernel\/)/, priority: 1 },
          ],
        },
      },
    },
  },
  worker: { format: 'es', rolldownOptions: { output: { entryFileNames: '[name].js' } } },
  plugins: [
    {
      name: 'for-other-bundlers',
      enforce: 'post',
      // Addresses in the form that other bundlers know, without the URL around the URL that Vite writes; and imports
      // without its preloading, whose name would meet that of a page's own Vite.
      generateBundle(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue;
          file.code = file.code
            .replace(
              /new URL\(\s*(?:\/\*[^*]*\*\/\s*)?(new URL\("[^"]+", import\.meta\.url\))\.href,\s*"" \+ import\.meta\.url\s*\)/g,
              '$1',
            )
            .replace(/__vitePreload\(\(\) => (import\("[^"]+"\)),[^()]*\)/g, '$1')
            .replace(/^\/\/ \\0vite\/preload-helper\.js\n[\s\S]*?(?=^\/\/ \S)/m, '');
        }
      },
      async writeBundle() {
        await writeFile(`${LIBRARY}/package.json`, '{ "type": "module", "sideEffects": false }\n');
      },
    },
  ],
});

const CONFIGS: Record<string, UserConfig> = { helper, program, library, 'library-node': libraryInNode };

export default defineConfig(({ mode }) => CONFIGS[mode] ?? program);
