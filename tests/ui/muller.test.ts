/** Bands of nested clones, over random trees; the neutral line; shades; the lines that live. */
import { describe, expect, it } from 'vitest';
import { Dice } from '../../bench/fuzz/dice';
import { type Bands, bandAt, bandsOf, heightAt, type Tree } from '../../src/ui/clones/layout';
import { frequencyAt, neutralLine } from '../../src/ui/clones/neutral';

interface Made extends Tree {
  parents: number[];
  cells: number[][];
}

function randomTree(dice: Dice): Made {
  const below = (limit: number) => Math.floor(limit * dice.next());
  const [count, times] = [1 + below(30), 1 + below(20)];
  const size = () => (dice.next() < 0.3 ? 0 : Math.floor(dice.decades(1, 1e9)));
  return {
    parents: Array.from({ length: count }, (_, clone) => (dice.next() < 0.1 ? -1 : below(clone + 1) - 1)),
    cells: Array.from({ length: count }, () => Array.from({ length: times }, size)),
    times,
  };
}

const trees = () => {
  const dice = new Dice(11);
  return Array.from({ length: 100 }, () => randomTree(dice));
};

/** Cells of a clone with all that came from it, by recursion. */
const clade = (tree: Made, clone: number, at: number): number =>
  (tree.cells[clone]?.[at] ?? 0) +
  tree.parents.reduce((sum, parent, child) => sum + (parent === clone ? clade(tree, child, at) : 0), 0);

const edges = ({ lower, upper }: Bands, clone: number, at: number) =>
  [lower[clone]?.[at], upper[clone]?.[at]] as [number, number];

describe('bands', () => {
  it('are as wide as a clone and all that came from it, and all together as wide as all cells', () => {
    for (const tree of trees()) {
      const bands = bandsOf(tree);
      for (let at = 0; at < tree.times; at++) {
        const all = tree.cells.reduce((sum, cells) => sum + (cells[at] ?? 0), 0);
        expect(bands.all[at]).toBe(all);
        for (const clone of tree.parents.keys()) {
          const [low, high] = edges(bands, clone, at);
          expect(high - low).toBe(clade(tree, clone, at));
        }
      }
    }
  });

  it('lie within that of their parent, and beside those of its other children', () => {
    let nested = 0;
    for (const tree of trees()) {
      const bands = bandsOf(tree);
      for (let at = 0; at < tree.times; at++) {
        for (const [clone, parent] of tree.parents.entries()) {
          const [low, high] = edges(bands, clone, at);
          const [bottom, top] = parent < 0 ? [0, bands.all[at] as number] : edges(bands, parent, at);
          expect(low).toBeGreaterThanOrEqual(bottom);
          expect(high).toBeLessThanOrEqual(top);
          nested++;
          for (const [other, its] of tree.parents.entries()) {
            if (its !== parent || other <= clone) continue;
            expect(edges(bands, other, at)[0]).toBeGreaterThanOrEqual(high);
          }
        }
      }
    }
    expect(nested).toBeGreaterThan(5000);
  });

  it('stay where they were when a clone comes later', () => {
    const dice = new Dice(12);
    for (const tree of trees()) {
      const parent = Math.floor(tree.parents.length * dice.next());
      const before = bandsOf(tree);
      const after = bandsOf({
        parents: [...tree.parents, parent],
        cells: [...tree.cells, Array<number>(tree.times).fill(0)],
        times: tree.times,
      });
      expect(after.lower.slice(0, -1)).toEqual(before.lower);
      expect(after.upper.slice(0, -1)).toEqual(before.upper);
    }
  });

  it('of a run cut short are those of the whole run until then', () => {
    for (const tree of trees()) {
      const until = Math.ceil(tree.times / 2);
      const cut = bandsOf({ ...tree, cells: tree.cells.map((cells) => cells.slice(0, until)), times: until });
      expect(cut.upper).toEqual(bandsOf(tree).upper.map((column) => column.slice(0, until)));
    }
  });

  it('refuse a clone before its parent', () => {
    const wrong = { parents: [1, -1], cells: [[1], [1]], times: 1 };
    expect(() => bandsOf(wrong)).toThrow('clone 0 comes before its parent, 1.');
  });
});

describe('heights', () => {
  it.each(['share', 'cells', 'log'] as const)('of %s keep the order of edges', (height) => {
    const at = [0, 1, 250, 999, 1000].map((cells) => heightAt(height, cells, 1000));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(new Set(at).size).toBe(5);
  });

  it('fill the share, and lie about the middle in cells and decades', () => {
    expect([heightAt('share', 0, 40), heightAt('share', 40, 40), heightAt('share', 0, 0)]).toEqual([0, 1, 0]);
    expect([heightAt('cells', 0, 40), heightAt('cells', 40, 40)]).toEqual([-20, 20]);
    expect(heightAt('log', 999, 999) - heightAt('log', 0, 999)).toBeCloseTo(3, 12);
    expect(heightAt('log', 0, 0)).toBeCloseTo(0, 12);
  });
});

describe('a click on a band', () => {
  // A founder of 10 cells, half of its own below what came from it: 4 of a clone with 2 of another in their middle.
  const bands = bandsOf({
    parents: [-1, 0, 1],
    cells: [
      [4, 10],
      [4, 0],
      [2, 0],
    ],
    times: 2,
  });

  it.each(['share', 'cells', 'log'] as const)('in %s finds the innermost clone there', (of) => {
    const at = (cells: number) => bandAt(bands, of, 0, heightAt(of, cells, 10));
    expect([0, 1.9, 2.1, 3.9, 4.1, 5.9, 6.1, 7.9, 8.1, 9.9].map(at)).toEqual([
      ...[0, 0, 1, 1, 2, 2, 1, 1, 0, 0],
    ]);
    expect(at(10.1)).toBe(-1);
    expect(at(-0.1)).toBe(-1);
    // At the other time but the founder is gone.
    expect(bandAt(bands, of, 1, heightAt(of, 5, 10))).toBe(0);
  });
});

describe('the neutral line', () => {
  it('is what it is made from, where that is neutral', () => {
    const found = Float64Array.from({ length: 40 }, (_, bin) => (bin < 20 ? 3 * 2 ** bin : 0));
    const line = neutralLine(found, 1e7);
    for (let bin = 1; bin <= (line?.last ?? 0); bin++)
      expect(line?.expected[bin]).toBeCloseTo(found[bin] as number, 6);
    expect(line?.last).toBe(18);
  });

  it('doubles as frequencies halve, and has as many alterations as were found in its bins', () => {
    const found = Float64Array.from([0, 4, 9, 3, 40, 7, 100, 3, 9, 9, 9, 9]);
    const { expected, first, last } = neutralLine(found, 4000)!;
    const between = (values: ArrayLike<number>) =>
      Array.from(values)
        .slice(first, last + 1)
        .reduce((sum, value) => sum + value, 0);
    expect(between(expected)).toBeCloseTo(between(found), 9);
    expect((expected[5] as number) / (expected[4] as number)).toBe(2);
    expect(frequencyAt(4) / frequencyAt(5)).toBe(2);
    expect(frequencyAt(0)).toBe(0.5);
  });

  it('is not drawn by a handful of alterations', () => {
    expect(neutralLine([0, 9, 6, 4, 0, 0, 0, 0, 0, 0], 1e6)).toBeNull();
    expect(neutralLine([0, 9, 7, 4, 0, 0, 0, 0, 0, 0], 1e6)).not.toBeNull();
    expect(neutralLine([0, 9, 9, 9], 12)).toBeNull();
  });
});
