/** A picture file to the text that a scenario keeps of it: any format the browser draws, or a PBM or PGM as it is. */
import { readNetpbm } from '../../scenario/netpbm';

const WHITE = 255;

/**
 * @param most sites along x and y; a larger picture is shrunk to them
 * @throws Error in one sentence where the file is no picture
 */
export async function pictureText(
  file: File,
  path: string,
  most: readonly [number, number],
): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = String.fromCharCode(...bytes.subarray(0, 2));
  if (/^P[1245]$/.test(kind)) {
    const text = binaryText(bytes);
    const kept = kind === 'P1' || kind === 'P2' ? text : btoa(text);
    readNetpbm(kept, path);
    return kept;
  }
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(`${path}: ${file.name} is no picture that this browser can read.`);
  });
  const shrunk = Math.min(1, most[0] / bitmap.width, most[1] / bitmap.height);
  const width = Math.max(1, Math.round(bitmap.width * shrunk));
  const height = Math.max(1, Math.round(bitmap.height * shrunk));
  const context = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return btoa(packed(context.getImageData(0, 0, width, height)));
}

/** A binary bitmap (P4): eight pixels a byte, rows begun anew, 1 where it is darker than half of white. */
function packed({ data, width, height }: ImageData): string {
  const row = (width + 7) >> 3;
  const bits = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = data.subarray(4 * (x + width * y)) as unknown as [number, number, number];
      // Rec. 601 luma.
      const isDark = 0.299 * red + 0.587 * green + 0.114 * blue < WHITE / 2;
      if (isDark) bits[y * row + (x >> 3)]! |= 128 >> (x & 7);
    }
  }
  return `P4\n${width} ${height}\n${binaryText(bits)}`;
}

/** A character a byte. */
function binaryText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
