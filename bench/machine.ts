/** The machine and the commit under a report of Node. */
import { execFileSync } from 'node:child_process';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import type { Report } from './report';

/** Of the machine as it stands before the run begins. */
export function beginReport(root: string, engine: string, quick: boolean): Report {
  return {
    date: new Date().toISOString(),
    engine,
    commit: commitOf(root),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: availableParallelism(),
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: `${platform()} ${release()} ${arch()}`,
      loadBefore: Math.round(loadavg()[0]! * 100) / 100,
    },
    quick,
    notes: [],
    rows: [],
    checkpoints: [],
  };
}

/** Short commit, with `-changed` when kernel or benchmark differ from it. */
export function commitOf(root: string): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changed = git(
      'status',
      '--porcelain',
      '--',
      'assembly',
      'src/kernel',
      'bench',
      ':!bench/results',
      ':!bench/*.md',
    );
    return `${git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : '-changed'}`;
  } catch {
    return 'unknown';
  }
}
