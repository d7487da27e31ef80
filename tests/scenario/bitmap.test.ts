import { describe, expect, it } from 'vitest';
import { Dice } from '../../bench/fuzz/dice';
import { placeVessels, type VesselPlacement } from '../../src/compile/vessels';
import { Bitmap } from '../../src/scenario/bitmap';
import { readNetpbm } from '../../src/scenario/netpbm';

const PATH = 'tumour.tissue.vessels.image';

function places(image: string, size: [number, number]): number[][] {
  const placement: VesselPlacement = {
    size,
    siteMicrometres: 20,
    arrangement: 'image',
    perSquareMillimetre: 25,
    leastDistanceMicrometres: 100,
    spacingMicrometres: 200,
    image,
    windingMicrometres: 0,
    radiusMicrometres: 5,
    absentWithinMicrometres: 0,
    seed: 1,
  };
  return placeVessels(placement).map(({ x, y }) => [x, y]);
}

/** Grey values as the colours of a picture, on a white or a transparent ground. */
function colours(grey: readonly number[], transparent = false): number[] {
  return grey.flatMap((value) => (transparent && value === 255 ? [0, 0, 0, 0] : [value, value, value, 255]));
}

function bitmapText(width: number, height: number, most: [number, number], rgba: number[], rows = height) {
  const bitmap = new Bitmap([width, height], most);
  for (let top = 0; top < height; top += rows) {
    bitmap.add(top, rgba.slice(4 * width * top, 4 * width * (top + rows)));
  }
  return bitmap.text(PATH);
}

describe('one rule for every format', () => {
  it('100 dark points of 400 × 400 are 100 vessels, or as many as there are sites that they touch', () => {
    const grey = Array<number>(400 * 400).fill(255);
    for (let i = 0; i < 100; i++) grey[20 + 40 * (i % 10) + 400 * (20 + 40 * Math.floor(i / 10))] = 0;
    const pgm = `P2 400 400 255 ${grey.join(' ')}`;
    for (const size of [
      [400, 400],
      [100, 100],
      [101, 37],
      [800, 120],
    ] as [number, number][]) {
      const expected = places(pgm, size);
      expect(expected.length).toBeGreaterThanOrEqual(100);
      for (const transparent of [false, true]) {
        const png = bitmapText(400, 400, size, colours(grey, transparent), 7);
        expect(places(png, size)).toEqual(expected);
      }
    }
    expect(places(pgm, [100, 100])).toHaveLength(100);
  });

  it('holds for any size of picture and lattice', () => {
    const dice = new Dice(5);
    for (let trial = 0; trial < 60; trial++) {
      const [width, height] = [1 + Math.floor(dice.next() * 40), 2 + Math.floor(dice.next() * 40)];
      const size: [number, number] = [1 + Math.floor(dice.next() * 50), 1 + Math.floor(dice.next() * 50)];
      const grey = Array.from({ length: width * height }, () => Math.floor(dice.next() * 256));
      grey[0] = 0;
      grey[1] = 255;
      const direct = places(`P2 ${width} ${height} 255 ${grey.join(' ')}`, size);
      let image: string;
      try {
        image = bitmapText(width, height, size, colours(grey));
      } catch (error) {
        // Shrunk to sites that are all dark.
        expect((error as Error).message).toMatch(/only dark pixels/);
        expect(direct).toHaveLength(size[0] * size[1]);
        continue;
      }
      expect(places(image, size)).toEqual(direct);
    }
  });

  it('dark is what is below half of white, seen over white', () => {
    const rgba = [
      ...[0, 0, 0, 255],
      ...[0, 0, 0, 127],
      ...[0, 0, 0, 129],
      ...[127, 127, 127, 255],
      ...[128, 128, 128, 255],
      ...[0, 0, 255, 255],
      ...[0, 255, 0, 255],
      ...[255, 0, 0, 255],
    ];
    const text = bitmapText(8, 1, [8, 1], rgba);
    expect([...readNetpbm(text, PATH).dark]).toEqual([1, 0, 1, 1, 0, 1, 0, 1]);
  });
});

it.each([
  ['no dark pixel', 'P1 2 2 0 0 0 0', 255],
  ['only dark pixels', 'P1 2 2 1 1 1 1', 0],
])('a picture of %s is said', (words, plain, value) => {
  const sentence = new RegExp(`^tumour\\.tissue\\.vessels\\.image: the picture has ${words}, .*\\.$`);
  expect(() => readNetpbm(plain, PATH)).toThrow(sentence);
  expect(() => bitmapText(2, 2, [9, 9], colours(Array(4).fill(value)))).toThrow(sentence);
});

it('a picture that only a terminal could open is told from one that is damaged', () => {
  expect(() => readNetpbm('vessels.png', PATH)).toThrow(/"vessels.png" names a file; only the terminal/);
});
