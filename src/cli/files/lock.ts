/** One file, one process: a note beside a file says who is writing it. */

import { randomBytes } from 'node:crypto';
import { linkSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { UsageError } from '../failure';
import { quotePath } from '../options';
import { codeOf, complain } from '../print';

const MOST_BYTES = 4096;

interface Owner {
  pid: number;
  /** Which process of this number it was; null where the system does not tell. */
  since: string | null;
  host: string;
}

export class FileLock {
  private readonly note: string;
  private readonly text = JSON.stringify({ pid: process.pid, since: startOf(process.pid), host: hostname() });
  private readonly release = () => this.close();

  /**
   * Takes the lock of a file, also from a process that is no more.
   * @throws UsageError while a living process has it
   */
  constructor(
    option: string,
    private readonly file: string,
  ) {
    this.note = `${file}.lock`;
    for (let tries = 0; !this.create(); tries++) {
      const found = read(this.note);
      if (found === null) {
        if (tries > 10) throw new UsageError(`--${option}: ${quotePath(this.note)} cannot be made`);
        continue;
      }
      const owner = ownerIn(found);
      if (owner === null) {
        throw new UsageError(`--${option}: ${quotePath(this.note)} is in the way and says nothing of a run`);
      }
      if (isAlive(owner)) {
        throw new UsageError(
          `--${option}: ${quotePath(file)} is in use by another run (process ${owner.pid})`,
        );
      }
      if (owner.host !== hostname()) {
        complain(
          `${file} was last written by process ${owner.pid} of ${owner.host}, which this machine cannot see; going on`,
        );
      }
      this.takeAway(found);
    }
    process.once('exit', this.release);
  }

  close(): void {
    process.off('exit', this.release);
    if (read(this.note) === this.text) rmSync(this.note, { force: true });
  }

  /** A note is there whole or not at all, so that one who is killed leaves none that says nothing. */
  private create(): boolean {
    const aside = `${this.file}.${randomBytes(8).toString('hex')}.partial`;
    writeFileSync(aside, this.text, { flag: 'wx' });
    try {
      linkSync(aside, this.note);
      return true;
    } catch (error) {
      const code = codeOf(error);
      // Who has the lock clears away what the killed have left, and may take this for it.
      if (code === 'EEXIST' || code === 'ENOENT') return false;
      return this.createWithoutLinks(error);
    } finally {
      rmSync(aside, { force: true });
    }
  }

  /** Some file systems have no second names. */
  private createWithoutLinks(error: unknown): boolean {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK'].includes(codeOf(error))) throw error;
    try {
      writeFileSync(this.note, this.text, { flag: 'wx' });
      return true;
    } catch (again) {
      if (codeOf(again) === 'EEXIST') return false;
      throw again;
    }
  }

  /** Of several that find the same old note one moves it away; a note that is no longer the old one goes back. */
  private takeAway(found: string): void {
    const aside = `${this.file}.${randomBytes(8).toString('hex')}.partial`;
    try {
      renameSync(this.note, aside);
      if (read(aside) !== found) linkSync(aside, this.note);
    } catch {
      // Another was faster.
    }
    rmSync(aside, { force: true });
  }
}

/** Null where there is none. */
function read(note: string): string | null {
  const state = lstatSync(note, { throwIfNoEntry: false });
  if (state === undefined) return null;
  if (!state.isFile() || state.size > MOST_BYTES) return '';
  try {
    return readFileSync(note, 'utf8');
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : '';
  }
}

function ownerIn(text: string): Owner | null {
  try {
    const { pid, since, host } = JSON.parse(text) as Record<string, unknown>;
    if (!Number.isInteger(pid) || (pid as number) < 1 || typeof host !== 'string') return null;
    return { pid: pid as number, since: typeof since === 'string' ? since : null, host };
  } catch {
    return null;
  }
}

/** Whether a process of this machine still is the one that took a lock. */
function isAlive({ pid, since, host }: Owner): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return since === null || now === null || since === now;
}

/** When a process began, in ticks since the machine did: its number may have been another's before. Linux alone tells. */
function startOf(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets of its own.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
