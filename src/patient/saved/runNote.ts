/** What the terminal wants back beside the patient, in every checkpoint that it reads. */
import type { Variant } from '../../kernel/compartmentKernel';
import { MAX_THREADS } from '../../kernel/workers/threads';
import { nullable, number, object, oneOf, text } from './described';

export interface RunNote {
  title: string;
  wallSeconds: number;
  variant: Variant;
  threads: number;
  maximumBytes: number | null;
}

export const runNoteShape = object<RunNote>({
  title: text(10_000),
  wallSeconds: number({ least: 0, most: 1e12 }),
  variant: oneOf('simd', 'scalar', 'debug', 'reference'),
  threads: number({ least: 1, most: MAX_THREADS, whole: true }),
  maximumBytes: nullable(number({ least: 1, most: 2 ** 32, whole: true })),
});
