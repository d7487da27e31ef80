/** Every pixel of small tissues against what the columns in memory say, in every palette and build. */
import { describe, expect, it } from 'vitest';
import { createCompiled } from '../../../src/kernel/compiled';
import { CLASS_NAMES, type FounderModel, type Genotype, type KernelModel } from '../../../src/kernel/model';
import { className, wildType } from '../../../src/kernel/numbers/genotype';
import { Painter } from '../../../src/kernel/read/drawing';
import { type Look, type Part, placeOf, type Range, type Shown } from '../../../src/kernel/read/ramp';
import type { WasmKernel } from '../../../src/kernel/wasmKernel';
import { AMOUNT, LINEAGE } from '../../kit/cells';
import { founders, plainDrug, plainModel, plainTarget, surroundings } from '../../kit/statistics';

const PLANE: [number, number] = [70, 41];
const VOLUME: [number, number, number] = [20, 18, 11];
const VARIANTS = ['simd', 'scalar', 'debug'] as const;
const VACANT = 0;
const DEBRIS = 1;

const genotype = (changes: Partial<Genotype>): Genotype => ({ ...wildType(), ...changes });
const KINDS: Genotype[] = [
  wildType(),
  genotype({ pumpCopies: 1 }),
  genotype({ pumpCopies: 9 }),
  genotype({ copies: [5, 1, 1, 1] }),
  genotype({ alleles: [1, 0, 0, 0] }),
  genotype({ pumpCopies: 3, carrierLoss: 1 }),
  genotype({ normal: true }),
];

/** Every site of three rows in four, a kind after the other; the second half is founded some steps later. */
function model(size: [number, number] | [number, number, number]): KernelModel {
  return plainModel({
    expressionCv: 0.3,
    pumpPerCopy: 1,
    drugs: [plainDrug({ pumpVmax: 0.3 })],
    targets: [plainTarget({ variantWeights: [1], alleleFitness: [1, 1] })],
    founders: founders(0),
    tissue: {
      size,
      neighbours: 'moore',
      reach: 0,
      siteMicrometres: 20,
      coarsening: 1,
      drugFields: [],
      oxygen: null,
      quiescentKill: [1],
      clearancePerHour: 0,
      normal: { divisionPerHour: 0, deathPerHour: 0, kill: 0 },
      volumeRatio: 1,
      vessels: [],
      vesselDynamics: { lossPerHour: 0, gainPerHour: 0, crowdedFrom: 2, crowdedWithin: 1 },
    },
  });
}

function settlers(size: readonly number[]): FounderModel[] {
  const [x = 1, y = 1, z = 1] = size;
  const sites: number[][] = KINDS.map(() => []);
  for (let site = 0; site < x * y * z; site++) {
    const row = Math.floor(site / x);
    if (row % 4 !== 3 && (site * 7919) % 11 !== 0) sites[(site * 31 + row) % KINDS.length]?.push(site);
  }
  return KINDS.map((kind, index) => ({
    count: sites[index]?.length ?? 0,
    genotype: kind,
    sites: Uint32Array.from(sites[index] ?? []),
  }));
}

async function settled(
  variant: (typeof VARIANTS)[number],
  size: [number, number] | [number, number, number],
): Promise<WasmKernel> {
  const kernel = await createCompiled(variant, { tissue: true });
  const [first, ...later] = settlers(size) as [FounderModel, ...FounderModel[]];
  kernel.start({ ...model(size), founders: [first] }, 1);
  for (const each of later) {
    kernel.found(each);
    kernel.advance(surroundings(3, { outside: [0.7] }), Infinity);
  }
  return kernel;
}

const range: Range = { low: 0, high: 0.6, logarithmic: false };
const colours = Uint32Array.from(
  { length: 256 },
  (_, i) => (0xff000000 | (i << 16) | ((255 - i) << 3)) >>> 0,
);
let made = 0;
const look = (shown: Shown): Look => ({
  id: ++made,
  shown,
  colours,
  normal: 0xff102030,
  debris: 0xff332211,
});

const PALETTES: [string, Shown][] = [
  ['class', { by: 'class' }],
  ['variants and copies', { by: 'subclass', variants: [1] }],
  ['clone', { by: 'clone' }],
  ['age of clone', { by: 'birth', range: { low: 0, high: 20, logarithmic: false } }],
  ['drug', { by: 'amount', drug: 0, range }],
  ['drug, logarithmic', { by: 'amount', drug: 0, range: { low: 0.01, high: 1, logarithmic: true } }],
  ['copies of MDR1', { by: 'copies', target: -1 }],
  ['copies of a target', { by: 'copies', target: 0 }],
  [
    'a field that there is none of',
    { by: 'field', field: 0, range: { low: -1, high: 1, logarithmic: false } },
  ],
];

/** Where a site's columns lie, by the sizes of tiles alone. */
function place(kernel: WasmKernel, size: readonly number[], site: readonly [number, number, number]) {
  const edges = size.length === 2 ? [32, 32, 1] : [16, 8, 8];
  const tiles = edges.map((edge, axis) => Math.ceil((size[axis] ?? 1) / edge));
  const [tile, inTile] = [0, 1, 2].reduceRight<[number, number]>(
    ([outer, inner], axis) => {
      const edge = edges[axis]!;
      const at = site[axis]!;
      return [outer * tiles[axis]! + Math.floor(at / edge), inner * edge + (at % edge)];
    },
    [0, 0],
  );
  return { address: kernel.room.exports.tileAddressAt(tile) >>> 0, inTile };
}

function columns(kernel: WasmKernel, size: readonly number[], site: readonly [number, number, number]) {
  const { address, inTile } = place(kernel, size, site);
  if (address === 0) return { phenotype: VACANT, lineage: 0, amount: 0 };
  const view = new DataView(kernel.room.memory.buffer);
  return {
    phenotype: view.getUint16(address + 2 * inTile, true),
    lineage: view.getUint32(address + LINEAGE + 4 * inTile, true),
    amount: view.getFloat32(address + AMOUNT + 4 * inTile, true),
  };
}

const rung = (value: number, over: Range) => Math.min(255, Math.floor(256 * placeOf(value, over)));

/** Classes come first, then the pump's seven rungs, the target's six, and its one variant. */
function partOrClass(own: Genotype): number {
  const name = className(own);
  const first = CLASS_NAMES.length;
  if (name === 'pump') return first + Math.min(6, Math.floor(Math.log2(own.pumpCopies)));
  if (name === 'amplified') return first + 7 + Math.min(6, Math.floor(Math.log2(own.copies[0] ?? 1))) - 1;
  return name === 'altered' ? first + 7 + 6 : CLASS_NAMES.indexOf(name);
}

function expected(
  kernel: WasmKernel,
  size: readonly number[],
  site: readonly [number, number, number],
  { shown, normal, debris }: Look,
): number {
  const { phenotype, lineage, amount } = columns(kernel, size, site);
  if (phenotype === VACANT) return 0;
  if (phenotype === DEBRIS) return debris;
  const [clone] = kernel.clonesSince(lineage, 1);
  const own = clone?.genotype ?? wildType();
  if (own.normal) return normal;
  const copies = shown.by === 'copies' ? (shown.target < 0 ? own.pumpCopies : (own.copies[0] ?? 1)) : 0;
  const doublings = Math.floor(Math.log2(copies));
  switch (shown.by) {
    case 'class':
      return colours[CLASS_NAMES.indexOf(className(own))]!;
    case 'subclass':
      return colours[partOrClass(own)]!;
    case 'copies':
      return colours[shown.target < 0 ? (copies === 0 ? 0 : doublings + 1) : doublings]!;
    case 'clone':
      return colours[Math.imul(lineage, 0x9e3779b1) >>> 24]!;
    case 'birth':
      return colours[rung(clone?.birthStep ?? 0, shown.range)]!;
    case 'amount':
      return colours[rung(amount, shown.range)]!;
    default:
      return colours[rung(0, shown.range)]!;
  }
}

const AXES = [
  [1, 2],
  [0, 2],
  [0, 1],
] as const;

function siteAt({ axis, u, v, w, shift }: Part, i: number, j: number, k = 0): [number, number, number] {
  const site: [number, number, number] = [0, 0, 0];
  site[axis] = w + k;
  site[AXES[axis][0]] = u + i * 2 ** shift;
  site[AXES[axis][1]] = v + j * 2 ** shift;
  return site;
}

function drawn(kernel: WasmKernel, own: Look, part: Part): Uint32Array {
  const pixels = new Uint32Array(part.width * part.height * part.depth);
  new Painter(kernel).draw(own, part, new Uint8Array(pixels.buffer));
  return pixels;
}

const whole = (size: readonly number[], axis: 0 | 1 | 2, w: number): Part => {
  const [u, v] = AXES[axis];
  return { axis, u: 0, v: 0, w, width: size[u] ?? 1, height: size[v] ?? 1, depth: 1, shift: 0 };
};

describe.each(VARIANTS)('%s draws', async (variant) => {
  const flat = await settled(variant, PLANE);
  const deep = await settled(variant, VOLUME);

  it.each(PALETTES)('a plane by %s', (_, shown) => {
    const own = look(shown);
    const part = whole(PLANE, 2, 0);
    const pixels = drawn(flat, own, part);
    const wanted = pixels.map((_, at) =>
      expected(flat, PLANE, siteAt(part, at % part.width, Math.floor(at / part.width)), own),
    );
    expect(pixels).toEqual(wanted);
    expect(new Set(pixels).size).toBeGreaterThan(shown.by === 'field' ? 2 : 3);
  });

  it.each([0, 1, 2] as const)('slices of a volume across axis %i', (axis) => {
    const own = look(PALETTES[4]?.[1] ?? { by: 'class' });
    for (const w of [0, 5, VOLUME[axis] - 1]) {
      const part = whole(VOLUME, axis, w);
      const pixels = drawn(deep, own, part);
      const wanted = pixels.map((_, at) =>
        expected(deep, VOLUME, siteAt(part, at % part.width, Math.floor(at / part.width)), own),
      );
      expect(pixels).toEqual(wanted);
    }
  });

  it('a part that begins and ends within tiles', () => {
    const own = look({ by: 'amount', drug: 0, range });
    const part: Part = { axis: 2, u: 13, v: 9, w: 0, width: 41, height: 30, depth: 1, shift: 0 };
    const pixels = drawn(flat, own, part);
    const wanted = pixels.map((_, at) =>
      expected(flat, PLANE, siteAt(part, at % part.width, Math.floor(at / part.width)), own),
    );
    expect(pixels).toEqual(wanted);
  });

  it.each([1, 2, 3])('a plane reduced by 2^%i: the mean of four sites of each square', (shift) => {
    const own = look({ by: 'class' });
    const [width, height] = PLANE.map((sites) => Math.ceil(sites / 2 ** shift)) as [number, number];
    const part: Part = { ...whole(PLANE, 2, 0), width, height, shift };
    const half = 2 ** (shift - 1);
    const pixels = drawn(flat, own, part);
    pixels.forEach((pixel, at) => {
      const [x, y] = siteAt(part, at % width, Math.floor(at / width));
      const four = [
        [0, 0],
        [half, 0],
        [0, half],
        [half, half],
      ].map(([dx = 0, dy = 0]) =>
        x + dx < PLANE[0] && y + dy < PLANE[1] ? expected(flat, PLANE, [x + dx, y + dy, 0], own) : 0,
      );
      expect(pixel).toBe(meanOf(four));
    });
  });

  it('a volume reduced to half: samples at both depths', () => {
    const own = look({ by: 'class' });
    const [width, height, depth] = VOLUME.map((sites) => Math.ceil(sites / 2)) as [number, number, number];
    const part: Part = { axis: 2, u: 0, v: 0, w: 0, width, height, depth, shift: 1 };
    const pixels = drawn(deep, own, part);
    pixels.forEach((pixel, at) => {
      const x = 2 * (at % width);
      const y = 2 * (Math.floor(at / width) % height);
      const z = 2 * Math.floor(at / (width * height));
      const four = (
        [
          [x, y, z],
          [x + 1, y, z],
          [x, y + 1, z + 1],
          [x + 1, y + 1, z + 1],
        ] as const
      ).map((site) =>
        site.every((place, axis) => place < VOLUME[axis]!) ? expected(deep, VOLUME, site, own) : 0,
      );
      expect(pixel).toBe(meanOf(four));
    });
  });

  it('phenotypes that appear after a look was first drawn', async () => {
    const kernel = await settled(variant, PLANE);
    const painter = new Painter(kernel);
    const own = look({ by: 'class' });
    const part = whole(PLANE, 2, 0);
    const pixels = new Uint32Array(part.width * part.height);
    painter.draw(own, part, new Uint8Array(pixels.buffer));
    const free = pixels.indexOf(0);
    const lost = genotype({ lost: [true, false, false, false] });
    kernel.found({ count: 1, genotype: lost, sites: Uint32Array.of(free) });
    painter.draw(own, part, new Uint8Array(pixels.buffer));
    expect(pixels[free]).toBe(colours[CLASS_NAMES.indexOf('lost')]);
  });
});

function meanOf(four: number[]): number {
  let mean = 0;
  for (const shift of [0, 8, 16, 24]) {
    const sum = four.reduce((all, colour) => all + ((colour >>> shift) & 255), 0);
    mean |= (sum >> 2) << shift;
  }
  return mean >>> 0;
}

it('drawing leaves the state as it is', async () => {
  const kernel = await settled('simd', PLANE);
  const before = kernel.hash();
  for (const [, shown] of PALETTES) drawn(kernel, look(shown), whole(PLANE, 2, 0));
  expect(kernel.hash()).toBe(before);
});

it('the plain build says that it cannot draw a tissue', async () => {
  const kernel = await createCompiled('simd');
  expect(() => new Painter(kernel)).toThrow(/draws no tissue/);
});
