/** A picture file to the text that a scenario keeps of it: any format the browser draws, or a PBM or PGM as it is. */
import { Bitmap, binaryText } from '../../scenario/bitmap';
import { readNetpbm } from '../../scenario/netpbm';

/** The widest canvas that every browser has. */
const WIDEST = 8192;
const STRIP_PIXELS = 2 ** 20;

/**
 * @param most sites along x and y
 * @throws Error in one sentence where the file is no picture, or one without vessels
 */
export async function pictureText(
  file: File,
  path: string,
  most: readonly [number, number],
): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = binaryText(bytes.subarray(0, 2));
  if (/^P[1245]$/.test(kind)) {
    const text = binaryText(bytes);
    const kept = kind === 'P1' || kind === 'P2' ? text : btoa(text);
    readNetpbm(kept, path);
    return kept;
  }
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error(`${path}: ${file.name} is no picture that this browser can read.`);
  });
  const { width, height } = picture;
  if (width > WIDEST) throw new Error(`${path}: ${file.name} is ${width} pixels wide, more than ${WIDEST}.`);
  const bitmap = new Bitmap([width, height], most);
  // Drawn pixel by pixel, never shrunk: a fine dark point would fade to grey. Strip by strip, to spare memory.
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP_PIXELS / width)));
  const canvas = new OffscreenCanvas(width, rows);
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  for (let top = 0; top < height; top += rows) {
    const now = Math.min(rows, height - top);
    context.clearRect(0, 0, width, rows);
    context.drawImage(picture, 0, top, width, now, 0, 0, width, now);
    bitmap.add(top, context.getImageData(0, 0, width, now).data);
  }
  return bitmap.text(path);
}
