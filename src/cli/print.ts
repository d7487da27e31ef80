/** What is said to a person or a pipe. Whoever reads may go at any time; files are written whatever happens. */
import { printable } from '../scenario/words/text';

const gone = new Set<NodeJS.WriteStream>();
let filesAreKept = false;

/** From here on a reader that goes (`| head -3`) does not end the program: there are files to be written. */
export function keepFiles(): void {
  filesAreKept = true;
}

export function print(text: string): void {
  if (!gone.has(process.stdout)) process.stdout.write(printable(text));
}

/** One sentence on standard error. */
export function complain(sentence: string): void {
  const line = printable(sentence).replaceAll('\n', ' ');
  if (!gone.has(process.stderr)) {
    process.stderr.write(`clonarium: ${line}${/[.?]$/.test(line) ? '' : '.'}\n`);
  }
}

/** What a failed call of the file system says: its code, such as ENOSPC. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));
}

/** Must be called before anything is printed. */
export function watchReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (gone.has(stream)) return;
      gone.add(stream);
      // A reader that has seen enough is no error: nothing more can be said to it.
      const enough = error.code === 'EPIPE';
      if (!enough) {
        process.exitCode = 1;
        complain(`standard output cannot be written (${codeOf(error)})`);
      }
      if (!filesAreKept) process.exit(enough ? 0 : 1);
    });
  }
}
