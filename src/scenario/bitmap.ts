/**
 * A picture of colours as the bitmap that a scenario keeps: one rule, whatever the format. A pixel is dark by half of
 * white, what is transparent shows white, and a site is dark where any dark pixel touches it.
 */
import { readNetpbm } from './netpbm';

const WHITE = 255;

export class Bitmap {
  readonly width: number;
  readonly height: number;
  private readonly bits: Uint8Array;

  /**
   * @param pixels of the picture along x and y
   * @param most sites along x and y; pixels that share a site become one
   */
  constructor(
    private readonly pixels: readonly [number, number],
    most: readonly [number, number],
  ) {
    this.width = Math.min(pixels[0], most[0]);
    this.height = Math.min(pixels[1], most[1]);
    this.bits = new Uint8Array(this.row * this.height);
  }

  /** Rows of the picture from `first` on, as red, green, blue and alpha. */
  add(first: number, colours: ArrayLike<number>): void {
    const [across] = this.pixels;
    for (let at = 0; at < colours.length; at += 4) {
      if (!isDark(colours, at)) continue;
      const pixel = at >> 2;
      const x = siteOf(pixel % across, across, this.width);
      const y = siteOf(first + Math.floor(pixel / across), this.pixels[1], this.height);
      this.bits[y * this.row + (x >> 3)]! |= 128 >> (x & 7);
    }
  }

  /**
   * As a scenario takes it: base64 of a binary PBM (P4).
   * @throws ScenarioError where nothing or everything is dark
   */
  text(path: string): string {
    const text = btoa(`P4\n${this.width} ${this.height}\n${binaryText(this.bits)}`);
    readNetpbm(text, path);
    return text;
  }

  /** Bytes of a row: eight pixels each, rows begun anew. */
  private get row(): number {
    return (this.width + 7) >> 3;
  }
}

/** The site that holds the middle of a pixel no wider than it. */
const siteOf = (pixel: number, pixels: number, sites: number) => Math.floor(((pixel + 0.5) * sites) / pixels);

function isDark(colours: ArrayLike<number>, at: number): boolean {
  const [red, green, blue, alpha] = [0, 1, 2, 3].map((each) => colours[at + each]) as [
    number,
    number,
    number,
    number,
  ];
  // Rec. 601 luma, over white.
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  return (luma * alpha) / WHITE + WHITE - alpha < WHITE / 2;
}

/** A character a byte. */
export function binaryText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
