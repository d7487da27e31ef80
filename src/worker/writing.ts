/** Writes files of a run in turns, so that commands get in between: single ones, and all of them in one zip. */
import { Zip, ZipDeflate } from 'fflate';
import { chroniclePieces } from '../export/chronicle';
import { summaryPieces } from '../export/csv';
import {
  EXPORT_NAMES,
  EXPORTS,
  type Export,
  type ExportName,
  exportFiles,
  hasNeeded,
  type Need,
} from '../export/lineage/exports';
import { SEQUENCING } from '../export/lineage/vaf';
import type { Piece } from '../export/pieces';
import { readme } from '../export/readme';
import { samplesOf } from '../export/sampling/plan';
import type { Patient } from '../patient/patient';
import type { Sampling } from './protocol';

/** Lets others have their turn; throws where what is written has become something else meanwhile. */
export type Turn = () => Promise<void>;

type File = readonly [name: string, pieces: Iterable<Piece>];

/** Text is handed on in pieces of about this many characters. */
const CHUNK = 2 ** 18;
const TURN_MILLISECONDS = 30;
/** Level of deflate: beyond it numbers hardly get smaller, and take much longer. */
const LEVEL = 4;
/** Cells beyond which a list of them is no part of the whole: about 60 bytes each before they are pressed. */
const MOST_CELLS = 2_000_000;

/** Visits a file in chunks, with a turn for others now and then. */
async function eachChunk(pieces: Iterable<Piece>, turn: Turn, visit: (chunk: Piece) => void): Promise<void> {
  let text = '';
  let last = performance.now();
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else if (piece.length > 0) visit(piece);
    if (text.length >= CHUNK) {
      visit(text);
      text = '';
    }
    if (performance.now() - last < TURN_MILLISECONDS) continue;
    await turn();
    last = performance.now();
  }
  if (text !== '') visit(text);
}

/** @throws RangeError where the run has not counted clones and the export needs that, or a sample cannot be taken */
export async function filesOf(
  patient: Patient,
  name: ExportName,
  turn: Turn,
  sampling?: Sampling,
): Promise<Record<string, Blob>> {
  const files: Record<string, Blob> = {};
  const sequencing =
    sampling === undefined ? SEQUENCING : { ...sampling, samples: samplesOf(sampling.samples) };
  for (const [file, pieces] of exportFiles(patient, [name], sequencing)) {
    const parts: Piece[] = [];
    await eachChunk(pieces, turn, (chunk) => parts.push(chunk));
    const isText = parts.every((part) => typeof part === 'string');
    files[file] = new Blob(parts, { type: isText ? 'text/plain' : 'application/octet-stream' });
  }
  return files;
}

/** Everything that a run leaves, with README.txt, which says what is missing and why. */
export function everythingOf(patient: Patient): File[] {
  const missing: string[] = [];
  const lineages = EXPORT_NAMES.flatMap((name) =>
    exportFiles(patient, [name], SEQUENCING).filter(([file]) => {
      const why = whyMissing(patient, name, (EXPORTS[name] as Export)[file]?.needs ?? []);
      if (why !== null) missing.push(`${file} is left out: ${why}`);
      return why === null;
    }),
  );
  const files: File[] = [
    ['scenario.json', [`${JSON.stringify(patient.scenario, null, 2)}\n`]],
    ['summary.csv', summaryPieces(patient)],
    ['chronicle.csv', chroniclePieces(patient)],
    ...lineages,
  ];
  return [['README.txt', [readme(patient, { files: files.map(([name]) => name), missing })]], ...files];
}

/** A sentence on why a file is no part of the whole; null where it is. */
function whyMissing(patient: Patient, name: ExportName, needs: readonly Need[]): string | null {
  if (needs.includes('cells') && patient.cells > MOST_CELLS) {
    return `there are more than two million cells. The terminal writes it: --export ${name}.`;
  }
  if (needs.includes('counts') && !hasNeeded(patient, 'counts')) {
    return 'it needs clones counted over time. Open Clones on the page before the run, or set cloneCountsFrom.';
  }
  return null;
}

export async function archiveOf(files: readonly File[], turn: Turn, now = new Date()): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error !== null) failure = error;
    else parts.push(chunk as Uint8Array<ArrayBuffer>);
  });
  const encoder = new TextEncoder();
  for (const [name, content] of files) {
    const entry = new ZipDeflate(name, { level: LEVEL });
    entry.mtime = now;
    zip.add(entry);
    await eachChunk(content, turn, (chunk) =>
      entry.push(typeof chunk === 'string' ? encoder.encode(chunk) : chunk),
    );
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  if (failure !== null) throw failure;
  return new Blob(parts, { type: 'application/zip' });
}
