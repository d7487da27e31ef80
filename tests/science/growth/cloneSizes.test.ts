/**
 * Clones of cultures of the kind of Luria and Delbrück: how many there are, and how large. Each division begins a clone
 * with probability u, so that with death too clones less u times divisions is a martingale. In pure birth to N cells E[Sₖ]
 * = uN/(k(k + 1)) clones have k cells (the clade law of Yule's tree, 1925), which also makes
 * u(N − 1) of them together. bΔt = 0.02.
 *
 * Catches: alterations twice as probable; clones counted twice or given to their parents.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Alteration } from '../../../assembly/shared/genome';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { expectWithinFour, founders, growTo, plainModel, zOfChiSquare } from '../../kit/statistics';

vi.setConfig({ testTimeout: 300_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

/** One division a day. */
const model = (deathPerDay: number, alterations: Alteration[], probability: number) =>
  plainModel({
    stepHours: 24 * 0.02,
    divisionPerHour: 1 / 24,
    deathPerHour: deathPerDay / 24,
    alterations: alterations.map((kind) => ({ kind, target: 0, probability })),
    founders: founders(deathPerDay > 0 ? 20 : 1),
  });

describe('clones of 200 cultures of 5000 cells', () => {
  it.each([0, 0.5])('with a death rate of %s a day are u times divisions, z < 4', (deathPerDay) => {
    const u = 0.004;
    // What a cell has it may lose, what it has not it may gain: half of what is drawn can happen, in every cell.
    const scenario = model(deathPerDay, [Alteration.pumpGain, Alteration.pumpLoss], u);
    let [clones, divisions] = [0, 0];
    for (let seed = 1; seed <= 200; seed++) {
      kernel.start(scenario, seed);
      growTo(kernel, 5000);
      const own = kernel.cloneColumns();
      expect(own.cells.reduce((sum, cells) => sum + cells, 0)).toBe(kernel.cells);
      expect(own.count - 1).toBe(kernel.alterations);
      clones += own.count - 1;
      divisions += kernel.births;
    }
    expect(divisions).toBeGreaterThan(900_000);
    expectWithinFour((clones - u * divisions) / Math.sqrt(u * (1 - u) * divisions), 'clones');
  });
});

describe('clones of 3000 cultures of 2000 cells', () => {
  it('are as large as 1/(k(k + 1)) says: χ² with z < 4', () => {
    const cells = 2000;
    const u = 1 / cells;
    const scenario = model(0, [Alteration.pumpGain], u);
    const edges = [1, 2, 3, 5, 10, 30, 100, Infinity];
    const found = new Array<number>(edges.length - 1).fill(0);
    let divisions = 0;
    for (let seed = 1; seed <= 3000; seed++) {
      kernel.start(scenario, 10_000 + seed);
      growTo(kernel, cells);
      const clones = kernel.cloneColumns();
      clones.cells.forEach((size, id) => {
        if (id === 0) return;
        const bin = edges.findIndex((edge) => edge > size) - 1;
        found[bin] = (found[bin] as number) + 1;
      });
      // Mutants cannot gain again: their divisions are their cells less the first of each clone.
      divisions += kernel.births - (kernel.cells - (clones.cells[0] as number) - (clones.count - 1));
    }
    // Σ 1/(k(k + 1)) from a to b − 1 is 1/a − 1/b.
    const wanted = found.map(
      (_, bin) => u * divisions * (1 / (edges[bin] as number) - 1 / (edges[bin + 1] as number)),
    );
    expectWithinFour(
      zOfChiSquare(found, wanted, found.length),
      `sizes ${found} against ${wanted.map(Math.round)}`,
    );
  });
});
