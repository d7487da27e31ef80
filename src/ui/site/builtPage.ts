/** What the built page says of itself: its policy and its build, which its service worker knows too. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';
import { CONTENT_SECURITY_POLICY } from './policy.ts';

type Bundle = Rolldown.OutputBundle;

/** Fetched when they are asked for, not with the page: the others run a patient of well-mixed cells. */
const NEEDED_WORKERS = /\/(patient|helper)\.worker-/;
const NEEDED_KERNEL = /\/kernel\.simd-/;

export function builtPage(): Plugin {
  return {
    name: 'built-page',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
    ],
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.keys(bundle)
          .filter((name) => /\.(js|css|wasm|png|svg|html)$/.test(name) && name !== 'sw.js')
          .sort();
        const page = bundle['index.html'];
        const worker = bundle['sw.js'];
        if (page?.type !== 'asset' || worker?.type !== 'chunk') {
          this.error('The page or its service worker is not among what was built.');
        }
        const text = String(page.source);
        const build = createHash('sha256').update(files.join('\n')).update(text).digest('hex').slice(0, 16);
        this.emitFile({ type: 'asset', fileName: 'LICENSE.txt', source: licence() });
        page.source = text.replace('</title>', `</title>\n    <meta name="build" content="${build}" />`);
        const about = { build, parts: partsOf(bundle, files), files };
        worker.code = `self.CLONARIUM = ${JSON.stringify(about)};\n${worker.code}`;
      },
    },
  };
}

const licence = () => readFileSync(new URL('../../../LICENSE', import.meta.url), 'utf8');

/** What the page is made of as it opens: without any of them it is none. */
function partsOf(bundle: Bundle, files: readonly string[]): string[] {
  const parts = new Set<string>();
  const add = (name: string) => {
    const chunk = bundle[name];
    if (parts.has(name) || chunk === undefined) return;
    parts.add(name);
    if (chunk.type === 'asset') {
      // Helpers are bundles of their own, of which only the text is here.
      if (name.endsWith('.js'))
        for (const imported of importsOf(String(chunk.source))) add(`assets/${imported}`);
      return;
    }
    for (const imported of chunk.imports) add(imported);
    for (const css of chunk.viteMetadata?.importedCss ?? []) parts.add(css);
  };
  for (const [name, chunk] of Object.entries(bundle)) {
    if (chunk.type === 'chunk' && chunk.isEntry && chunk.name === 'index') add(name);
  }
  for (const name of files) {
    if (NEEDED_WORKERS.test(`/${name}`) || NEEDED_KERNEL.test(`/${name}`)) add(name);
  }
  return [...parts].sort();
}

/** Files beside it that a module cannot do without. */
function importsOf(code: string): string[] {
  return [...code.matchAll(/\b(?:import|from)\s*["']\.\/([\w.-]+\.js)["']/g)].map(([, name]) => name!);
}
