/** Every pixel of a dish against what the columns in memory say and where the k-th cell belongs; and that drawing changes nothing. */
import { describe, expect, it } from 'vitest';
import { DARKEST } from '../../assembly/shared/drawing';
import { createCompiled } from '../../src/kernel/compiled';
import { readColumns } from '../../src/kernel/inspect/columns';
import { Inspector } from '../../src/kernel/inspect/inspector';
import { CLASS_NAMES, type KernelModel } from '../../src/kernel/model';
import { className, wildType } from '../../src/kernel/numbers/genotype';
import { blueNoise, EDGE, siteInTile } from '../../src/kernel/read/blueNoise';
import { DishPainter, type DishPart, MOST_DISH_SHIFT, sampled } from '../../src/kernel/read/dish';
import { DishMap, lonePlaces, sharedPlaces, tileOrder } from '../../src/kernel/read/dishPlaces';
import { type Look, placeOf, type Shown } from '../../src/kernel/read/ramp';
import type { WasmKernel } from '../../src/kernel/wasmKernel';
import { randomEnvironment, randomModel } from '../kit/randomised';
import { founders, plainDrug, plainModel, surroundings } from '../kit/statistics';

const VARIANTS = ['simd', 'scalar', 'debug'] as const;
const CELLS = 1024;

const colours = Uint32Array.from(
  { length: 256 },
  (_, i) => (0xff000000 | (((i * 37) & 255) << 16) | ((255 - i) << 8) | (i & 0xfc)) >>> 0,
);
let made = 0;
const look = (shown: Shown): Look => ({ id: ++made, shown, colours, normal: 0xff102030, debris: 0 });

const range = { low: 0, high: 0.6, logarithmic: false };
const PALETTES: [string, Shown][] = [
  ['class', { by: 'class' }],
  ['clone', { by: 'clone' }],
  ['age of clone', { by: 'birth', range: { low: 0, high: 20, logarithmic: false } }],
  ['drug', { by: 'amount', drug: 0, range }],
  ['drug, logarithmic', { by: 'amount', drug: 0, range: { low: 0.01, high: 1, logarithmic: true } }],
  ['copies of MDR1', { by: 'copies', target: -1 }],
];

/** Four kinds of cells, the last founded some steps later; many have died since they filled their tiles. */
function model(): KernelModel {
  return plainModel({
    expressionCv: 0.3,
    pumpPerCopy: 1,
    drugs: [plainDrug({ pumpVmax: 0.3 })],
    founders: [
      ...founders(3000),
      { count: 1700, genotype: { ...wildType(), pumpCopies: 3 } },
      { count: 800, genotype: { ...wildType(), pumpCopies: 9, carrierLoss: 1 } },
    ],
  });
}

async function grown(variant: (typeof VARIANTS)[number]): Promise<WasmKernel> {
  const kernel = await createCompiled(variant);
  kernel.start(model(), 5);
  kernel.advance(surroundings(3, { outside: [0.7] }), Infinity);
  kernel.found({ count: 900, genotype: { ...wildType(), pumpCopies: 1 } });
  kernel.advance(surroundings(2, { outside: [0.7] }), Infinity);
  // Tiles are emptied unevenly, none so far that they are joined.
  kernel.resect(0.35);
  return kernel;
}

interface Cell {
  tile: number;
  site: number;
  colour: number;
}

/** All cells with the colours that they should have, from the columns themselves. */
function cellsOf(kernel: WasmKernel, { shown }: Look): Cell[] {
  const { exports } = kernel.room;
  const columns = readColumns(kernel.room, undefined, 1, 1);
  const found: Cell[] = [];
  let at = 0;
  for (let tile = 0; tile < exports.tiles(); tile++) {
    for (let site = 0; site < exports.tileCountAt(tile); site++, at++) {
      const genotype = columns.genotypes.get(columns.phenotype[at]!)!;
      const clone = columns.clone[at]!;
      const onRamp = (value: number, over: typeof range) =>
        Math.min(255, Math.floor(256 * placeOf(Math.fround(value), over)));
      const index =
        shown.by === 'class'
          ? CLASS_NAMES.indexOf(className(genotype))
          : shown.by === 'clone'
            ? Math.imul(clone, 0x9e3779b1) >>> 24
            : shown.by === 'birth'
              ? onRamp(kernel.clonesSince(clone, 1)[0]!.birthStep, shown.range)
              : shown.by === 'amount'
                ? onRamp(columns.amounts[0]![at]!, shown.range)
                : genotype.pumpCopies === 0
                  ? 0
                  : Math.floor(Math.log2(genotype.pumpCopies)) + 1;
      const colour = colours[index]!;
      found.push({ tile, site, colour: shown.by === 'class' ? shadeOf(colour, clone) : colour });
    }
  }
  return found;
}

/** The first clone has the colour itself. */
function shadeOf(colour: number, clone: number): number {
  const share = 256 - (((Math.imul(clone, 0x9e3779b1) >>> 24) * DARKEST) >> 8);
  const byte = (at: number) => (((colour >>> at) & 255) * share) >> 8;
  return (byte(0) | (byte(8) << 8) | (byte(16) << 16) | (colour & 0xff000000)) >>> 0;
}

function drawn(painter: DishPainter, of: Look, part: DishPart): Uint32Array {
  const pixels = new Uint8Array(4 * part.width * part.height).fill(7);
  painter.draw(of, part, pixels);
  return new Uint32Array(pixels.buffer);
}

/** All of a dish of so many tiles. */
function whole(tiles: number, shift: number): DishPart {
  const far = 64 * Math.ceil((new DishMap().radius(1, tiles) + 80) / 64);
  return { u: -far, v: -far, width: (2 * far) >> shift, height: (2 * far) >> shift, shift };
}

const taken = (pixels: Uint32Array) => pixels.reduce((sum, pixel) => sum + Number(pixel !== 0), 0);

describe('places', () => {
  it('of a tile are each of its sites once, so that tiles fill the plane without gap or overlap', () => {
    const sites = new Set<number>();
    const places = sharedPlaces();
    for (let cell = 0; cell < CELLS; cell++) {
      sites.add(siteInTile(places[2 * cell]!, places[2 * cell + 1]!));
    }
    expect(sites.size).toBe(CELLS);
  });

  it('of a tile alone are a disc that grows from its middle', () => {
    const places = lonePlaces();
    const seen = new Set<string>();
    for (let cell = 0; cell < CELLS; cell++) {
      const [x, y] = [places[2 * cell]!, places[2 * cell + 1]!];
      seen.add(`${x},${y}`);
      expect(Math.abs(Math.hypot(x, y) - Math.sqrt((cell + 0.5) / Math.PI))).toBeLessThan(1.6);
    }
    expect(seen.size).toBe(CELLS);
  });

  it('in order leave no voids: any number of the first lie more evenly than by chance', () => {
    const order = blueNoise();
    expect(new Set(order).size).toBe(CELLS);
    for (const count of [16, 51, 102, 256, 512]) {
      const sites = [...order.subarray(0, count)].map((site) => [site % EDGE, Math.floor(site / EDGE)]);
      const nearest = sites.map(([x = 0, y = 0], index) =>
        Math.min(
          ...sites.flatMap(([a = 0, b = 0], other) =>
            other === index
              ? []
              : [-1, 0, 1].flatMap((j) =>
                  [-2, -1, 0, 1, 2].map((i) =>
                    Math.hypot(x - a + EDGE * i + (EDGE / 2) * j, y - b + EDGE * j),
                  ),
                ),
          ),
        ),
      );
      const mean = nearest.reduce((sum, far) => sum + far, 0) / count;
      // Of points strewn by chance it is half the distance that each has to itself (Clark and Evans 1954).
      expect(mean, `${count} cells`).toBeGreaterThan(1.4 * 0.5 * Math.sqrt(CELLS / count));
    }
  });

  it('of tiles go outwards, and are the same however many there are', () => {
    const [few, many] = [tileOrder(300), tileOrder(5000)];
    expect([...few]).toEqual([...many.subarray(0, 600)]);
    const far = Array.from(
      { length: 5000 },
      (_, k) => (16 * many[2 * k]!) ** 2 + (32 * many[2 * k + 1]!) ** 2,
    );
    expect(far).toEqual(far.toSorted((a, b) => a - b));
    expect(far[0]).toBe(0);
    expect(Math.abs(Math.sqrt(far[4999]!) - Math.sqrt((5000 * CELLS) / Math.PI))).toBeLessThan(40);
  });
});

describe('tiles that have become much emptier than most', () => {
  /** Tiles from the middle outwards, as they are placed now. */
  const outwards = (map: DishMap, tiles: number) => {
    const middle = (middles: Int16Array, at: number) => middles.subarray(2 * at, 2 * at + 2).join();
    const ranks = new Map(Array.from({ length: tiles }, (_, rank) => [middle(tileOrder(tiles), rank), rank]));
    const order = new Array<number>(tiles);
    for (let tile = 0; tile < tiles; tile++) order[ranks.get(middle(map.middles(tiles), tile))!] = tile;
    return order;
  };
  const counts = Uint16Array.from({ length: 300 }, (_, tile) => (tile < 40 ? tile % 3 : 900 + (tile % 100)));

  it('lie outside; others stay, and so does all when nothing has changed', () => {
    const map = new DishMap();
    map.settle(counts);
    const order = outwards(map, 300);
    expect(order.slice(260).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, tile) => tile));
    const moved = order.filter((tile, rank) => tile !== rank);
    expect(moved.length).toBe(80);
    const before = [...map.middles(300)];
    map.settle(counts);
    expect([...map.middles(300)]).toEqual(before);
    expect(map.radius(1, 300)).toBeLessThan(new DishMap().radius(1, 300));
    expect(map.radius(1, 300)).toBe(new DishMap().radius(1, 260));
  });

  it('and every place is found again, also when there are more tiles or fewer', () => {
    const map = new DishMap();
    map.settle(counts);
    for (const tiles of [300, 700, 200, 35, 300]) {
      const middles = map.middles(tiles).slice(0, 2 * tiles);
      const apart = new Set(
        Array.from({ length: tiles }, (_, tile) => middles.subarray(2 * tile, 2 * tile + 2).join()),
      );
      expect(apart.size).toBe(tiles);
      for (let tile = 0; tile < tiles; tile += 7) {
        const [x, y] = map.placeOf(tile, 5, tiles);
        expect(map.find(x, y, tiles)).toEqual({ tile, site: 5 });
      }
    }
  });
});

describe.each(VARIANTS)('%s', (variant) => {
  it.each(PALETTES)('draws each cell by its %s at its own place, and nothing else', async (_, shown) => {
    const kernel = await grown(variant);
    const painter = new DishPainter(kernel);
    const { map } = painter;
    const of = look(shown);
    const part = whole(painter.tiles, 0);
    const pixels = drawn(painter, of, part);
    const cells = cellsOf(kernel, of);
    expect(cells.length).toBe(kernel.cells);
    expect(painter.tiles).toBeGreaterThan(5);
    expect(taken(pixels)).toBe(kernel.cells);
    for (const { tile, site, colour } of cells) {
      const [x, y] = map.placeOf(tile, site, painter.tiles);
      expect(pixels[x - part.u + part.width * (y - part.v)]).toBe(colour);
    }
  });

  it('draws the mean of four cells where a pixel is more than one', async () => {
    const kernel = await grown(variant);
    const painter = new DishPainter(kernel);
    const { map } = painter;
    const of = look({ by: 'class' });
    const cells = new Map(cellsOf(kernel, of).map(({ tile, site, colour }) => [tile * CELLS + site, colour]));
    for (let shift = 1; shift <= MOST_DISH_SHIFT; shift++) {
      const part = whole(painter.tiles, shift);
      const sums = new Float64Array(4 * part.width * part.height);
      const middles = map.middles(painter.tiles);
      const words = sampled(sharedPlaces(), shift);
      expect(words.length).toBe(CELLS / 4 ** (shift - 1));
      for (let tile = 0; tile < painter.tiles; tile++) {
        for (const word of words) {
          const colour = cells.get(tile * CELLS + (word & 0xffff)) ?? 0;
          const [dx, dy] = [(word << 8) >> 24, word >> 24];
          const x = (16 * middles[2 * tile]! - part.u) / 2 ** shift + dx;
          const y = (32 * middles[2 * tile + 1]! - part.v) / 2 ** shift + dy;
          for (let byte = 0; byte < 4; byte++) {
            const at = 4 * (x + part.width * y) + byte;
            sums[at] = sums[at]! + ((colour >>> (8 * byte)) & 255) / 4;
          }
        }
      }
      const pixels = new Uint8Array(drawn(painter, of, part).buffer);
      const worst = sums.reduce((most, sum, at) => Math.max(most, Math.abs(sum - pixels[at]!)), 0);
      expect(worst).toBeLessThanOrEqual(3);
      // What is drawn is as much as there is, but for what a sample leaves open.
      const alphas = pixels.reduce((sum, value, at) => sum + (at % 4 === 3 ? value : 0), 0);
      expect((alphas / 255) * 4 ** shift).toBeGreaterThan(0.9 * kernel.cells);
      expect((alphas / 255) * 4 ** shift).toBeLessThan(1.1 * kernel.cells);
    }
  });
});

describe('a dish', () => {
  it('in part is a part of the whole, at every scale and across strips', async () => {
    const kernel = await grown('simd');
    const painter = new DishPainter(kernel);
    const of = look({ by: 'copies', target: -1 });
    for (let shift = 0; shift <= MOST_DISH_SHIFT; shift++) {
      const all = whole(painter.tiles, shift);
      const pixels = drawn(painter, of, all);
      const unit = 2 ** shift;
      // Wide enough that it is drawn in several strips.
      const wide = { u: all.u - 700 * unit, v: all.v, width: all.width + 1400, height: all.height, shift };
      const inner = { u: all.u + 5 * unit, v: all.v + 3 * unit, width: 7, height: 6, shift };
      for (const part of [wide, inner]) {
        const own = drawn(painter, of, part);
        for (let row = 0; row < part.height; row++) {
          for (let column = 0; column < part.width; column++) {
            const [x, y] = [column + (part.u - all.u) / unit, row + (part.v - all.v) / unit];
            const inside = x >= 0 && y >= 0 && x < all.width && y < all.height;
            const expected = inside ? pixels[x + all.width * y] : 0;
            if (own[column + part.width * row] !== expected) expect.fail(`shift ${shift}: ${column}, ${row}`);
          }
        }
      }
    }
  });

  it('of cells that have all died is empty', async () => {
    const kernel = await createCompiled('simd');
    kernel.start({ ...plainModel({}), founders: founders(0) }, 1);
    expect(kernel.cells).toBe(0);
    const part = { u: -3, v: -3, width: 7, height: 7, shift: 0 };
    expect(taken(drawn(new DishPainter(kernel), look({ by: 'class' }), part))).toBe(0);
  });

  it('of a single cell shows it in the middle', async () => {
    const kernel = await createCompiled('simd');
    kernel.start({ ...plainModel({}), founders: founders(1) }, 1);
    const painter = new DishPainter(kernel);
    const pixels = drawn(painter, look({ by: 'class' }), { u: -3, v: -3, width: 7, height: 7, shift: 0 });
    expect([...pixels].map((pixel, at) => (pixel === 0 ? -1 : at)).filter((at) => at >= 0)).toEqual([24]);
  });

  it('has under every place the cell that is drawn there, and elsewhere none', async () => {
    const kernel = await grown('simd');
    const painter = new DishPainter(kernel);
    const { map } = painter;
    const inspector = new Inspector(kernel, model());
    const part = whole(painter.tiles, 0);
    const pixels = drawn(painter, look({ by: 'class' }), part);
    let cells = 0;
    for (let y = 0; y < part.height; y++) {
      for (let x = 0; x < part.width; x++) {
        const at = [x + part.u, y + part.v, 0] as const;
        const place = inspector.placeAt(at);
        if ((place !== null) !== (pixels[x + part.width * y] !== 0)) expect.fail(`${at}`);
        if (place === null) continue;
        cells++;
        expect(map.placeOf(place.tile, place.site, painter.tiles)).toEqual([at[0], at[1]]);
      }
    }
    expect(cells).toBe(kernel.cells);
  });

  it.each([1, 2, 3, 4, 5, 6])('changes nothing in a run: randomised model %i', async (seed) => {
    const [seen, unseen] = [await createCompiled('simd'), await createCompiled('simd')];
    const randomised = randomModel(seed);
    const environment = randomEnvironment(seed, 120);
    seen.start(randomised, seed);
    unseen.start(randomised, seed);
    const painter = new DishPainter(seen);
    for (let step = 0; step < 120; step += 20) {
      const rows = environment.subarray(step * 8, (step + 20) * 8);
      seen.advance(rows, Infinity);
      unseen.advance(rows, Infinity);
      const before = seen.hash();
      for (const [, shown] of PALETTES) {
        for (const shift of [0, 2]) drawn(painter, look(shown), whole(painter.tiles, shift));
      }
      expect(seen.hash()).toBe(before);
    }
    expect(seen.hash()).toBe(unseen.hash());
  });
});
