/** Files that are whole or not there: each is written beside its place and renamed. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Piece } from '../../export/pieces';
import { codeOf } from '../print';

/** What follows a file's name while it is written: nobody can guess it, and lay a link there. */
const PARTIAL = /^\.[0-9a-f]{16}\.partial$/;

/** Whether a name is that of `place`, not yet complete. */
export function isPartialOf(place: string, name: string): boolean {
  const own = basename(place);
  return name.startsWith(own) && PARTIAL.test(name.slice(own.length));
}

export class PartialFile {
  private readonly beside: string;
  private readonly file: number;
  private open = true;

  /** A new file, never through a link and never over another. Throws what the file system says. */
  constructor(readonly place: string) {
    this.beside = `${place}.${randomBytes(8).toString('hex')}.partial`;
    this.file = openSync(this.beside, 'wx');
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
  }

  /** Puts it in its place; a link there is replaced, not followed. */
  keep(lasting: boolean): void {
    if (lasting) fsyncSync(this.file);
    this.close();
    renameSync(this.beside, this.place);
    if (lasting) syncDirectory(dirname(this.place));
  }

  discard(): void {
    if (this.open) this.close();
    rmSync(this.beside, { force: true });
  }

  private close(): void {
    this.open = false;
    closeSync(this.file);
  }
}

/** A rename is only as lasting as its directory; not every system lets one be opened for that, and one may be moved. */
function syncDirectory(directory: string): void {
  try {
    const opened = openSync(directory, 'r');
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    if (!['EPERM', 'EISDIR', 'EINVAL', 'EACCES', 'ENOENT'].includes(codeOf(error))) throw error;
  }
}

/** Bytes that are gathered before they are written. */
const PIECE_CHARACTERS = 2 ** 18;

/** A file that comes in pieces; `turn` lets signals through between them. */
export async function writePieces(
  place: string,
  pieces: Iterable<Piece>,
  turn: () => Promise<void> = async () => {},
): Promise<void> {
  const file = new PartialFile(place);
  try {
    let waiting: string[] = [];
    let characters = 0;
    const flush = () => {
      file.write(Buffer.from(waiting.join('')));
      waiting = [];
      characters = 0;
    };
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        waiting.push(piece);
        characters += piece.length;
        if (characters < PIECE_CHARACTERS) continue;
        flush();
      } else {
        flush();
        file.write(piece);
      }
      await turn();
    }
    flush();
    file.keep(false);
  } catch (error) {
    file.discard();
    throw error;
  }
}

export async function writeFiles(directory: string, files: Record<string, string>): Promise<void> {
  makeDirectory(directory);
  for (const [name, text] of Object.entries(files)) await writePieces(join(directory, name), [text]);
}

/** `link`: one that leads nowhere. */
type Kind = 'directory' | 'other' | 'link' | 'none';

export function kindOf(path: string): Kind {
  try {
    return statSync(path).isDirectory() ? 'directory' : 'other';
  } catch {
    return isLink(path) ? 'link' : 'none';
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    // Absent, or below something that is no directory, which a walk upwards will meet.
    return false;
  }
}

/**
 * Makes a directory and those above it, one after the other: Node's own way never ends in a file system like /proc.
 * @returns those that were made, the deepest first
 */
export function makeDirectory(directory: string): string[] {
  const missing: string[] = [];
  for (let path = resolve(directory); kindOf(path) !== 'directory'; path = dirname(path)) {
    missing.unshift(path);
    if (path === dirname(path)) break;
  }
  const made: string[] = [];
  for (const path of missing) {
    try {
      mkdirSync(path);
      made.unshift(path);
    } catch (error) {
      // Another run may have made it meanwhile.
      if (kindOf(path) !== 'directory') throw error;
    }
  }
  return made;
}
