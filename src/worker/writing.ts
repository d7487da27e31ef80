/** Writes files of a run in turns, so that commands get in between: single ones, and all of them in one zip. */
import { Zip, ZipDeflate } from 'fflate';
import { chroniclePieces } from '../export/chronicle';
import { summaryPieces } from '../export/csv';
import { EXPORT_NAMES, EXPORTS, type Export, type ExportName, exportFiles } from '../export/lineage/exports';
import { SEQUENCING } from '../export/lineage/vaf';
import { PARQUET, ParquetTable, rowsOf } from '../export/parquet';
import { readme } from '../export/readme';
import type { Patient } from '../patient/patient';

/** Lets others have their turn; throws where what is written has become something else meanwhile. */
export type Turn = () => Promise<void>;

/** Text in pieces, or bytes that are made when their turn comes. */
type File = readonly [name: string, content: Iterable<string> | ((turn: Turn) => Promise<Uint8Array>)];

/** Text is handed on in pieces of about this many characters. */
const CHUNK = 2 ** 18;
const TURN_MILLISECONDS = 30;
/** Level of deflate: beyond it numbers hardly get smaller, and take much longer. */
const LEVEL = 4;
/** Cells beyond which a list of them is no part of the whole: about 60 bytes each before they are pressed. */
const MOST_CELLS = 2_000_000;

/** Visits text in chunks, with a turn for others now and then. */
async function eachChunk(pieces: Iterable<string>, turn: Turn, visit: (text: string) => void): Promise<void> {
  let text = '';
  let last = performance.now();
  for (const piece of pieces) {
    text += piece;
    if (text.length >= CHUNK) {
      visit(text);
      text = '';
    }
    if (performance.now() - last < TURN_MILLISECONDS) continue;
    await turn();
    last = performance.now();
  }
  visit(text);
}

/** @throws RangeError where the run has not counted clones and the export needs that */
export async function filesOf(patient: Patient, name: ExportName, turn: Turn): Promise<Record<string, Blob>> {
  const files: Record<string, Blob> = {};
  for (const [file, pieces] of exportFiles(patient, [name], SEQUENCING)) {
    const parts: string[] = [];
    await eachChunk(pieces, turn, (text) => parts.push(text));
    files[file] = new Blob(parts, { type: 'text/plain' });
  }
  return files;
}

/** Everything that a run leaves, with README.txt, which says what is missing and why. */
export function everythingOf(patient: Patient): File[] {
  const missing: string[] = [];
  const names = EXPORT_NAMES.filter((name) => {
    if (name === 'cells' && patient.cells > MOST_CELLS) {
      missing.push(
        'cells.csv is left out: there are more than two million cells. The terminal writes it: --export cells.',
      );
      return false;
    }
    const { overTime, files }: Export = EXPORTS[name];
    if (!overTime || patient.parts.records.counted !== null) return true;
    for (const file of Object.keys(files)) {
      missing.push(
        `${file} is left out: it needs clones counted over time. Open Clones on the page before the run, or set cloneCountsFrom.`,
      );
    }
    return false;
  });
  const files: File[] = [
    ['scenario.json', [`${JSON.stringify(patient.scenario, null, 2)}\n`]],
    ['summary.csv', summaryPieces(patient)],
    ['chronicle.csv', chroniclePieces(patient)],
    ...exportFiles(patient, names, SEQUENCING),
    ...tablesOf(patient, names),
  ];
  return [['README.txt', [readme(patient, { files: files.map(([name]) => name), missing })]], ...files];
}

/** Parquet of those tables that are written as CSV. */
function tablesOf(patient: Patient, names: readonly ExportName[]): File[] {
  const texts = new Map(exportFiles(patient, names, SEQUENCING));
  return Object.entries(PARQUET).flatMap(([name, csv]): File[] => {
    const pieces = texts.get(csv);
    if (pieces === undefined) return [];
    return [
      [
        name,
        async (turn) => {
          const table = new ParquetTable();
          let last = performance.now();
          for (const row of rowsOf(pieces)) {
            table.add(row);
            if (performance.now() - last < TURN_MILLISECONDS) continue;
            await turn();
            last = performance.now();
          }
          return table.bytes(patient);
        },
      ],
    ];
  });
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
    if (typeof content === 'function') entry.push(await content(turn));
    else await eachChunk(content, turn, (text) => entry.push(encoder.encode(text)));
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  if (failure !== null) throw failure;
  return new Blob(parts, { type: 'application/zip' });
}
