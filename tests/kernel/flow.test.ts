/** Exchange through a pump within one step against its differential equation (docs/model.md (5)), solved in f64 to 10⁻⁷. */
import { describe, expect, it } from 'vitest';
import { Dice } from '../../bench/fuzz/dice';
import { exchange } from '../../src/kernel/reference/exchange';
import type { DrugRates } from '../../src/kernel/reference/phenotype';
import { exchanged, type Rates } from '../../src/verify/theory/exchange';
import { plainDrug } from '../kit/statistics';

const f = Math.fround;

/** What the kernel makes of a cell that holds `held`, in one step of an hour. */
function stepped(held: number, { inflow, leave, pull, km }: Rates): number {
  const decay = Math.exp(-leave);
  const time = leave > 0 ? (1 - decay) / leave : 1;
  const row: DrugRates = {
    decay: f(decay),
    entry: f(time * inflow),
    blocked: 0,
    pumping: f(time * pull),
    carrier: 0,
    target: 0,
    kd: 0,
    need: 0,
    allele: 0,
    unresponsive: false,
    forming: 0,
    kept: 1,
    mended: 0,
  };
  const around = { outside: 1, carried: 0, activity: 1, km: f(km) };
  return exchange(plainDrug({ pumpVmax: 1 }), row, f(held), 1, around).total;
}

/** Pumps and loads over many decades; a third washes out, a tenth fills from none. */
function randomRates(dice: Dice): { held: number; rates: Rates } {
  const leave = dice.next() < 0.1 ? 0 : dice.decades(1e-3, 20);
  const pull = dice.decades(1e-2, 100);
  const carried = dice.next() < 0.2 ? dice.decades(0.01, 5) : 0;
  const inflow = (dice.next() < 0.3 ? 0 : leave * dice.decades(1e-3, 20)) + carried;
  const rates = {
    // What neither a pump nor a membrane lets out has no state to go to.
    inflow: leave === 0 ? Math.min(inflow, 0.9 * pull) : inflow,
    leave,
    pull,
    km: dice.decades(1e-2, 10),
    target: 0,
    kd: 0,
  };
  return { held: dice.next() < 0.1 ? 0 : dice.decades(1e-3, 50), rates };
}

describe('amounts after one step', () => {
  it('of 2,000 random cells: 5% at worst, 1% in 99 of 100, a thousandth in 95', () => {
    const dice = new Dice(23);
    const errors = Array.from({ length: 2000 }, () => {
      const { held, rates } = randomRates(dice);
      const wanted = exchanged(held, rates, 1).total;
      const total = stepped(held, rates);
      expect(total).toBeGreaterThanOrEqual(0);
      // Below 10⁻⁶ µM nothing moves (assembly/cells/flow.ts); a share of the load besides, of fast washout.
      return Math.abs(total - wanted) / (wanted + 1e-4 * held + 1e-5);
    }).sort((a, b) => a - b);
    expect(errors.at(-1)).toBeLessThan(0.05);
    expect(errors[1980]).toBeLessThan(0.01);
    expect(errors[1900]).toBeLessThan(0.001);
  });

  it('cells at rest stay there, 10⁻⁵', () => {
    const dice = new Dice(29);
    for (let i = 0; i < 300; i++) {
      const { rates } = randomRates(dice);
      if (rates.inflow === 0) continue;
      const rest = exchanged(1, rates, Infinity).total;
      if (!(rest < 1e4)) continue;
      expect(Math.abs(stepped(rest, rates) / rest - 1)).toBeLessThan(1e-5);
    }
  });

  it('faster exchange than the step can tell: cells are where they come to rest, 10⁻⁴', () => {
    for (const [leave, pull] of [
      [80, 0.1],
      [80, 5000],
      [0.1, 50_000],
    ] as const) {
      for (const held of [0, 0.5, 100]) {
        const rates = { inflow: 700, leave, pull, km: 2, target: 0, kd: 0 };
        const rest = exchanged(1, rates, Infinity).total;
        expect(Math.abs(stepped(held, rates) / rest - 1)).toBeLessThan(1e-4);
      }
    }
  });

  it('results on both sides of each limit join: more before is more after, 0.2%', () => {
    const rates = { inflow: 0, leave: 0.1, pull: 5, km: 1, target: 0, kd: 0 };
    let before = stepped(0.05, rates);
    for (let held = 0.05; held < 100; held *= 1.001) {
      const now = stepped(held, rates);
      expect(now / before).toBeGreaterThan(1 - 2e-3);
      expect(now / before).toBeLessThan(1.012);
      before = now;
    }
  });
});
