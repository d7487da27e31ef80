import { describe, expect, it } from 'vitest';
import { placeVessels, surfacePerVolume, type VesselPlacement } from '../../src/compile/vessels';
import { ScenarioError } from '../../src/scenario/words/error';

const base: VesselPlacement = {
  size: [100, 100],
  siteMicrometres: 20,
  arrangement: 'none',
  perSquareMillimetre: 25,
  leastDistanceMicrometres: 100,
  spacingMicrometres: 200,
  image: '',
  windingMicrometres: 0,
  radiusMicrometres: 5,
  absentWithinMicrometres: 0,
  seed: 1,
};
const place = (change: Partial<VesselPlacement>) => placeVessels({ ...base, ...change });
const places = (change: Partial<VesselPlacement>) => place(change).map(({ x, y, z }) => [x, y, z]);

function leastDistance(points: readonly { x: number; y: number }[]): number {
  let least = Number.POSITIVE_INFINITY;
  points.forEach((a, i) => {
    for (const b of points.slice(i + 1)) least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y));
  });
  return least;
}

describe('vessels on a grid', () => {
  it('stand a spacing apart, the same distance from every border', () => {
    const found = place({ arrangement: 'square', spacingMicrometres: 500 });
    expect(found).toHaveLength(16);
    expect(found.slice(0, 4).map(({ x }) => x)).toEqual([12, 37, 62, 87]);
    expect([...new Set(found.map(({ y }) => y))]).toEqual([12, 37, 62, 87]);
  });

  it('have 2/√3 per square of the spacing where they are hexagonal', () => {
    const found = place({ size: [1000, 1000], arrangement: 'hexagonal', spacingMicrometres: 200 });
    const density = found.length / 20 ** 2;
    expect(density / ((2 / Math.sqrt(3)) * 25)).toBeCloseTo(1, 1);
    // One site of rounding on either side.
    expect(leastDistance(found.slice(0, 400))).toBeGreaterThanOrEqual(10 - Math.SQRT2);
  });

  it('carry the wall of a cylinder as long as a site', () => {
    const [vessel] = place({ arrangement: 'square' });
    expect(vessel?.surfacePerVolume).toBeCloseTo((2 * Math.PI * 5 * 20) / 20 ** 3, 12);
    expect(surfacePerVolume(5, 20)).toBe(vessel?.surfacePerVolume);
  });

  it('run through every plane of a volume', () => {
    const found = places({ size: [30, 20, 4], arrangement: 'square' });
    expect(found).toHaveLength(3 * 2 * 4);
    expect(found.filter(([x, y]) => x === 5 && y === 5).map(([, , z]) => z)).toEqual([0, 1, 2, 3]);
  });

  it('refuse a spacing below a site', () => {
    expect(() => place({ arrangement: 'square', spacingMicrometres: 10 })).toThrow(
      new ScenarioError('tumour.tissue.vessels.spacingMicrometres: 10 µm is less than a site (20 µm).'),
    );
  });
});

describe('vessels at random', () => {
  it('reach the density with nobody closer than the distance', () => {
    const found = place({ arrangement: 'random' });
    expect(found).toHaveLength(100);
    expect(leastDistance(found)).toBeGreaterThanOrEqual(100 / 20 - Math.SQRT2);
    const left = found.filter(({ x }) => x < 50).length;
    expect(Math.abs(left - 50)).toBeLessThanOrEqual(20);
  });

  it('are the same for the same seed and others for another', () => {
    const found = places({ arrangement: 'random' });
    expect(places({ arrangement: 'random' })).toEqual(found);
    expect(places({ arrangement: 'random', seed: 2 })).not.toEqual(found);
    // Known answers: any engine must find these.
    expect(found.slice(0, 4)).toEqual([
      [65, 0, 0],
      [99, 1, 0],
      [89, 2, 0],
      [78, 5, 0],
    ]);
  });

  it('are refused in one sentence where they cannot stand that far apart', () => {
    const shape =
      /^tumour\.tissue\.vessels\.perSquareMillimetre: \d+ vessels per mm² cannot stand 100 µm apart .*\.$/;
    expect(() => place({ arrangement: 'random', perSquareMillimetre: 150 })).toThrow(shape);
    expect(() => place({ arrangement: 'random', perSquareMillimetre: 85 })).toThrow(shape);
    // Random sequential packing of discs ends near a cover of 0.547, 69.6 per mm² here (Feder 1980).
    expect(place({ arrangement: 'random', perSquareMillimetre: 60 })).toHaveLength(240);
  });

  it('end in a second where all but a corner is barred, or more are asked for than there is room', () => {
    const corner = {
      size: [2000, 2000] as const,
      siteMicrometres: 50,
      arrangement: 'random' as const,
      perSquareMillimetre: 460,
      leastDistanceMicrometres: 0,
    };
    const begun = performance.now();
    // Of four open sites, one in each corner, each takes one vessel; five have no room, which is known without a throw.
    const alone = places({ ...corner, absentWithinMicrometres: 70_675.27, perSquareMillimetre: 400 });
    expect(alone).toHaveLength(4);
    expect(() => place({ ...corner, absentWithinMicrometres: 70_675.27, perSquareMillimetre: 500 })).toThrow(
      /500 vessels per mm² cannot stand 0 µm apart \(leastDistanceMicrometres\)\.$/,
    );
    // Rényi's and Feder's limits at once, without a throw.
    expect(() => place({ ...corner, leastDistanceMicrometres: 60, perSquareMillimetre: 230 })).toThrow(
      /230 vessels per mm² cannot stand 60 µm apart \(leastDistanceMicrometres\)\.$/,
    );
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  it('leave the core free and keep their density around it', () => {
    const found = place({ arrangement: 'random', absentWithinMicrometres: 500 });
    const distances = found.map(({ x, y }) => 20 * Math.hypot(x - 49.5, y - 49.5));
    expect(Math.min(...distances)).toBeGreaterThan(500);
    const open = 4 - Math.PI * 0.25;
    expect(Math.abs(found.length - 25 * open)).toBeLessThanOrEqual(1);
  });

  it('wind through a volume without a gap', () => {
    const size = [100, 100, 64] as const;
    const found = place({ size, arrangement: 'square', spacingMicrometres: 1000, windingMicrometres: 60 });
    const first = found.filter(({ x, y }) => x < 50 && y < 50).sort((a, b) => a.z - b.z);
    expect(first.map(({ z }) => z)).toEqual(Array.from({ length: 64 }, (_, z) => z));
    first.slice(1).forEach((site, i) => {
      const before = first[i]!;
      expect(Math.abs(site.x - before.x)).toBeLessThanOrEqual(1);
      expect(Math.abs(site.y - before.y)).toBeLessThanOrEqual(1);
    });
    expect(new Set(first.map(({ x }) => x)).size).toBeGreaterThan(1);
    // What is longer has more wall.
    const wall = first.reduce((sum, { surfacePerVolume: own }) => sum + own, 0) / surfacePerVolume(5, 20);
    expect(wall).toBeGreaterThan(64);
    expect(wall).toBeLessThan(70);
  });
});

describe('vessels from a picture', () => {
  const plus = 'P1\n# a cross\n3 3\n0 1 0\n1 1 1\n0 1 0\n';

  it('stand where it is dark', () => {
    const expected = [
      [1, 0, 0],
      [0, 1, 0],
      [1, 1, 0],
      [2, 1, 0],
      [1, 2, 0],
    ];
    expect(places({ size: [3, 3], arrangement: 'image', image: plus })).toEqual(expected);
    const grey = 'P2 3 3 255  200 0 200  0 127 0  200 0 255';
    expect(places({ size: [3, 3], arrangement: 'image', image: grey })).toEqual(expected);
    const packed = btoa('P4\n3 3\n\x40\xe0\x40');
    expect(places({ size: [3, 3], arrangement: 'image', image: packed })).toEqual(expected);
    const bytes = btoa('P5 3 3 255\n\xc8\x00\xc8\x00\x7f\x00\xc8\x00\xff');
    expect(places({ size: [3, 3], arrangement: 'image', image: bytes })).toEqual(expected);
  });

  it('are stretched over the tissue, and none is lost where it is shrunk', () => {
    expect(places({ size: [6, 9], arrangement: 'image', image: 'P1 2 1  0 1' })).toHaveLength(27);
    const dot = `P1 50 50 ${Array.from({ length: 2500 }, (_, i) => (i === 1234 ? 1 : 0)).join('')}`;
    expect(places({ size: [5, 5], arrangement: 'image', image: dot })).toEqual([[3, 2, 0]]);
  });

  it('are refused where it is no picture', () => {
    const refused = (image: string) => () => place({ arrangement: 'image', image });
    for (const image of [
      '',
      'P1 3',
      'P1 2 2 1 1 1',
      'P2 2 1 255 3 x',
      'P3 1 1 1',
      btoa('GIF89a'),
      'P1 0 5',
    ]) {
      expect(refused(image)).toThrow(/^tumour\.tissue\.vessels\.image: the picture .*\.$/);
    }
  });
});
