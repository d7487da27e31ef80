/** The tree of clones as columns: as every kernel keeps it, and what is left of it when the dead are taken out. */
import { describe, expect, it } from 'vitest';
import { Dice } from '../../bench/fuzz/dice';
import type { CompartmentKernel, Variant } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { type CloneColumns, cloneColumns } from '../../src/kernel/lineage/columns';
import { cladeCells, parentRows, pruned } from '../../src/kernel/lineage/prune';
import { CLASS_NAMES } from '../../src/kernel/model';
import { randomEnvironment, randomModel } from '../kit/randomised';

const VARIANTS: Variant[] = ['reference', 'scalar', 'simd', 'debug'];

describe('columns', async () => {
  const kernels = await Promise.all(VARIANTS.map((variant) => createKernel(variant)));
  const grown = (kernel: CompartmentKernel, seed: number) => {
    kernel.start(randomModel(seed), seed);
    kernel.advance(randomEnvironment(seed, 300), Infinity);
    return kernel.cloneColumns();
  };

  it.each([1, 2, 3, 4, 5])(
    'of model %i are the same from every kernel, and say what single records say',
    (seed) => {
      const [clones, ...others] = kernels.map((kernel) => grown(kernel, seed)) as [CloneColumns];
      for (const each of others) expect(each).toEqual(clones);
      const [kernel] = kernels as [CompartmentKernel];
      const records = kernel.clonesSince(0, clones.count);
      expect(records).toHaveLength(clones.count);
      expect(clones.count).toBeGreaterThan(3);
      for (const { id, parent, birthStep, alteration, target, className } of records) {
        const { id: ids, parent: parents, birthStep: steps, alteration: kinds, target: targets } = clones;
        expect([ids[id], parents[id], steps[id], kinds[id], targets[id]]).toEqual([
          ...[id, parent, birthStep, alteration, target],
        ]);
        expect(CLASS_NAMES[clones.className[id] as number]).toBe(className);
      }
      for (const { id, cells } of kernel.largestClones(20)) expect(clones.cells[id]).toBe(cells);
    },
  );

  it('hold all cells, from any clone on, and leave the hash as it was', () => {
    for (const kernel of kernels) {
      const clones = grown(kernel, 7);
      const hash = kernel.hash();
      expect(clones.cells.reduce((sum, cells) => sum + cells, 0)).toBe(kernel.cells);
      expect(kernel.cloneCells()).toEqual(clones.cells);
      const later = kernel.cloneColumns(5);
      expect(later.count).toBe(clones.count - 5);
      expect(later.parent).toEqual(clones.parent.slice(5));
      expect(later.cells).toEqual(clones.cells.slice(5));
      expect(kernel.cloneColumns(clones.count).count).toBe(0);
      expect(kernel.hash()).toBe(hash);
    }
  });
});

/** A tree of this many clones, of which a share lives. */
function tree(count: number, alive: number, parentOf: (id: number) => number, seed = 1): CloneColumns {
  const dice = new Dice(seed);
  const clones = cloneColumns(count);
  for (let id = 0; id < count; id++) {
    clones.id[id] = id;
    clones.parent[id] = parentOf(id);
    clones.birthStep[id] = id;
    clones.cells[id] = dice.next() < alive ? 1 + Math.floor(5 * dice.next()) : 0;
  }
  return clones;
}

/** The same by recursion from the roots, as one would draw it. */
function kept(clones: CloneColumns, collapse: boolean): [id: number, parent: number][] {
  const children = (id: number) => [...clones.id].filter((each) => clones.parent[each] === id);
  const lives = (id: number): boolean => clones.cells[id] !== 0 || children(id).some(lives);
  const walk = (id: number, parent: number): [number, number][] => {
    const below = children(id).filter(lives);
    const stays = clones.cells[id] !== 0 || below.length > 1 || !collapse;
    const own: [number, number][] = stays ? [[id, parent]] : [];
    return [...own, ...below.flatMap((each) => walk(each, stays ? id : parent))];
  };
  return children(-1)
    .filter(lives)
    .flatMap((root) => walk(root, -1))
    .sort(([a], [b]) => a - b);
}

describe('pruning', () => {
  it.each([false, true])(
    'of 60 random trees, collapsed: %s, is what a walk from the roots finds',
    (collapse) => {
      for (let seed = 1; seed <= 60; seed++) {
        const dice = new Dice(100 + seed);
        const parentOf = (id: number) => (id < 3 ? -1 : Math.floor(id * dice.next()));
        const clones = tree(80, seed / 100, parentOf, seed);
        const left = pruned(clones, { collapse });
        expect([...left.id].map((id, row) => [id, left.parent[row]])).toEqual(kept(clones, collapse));
        for (const [row, id] of left.id.entries()) expect(left.cells[row]).toBe(clones.cells[id]);
        // What is left is a tree of its own, and loses nothing more.
        expect(pruned(left, { collapse })).toEqual(left);
        const all = [...clones.cells].reduce((sum, cells) => sum + cells, 0);
        const roots = [...left.parent.keys()].filter((row) => left.parent[row] === -1);
        const clades = cladeCells(left);
        expect(roots.reduce((sum, row) => sum + (clades[row] as number), 0)).toBe(all);
      }
    },
  );

  it('of a million clones, in one line or in a bush, takes a pass and no stack', () => {
    const million = 1_000_000;
    const line = tree(million, 0, (id) => id - 1);
    line.cells[million - 1] = 7;
    expect(pruned(line).count).toBe(million);
    const tip = pruned(line, { collapse: true });
    expect([...tip.id, ...tip.parent, ...tip.cells]).toEqual([million - 1, -1, 7]);
    const dice = new Dice(5);
    const bush = tree(million, 0.3, (id) => (id === 0 ? -1 : Math.floor(id * dice.next())));
    const began = performance.now();
    const left = pruned(bush, { collapse: true });
    // A slow machine may take ten times what this one does, 0.1 s; a quadratic pass would take hours.
    expect(performance.now() - began).toBeLessThan(20_000);
    const sum = (cells: Uint32Array) => cells.reduce((all, each) => all + each, 0);
    expect(sum(left.cells)).toBe(sum(bush.cells));
    expect(cladeCells(bush)[0]).toBe(sum(bush.cells));
  });

  it('of nothing is nothing, and a clone before its parent is refused', () => {
    expect(pruned(cloneColumns(0)).count).toBe(0);
    expect(pruned(tree(20, 0, (id) => id - 1)).count).toBe(0);
    const wrong = tree(3, 1, (id) => [-1, 2, 0][id] as number);
    expect(() => parentRows(wrong)).toThrow('clones: clone 1 stands before its parent, 2.');
  });
});
