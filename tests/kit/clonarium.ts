/** Runs the built terminal program as a user's shell would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import type { RunResult } from '../../src/cli/result';

export const PROGRAM = resolve('dist/cli/clonarium.js');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Invocation {
  stdin?: string;
  cwd?: string;
  /** Sees the process while it runs, e.g. to signal it. */
  running?: (child: ChildProcess) => void;
}

const alive = new Set<ChildProcess>();
// A test that timed out must not leave its program running.
afterAll(() => {
  for (const child of alive) child.kill('SIGKILL');
});

export async function clonarium(args: string[], invocation: Invocation = {}): Promise<Ended> {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not built: npm run build`);
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: invocation.cwd });
  alive.add(child);
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    ended.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    ended.stderr += text;
  });
  // A program that refuses its input may be gone before it has read it.
  child.stdin.on('error', () => {});
  child.stdin.end(invocation.stdin ?? '');
  invocation.running?.(child);
  await new Promise<void>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      alive.delete(child);
      ended.code = code;
      done();
    });
  });
  return ended;
}

/** Runs with --json and expects success. */
export async function results(args: string[]): Promise<[RunResult, ...RunResult[]]> {
  const { code, stdout, stderr } = await clonarium(['run', ...args, '--json']);
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  const [first = '', ...others] = stdout.trim().split('\n');
  return [JSON.parse(first), ...others.map((line) => JSON.parse(line))];
}

const root = mkdtempSync(join(tmpdir(), 'clonarium-cli-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** An empty directory that is gone after the test file. */
export function emptyDirectory(): string {
  return mkdtempSync(join(root, 'run-'));
}

export function scenarioFile(scenario: unknown): string {
  const file = join(emptyDirectory(), 'scenario.json');
  writeFileSync(file, JSON.stringify(scenario));
  return file;
}
