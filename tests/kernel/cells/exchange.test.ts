/** Exchange with tight binding and a saturable pump: the f32 solution against bisection in f64, and its limits. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Dice } from '../../../bench/fuzz/dice';
import { implicitFree } from '../../../src/kernel/reference/exchange';
import { amountAfter, vessel } from '../../../src/verify/exchange';
import { type OpenKernel, openKernel, readCells } from '../../kit/cells';
import { randomEnvironment, randomModel } from '../../kit/randomised';
import { expectRelative, plainDrug, plainTarget } from '../../kit/statistics';

const f = Math.fround;

interface Case {
  supply: number;
  decay: number;
  target: number;
  kd: number;
  pull: number;
  km: number;
}

function randomCase(dice: Dice, bound: boolean, pumped: boolean): Case {
  const kd = bound ? f(dice.decades(1e-6, 10)) : 0;
  return {
    supply: f(dice.decades(1e-6, 1e3)),
    decay: f(dice.decades(1e-3, 1)),
    target: bound ? f(dice.decades(1e-3, 200)) : 0,
    kd,
    pull: pumped ? f(dice.decades(1e-4, 1e3)) : 0,
    km: f(dice.decades(1e-3, 100)),
  };
}

/** Free drug and total after the implicit step as the kernel has them. */
function freeDrug({ supply, decay, target, kd, pull, km }: Case): { free: number; total: number } {
  const free = implicitFree({ supply, hold: f(target * decay), kd, pull, km });
  return { free, total: f(free + (kd > 0 ? f(f(target * free) * f(1 / f(kd + free))) : 0)) };
}

/** Root of C + ρE C/(K + C) + w C/(Km + C) = g by bisection. */
function bisected({ supply, decay, target, kd, pull, km }: Case): number {
  let [low, high] = [0, supply];
  for (let i = 0; i < 80; i++) {
    const c = 0.5 * (low + high);
    const held = target > 0 ? (decay * target * c) / (kd + c) : 0;
    if (c + held + (pull * c) / (km + c) < supply) low = c;
    else high = c;
  }
  return 0.5 * (low + high);
}

describe('free concentration after an implicit step, f64 bisection as truth', () => {
  // [what, binding, pump, worst of 50,000, worst but 50]
  it.each([
    ['pump alone', false, true, 5e-6, 1e-6],
    ['binding alone', true, false, 5e-7, 5e-7],
    ['binding and pump', true, true, 1e-3, 5e-6],
  ] as const)('%s: 50,000 random cases over many decades', (_, bound, pumped, worst, worstButFifty) => {
    const dice = new Dice(17);
    const errors = Array.from({ length: 50_000 }, () => {
      const random = randomCase(dice, bound, pumped);
      const { free, total } = freeDrug(random);
      expect(free).toBeGreaterThanOrEqual(0);
      expect(total).toBeGreaterThanOrEqual(free);
      const { supply, kd, target, decay } = random;
      // Where nearly all is bound the difference supply − hold has lost f32 digits before the solution begins.
      const lost = bound ? (supply + decay * target) / Math.abs(supply - decay * target + kd) : 1;
      return Math.abs(free / bisected(random) - 1) / Math.max(1, lost);
    }).sort((a, b) => a - b);
    expect(errors.at(-1)).toBeLessThan(worst);
    expect(errors.at(-51)).toBeLessThan(worstButFifty);
  });
});

describe('in the kernel', () => {
  let open: OpenKernel;
  beforeAll(async () => {
    open = await openKernel('simd');
  });

  it.each([0.01, 0.1, 1, 6, 24, 240])(
    'steps of %d h end in the same steady state, 10⁻⁴ relative',
    (stepHours) => {
      const [passive, vmax, km, target, kd, outside] = [2, 5, 0.7, 3, 0.01, 4];
      const drug = plainDrug({ passivePerHour: passive, pumpVmax: vmax, pumpKm: km });
      const steps = Math.max(8, Math.ceil(60 / stepHours));
      // passive (C_e − C) = V C/(Km + C)
      const s = outside - km - vmax / passive;
      const free = 0.5 * (s + Math.sqrt(s * s + 4 * outside * km));
      const plain = amountAfter(open.kernel, vessel(drug, { stepHours }), steps, { outside: [outside] });
      expectRelative(plain, free, 1e-4, 'pump');
      const binding = vessel(
        { ...drug, target: 0, kd },
        { stepHours, targets: [plainTarget({ abundance: target })] },
      );
      const total = amountAfter(open.kernel, binding, steps, { outside: [outside] });
      expectRelative(total, free + (target * free) / (kd + free), 1e-4, 'pump and binding');
    },
  );

  it('amounts are never negative, infinite or not a number', () => {
    for (let seed = 100; seed < 130; seed++) {
      const model = randomModel(seed);
      open.kernel.start(model, seed);
      open.kernel.advance(randomEnvironment(seed, 200), 20_000);
      const { amounts } = readCells(open.instance, model.drugs.length);
      for (const column of amounts) expect(column.every((amount) => amount >= 0 && amount < 1e6)).toBe(true);
    }
  });

  it('a drug washed out is gone: amounts end at zero, not in denormal numbers', () => {
    const drug = plainDrug({ passivePerHour: 0.5, pumpVmax: 1 });
    open.kernel.start(vessel(drug, { cells: 1000 }), 1);
    open.kernel.advance(surroundingsOf(5, 1), Infinity);
    open.kernel.advance(surroundingsOf(200, 0), Infinity);
    expect(readCells(open.instance, 1).amounts[0]?.every((amount) => amount === 0)).toBe(true);
  });
});

function surroundingsOf(steps: number, outside: number): Float32Array {
  const environment = new Float32Array(steps * 8);
  for (let at = 0; at < environment.length; at += 8) environment.set([outside, 0, 0, 0, 1, 1], at);
  return environment;
}
