/** Checkpoints on disk: written beside their place, forced to the disk, then renamed, so that one is always whole. */
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ByteSource, CheckpointError } from '../kernel/checkpoint';
import type { Variant } from '../kernel/model';
import type { Patient } from '../patient/patient';
import { SavedPatient, savePatient } from '../patient/snapshot';
import { UsageError } from './failure';
import { type OptionTable, type ParsedOptions, quote, seconds } from './options';

export const checkpointOptions: OptionTable = {
  checkpoint: { value: 'FILE', help: 'keep the state here, for `clonarium resume` and `clonarium fork`' },
  'checkpoint-every': { value: 'TIME', help: 'how often: 30s, 5m, 1h (default 30s)' },
};

/** What the terminal wants back beside the patient. */
export interface RunNote {
  title: string;
  wallSeconds: number;
  variant: Variant;
  threads: number;
  maximumBytes: number | null;
}

export class CheckpointFile {
  private writtenAt = performance.now();
  private warned = false;

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
      this.write(patient, note);
    } catch (error) {
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
      process.stderr.write(
        `clonarium: ${this.file} cannot be written (${codeOf(error)}); the run goes on with the last checkpoint.\n`,
      );
    }
  }

  private write(patient: Patient, note: RunNote): void {
    const beside = `${this.file}.partial`;
    const file = openSync(beside, 'w');
    try {
      for (const block of savePatient(patient, note)) writeAll(file, block);
      fsyncSync(file);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    renameSync(beside, this.file);
    syncDirectory(dirname(this.file));
    this.writtenAt = performance.now();
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
    return use(new SavedPatient<RunNote>(sourceOf(file)));
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

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** A rename is only as lasting as its directory; not every system lets one be opened for that. */
function syncDirectory(directory: string): void {
  try {
    const opened = openSync(directory, 'r');
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    if (!['EPERM', 'EISDIR', 'EINVAL', 'EACCES'].includes(codeOf(error))) throw error;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));
}
