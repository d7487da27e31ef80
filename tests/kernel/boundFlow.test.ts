/**
 * Exchange of a drug that its target binds within one step against its differential equation (docs/model.md (5), (16)),
 * solved in f64 to 10⁻⁷.
 */
import { describe, expect, it } from 'vitest';
import { Dice } from '../../bench/fuzz/dice';
import { Response } from '../../src/kernel/model';
import { exchange } from '../../src/kernel/reference/exchange';
import type { DrugRates } from '../../src/kernel/reference/phenotype';
import { exchanged, freeOf, type Rates } from '../../src/verify/theory/exchange';
import { plainDrug } from '../kit/statistics';

const f = Math.fround;

/** What the kernel makes of a cell that holds `held`, in one step of an hour. */
function stepped(held: number, { inflow, leave, pull, km, target, kd }: Rates, response = Response.hill) {
  const decay = 1 / (1 + leave);
  const row: DrugRates = {
    decay: f(decay),
    entry: f(decay * inflow),
    blocked: 0,
    pumping: f(decay * pull),
    carrier: 0,
    target: f(target),
    kd: f(kd),
    need: 0,
    allele: 0,
    unresponsive: false,
    forming: 0,
    kept: 1,
    mended: 0,
  };
  const around = { outside: 1, carried: 0, activity: 1, km: f(km) };
  const drug = plainDrug({ pumpVmax: pull > 0 ? 1 : 0, target: 0, kd: f(kd), response });
  return exchange(drug, row, f(held), 1, around);
}

/** Targets, pumps and loads over many decades; a third washes out, a tenth fills from none, three in ten without a pump. */
function randomRates(dice: Dice): { held: number; rates: Rates } {
  const leave = dice.next() < 0.1 ? 0 : dice.decades(1e-3, 20);
  const pull = dice.next() < 0.3 ? 0 : dice.decades(1e-2, 100);
  const carried = dice.next() < 0.2 ? dice.decades(0.01, 5) : 0;
  const inflow = (dice.next() < 0.3 ? 0 : leave * dice.decades(1e-3, 20)) + carried;
  const rates = {
    // What neither a pump nor a membrane lets out has no state to go to.
    inflow: leave === 0 ? Math.min(inflow, 0.9 * pull) : inflow,
    leave,
    pull,
    km: dice.decades(1e-2, 10),
    target: dice.decades(1e-2, 30),
    kd: dice.decades(1e-5, 3),
  };
  return { held: dice.next() < 0.1 ? 0 : dice.decades(1e-3, 50), rates };
}

/** Errors of so many random cells, the least first. */
function errorsOf(cells: number, seed: number, error: (held: number, rates: Rates) => number): number[] {
  const dice = new Dice(seed);
  return Array.from({ length: cells }, () => {
    const { held, rates } = randomRates(dice);
    return error(held, rates);
  }).sort((a, b) => a - b);
}

describe('amounts after one step', () => {
  it('of 4,000 random cells: 3% at worst, 0.5% in 99 of 100, a thousandth in 95', () => {
    const errors = errorsOf(4000, 23, (held, rates) => {
      const wanted = exchanged(held, rates, 1).total;
      const { total } = stepped(held, rates);
      expect(total).toBeGreaterThanOrEqual(0);
      // Below 10⁻⁶ µM nothing moves (assembly/cells/flow.ts); a share of the load besides, of fast washout.
      return Math.abs(total - wanted) / (wanted + 1e-4 * held + 1e-5);
    });
    expect(errors.at(-1)).toBeLessThan(0.03);
    expect(errors[3960]).toBeLessThan(0.005);
    expect(errors[3800]).toBeLessThan(0.001);
  });

  it('cells at rest stay there, 10⁻⁵', () => {
    const dice = new Dice(29);
    for (let i = 0; i < 300; i++) {
      const { rates } = randomRates(dice);
      if (rates.inflow === 0) continue;
      const rest = exchanged(1, rates, Infinity).total;
      if (!(rest < 1e4)) continue;
      expect(Math.abs(stepped(rest, rates).total / rest - 1)).toBeLessThan(1e-5);
    }
  });

  it('faster exchange than the step can tell: cells are where they come to rest, 10⁻⁴', () => {
    for (const [leave, pull] of [
      [80, 0.1],
      [80, 5000],
      [0.1, 50_000],
    ] as const) {
      for (const held of [0, 0.5, 100]) {
        const rates = { inflow: 700, leave, pull, km: 2, target: 3, kd: 0.001 };
        const rest = exchanged(1, rates, Infinity).total;
        expect(Math.abs(stepped(held, rates).total / rest - 1)).toBeLessThan(1e-4);
      }
    }
  });

  it('results on both sides of each limit join: more before is more after, 0.2%', () => {
    for (const pull of [0, 5]) {
      const rates = { inflow: 0, leave: 0.5, pull, km: 1, target: 5, kd: 0.01 };
      let before = stepped(0.05, rates).total;
      for (let held = 0.05; held < 100; held *= 1.001) {
        const now = stepped(held, rates).total;
        expect(now / before).toBeGreaterThan(1 - 2e-3);
        expect(now / before).toBeLessThan(1.02);
        before = now;
      }
    }
  });
});

/** Mean of what is free, as what has left says where no pump is. */
function meanFree(held: number, { inflow, leave }: Rates, total: number): number {
  return (inflow - total + held) / leave;
}

describe('what the effect depends on in a step, of random cells without a pump', () => {
  it('free drug: the mean, 1.5% in 99 of 100, a thousandth in 95', () => {
    const errors = errorsOf(3000, 31, (held, rates) => {
      if (rates.pull > 0 || rates.leave === 0) return 0;
      const wanted = meanFree(held, rates, exchanged(held, rates, 1).total);
      return Math.abs(stepped(held, rates).argument - wanted) / (wanted + 1e-3 * held + 1e-5);
    });
    expect(errors[2970]).toBeLessThan(0.015);
    expect(errors[2850]).toBeLessThan(0.001);
  });

  it('bound target: the mean, 1% of the target in 95 of 100, where that at the end is off by 3%', () => {
    const off = (bound: (total: number, held: number, rates: Rates) => number) =>
      errorsOf(3000, 37, (held, rates) => {
        if (rates.pull > 0 || rates.leave === 0) return 0;
        const { total, mean } = exchanged(held, rates, 1);
        const wanted = mean - meanFree(held, rates, total);
        return Math.abs(bound(total, held, rates) - wanted) / rates.target;
      })[2850];
    const atEnd = off((total, _, { target, kd }) => total - freeOf(total, target, kd));
    expect(off((_, held, rates) => stepped(held, rates, Response.poison).argument)).toBeLessThan(0.01);
    expect(atEnd).toBeGreaterThan(0.03);
  });
});
