/** Exchange of one cell within one step against its differential equation (docs/model.md (5)), solved in f64 to 10⁻⁷. */
import { describe, expect, it } from 'vitest';
import { Dice } from '../../bench/fuzz/dice';
import type { DrugModel } from '../../src/kernel/model';
import { type Exchanged, exchange } from '../../src/kernel/reference/exchange';
import type { DrugRates } from '../../src/kernel/reference/phenotype';
import { exchanged, type Rates } from '../../src/verify/theory/exchange';

const f = Math.fround;

/**
 * What the kernel makes of a cell that holds `held`, in one step of an hour.
 * @param decay what stays of an amount that nothing pumps
 * @param hours of inflow and pull that still are there at the end
 */
export function oneStep(
  drug: DrugModel,
  held: number,
  rates: Rates,
  decay: number,
  hours: number,
): Exchanged {
  const row: DrugRates = {
    decay: f(decay),
    entry: f(hours * rates.inflow),
    blocked: 0,
    pumping: f(hours * rates.pull),
    carrier: 0,
    target: f(rates.target),
    kd: f(rates.kd),
    need: 0,
    allele: 0,
    unresponsive: false,
    forming: 0,
    kept: 1,
    mended: 0,
  };
  return exchange(drug, row, f(held), 1, { outside: 1, carried: 0, activity: 1, km: f(rates.km) });
}

/**
 * Pumps, loads, and where there are some targets over many decades; a third washes out, a tenth fills from none. Of those
 * with targets three in ten have no pump.
 */
function randomRates(dice: Dice, targets: boolean): { held: number; rates: Rates } {
  const leave = dice.next() < 0.1 ? 0 : dice.decades(1e-3, 20);
  const pull = targets && dice.next() < 0.3 ? 0 : dice.decades(1e-2, 100);
  const carried = dice.next() < 0.2 ? dice.decades(0.01, 5) : 0;
  const inflow = (dice.next() < 0.3 ? 0 : leave * dice.decades(1e-3, 20)) + carried;
  const rates = {
    // What neither a pump nor a membrane lets out has no state to go to.
    inflow: leave === 0 ? Math.min(inflow, 0.9 * pull) : inflow,
    leave,
    pull,
    km: dice.decades(1e-2, 10),
    target: targets ? dice.decades(1e-2, 30) : 0,
    kd: targets ? dice.decades(1e-5, 3) : 0,
  };
  return { held: dice.next() < 0.1 ? 0 : dice.decades(1e-3, 50), rates };
}

/** Errors of so many random cells, the least first. */
export function errorsOf(
  cells: number,
  seed: number,
  targets: boolean,
  error: (held: number, rates: Rates) => number,
): number[] {
  const dice = new Dice(seed);
  return Array.from({ length: cells }, () => {
    const { held, rates } = randomRates(dice, targets);
    return error(held, rates);
  }).sort((a, b) => a - b);
}

interface Held {
  /** Amount after a step. */
  total(held: number, rates: Rates): number;
  cells: number;
  /** Largest errors: of all, and of 99 in 100. */
  worst: number;
  mostly: number;
  /** Of the cells that come to rest within a step; without a target 0. */
  target: number;
  kd: number;
  /** Cells in which nothing comes, and by how much an amount 0.1% larger may end larger. */
  washing: readonly Rates[];
  steepest: number;
}

/** One body for drugs that a target binds and others. */
export function holdAmounts(of: Held): void {
  const { total, target, kd } = of;
  const targets = target > 0;

  describe('amounts after one step', () => {
    it(`of ${of.cells} random cells: ${100 * of.worst}% at worst, ${100 * of.mostly}% in 99 of 100, a thousandth in 95`, () => {
      const errors = errorsOf(of.cells, 23, targets, (held, rates) => {
        const wanted = exchanged(held, rates, 1).total;
        const amount = total(held, rates);
        expect(amount).toBeGreaterThanOrEqual(0);
        // Below 10⁻⁶ µM nothing moves (assembly/cells/flow.ts); a share of the load besides, of fast washout.
        return Math.abs(amount - wanted) / (wanted + 1e-4 * held + 1e-5);
      });
      expect(errors.at(-1)).toBeLessThan(of.worst);
      expect(errors[0.99 * of.cells]).toBeLessThan(of.mostly);
      expect(errors[0.95 * of.cells]).toBeLessThan(0.001);
    });

    it('cells at rest stay there, 10⁻⁵', () => {
      const dice = new Dice(29);
      for (let i = 0; i < 300; i++) {
        const { rates } = randomRates(dice, targets);
        if (rates.inflow === 0) continue;
        const rest = exchanged(1, rates, Infinity).total;
        if (!(rest < 1e4)) continue;
        expect(Math.abs(total(rest, rates) / rest - 1)).toBeLessThan(1e-5);
      }
    });

    it('faster exchange than the step can tell: cells are where they come to rest, 10⁻⁴', () => {
      for (const [leave, pull] of [
        [80, 0.1],
        [80, 5000],
        [0.1, 50_000],
      ] as const) {
        for (const held of [0, 0.5, 100]) {
          const rates = { inflow: 700, leave, pull, km: 2, target, kd };
          const rest = exchanged(1, rates, Infinity).total;
          expect(Math.abs(total(held, rates) / rest - 1)).toBeLessThan(1e-4);
        }
      }
    });

    it('results on both sides of each limit join: more before is more after, 0.2%', () => {
      for (const rates of of.washing) {
        let before = total(0.05, rates);
        for (let held = 0.05; held < 100; held *= 1.001) {
          const now = total(held, rates);
          expect(now / before).toBeGreaterThan(1 - 2e-3);
          expect(now / before).toBeLessThan(of.steepest);
          before = now;
        }
      }
    });
  });
}
