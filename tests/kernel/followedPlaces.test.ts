/** Marks of a followed line lie on every one of its cells that a slice shows, and on no other. */
import { beforeAll, expect, it } from 'vitest';
import { followedPlaces } from '../../src/kernel/inspect/followedPlaces';
import { Inspector } from '../../src/kernel/inspect/inspector';
import { createKernel } from '../../src/kernel/kernel';
import type { Part } from '../../src/kernel/read/ramp';
import type { WasmKernel } from '../../src/kernel/wasmKernel';
import { randomEnvironment } from '../kit/randomised';
import { randomTissue } from '../kit/randomisedTissues';

let kernel: WasmKernel;
beforeAll(async () => {
  kernel = (await createKernel('simd', { tissue: true })) as WasmKernel;
});

const SIDES = [
  [1, 2],
  [0, 2],
  [0, 1],
] as const;

it.each([1, 2, 3, 4, 6])('randomised tissue %i: every slice, whole and in part, fine and coarse', (seed) => {
  const model = randomTissue(seed);
  const tissue = model.tissue!;
  const size = [...tissue.size, 1].slice(0, 3);
  kernel.start(model, seed);
  const environment = randomEnvironment(seed, 80);
  const inspector = new Inspector(kernel, model);
  const whole = (axis: 0 | 1 | 2, w: number, shift = 0): Part => {
    const [width, height] = SIDES[axis].map((side) => Math.ceil(size[side]! / 2 ** shift));
    return { axis, u: 0, v: 0, w, width: width!, height: height!, depth: 1, shift };
  };
  let most = 0;
  for (let step = 0; step < 80; step += 10) {
    // Of a line that has died out another takes the place.
    const place = inspector.followed(0).count === 0 ? inspector.choose(null, () => 0.4) : null;
    if (place !== null) inspector.follow(place);
    kernel.advance(environment.subarray(step * 8, (step + 10) * 8), Infinity);
    const followed = inspector.followed(1e6).places.map((place) => inspector.siteOf(place)!);
    most = Math.max(most, followed.length);
    let marked = 0;
    for (const axis of tissue.size.length === 2 ? [2 as const] : [0 as const, 1 as const, 2 as const]) {
      const [u, v] = SIDES[axis];
      for (let w = 0; w < size[axis]!; w++) {
        const expected = followed.filter((at) => at[axis] === w).map((at) => `${at[u]},${at[v]}`);
        const found = pairs(followedPlaces(kernel, tissue, whole(axis, w)));
        expect(found.toSorted()).toEqual(expected.toSorted());
        marked += found.length;
        const part = { ...whole(axis, w), u: 4, v: 2, width: 9, height: 11 };
        const inPart = expected.filter((at) => {
          const [x = 0, y = 0] = at.split(',').map(Number);
          return x >= 4 && x < 13 && y >= 2 && y < 13;
        });
        expect(pairs(followedPlaces(kernel, tissue, part)).toSorted()).toEqual(inPart.toSorted());
        // One of each square of four by four that holds any.
        const squares = (all: string[]) =>
          all.map((at) => String(at.split(',').map((place) => Number(place) >> 2)));
        const coarse = squares(pairs(followedPlaces(kernel, tissue, whole(axis, w, 2))));
        expect(coarse.toSorted()).toEqual([...new Set(squares(expected))].toSorted());
      }
    }
    expect(marked).toBe(followed.length * (tissue.size.length === 2 ? 1 : 3));
  }
  expect(most).toBeGreaterThan(0);
  inspector.unfollow();
  expect(followedPlaces(kernel, tissue, whole(2, 0))).toHaveLength(0);
});

const pairs = (places: Uint16Array): string[] =>
  Array.from({ length: places.length / 2 }, (_, i) => `${places[2 * i]},${places[2 * i + 1]}`);
