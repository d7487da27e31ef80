/**
 * Saved runs in the browser's origin-private file system: two files in turn, so that the last whole one stays until
 * the next is complete. A file's first bytes are written last; without them it is none.
 */
import { fetchPlacingOfAny } from '../compile/places';
import { type ByteSource, CheckpointError } from '../kernel/read/checkpoint';
import { count, number, object, text } from '../patient/saved/described';
import { SavedPatient } from '../patient/saved/snapshot';
import type { SavedRun } from './protocol';

const FILES = ['state-1.clonarium', 'state-2.clonarium'] as const;
/** Bytes written before other work gets its turn. */
const TURN_BYTES = 32 * 2 ** 20;

/** The worker-only part of the file system that the compiler's DOM does not know. */
interface SyncAccess {
  read(into: Uint8Array, options: { at: number }): number;
  write(from: Uint8Array, options: { at: number }): number;
  getSize(): number;
  truncate(bytes: number): void;
  flush(): void;
  close(): void;
}
type Handle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccess> };

const savedShape = object<SavedRun>({
  title: text(10_000),
  hours: number({ least: 0, most: 1e9 }),
  cells: count(),
  savedAt: number({ least: 0, most: 1e15 }),
});
/** Another tab has a file open for a moment only, unless it is being written. */
const TRIES = 10;
const TRY_EVERY_MILLISECONDS = 50;

/** The browser gives its answers about files within moments, unless it gives none. */
const ANSWER_MILLISECONDS = 6000;
/** Another tab may be writing a few hundred megabytes. */
const TURN_MILLISECONDS = 20_000;

/** @throws CheckpointError when no answer comes; one that comes later goes to `late` */
async function answered<T>(asked: Promise<T>, late: (answer: T) => void = () => {}): Promise<T> {
  let patience: ReturnType<typeof setTimeout> | undefined;
  let silent = false;
  const silence = new Promise<never>((_, reject) => {
    patience = setTimeout(() => {
      silent = true;
      reject(new CheckpointError('The browser’s storage does not answer.'));
    }, ANSWER_MILLISECONDS);
  });
  asked.then(
    (answer) => silent && late(answer),
    () => {},
  );
  return Promise.race([asked, silence]).finally(() => clearTimeout(patience));
}

async function open(name: string): Promise<SyncAccess> {
  for (let tries = 1; ; tries++) {
    try {
      // Absent on plain http and in old browsers; refused in frames of other sites and in some private windows.
      const directory = await answered(navigator.storage.getDirectory());
      const handle = (await answered(directory.getFileHandle(name, { create: true }))) as Handle;
      return await answered(handle.createSyncAccessHandle(), (file) => file.close());
    } catch (error) {
      if (error instanceof CheckpointError) throw error;
      const failure = error instanceof DOMException ? error.name : '';
      if (failure === 'QuotaExceededError') throw new CheckpointError(FULL);
      if (failure !== 'NoModificationAllowedError' && failure !== 'InvalidStateError') {
        throw new CheckpointError('This browser gives the page no place to keep a run.');
      }
      if (tries === TRIES) throw new CheckpointError(TAKEN);
      await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MILLISECONDS));
    }
  }
}

/** Tabs write one after the other; where there are no locks, the second is told that the first writes. */
async function alone<T>(write: () => Promise<T>): Promise<T> {
  if (navigator.locks === undefined) return write();
  const waiting = new AbortController();
  const patience = setTimeout(() => waiting.abort(new CheckpointError(TAKEN)), TURN_MILLISECONDS);
  try {
    return (await navigator.locks.request('clonarium-keeps-a-run', { signal: waiting.signal }, () => {
      clearTimeout(patience);
      return write();
    })) as T;
  } catch (error) {
    // A frame of another site has no locks, and no storage either, which writing says.
    if (error instanceof DOMException && error.name === 'SecurityError') return await write();
    throw error;
  }
}

const FULL = 'The browser’s storage is full.';
const TAKEN = 'Another tab is keeping a run at this moment; try again when it has done so.';

async function withFile<T>(name: string, use: (file: SyncAccess) => T | Promise<T>): Promise<T> {
  const file = await open(name);
  try {
    return await use(file);
  } finally {
    file.close();
  }
}

function sourceOf(file: SyncAccess): ByteSource {
  let at = 0;
  return (into) => {
    const got = file.read(into, { at });
    at += got;
    return got;
  };
}

/**
 * Writes a run beside the last one.
 * @param expectedBytes about how long it will be
 * @param goesOn asked now and then: whether the run is still as it was when writing began
 * @returns whether it was written to the end
 */
export function writeState(
  blocks: Iterator<Uint8Array>,
  expectedBytes: number,
  goesOn: () => boolean,
): Promise<boolean> {
  return alone(() => (goesOn() ? write(blocks, expectedBytes, goesOn) : Promise.resolve(false)));
}

async function write(
  blocks: Iterator<Uint8Array>,
  expectedBytes: number,
  goesOn: () => boolean,
): Promise<boolean> {
  const [newest] = await savedRuns();
  const name = newest?.name === FILES[0] ? FILES[1] : FILES[0];
  return withFile(name, async (file) => {
    // What the file holds now makes room for the run.
    await checkRoom(expectedBytes - file.getSize());
    file.truncate(0);
    file.flush();
    const beginning: Uint8Array = blocks.next().value;
    let at = beginning.length;
    let turnEnds = TURN_BYTES;
    for (let block = blocks.next(); !block.done; block = blocks.next()) {
      const written = file.write(block.value, { at });
      if (written < block.value.length) throw new CheckpointError(FULL);
      at += written;
      if (at < turnEnds) continue;
      turnEnds = at + TURN_BYTES;
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (!goesOn()) return false;
    }
    file.flush();
    file.write(beginning, { at: 0 });
    file.flush();
    return true;
  });
}

/** Gigabytes that will not fit are better not begun. */
async function checkRoom(furtherBytes: number): Promise<void> {
  const { quota = Infinity, usage = 0 } = (await answered(
    navigator.storage?.estimate?.() ?? Promise.resolve({}),
  )) as StorageEstimate;
  if (furtherBytes <= quota - usage) return;
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  throw new CheckpointError(
    `The run needs about ${gigabytes(furtherBytes)} GB more; the browser’s storage has ${gigabytes(quota - usage)} GB left.`,
  );
}

interface Found {
  name: string;
  run: SavedRun;
}

/**
 * Runs that can be opened, the newest first.
 * @param damaged takes what is wrong with files that were finished once
 */
export async function savedRuns(damaged: unknown[] = []): Promise<Found[]> {
  const found: Found[] = [];
  await fetchPlacingOfAny();
  for (const name of FILES) {
    try {
      await withFile(name, (file) => {
        if (!isFinished(file)) return;
        try {
          found.push({ name, run: new SavedPatient(sourceOf(file), savedShape).extra });
        } catch (error) {
          damaged.push(error);
        }
      });
    } catch {
      // Another tab is writing it, or there is no file system.
    }
  }
  return found.sort((a, b) => b.run.savedAt - a.run.savedAt);
}

function isFinished(file: SyncAccess): boolean {
  const first = new Uint8Array(1);
  return file.read(first, { at: 0 }) === 1 && first[0] !== 0;
}

/** Gives the newest run to `use`; the one before if that fails. Throws the first failure when both do. */
export async function readState<T>(use: (saved: SavedPatient<SavedRun>) => T | Promise<T>): Promise<T> {
  const failures: unknown[] = [];
  for (const { name } of await savedRuns(failures)) {
    try {
      return await withFile(name, (file) => use(new SavedPatient(sourceOf(file), savedShape)));
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0] ?? new CheckpointError('No run is saved in this browser.');
}
