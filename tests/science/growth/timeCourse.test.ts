/**
 * Uptake and washout in time. Linear exchange is exact at any step. A saturable pump is exact at steady state and followed
 * where it moves much in a step; on the way from one to the other it is of second order, within 1%. J9 sets the errors
 * beside those of the frozen-rate exponential and of its two-stage variant; at steps of one hour (λΔt of 1 to 5): uptake
 * 10⁻⁵ against 51% and 33%, what washout leaves 0.3% too much against 6.7 and 2.6 times as much.
 *
 * Catches: uptake 2% too fast.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { amountAfter, amountNow, hold, vessel } from '../../../src/verify/exchange';
import { reference } from '../../kit/published';
import { expectRelative, plainDrug } from '../../kit/statistics';

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

describe('J7: linear efflux', () => {
  const { expected } = reference<{ kp: number; ke: number; Ce: number; Ci: Record<string, number> }>(
    'J7_linear_timecourse',
  );
  const drug = plainDrug({ passivePerHour: expected.kp, linearEffluxPerHour: expected.ke });

  it.each(Object.keys(expected.Ci))('%s h in one step and in twenty: 10⁻⁴ relative', (time) => {
    for (const steps of [1, 20]) {
      const model = vessel(drug, { stepHours: Number(time) / steps });
      const got = amountAfter(kernel, model, steps, { outside: [expected.Ce] });
      expectRelative(got, expected.Ci[time]!, 1e-4, `${steps} steps`);
    }
  });
});

describe('J7: saturable pump', () => {
  const { expected } = reference<{
    kp: number;
    Vmax: number;
    Km: number;
    Ce: number;
    Ci: Record<string, number>;
    ss: number;
  }>('J7_mm_timecourse');
  const drug = plainDrug({ passivePerHour: expected.kp, pumpVmax: expected.Vmax, pumpKm: expected.Km });

  // Steps have at most a day.
  it.each(Object.keys(expected.Ci))(
    '%s h in as few steps as may be: 10⁻⁴ relative; in more: 0.6%%',
    (time) => {
      const fewest = Math.ceil(Number(time) / 24);
      for (const steps of [1, 2, 4, 20, Math.round(200 * Number(time))]) {
        const model = vessel(drug, { stepHours: Number(time) / (fewest * steps) });
        const got = amountAfter(kernel, model, fewest * steps, { outside: [expected.Ce] });
        const limit = steps === 1 ? 1e-4 : 0.006;
        expectRelative(got, expected.Ci[time]!, limit, `${fewest * steps} steps`);
      }
    },
  );

  it.each([0.01, 1, 24])('steady state in steps of %d h: 10⁻⁴ relative', (stepHours) => {
    const model = vessel(drug, { stepHours });
    const got = amountAfter(kernel, model, Math.ceil(60 / stepHours), { outside: [expected.Ce] });
    expectRelative(got, expected.ss, 1e-4, 'steady state');
  });
});

interface Scheme {
  frozen: number;
  two_stage: number;
  exact: number;
}

describe('J9: errors beside the frozen-rate scheme', () => {
  const { expected } = reference<{ uptake_t1: Record<string, Scheme>; washout_t4: Record<string, Scheme> }>(
    'J9',
  );
  function uptake(stepHours: number): number {
    const drug = plainDrug({ passivePerHour: 0.5, pumpVmax: 5, pumpKm: 1 });
    return amountAfter(kernel, vessel(drug, { stepHours }), Math.round(1 / stepHours), { outside: [10] });
  }

  /** From 20 µM inside, kp 0.1, to none outside: the table's own start. */
  function washout(stepHours: number): number {
    const drug = plainDrug({ passivePerHour: 0.1, pumpVmax: 5, pumpKm: 1 });
    const full = 20 + (5 * 20) / 21 / 0.1;
    kernel.start(vessel(drug, { stepHours }), 1);
    hold(kernel, Math.ceil(150 / stepHours), { outside: [full] });
    expectRelative(amountNow(kernel), 20, 2e-4, 'at the start of the washout');
    hold(kernel, Math.round(4 / stepHours), { outside: [0] });
    return amountNow(kernel);
  }

  const cases = [
    { name: 'uptake', run: uptake, table: expected.uptake_t1 },
    { name: 'washout', run: washout, table: expected.washout_t4 },
  ];
  it.each(cases)('$name: smaller than of either, and 1%', ({ name, run, table }) => {
    for (const [step, { frozen, two_stage, exact }] of Object.entries(table)) {
      const [own, first, second] = [run(Number(step)), frozen, two_stage].map((got) =>
        Math.abs(got / exact - 1),
      ) as [number, number, number];
      const row = `${name} ${step} h: kernel ${own}, frozen ${first}, two-stage ${second}`;
      expect(own, row).toBeLessThan(Math.min(0.01, first, second));
    }
  });
});
