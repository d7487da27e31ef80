/** A followed cell and its descendants are found wherever they go, and following changes nothing. */
import { describe, expect, it } from 'vitest';
import { Flag } from '../../assembly/memory/cell';
import { Dice } from '../../bench/fuzz/dice';
import { Inspector } from '../../src/kernel/inspect/inspector';
import { cladeCells } from '../../src/kernel/lineage/prune';
import { wildType } from '../../src/kernel/numbers/genotype';
import { bytesOf, Checkpoint, saveKernels } from '../../src/kernel/read/checkpoint';
import type { WasmKernel } from '../../src/kernel/wasmKernel';
import { FLAGS, type OpenKernel, openKernel, tiles } from '../kit/cells';
import { randomEnvironment, randomModel } from '../kit/randomised';
import { plainModel, surroundings } from '../kit/statistics';

describe('following', () => {
  const model = randomModel(8);
  const environment = randomEnvironment(8, 400);
  /** Blocks are views of one buffer: each is copied before the next is asked for. */
  function file(kernel: WasmKernel): Buffer {
    const blocks: Uint8Array[] = [];
    for (const block of saveKernels([{ kernel, model }], '')) blocks.push(block.slice());
    return Buffer.concat(blocks);
  }
  const row = (step: number) => environment.subarray(step * 8, step * 8 + 8);

  it.each(['simd', 'scalar', 'debug'] as const)(
    '%s: changes neither hash, checkpoint nor course',
    async (variant) => {
      const [plain, marked] = [await openKernel(variant), await openKernel(variant)];
      for (const { kernel } of [plain, marked]) kernel.start(model, 8);
      const inspector = new Inspector(marked.kernel, model);
      for (let step = 0; step < 200; step++) {
        if (step % 20 === 0) {
          const place = inspector.choose(null, () => (step % 7) / 7);
          if (place !== null) inspector.follow(place);
        }
        plain.kernel.advance(row(step), Infinity);
        marked.kernel.advance(row(step), Infinity);
        inspector.followed(10);
        if (step % 10 === 0) expect(marked.kernel.hash()).toBe(plain.kernel.hash());
      }
      inspector.unfollow();
      // A sixth of all, so that marked and unmarked cells share tiles.
      for (const [i, place] of allPlaces(marked).entries()) if (i % 6 === 0) markAt(marked, place);
      expect(inspector.followed(1).count).toBe(Math.ceil(marked.kernel.cells / 6));
      expect(marked.kernel.hash()).toBe(plain.kernel.hash());
      const saved = file(marked.kernel);
      expect(saved.equals(file(plain.kernel))).toBe(true);
      const again = await openKernel(variant);
      new Checkpoint(bytesOf(saved)).restore([{ kernel: again.kernel, model }]);
      expect(new Inspector(again.kernel, model).followed(1).count).toBe(0);
      expect(again.kernel.hash()).toBe(plain.kernel.hash());
      inspector.unfollow();
      expect(inspector.followed(1).count).toBe(0);
    },
  );

  it.each(['simd', 'scalar', 'debug'] as const)(
    '%s: finds the descendants of a cell and no other, wherever they move, and the cell itself',
    async (variant) => {
      const open = await openKernel(variant);
      const growing = plainModel({ divisionPerHour: 0.06, deathPerHour: 0.02, founders: [] });
      open.kernel.start(growing, 6);
      open.kernel.found({ count: 1500, genotype: wildType() });
      open.kernel.found({ count: 1, genotype: wildType() });
      const inspector = new Inspector(open.kernel, growing);
      inspector.follow({ tile: 1, site: 1500 - 1024 });
      let [most, longestLife] = [0, 0];
      for (let step = 0; step < 150; step++) {
        open.kernel.advance(surroundings(1), Infinity);
        if (step === 80) open.kernel.resect(0.7);
        const descendants = open.kernel.largestClones(2).find(({ id }) => id === 1)?.cells ?? 0;
        const { count, places, watched } = inspector.followed(100);
        expect(count).toBe(descendants);
        expect(places).toHaveLength(Math.min(100, count));
        for (const place of places) expect(inspector.look(place, surroundings(1))?.clone).toBe(1);
        expect(watchedIn(open)).toBe(watched === null ? 0 : 1);
        if (watched !== null) longestLife = step;
        most = Math.max(most, count);
      }
      expect(most).toBeGreaterThan(100);
      expect(longestLife).toBeGreaterThan(5);
      const [descendant] = inspector.followed(1).places;
      expect(descendant).toBeDefined();
      const before = inspector.followed(1).count;
      if (descendant !== undefined) inspector.watch(descendant);
      expect(inspector.followed(0)).toEqual({ count: before, places: [], watched: descendant });
      inspector.follow({ tile: 0, site: 0 });
      const first = { tile: 0, site: 0 };
      expect(inspector.followed(10)).toEqual({ count: 1, places: [first], watched: first });
    },
  );

  it.each(['simd', 'scalar', 'debug'] as const)(
    '%s: marks the cells of a clone and of all that came from it, and no other, and changes no hash',
    async (variant) => {
      const open = await openKernel(variant);
      open.kernel.start(model, 8);
      open.kernel.advance(environment.subarray(0, 8 * 100), Infinity);
      const { kernel } = open;
      const inspector = new Inspector(kernel, model);
      const hash = kernel.hash();
      const { parent, cells, count } = kernel.cloneColumns();
      const clades = cladeCells(kernel.cloneColumns());
      const isOf = (clone: number, of: number): boolean =>
        clone === of || (clone >= 0 && isOf(parent[clone]!, of));
      // Clones with cells of their own, clones with descendants alone, and clones that are gone.
      const some = [...Array(count).keys()].filter(
        (id) => id < 4 || clades[id]! > cells[id]! || id % 2 === 0,
      );
      const met = new Set<number>();
      for (const clone of some) {
        const dice = new Dice(clone);
        const lives = inspector.followClone(clone, () => dice.next());
        const { count: followed, places, watched } = inspector.followed(1e6);
        expect([clone, followed, lives]).toEqual([clone, clades[clone], clades[clone]! > 0]);
        for (const place of places) {
          expect(isOf(inspector.look(place, surroundings(1))!.clone, clone)).toBe(true);
        }
        expect(watched === null).toBe(!lives);
        expect(watchedIn(open)).toBe(lives ? 1 : 0);
        if (watched !== null) met.add(watched.tile * 1024 + watched.site);
      }
      expect(met.size).toBeGreaterThan(3);
      expect(some.filter((id) => clades[id] === 0).length).toBeGreaterThan(3);
      expect(kernel.hash()).toBe(hash);
    },
  );

  it('the cell itself is the mother at every division: without death it is there for good', async () => {
    const open = await openKernel('simd');
    const model = plainModel({ divisionPerHour: 0.2, founders: [{ count: 3, genotype: wildType() }] });
    open.kernel.start(model, 1);
    const inspector = new Inspector(open.kernel, model);
    inspector.follow({ tile: 0, site: 1 });
    open.kernel.advance(surroundings(50), Infinity);
    const { count, watched } = inspector.followed(1);
    expect(count).toBeGreaterThan(1000);
    expect(watched).toEqual({ tile: 0, site: 1 });
    expect(watchedIn(open)).toBe(1);
  });

  function watchedIn({ instance }: OpenKernel): number {
    return tiles(instance)
      .flatMap(({ address, count }) => [...new Uint8Array(instance.memory.buffer, address + FLAGS, count)])
      .filter((flags) => (flags & Flag.watched) !== 0).length;
  }

  function allPlaces({ instance }: OpenKernel) {
    return tiles(instance).flatMap(({ count }, tile) =>
      Array.from({ length: count }, (_, site) => ({ tile, site })),
    );
  }

  function markAt({ instance }: OpenKernel, { tile, site }: { tile: number; site: number }): void {
    const flags = new Uint8Array(instance.memory.buffer, tiles(instance)[tile]!.address + 7168, 1024);
    flags[site]! |= Flag.watched | Flag.followed;
  }
});
