/** Result files, never half-written: each is written beside its place and renamed. */
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from './failure';

/** Refuses early what could not become a directory, before anything is computed or written. */
export function checkDirectory(name: string, directory: string): void {
  if (directory === '') throw new UsageError(`--${name}: "" is not a directory`);
  for (let path = resolve(directory); ; path = dirname(path)) {
    const kind = kindOf(path);
    if (kind === 'directory') return;
    if (kind === 'other') throw new UsageError(`--${name}: ${path} is not a directory`);
  }
}

function kindOf(path: string): 'directory' | 'other' | 'none' {
  try {
    return statSync(path).isDirectory() ? 'directory' : 'other';
  } catch {
    // Absent, or below something that is no directory, which the walk upwards will meet.
    return 'none';
  }
}

export function writeFiles(directory: string, files: Record<string, string>): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const place = join(directory, name);
    const beside = `${place}.${process.pid}.partial`;
    try {
      writeFileSync(beside, text);
      renameSync(beside, place);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  }
}
