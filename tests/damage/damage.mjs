/**
 * `npm run test:damage`: the kernel damaged in one place at a time, and which test notices. A damage that none notices fails.
 *
 * Every damage is made in a copy of the tree, compiled once, and laid in the place of all builds, so that no test can tell
 * it by a build that is still whole: what is left to compare with is theory, and the oracle in TypeScript, which is damaged
 * with the kernel where it shares the file. The frozen hashes of presets are not asked, since they notice any bit.
 *
 * Names given on the command line, or parts of them, choose damages.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { damages } from './damages.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const BUILDS = ['simd', 'whole', 'scalar', 'debug'];
/** A damaged kernel may wait for ever. */
const MOST_MILLISECONDS = 300_000;

/** The text of a damaged file; an error where the damage does not say one place. */
function damaged({ name, file, find, replace }) {
  const text = readFileSync(join(root, file), 'utf8');
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Error(`${name}: its text occurs ${times} times in ${file}, not once:\n${find}`);
  return text.replace(find, () => replace);
}

/** A copy of the tree with what has been built. */
function copyTree() {
  const copy = mkdtempSync(join(tmpdir(), 'clonarium-damage-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter(Boolean);
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    copyFileSync(join(root, file), join(copy, file));
  }
  symlinkSync(resolve(root, 'node_modules'), join(copy, 'node_modules'));
  for (const built of ['build', 'dist']) cpSync(join(root, built), join(copy, built), { recursive: true });
  return copy;
}

/** Runs a program of a package in the copy; ends it, and what it has started, where it takes too long. */
function run(copy, program, args) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
      cwd: copy,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { status: null, stdout: '', stderr: '', late: false };
    const timer = setTimeout(() => {
      said.late = true;
      process.kill(-child.pid, 'SIGKILL');
    }, MOST_MILLISECONDS);
    for (const stream of ['stdout', 'stderr']) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        said[stream] += text;
      });
    }
    child.once('error', failed);
    child.once('close', (status) => {
      clearTimeout(timer);
      done({ ...said, status });
    });
  });
}

/** Compiles the copy's kernel and lays it in the place of every build. */
async function compile(copy, target) {
  const { status, stderr } = await run(copy, 'assemblyscript/bin/asc.js', [
    'assembly/index.ts',
    'assembly/tissue.ts',
    '--target',
    target,
  ]);
  if (status !== 0) throw new Error(`does not compile:\n${stderr}`);
  for (const build of BUILDS) {
    if (build === target) continue;
    copyFileSync(join(copy, `build/kernel.${target}.wasm`), join(copy, `build/kernel.${build}.wasm`));
  }
}

/** The first test of these files, in their order, that fails, or undefined. */
async function firstFailure(copy, files) {
  for (const file of files) {
    const failure = await failureIn(copy, file);
    if (failure !== undefined) return `${file.slice('tests/'.length)}: ${failure}`;
  }
  return undefined;
}

async function failureIn(copy, file) {
  const { status, stdout, late } = await run(copy, 'vitest/vitest.mjs', [
    'run',
    '--project=node',
    '--bail=1',
    '--reporter=json',
    file,
  ]);
  if (late) return 'never ends';
  const { testResults } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  if (testResults.length === 0) throw new Error(`no tests in ${file}`);
  if (status === 0) return undefined;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.find((test) => test.status === 'failed');
  return failed?.fullName.trim() ?? `ends in an error ${testResults[0].message.split('\n')[0]}`;
}

/** Which test of each kind notices a damage that has been made. */
async function notice(copy, { build = 'whole', theory, oracle = [] }) {
  await compile(copy, build);
  return {
    theory: await firstFailure(copy, theory),
    oracle: await firstFailure(copy, oracle),
  };
}

const short = (text) => (text === undefined ? '—' : text.length > 90 ? `${text.slice(0, 89)}…` : text);

const chosen = process.argv.slice(2);
const list = damages.filter(({ name }) => chosen.length === 0 || chosen.some((part) => name.includes(part)));
const texts = damages.map(damaged);
const copy = copyTree();
let survivors = 0;
try {
  console.log('| damage | theory | oracle | s |\n|---|---|---|---|');
  for (const damage of list) {
    const began = Date.now();
    const whole = readFileSync(join(copy, damage.file));
    writeFileSync(join(copy, damage.file), texts[damages.indexOf(damage)]);
    const { theory, oracle } = await notice(copy, damage);
    writeFileSync(join(copy, damage.file), whole);
    const seconds = Math.round((Date.now() - began) / 1000);
    if (theory === undefined && oracle === undefined) ++survivors;
    const mark = theory === undefined && oracle === undefined ? '**survives** ' : '';
    console.log(`| ${mark}${damage.name} | ${short(theory)} | ${short(oracle)} | ${seconds} |`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`\n${list.length} damages, ${survivors} survive`);
process.exit(survivors > 0 ? 1 : 0);
