import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin, runnerImport } from 'vite';

// Cross-origin isolation gives SharedArrayBuffer, which threads inside one compartment need.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const BUILT_BY_NODE = 'virtual:built-by-node';

/** The benchmark page compares its hashes with those that Node gives while the page is built. */
function builtByNode(): Plugin {
  return {
    name: 'built-by-node',
    resolveId: (id) => (id === BUILT_BY_NODE ? `\0${id}` : null),
    async load(id) {
      if (id !== `\0${BUILT_BY_NODE}`) return null;
      const file = fileURLToPath(new URL('bench/page/builtByNode.ts', import.meta.url));
      const { module } = await runnerImport<{ text: string }>(file, {
        configFile: false,
        logLevel: 'error',
      });
      return module.text;
    },
  };
}

/** Workers check scenarios but explain nothing: help texts and sources stay with the page, which must be light. */
function withoutHelp(): Plugin {
  return {
    name: 'without-help',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/scenario\/parameters\/\w+\.ts$/.test(id)) return null;
      return code.replace(/\b(help|citation):\s*'(?:[^'\\]|\\.)*'/g, "$1: ''");
    },
  };
}

export default defineConfig({
  root: 'src/ui',
  base: './',
  plugins: [preact(), builtByNode()],
  build: {
    outDir: '../../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // The kernel is fetched and compiled while it streams, never inlined.
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['src/ui/index.html', 'src/ui/bench.html'] },
  },
  worker: { format: 'es', plugins: () => [withoutHelp()] },
  server: { headers },
  preview: { headers, host: 'localhost', port: 4173 },
});
