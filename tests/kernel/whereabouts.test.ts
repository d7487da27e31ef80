/** Where cells of a tissue are, as a whole: against every cell looked at one by one. */
import { beforeAll, expect, it } from 'vitest';
import { Inspector } from '../../src/kernel/inspect/inspector';
import { createKernel } from '../../src/kernel/kernel';
import { Painter } from '../../src/kernel/read/drawing';
import type { WasmKernel } from '../../src/kernel/wasmKernel';
import { randomEnvironment } from '../kit/randomised';
import { plainTissue, randomTissue } from '../kit/randomisedTissues';

let kernel: WasmKernel;
beforeAll(async () => {
  kernel = (await createKernel('simd', { tissue: true })) as WasmKernel;
});

type Position = [number, number, number];

const apart = (a: Position, b: Position) => Math.hypot(...a.map((at, axis) => at - b[axis]!));

it.each([1, 2, 3, 4])('randomised tissue %i: its tumour, and each of its largest clones', (seed) => {
  const model = randomTissue(seed);
  const tissue = model.tissue!;
  const [width, height, depth = 1] = tissue.size;
  kernel.start(model, seed);
  const environment = randomEnvironment(seed, 60);
  kernel.advance(environment, Infinity);
  const inspector = new Inspector(kernel, model);
  const found: { at: Position; clone: number }[] = [];
  for (let site = 0; site < width * height * depth; site++) {
    const at: Position = [
      site % width,
      Math.floor(site / width) % height,
      Math.floor(site / (width * height)),
    ];
    const place = inspector.placeAt(at);
    const cell = place && inspector.look(place, environment.subarray(0, 8));
    if (cell && cell.genotype.normal !== true) found.push({ at, clone: cell.clone });
  }
  expect(found.length).toBe(kernel.cells);
  const openness = new Painter(kernel).vesselOpenness(tissue.vessels.length);
  const clones = kernel.largestClones(4).map(({ id }) => id);
  for (const clone of [null, ...clones]) {
    const cells = found.filter((cell) => clone === null || cell.clone === clone).map(({ at }) => at);
    const where = kernel.whereabouts(clone);
    if (cells.length === 0) {
      expect(where).toBeNull();
      continue;
    }
    const mean = [0, 1, 2].map(
      (axis) => cells.reduce((sum, at) => sum + at[axis]!, 0) / cells.length,
    ) as Position;
    const away = cells.map((at) => apart(at, mean)).sort((a, b) => a - b);
    const open = tissue.vessels.filter((_, index) => openness[index]! >= 0.5);
    const nearest = Math.min(...open.map(({ x, y, z }) => apart([x, y, z], mean)));
    expect(where!.cells).toBe(cells.length);
    expect(where!.fromMiddle).toBeCloseTo(
      20 * apart(mean, [(width - 1) / 2, (height - 1) / 2, (depth - 1) / 2]),
      6,
    );
    expect(where!.halfWithin).toBeCloseTo(20 * away[Math.ceil(cells.length / 2) - 1]!, 6);
    if (open.length === 0) expect(where!.fromVessel).toBeNull();
    else expect(where!.fromVessel).toBeCloseTo(20 * nearest, 6);
  }
});

it('no cell is nowhere, and cells without places have none', () => {
  const model = { ...randomTissue(1), founders: [] };
  kernel.start({ ...model, tissue: plainTissue([40, 40]) }, 1);
  expect(kernel.whereabouts(null)).toBeNull();
  const { tissue: _, ...mixed } = model;
  kernel.start(mixed, 1);
  expect(kernel.whereabouts(null)).toBeNull();
});
