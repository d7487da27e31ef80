/** Exchange within one step against its differential equation (MODEL §2), solved in f64 to 10⁻⁷. */
import { describe, expect, it } from 'vitest';
import type { DrugModel } from '../../src/kernel/model';
import { exchange } from '../../src/kernel/reference/exchange';
import type { DrugRates } from '../../src/kernel/reference/phenotype';
import { exchanged, type Rates } from '../../src/verify/theory/exchange';
import { Dice } from '../parity/scenarios';
import { plainDrug } from '../science/support';

const f = Math.fround;

/** What the kernel makes of a cell that holds `held`, in one step of an hour. */
function stepped(held: number, rates: Rates): { total: number; argument: number } {
  const { inflow, leave, pull, km, target, kd } = rates;
  const bound = kd > 0;
  const decay = bound ? 1 / (1 + leave) : Math.exp(-leave);
  const time = bound ? decay : leave > 0 ? (1 - decay) / leave : 1;
  const row: DrugRates = {
    decay: f(decay),
    entry: f(time * inflow),
    blocked: 0,
    pumping: f(time * pull),
    carrier: 0,
    target: f(target),
    kd: f(kd),
    need: 0,
    allele: 0,
    unresponsive: false,
    forming: 0,
    kept: 1,
    lagging: 0.5,
    mended: 0,
  };
  const drug: DrugModel = plainDrug({ target: bound ? 0 : -1, kd, pumpVmax: pull > 0 ? 1 : 0 });
  return exchange(drug, row, f(held), 1, { outside: 1, carried: 0, activity: 1, km: f(km) });
}

/** Pumps, loads and targets over many decades; a third washes out, a tenth fills from none. */
function randomRates(dice: Dice, bound: boolean, pumped: boolean): { held: number; rates: Rates } {
  const leave = dice.next() < 0.1 ? 0 : dice.decades(1e-3, 20);
  const pull = pumped ? dice.decades(1e-2, 100) : 0;
  const carried = dice.next() < 0.2 ? dice.decades(0.01, 5) : 0;
  const inflow = (dice.next() < 0.3 ? 0 : leave * dice.decades(1e-3, 20)) + carried;
  const rates = {
    // What neither a pump nor a membrane lets out has no state to go to.
    inflow: leave === 0 ? Math.min(inflow, 0.9 * pull) : inflow,
    leave,
    pull,
    km: dice.decades(1e-2, 10),
    target: bound ? dice.decades(1e-2, 20) : 0,
    kd: bound ? dice.decades(1e-5, 1) : 0,
  };
  return { held: dice.next() < 0.1 ? 0 : dice.decades(1e-3, 50), rates };
}

describe('amounts after one step, 600 random cells each', () => {
  it.each([
    ['pump', false, true],
    ['target', true, false],
    ['pump and target', true, true],
  ] as const)('%s: 2% of the amount and 10⁻⁶ of the load at worst, 0.5% in 95 of 100', (_, bound, pumped) => {
    const dice = new Dice(23);
    const errors = Array.from({ length: 600 }, () => {
      const { held, rates } = randomRates(dice, bound, pumped);
      const wanted = exchanged(held, rates, 1);
      const { total } = stepped(held, rates);
      expect(total).toBeGreaterThanOrEqual(0);
      return Math.abs(total - wanted.total) / (wanted.total + 1e-4 * Math.max(held, 0.01));
    }).sort((a, b) => a - b);
    expect(errors.at(-1)).toBeLessThan(0.02);
    expect(errors[570]).toBeLessThan(0.005);
  });

  it('cells at rest stay there, 10⁻⁵', () => {
    const dice = new Dice(29);
    for (let i = 0; i < 300; i++) {
      const { rates } = randomRates(dice, i % 3 > 0, i % 3 !== 1);
      if (rates.inflow === 0) continue;
      const rest = exchanged(1, rates, Infinity).total;
      if (!(rest < 1e4)) continue;
      const { total } = stepped(rest, rates);
      expect(Math.abs(total / rest - 1)).toBeLessThan(1e-5);
    }
  });

  it('faster exchange than the step can tell: cells are where they come to rest, 10⁻⁴', () => {
    for (const [leave, pull] of [
      [2000, 0],
      [2000, 5000],
      [0.1, 50_000],
    ] as const) {
      for (const held of [0, 0.5, 100]) {
        const rates = { inflow: 700, leave, pull, km: 2, target: 0, kd: 0 };
        const rest = exchanged(1, rates, Infinity).total;
        expect(Math.abs(stepped(held, rates).total / rest - 1)).toBeLessThan(1e-4);
      }
    }
  });
});

describe('what effects of a step depend on', () => {
  it('is the mean of the step where nothing binds, 1% at worst, 0.5% in 95 of 100', () => {
    const dice = new Dice(31);
    const errors: number[] = [];
    for (let i = 0; i < 400; i++) {
      const { held, rates } = randomRates(dice, false, i % 4 > 0);
      const { total, argument } = stepped(held, rates);
      if (Math.abs(total - held) < 0.01 * total) continue;
      const { mean } = exchanged(held, rates, 1);
      errors.push(Math.abs(argument - mean) / mean);
    }
    errors.sort((a, b) => a - b);
    expect(errors.at(-1)).toBeLessThan(0.01);
    expect(errors[Math.floor(0.95 * errors.length)]).toBeLessThan(0.005);
  });

  it('is so where a target binds, 1% over a washout at steps of 1, 1/2 and 1/4 h', () => {
    // Free drug that goes with the mean amount of each step; compared with the mean of all.
    const rates = { inflow: 0.2, leave: 0.8, pull: 0, km: 1, target: 3, kd: 0.5 };
    const whole = exchanged(12, rates, 4);
    const error = (n: number) => {
      const each = { ...rates, inflow: rates.inflow / n, leave: rates.leave / n };
      let [held, sum] = [12, 0];
      for (let step = 0; step < 4 * n; step++) {
        const { total, argument } = stepped(held, each);
        held = total;
        sum += argument + (rates.target * argument) / (rates.kd + argument);
      }
      return Math.abs(sum / (4 * n) / whole.mean - 1);
    };
    for (const n of [1, 2, 4]) expect(error(n)).toBeLessThan(0.01);
  });
});
