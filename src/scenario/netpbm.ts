/** Black-and-white and grey pictures as text in a scenario: Netpbm, which every picture program writes. */
import { ScenarioError } from './words/error';
import { shown } from './words/text';

export interface Pixels {
  width: number;
  height: number;
  /** 1 where a pixel is darker than half of white, x fastest, from the top. */
  dark: Uint8Array;
}

/**
 * A bitmap (PBM) or grey map (PGM): its text where it is a plain one, "P1" or "P2", width, height, for "P2" the value
 * of white, then the pixels (P1: 1 is black, P2: 0 is black); the base64 of the file where it is binary, "P4" or "P5".
 * `#` begins a comment that runs to the end of its line. Example: "P1 3 2  0 1 0  1 0 1".
 *
 * @throws ScenarioError that names `path`, also where nothing or everything is dark
 */
export function readNetpbm(image: string, path: string): Pixels {
  const pixels = decodedPixels(image, path);
  const first = pixels.dark[0];
  if (pixels.dark.every((dark) => dark === first)) {
    const what =
      first === 1 ? 'only dark pixels, so that all is vessel' : 'no dark pixel, so that there is no vessel';
    throw new ScenarioError(`${path}: the picture has ${what}.`);
  }
  return pixels;
}

function decodedPixels(image: string, path: string): Pixels {
  if (image === '') throw malformed(path, 'is missing');
  const text = /^\s*P[12]\s/.test(image) ? image.trim() : decoded(image, path);
  let at = 2;
  const next = (): number => {
    at = endOfSpace(text, at);
    const first = at;
    while (isDigit(text, at)) at++;
    if (at === first) throw malformed(path, 'ends before its last pixel or has one that is no number');
    return Number(text.slice(first, at));
  };
  const kind = text.slice(0, 2);
  const [width, height] = [next(), next()];
  if (!(width >= 1 && height >= 1 && width <= 4096 && height <= 4096)) {
    throw malformed(path, `is ${width} × ${height} pixels, not 1 to 4096 each way`);
  }
  const white = kind === 'P2' || kind === 'P5' ? next() : 1;
  const dark = new Uint8Array(width * height);
  const isDark = (value: number) => (value < white / 2 ? 1 : 0);
  if (kind === 'P1') {
    const digits = text.slice(at).replace(/#[^\n]*(\n|$)|\s/g, '');
    if (!/^[01]+$/.test(digits) || digits.length < dark.length)
      throw malformed(path, 'has too few pixels 0 or 1');
    return { width, height, dark: dark.map((_, i) => Number(digits[i])) };
  }
  if (kind === 'P2') return { width, height, dark: dark.map(() => isDark(next())) };
  // One white space ends the head of a binary picture.
  const bytes = text.slice(at + 1);
  const row = kind === 'P4' ? (width + 7) >> 3 : width;
  if (white > 255 || bytes.length < row * height) throw malformed(path, 'has too few pixels of one byte');
  const valueAt = (x: number, y: number) => {
    if (kind === 'P5') return isDark(bytes.charCodeAt(y * row + x));
    return (bytes.charCodeAt(y * row + (x >> 3)) >> (7 - (x & 7))) & 1;
  };
  return { width, height, dark: dark.map((_, i) => valueAt(i % width, Math.floor(i / width))) };
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** Behind white space and comments. */
function endOfSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (' \t\n\v\f\r'.includes(text[at] ?? 'x')) at++;
    if (text[at] !== '#') return at;
    const end = text.indexOf('\n', at);
    at = end < 0 ? text.length : end;
  }
}

function decoded(image: string, path: string): string {
  let text = '';
  if (/^[^\n]{1,1000}\.\w{2,5}$/.test(image)) {
    throw new ScenarioError(
      `${path}: ${shown(image)} names a file; only the terminal reads PNG, PBM or PGM files.`,
    );
  }
  try {
    text = atob(image.replace(/^data:[^,]*,/, ''));
  } catch {
    throw malformed(path, 'is neither the text of a plain picture nor base64');
  }
  if (!/^P[1245]\s/.test(text)) throw malformed(path, `begins with "${text.slice(0, 2)}"`);
  return text;
}

function malformed(path: string, what: string): ScenarioError {
  return new ScenarioError(
    `${path}: the picture ${what}; a PBM or PGM is read (P1, P2, or base64 of P4, P5).`,
  );
}
