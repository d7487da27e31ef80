/** Checkpoints on disk: written beside their place, forced to the disk, then renamed, so that one is always whole. */
import { closeSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ByteSource, CheckpointError } from '../../kernel/read/checkpoint';
import type { Patient } from '../../patient/patient';
import { type RunNote, runNoteShape } from '../../patient/saved/runNote';
import { SavedPatient, savePatient } from '../../patient/saved/snapshot';
import { UsageError } from '../failure';
import { type OptionTable, type ParsedOptions, quote, seconds } from '../options';
import { codeOf, complain, keepFiles } from '../print';
import { FileLock } from './lock';
import { isPartialOf, PartialFile } from './write';

export const checkpointOptions: OptionTable = {
  checkpoint: { value: 'FILE', help: 'keep the state here, for `clonarium resume` and `clonarium fork`' },
  'checkpoint-every': { value: 'TIME', help: 'how often: 30s, 5m, 1h (default 30s)' },
};

export class CheckpointFile {
  private writtenAt = performance.now();
  private warned = false;
  private lock: FileLock | null = null;

  private constructor(
    readonly file: string,
    private readonly everySeconds: number,
  ) {}

  /** What --checkpoint asks for; null when it is not given. */
  static of(options: ParsedOptions): CheckpointFile | null {
    const file = options.text('checkpoint');
    const every = options.text('checkpoint-every');
    if (file === undefined) {
      if (every !== undefined)
        throw new UsageError('--checkpoint-every: says how often, not where: --checkpoint');
      return null;
    }
    if (file === '' || statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError(`--checkpoint: ${quote(file)} is not a file`);
    }
    return new CheckpointFile(file, seconds('checkpoint-every', every ?? '30s'));
  }

  get due(): boolean {
    return performance.now() - this.writtenAt >= this.everySeconds * 1000;
  }

  /** The first one also shows whether it can be written at all. */
  begin(patient: Patient, note: RunNote): void {
    try {
      this.lock ??= new FileLock('checkpoint', this.file);
      this.clear();
      this.write(patient, note);
      keepFiles();
    } catch (error) {
      this.close();
      if (error instanceof UsageError) throw error;
      throw new UsageError(`--checkpoint: ${quote(this.file)} cannot be written (${codeOf(error)})`);
    }
  }

  /** A full disk must not end a run: the last checkpoint stays and the run goes on. */
  renew(patient: Patient, note: RunNote): void {
    try {
      this.write(patient, note);
    } catch (error) {
      this.writtenAt = performance.now();
      if (this.warned) return;
      this.warned = true;
      complain(`${this.file} cannot be written (${codeOf(error)}); the run goes on with the last checkpoint`);
    }
  }

  private write(patient: Patient, note: RunNote): void {
    const file = new PartialFile(this.file);
    try {
      for (const block of savePatient(patient, note)) file.write(block);
      file.keep(true);
    } catch (error) {
      file.discard();
      throw error;
    }
    this.writtenAt = performance.now();
  }

  /** After the run: the file is anybody's. */
  close(): void {
    this.lock?.close();
    this.lock = null;
  }

  /** What processes left that were killed while they wrote; nobody else writes now. */
  private clear(): void {
    const directory = dirname(this.file);
    for (const name of readdirSync(directory)) {
      if (isPartialOf(this.file, name)) rmSync(join(directory, name), { force: true });
    }
  }
}

/** Opens a checkpoint, hands it to `use`, and closes it. Bad files are bad input. */
export function withCheckpoint<T>(name: string, use: (saved: SavedPatient<RunNote>) => T): T {
  let file: number;
  try {
    file = openSync(name, 'r');
  } catch (error) {
    throw new UsageError(`checkpoint: ${quote(name)} cannot be read (${codeOf(error)})`);
  }
  try {
    return use(new SavedPatient(sourceOf(file), runNoteShape));
  } catch (error) {
    if (error instanceof CheckpointError)
      throw new UsageError(`checkpoint: ${quote(name)}: ${error.message}`);
    if (codeOf(error) === 'EISDIR') throw new UsageError(`checkpoint: ${quote(name)} is a directory`);
    throw error;
  } finally {
    closeSync(file);
  }
}

function sourceOf(file: number): ByteSource {
  return (into) => {
    let filled = 0;
    while (filled < into.length) {
      const got = readSync(file, into, filled, into.length - filled, null);
      if (got === 0) break;
      filled += got;
    }
    return filled;
  };
}
