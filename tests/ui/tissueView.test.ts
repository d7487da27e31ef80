/** Where a slice lies on the screen, what is drawn of it, and what its colours mean. */
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../src/kernel/read/ramp';
import { Camera } from '../../src/ui/tissue/draw/camera';
import { cloneWords, oklch, rampColour, word } from '../../src/ui/tissue/draw/colour';

const camera = (width: number, height: number, sites: [number, number], ratio = 1) => {
  const own = new Camera();
  own.resize(width, height, ratio);
  own.look(sites);
  return own;
};

describe('camera', () => {
  it('shows the whole lattice at first, and again when the screen changes', () => {
    const own = camera(800, 400, [512, 512]);
    for (const [width, height] of [
      [800, 400],
      [390, 600],
    ] as const) {
      own.resize(width, height, 1);
      expect(own.at(0, 0).every((place) => place < 0)).toBe(true);
      expect(own.at(width, height).every((place) => place > 512)).toBe(true);
    }
  });

  it('keeps the site under the pointer where it is while it zooms', () => {
    const own = camera(800, 400, [2048, 1024]);
    own.zoom(10, 200, 100);
    const before = own.at(700, 350);
    own.zoom(1.7, 700, 350);
    const after = own.at(700, 350);
    expect(after[0]).toBeCloseTo(before[0], 9);
    expect(after[1]).toBeCloseTo(before[1], 9);
  });

  it('zooms to single cells and no further, and out to all and no further', () => {
    const own = camera(800, 400, [4096, 4096], 2);
    own.zoom(1e9, 400, 200);
    expect(own.scale).toBe(96);
    own.zoom(1e-9, 400, 200);
    expect(own.scale).toBeCloseTo(own.least, 12);
    // A lattice smaller than the screen never shrinks to less than it.
    const small = camera(800, 400, [4, 4]);
    expect(small.most).toBe(small.least);
  });

  it('never leaves the lattice', () => {
    const own = camera(800, 400, [1000, 1000]);
    own.zoom(8, 400, 200);
    own.pan(1e6, -1e6);
    expect(own.at(0, 0)[0]).toBeCloseTo(0, 9);
    expect(own.at(800, 400)[1]).toBeCloseTo(1000, 9);
  });

  it.each([
    [2048, 2048, 1],
    [4096, 4096, 1],
    [700, 50, 1],
    [4096, 4096, 40],
    [4096, 4096, 1000],
  ])(
    'draws all that is seen of %i × %i sites, zoomed %i times, in pixels near those of the screen',
    (x, y, zoom) => {
      const own = camera(1600, 900, [x, y]);
      own.zoom(zoom, 300, 300);
      const part = own.part(5);
      const unit = 2 ** part.shift;
      expect([part.u % unit, part.v % unit]).toEqual([0, 0]);
      const [left, top] = own.at(0, 0);
      const [right, bottom] = own.at(1600, 900);
      expect(part.u).toBeLessThanOrEqual(Math.max(0, left));
      expect(part.v).toBeLessThanOrEqual(Math.max(0, top));
      expect(part.u + part.width * unit).toBeGreaterThanOrEqual(Math.min(x, right));
      expect(part.v + part.height * unit).toBeGreaterThanOrEqual(Math.min(y, bottom));
      // Never more pixels than a few screens, nor coarser than one and a half pixels of the screen.
      expect(part.width * part.height).toBeLessThan(6 * 1600 * 900);
      if (part.shift > 0) expect(unit * own.scale).toBeLessThan(1.5);
    },
  );
});

describe('colours', () => {
  it('premultiplied words hold red in the lowest byte', () => {
    expect(word([255, 128, 0])).toBe(0xff0080ff);
    expect(word([255, 128, 0], 0.5)).toBe(0x80004080);
  });

  it('ramps begin and end as published', () => {
    expect(rampColour('viridis', 0)).toEqual([0x44, 0x01, 0x54]);
    expect(rampColour('viridis', 1)).toEqual([0xfd, 0xe7, 0x25]);
    expect(rampColour('cividis', 1)).toEqual([0xff, 0xea, 0x46]);
  });

  it('oklch gives the primaries of sRGB (Ottosson 2020)', () => {
    const red = oklch(0.62796, 0.25768, 29.23 / 360);
    expect(red.map(Math.round)).toEqual([255, 0, 0]);
  });

  it('clones that follow one another are far apart, the founder has no hue, and none has the code of an open colour', () => {
    for (const dark of [false, true]) {
      const words = cloneWords('#6B7684', dark);
      const place = (clone: number) => Math.imul(clone, 0x9e3779b1) >>> 24;
      expect(words[place(0)]).toBe(0xff84766b);
      expect(new Set(words).size).toBeGreaterThan(200);
      for (let clone = 1; clone < 1000; clone++) {
        const [a, b] = [words[place(clone)], words[place(clone + 1)]];
        const apart = Math.hypot(
          ...[0, 8, 16].map((shift) => ((a! >>> shift) & 255) - ((b! >>> shift) & 255)),
        );
        expect(apart, `clones ${clone} and ${clone + 1}`).toBeGreaterThan(40);
      }
      expect(words.every((each) => each >>> 24 === 255)).toBe(true);
    }
  });

  it('a logarithmic ramp runs octave by octave', () => {
    const range = { low: 1, high: 16, logarithmic: true };
    expect([1, 2, 4, 8, 16, 0.1, 99].map((value) => placeOf(value, range))).toEqual([
      0, 0.25, 0.5, 0.75, 1, 0, 1,
    ]);
  });
});
