/**
 * `npm run build`: kernels, terminal program, library and page, each only where what it is made from, or what was made, is no
 * longer what it was. Kernels are compiled side by side, then the bundles; what threads in Node run goes into all in Node.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const STAMPS = 'build/stamps.json';
const KERNELS = [
  ['--target', 'whole', 'assembly/tissue.ts'],
  ['--target', 'simd'],
  ['--target', 'scalar', 'assembly/tissue.ts'],
  ['--target', 'debug', 'assembly/tissue.ts'],
];
const EVERYWHERE = ['package.json', 'package-lock.json', 'tsconfig.json'];
const SOURCES = ['src', 'assembly', 'bench', 'build/*.wasm', 'build/helper.js'];

const vite = (...options) => run('vite', ['build', '--logLevel', 'warn', ...options]);
const asc = (options) => run('asc', ['assembly/index.ts', ...options]);

const parts = [
  {
    name: 'kernel',
    from: ['assembly', 'asconfig.json'],
    into: ['build/*.wasm'],
    make: () => several(KERNELS.map((options) => () => asc(options))),
  },
  {
    name: 'helper',
    from: ['src/kernel', 'vite.cli.config.ts'],
    into: ['build/helper.js'],
    make: () => vite('--config', 'vite.cli.config.ts', '--mode', 'helper'),
  },
  {
    name: 'cli',
    from: [...SOURCES, 'vite.cli.config.ts'],
    into: ['dist/cli'],
    make: () => vite('--config', 'vite.cli.config.ts'),
  },
  {
    name: 'library',
    from: [...SOURCES, 'vite.cli.config.ts'],
    into: ['dist/lib'],
    make: async () => {
      await vite('--config', 'vite.cli.config.ts', '--mode', 'library');
      await vite('--config', 'vite.cli.config.ts', '--mode', 'library-node');
      await run('tsc', ['--project', 'src/api/tsconfig.json']);
      nameExtensions('dist/lib/types');
    },
  },
  {
    name: 'page',
    from: [...SOURCES, 'vite.config.ts'],
    into: ['dist/page'],
    make: () => vite(),
  },
];

function run(program, args) {
  return new Promise((done, failed) => {
    // The package's own scripts put its programs on the path.
    const child = spawn(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    child.once('error', failed);
    child.once('close', (code) => {
      if (code === 0) done();
      else failed(new Error(`${program} ${args.join(' ')} ended with ${code}`));
    });
  });
}

/** Types as Node resolves them, too: what they import is named with its ending. */
function nameExtensions(directory) {
  for (const file of filesOf(directory)) {
    const types = readFileSync(file, 'utf8');
    writeFileSync(file, types.replace(/((?:from|import\()\s*['"]\.[^'"]*?)(?:\.js)?(['"])/g, '$1.js$2'));
  }
}

/** As many at once as there are processors. */
async function several(tasks) {
  const waiting = [...tasks];
  const worker = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, worker));
}

/** Every file of a place: a file, a directory, or those of a directory that end alike. */
function filesOf(place) {
  const [, directory, ending] = /^(.*)\/\*(.*)$/.exec(place) ?? [];
  try {
    if (ending !== undefined) {
      return readdirSync(directory)
        .filter((name) => name.endsWith(ending))
        .map((name) => join(directory, name));
    }
    return readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  } catch (error) {
    if (error.code === 'ENOTDIR') return [place];
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function digest(places) {
  const hash = createHash('sha256').update(process.version);
  // What benchmarks have measured is no source.
  const files = places.flatMap(filesOf).filter((file) => !/^bench[\\/]results/.test(file));
  for (const file of files.sort()) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function stamps() {
  try {
    return JSON.parse(readFileSync(STAMPS, 'utf8'));
  } catch {
    return {};
  }
}

const stampOf = ({ from, into }) => ({ from: digest([...EVERYWHERE, ...from]), into: digest(into) });

async function bring({ name, from, into, make }) {
  const { [name]: old } = stamps();
  const now = stampOf({ from, into });
  if (old?.from === now.from && old.into === now.into) return;
  await make();
  writeFileSync(STAMPS, JSON.stringify({ ...stamps(), [name]: stampOf({ from, into }) }, null, 2));
}

mkdirSync('build', { recursive: true });
const [kernel, helper, ...bundles] = parts;
await bring(kernel);
await bring(helper);
await Promise.all(bundles.map(bring));
