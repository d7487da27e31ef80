/** Pictures of vessels that a scenario names by file: read, and put in their place as the scenario keeps them. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { PNG } from 'pngjs';
import { Bitmap, binaryText } from '../../scenario/bitmap';
import { readNetpbm } from '../../scenario/netpbm';
import { parameterAt, ScenarioError } from '../../scenario/schema';
import { quote } from '../options';
import { codeOf } from '../print';
import { at, type Node } from './document';

export const PICTURE_PATH = 'tumour.tissue.vessels.image';

const FILE_NAME = /^[^\n]{1,1000}\.(?:png|pbm|pgm|pnm)$/i;
const MOST_BYTES = 64 * 2 ** 20;
/** Along an edge of any lattice; a scenario that asks for more is refused later. */
const MOST_SITES = 4096;
const PNG_HEAD_BYTES = 24;
const PNG_MAGIC = '\x89PNG\r\n\x1a\n';

/**
 * The document with the picture itself where it names a file.
 * @param directory which the name is relative to
 */
export function withPicture(document: unknown, directory: string): unknown {
  const vessels = at(at(at(document, 'tumour'), 'tissue'), 'vessels');
  const name = at(vessels, 'image');
  if (typeof name !== 'string' || !FILE_NAME.test(name)) return document;
  const tissue = at(at(document, 'tumour'), 'tissue') as Node;
  const edge = (key: string) => {
    const sites = tissue[key] ?? parameterAt(`tumour.tissue.${key}`)?.default;
    return typeof sites === 'number' && sites >= 1 && sites <= MOST_SITES ? Math.floor(sites) : MOST_SITES;
  };
  const copy = structuredClone(document) as { tumour: { tissue: { vessels: Node } } };
  copy.tumour.tissue.vessels.image = pictureText(name, directory, [edge('sitesX'), edge('sitesY')]);
  return copy;
}

/** Whether a value of `--set` names a picture. */
export const namesPicture = (path: string, value: unknown): value is string =>
  path === PICTURE_PATH && typeof value === 'string' && FILE_NAME.test(value);

/** @throws ScenarioError in one sentence */
export function pictureText(name: string, directory: string, most: readonly [number, number]): string {
  return pictureOf(bytesOf(name, resolve(directory, name)), name, most);
}

/** Of a file's content. */
export function pictureOf(bytes: Uint8Array, name: string, most: readonly [number, number]): string {
  const head = binaryText(bytes.subarray(0, 8));
  if (/^P[1245]\s/.test(head)) {
    const text = binaryText(bytes);
    const kept = /^P[12]/.test(head) ? text : btoa(text);
    readNetpbm(kept, PICTURE_PATH);
    return kept;
  }
  if (head !== PNG_MAGIC || bytes.length < PNG_HEAD_BYTES) {
    throw refused(name, 'is neither a PNG nor a PBM or PGM');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  // Before anything is inflated: a small file may claim to be gigabytes.
  if (!(width >= 1 && width <= 8192 && height >= 1 && height <= 8192)) {
    throw refused(name, `is ${width} × ${height} pixels, not 1 to 8192 each way`);
  }
  let picture: PNG;
  try {
    picture = PNG.sync.read(Buffer.from(bytes));
  } catch {
    throw refused(name, 'is a damaged PNG');
  }
  const bitmap = new Bitmap([picture.width, picture.height], most);
  bitmap.add(0, picture.data);
  return bitmap.text(PICTURE_PATH);
}

function bytesOf(name: string, file: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES) throw refused(name, `has ${size} bytes, more than ${MOST_BYTES}`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    throw refused(name, `cannot be read (${codeOf(error)})`);
  }
}

const refused = (name: string, why: string) => new ScenarioError(`${PICTURE_PATH}: ${quote(name)} ${why}.`);
