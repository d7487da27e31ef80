import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin, runnerImport } from 'vite';
import { builtPage } from './src/ui/site/builtPage.ts';
import { HEADERS, ISOLATING_HEADERS } from './src/ui/site/policy.ts';
import { workersOfPage } from './src/ui/site/workersOfPage.ts';

/** Modules that Node writes while the page is built: each exports its own `text`. */
const WRITTEN: Record<string, string> = {
  // The benchmark page compares its hashes with those that Node gives.
  'virtual:built-by-node': 'bench/page/builtByNode.ts',
  // The page opens with one preset and the titles of all.
  'virtual:presets': 'src/ui/state/presetTexts.ts',
};

function writtenByNode(): Plugin {
  return {
    name: 'written-by-node',
    resolveId: (id) => (id in WRITTEN ? `\0${id}` : null),
    async load(id) {
      const source = id.startsWith('\0') ? WRITTEN[id.slice(1)] : undefined;
      if (source === undefined) return null;
      const file = fileURLToPath(new URL(source, import.meta.url));
      const { module } = await runnerImport<{ text: string }>(file, {
        configFile: false,
        logLevel: 'error',
      });
      return module.text;
    },
  };
}

export default defineConfig({
  root: 'src/ui',
  base: './',
  plugins: [preact(), writtenByNode(), workersOfPage(), builtPage()],
  build: {
    // Of what is bundled: name, version and text of each licence.
    license: { fileName: 'third-party-licences.md' },
    outDir: '../../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // The kernel is fetched and compiled while it streams, never inlined.
    assetsInlineLimit: 0,
    // What a worker fetches cannot be announced to a document; of what the page fetches later styles are enough.
    modulePreload: { resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []) },
    rolldownOptions: {
      input: { index: 'src/ui/index.html', bench: 'src/ui/bench.html', sw: 'src/ui/sw.ts' },
      output: {
        // A service worker has the scope of its own address, and keeps that address from build to build.
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: { format: 'es' },
  // While it is developed Vite writes code into the page, which the policy forbids.
  server: { headers: ISOLATING_HEADERS },
  preview: { headers: HEADERS, host: 'localhost', port: 4173 },
});
