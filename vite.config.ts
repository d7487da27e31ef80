import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin, runnerImport } from 'vite';
import { builtPage } from './src/ui/site/builtPage';
import { HEADERS, ISOLATING_HEADERS } from './src/ui/site/policy';

/** Modules that Node writes while the page is built: each exports its own `text`. */
const WRITTEN: Record<string, string> = {
  // The benchmark page compares its hashes with those that Node gives.
  'virtual:built-by-node': 'bench/page/builtByNode.ts',
  // Help is loaded when somebody asks for it.
  'virtual:help': 'src/ui/controls/helpTexts.ts',
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

/**
 * The tables of parameters without help and sources, which neither the first second nor a worker needs; in a worker
 * also without what sliders need and without labels, but for those of treatment, whose changes a chronicle tells.
 */
function withoutHelp(inWorker = false): Plugin {
  return {
    name: 'without-help',
    enforce: 'pre',
    transform(code, id) {
      if (/\/scenario\/drugs\/\w+\.ts$/.test(id)) return withoutSources(code);
      const table = /\/scenario\/description\/(\w+)\.ts$/.exec(id)?.[1];
      if (table === undefined || table === 'builders' || table === 'tree') return null;
      const words = ['help', 'law', ...(inWorker ? ['scale'] : [])];
      if (inWorker && LABELS_UNREAD.has(table)) words.push('label');
      const spoken = withoutMarks(code).replace(
        new RegExp(`\\b(${words.join('|')}):\\s*'(?:[^'\\\\]|\\\\.)*',?`, 'g'),
        '',
      );
      return inWorker ? spoken.replace(/\busual:\s*\[[^\]]*\],?/g, '') : spoken;
    },
  };
}
const LABELS_UNREAD = new Set(['tissue', 'betweenCells', 'compartments', 'mechanisms', 'retained']);

/** Parameters without what their defaults rest on. */
function withoutMarks(code: string): string {
  const call = "\\w+\\((?:[^()']|'(?:[^'\\\\]|\\\\.)*')*\\)";
  return code.replace(new RegExp(`\\bmark:\\s*${call},?`, 'g'), '').replace(/\bassumed: true,/g, '');
}

/** Numbers of the drug catalogue without the words beside them: `cited(0.61, widmer)` keeps its first argument. */
function withoutSources(code: string): string {
  return code
    .replace(
      /\b((?:cited|derived|assumed)\([^,'"`)]*?),(?:\s*(?:'(?:[^'\\]|\\.)*'|\[[^\]]*\]|\w+),?)+\s*\)/g,
      "$1, '')",
    )
    .replace(/\b(action|formula|linearEfflux):\s*'(?:[^'\\]|\\.)*'/g, "$1: ''");
}

/** Members of the kernel's enums as the numbers that they are: most of the enums need then not be fetched. */
function numbersForEnums(): Plugin {
  const source = readFileSync(new URL('assembly/shared/shared.ts', import.meta.url), 'utf8');
  const members = new Map(
    [...source.matchAll(/^export enum (\w+) \{([^}]*)\}/gm)].flatMap(([, name, body = '']) =>
      [...body.matchAll(/^ {2}(\w+) = (\d+),$/gm)].map(
        ([, key, value]) => [`${name}.${key}` as string, value] as const,
      ),
    ),
  );
  return {
    name: 'numbers-for-enums',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id)) return null;
      const imported = [...code.matchAll(/import \{([^}]*)\} from '[^']*(?:assembly\/shared|\/model)'/g)];
      const names = new Set(imported.flatMap(([, list = '']) => list.match(/\w+/g) ?? []));
      return code.replace(/\b([A-Z]\w*)\.(\w+)\b/g, (text, name: string) =>
        names.has(name) ? (members.get(text) ?? text) : text,
      );
    },
  };
}

export default defineConfig({
  root: 'src/ui',
  base: './',
  plugins: [preact(), writtenByNode(), withoutHelp(), numbersForEnums(), builtPage()],
  build: {
    // Of what is bundled: name, version and text of each licence.
    license: { fileName: 'third-party-licences.md' },
    outDir: '../../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // The kernel is fetched and compiled while it streams, never inlined.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: 'src/ui/index.html', bench: 'src/ui/bench.html', sw: 'src/ui/sw.ts' },
      output: {
        // A service worker has the scope of its own address, and keeps that address from build to build.
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: { format: 'es', plugins: () => [withoutHelp(true), numbersForEnums()] },
  // While it is developed Vite writes code into the page, which the policy forbids.
  server: { headers: ISOLATING_HEADERS },
  preview: { headers: HEADERS, host: 'localhost', port: 4173 },
});
