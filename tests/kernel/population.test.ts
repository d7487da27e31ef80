/** A population in its tiles: dense after a crash, its memory used again, stops exact, and its hash sees every cell. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Alteration } from '../../src/kernel/model';
import { wildType } from '../../src/kernel/numbers/genotype';
import {
  AMOUNT,
  EXPRESSION,
  FLAGS,
  LINEAGE,
  type OpenKernel,
  openKernel,
  readCells,
  TILE,
  tiles,
} from '../kit/cells';
import { founders, growTo, plainDrug, plainModel, stepWithoutDrug, surroundings } from '../kit/statistics';

let open: OpenKernel;
beforeAll(async () => {
  open = await openKernel('simd');
});

describe('after a crash', () => {
  const model = plainModel({
    divisionPerHour: 0.1,
    drugs: [
      plainDrug({
        passivePerHour: 1000,
        killPerHour: 2,
        alleles: [{ kdFactor: 1, halfEffect: 0.01, hill: 4 }],
      }),
    ],
    alterations: [{ kind: Alteration.pumpGain, target: 0, probability: 0.01 }],
    founders: founders(1000),
  });

  it('the living move together, in as few tiles as twice their number needs', () => {
    open.kernel.start(model, 1);
    growTo(open.kernel, 300_000);
    const tilesBefore = open.instance.exports.tiles();
    const bytesBefore = open.kernel.bytes;
    open.kernel.advance(surroundings(2, { outside: [1] }), Infinity);
    const { cells } = open.kernel;
    expect(cells).toBeLessThan(20_000);
    const held = open.instance.exports.tiles();
    expect(held).toBeLessThan(tilesBefore / 5);
    expect(cells * 2).toBeGreaterThanOrEqual((held - 1) * TILE);
    const counts = tiles(open.instance).map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(cells);
    const largest = open.kernel.largestClones(4096);
    expect(largest.reduce((sum, clone) => sum + clone.cells, 0)).toBe(cells);
    // Growth after it takes the tiles given back.
    open.kernel.advance(surroundings(40), 250_000);
    expect(open.kernel.cells).toBeGreaterThan(200_000);
    expect(open.kernel.bytes).toBeLessThan(bytesBefore * 1.1);
  });

  it('extinction is reported, and cells can be founded again', () => {
    open.kernel.start({ ...model, divisionPerHour: 0 }, 2);
    expect(open.kernel.advance(surroundings(256, { outside: [10] }), Infinity).reason).toBe('extinct');
    expect(open.kernel.cells).toBe(0);
    expect(open.kernel.deaths).toBe(1000);
    open.kernel.found({ count: 77, genotype: wildType() });
    expect(open.kernel.cells).toBe(77);
    expect(open.kernel.advance(surroundings(3), Infinity)).toEqual({ steps: 3, reason: 'steps' });
  });
});

describe('stopping', () => {
  const model = plainModel({ divisionPerHour: 0.05, deathPerHour: 0.01, founders: founders(100) });

  it('stops before the first step that begins at or above the count, never later, never earlier', () => {
    open.kernel.start(model, 3);
    const course = [open.kernel.cells];
    for (let step = 0; step < 200; step++) {
      stepWithoutDrug(open.kernel, 1);
      course.push(open.kernel.cells);
    }
    for (const limit of [101, 500, 5000, course[120], course[120]! + 1]) {
      open.kernel.start(model, 3);
      const steps = growTo(open.kernel, limit!);
      expect(steps).toBe(course.findIndex((cells) => cells >= limit!));
      expect(open.kernel.cells).toBe(course[steps]);
      expect(open.kernel.advance(surroundings(5), limit!)).toEqual({ steps: 0, reason: 'cells' });
    }
  });

  it('cell-steps are the living at the start of every step', () => {
    open.kernel.start(model, 4);
    let sum = 0;
    for (let step = 0; step < 100; step++) {
      sum += open.kernel.cells;
      stepWithoutDrug(open.kernel, 1);
    }
    expect(open.kernel.cellSteps).toBe(sum);
  });
});

describe('the hash', () => {
  it('changes with any one column of any one cell, and comes back with it', () => {
    const { kernel, instance } = open;
    kernel.start(
      plainModel({ drugs: [plainDrug(), plainDrug()], divisionPerHour: 0.1, founders: founders(3000) }),
      5,
    );
    kernel.advance(surroundings(10, { outside: [1, 2] }), Infinity);
    const hash = kernel.hash();
    const seen = new Set([hash]);
    let changes = 0;
    for (const { address, count } of tiles(instance)) {
      for (const site of [0, 1, count >> 1, count - 1]) {
        for (const at of [
          2 * site,
          LINEAGE + 4 * site,
          EXPRESSION + site,
          FLAGS + site,
          AMOUNT + 4 * site,
          AMOUNT + 4 * TILE + 4 * site,
        ]) {
          const byte = new Uint8Array(instance.memory.buffer, address + at, 1);
          byte[0]! ^= 1;
          seen.add(kernel.hash());
          changes++;
          byte[0]! ^= 1;
          expect(kernel.hash()).toBe(hash);
        }
      }
    }
    expect(changes).toBeGreaterThan(90);
    expect(seen.size).toBe(changes + 1);
  });

  it('does not depend on what lies beyond the last cell', () => {
    const { kernel, instance } = open;
    kernel.start(plainModel({ founders: founders(100) }), 6);
    const hash = kernel.hash();
    const address = tiles(instance)[0]?.address;
    new Uint8Array(instance.memory.buffer, address! + EXPRESSION, TILE).fill(9, 100);
    expect(kernel.hash()).toBe(hash);
    expect(readCells(instance).expression).toHaveLength(100);
  });

  it('differs between seeds and between numbers of steps', () => {
    const hashes = [1, 2, 3].flatMap((seed) =>
      [5, 6].map((steps) => {
        open.kernel.start(plainModel({ divisionPerHour: 0.1, founders: founders(50) }), seed);
        stepWithoutDrug(open.kernel, steps);
        return open.kernel.hash();
      }),
    );
    expect(new Set(hashes).size).toBe(6);
  });
});
