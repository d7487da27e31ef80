/**
 * The package as npm packs it, in an empty folder: in Node, through Vite and esbuild, and as a module of a page without a bundler.
 *
 * @module-tag long
 */
import { execFile } from 'node:child_process';
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../bench/browser/chromium';
import { emptyDirectory } from '../kit/clonarium';

const run = promisify(execFile);
const project = new URL('../../', import.meta.url).pathname;

const program = `
import { completeScenario, createPatient, presets } from 'clonarium';
const { scenario } = presets.find(({ id }) => id === 'selection');
const patient = await createPatient({ ...completeScenario(scenario), seed: 3 }, { threads: 2 });
patient.advance({ days: 3 });
globalThis.told = patient.hash() + ' ' + patient.cells;
console.log(globalThis.told);
patient.dispose();
`;

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

let folder: string;
let told: string;

beforeAll(async () => {
  folder = emptyDirectory();
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: project,
    maxBuffer: 2 ** 26,
    env: { ...process.env, npm_config_ignore_scripts: 'true' },
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  await run('npm', ['install', '--no-audit', '--no-fund', '--offline', join(folder, filename)], {
    cwd: folder,
  });
  writeFileSync(join(folder, 'program.mjs'), program);
  told = (await run(process.execPath, ['program.mjs'], { cwd: folder })).stdout.trim();
}, 300_000);

it('in Node, with types', async () => {
  expect(told).toMatch(/^[0-9a-f]{16} \d+$/);
  writeFileSync(
    join(folder, 'typed.mts'),
    `import { createPatient, type View } from 'clonarium';
const view: View = (await createPatient({ seed: 1 })).observe();
const cells: number = view.compartments[0]!.cellsByClass.pump;
// @ts-expect-error There is no such class.
view.compartments[0]!.cellsByClass.none;
console.log(cells);
`,
  );
  for (const resolution of ['node16', 'bundler']) {
    await run(
      join(project, 'node_modules/.bin/tsc'),
      [
        ...[
          '--noEmit',
          '--strict',
          '--target',
          'es2022',
          '--module',
          resolution === 'node16' ? 'node16' : 'esnext',
        ],
        ...['--moduleResolution', resolution, '--lib', 'es2023,dom', 'typed.mts'],
      ],
      { cwd: folder },
    );
  }
});

it('through Vite', async () => {
  writeFileSync(join(folder, 'index.html'), '<script type="module" src="./program.mjs"></script>');
  await vite({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { outDir: 'vite', target: 'es2022', assetsInlineLimit: 0 },
  });
  expect(await inChromium(join(folder, 'vite'))).toBe(told);
});

it('through esbuild, the kernels copied beside; presets are left out where nobody asks for them', async () => {
  const out = join(folder, 'esbuild');
  const bundle = (input: string, outfile: string) =>
    esbuild({
      stdin: { contents: input, resolveDir: folder },
      bundle: true,
      format: 'esm',
      target: 'es2022',
      outfile: join(out, outfile),
      metafile: true,
    });
  await bundle(program, 'program.js');
  const library = join(folder, 'node_modules/clonarium/dist/lib');
  for (const name of readdirSync(library)) {
    if (/\.wasm$|^helper/.test(name)) copyFileSync(join(library, name), join(out, name));
  }
  writeFileSync(join(out, 'index.html'), '<script type="module" src="./program.js"></script>');
  expect(await inChromium(out)).toBe(told);
  const { metafile } = await bundle(
    "import { completeScenario } from 'clonarium'; completeScenario({});",
    'less.js',
  );
  const inputs = Object.entries(Object.values(metafile.outputs)[0]?.inputs ?? {});
  const others = inputs.filter(([file]) => !file.endsWith('/scenario.js'));
  expect(others.length).toBeLessThan(inputs.length);
  expect(others.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0)).toBeLessThan(1000);
});

it('as a module of a page without a bundler', async () => {
  const importmap = JSON.stringify({ imports: { clonarium: './node_modules/clonarium/dist/lib/index.js' } });
  writeFileSync(
    join(folder, 'plain.html'),
    `<script type="importmap">${importmap}</script><script type="module" src="./program.mjs"></script>`,
  );
  expect(await inChromium(folder, 'plain.html')).toBe(told);
});

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

/** What the program says in a page of this folder, on a host that sends no headers of its own. */
async function inChromium(root: string, page = 'index.html'): Promise<string> {
  const server: Server = createServer(async (request, response) => {
    const path = join(root, new URL(request.url ?? '/', 'http://host').pathname);
    try {
      const body = await readFile(path);
      response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  const browser = await launchChromium();
  closing.push(
    () => browser.close(),
    () => new Promise((closed) => server.close(closed)),
  );
  const address = server.address();
  const tab = await browser.newPage();
  const faults: string[] = [];
  tab.on('pageerror', (error) => faults.push(error.message));
  tab.on('console', (message) => {
    if (message.type() === 'error' && !/favicon/.test(message.location().url)) faults.push(message.text());
  });
  await tab.goto(`http://localhost:${typeof address === 'object' ? address?.port : ''}/${page}`);
  const told = await tab
    .waitForFunction(() => (globalThis as { told?: string }).told, undefined, { timeout: 30_000 })
    .then((handle) => handle.jsonValue())
    .catch((error: Error) => `${error.message} ${faults.join()}`);
  return told ?? '';
}
