/**
 * Uptake and washout in time. Linear exchange is exact at any step. The saturable pump is taken at the new time: first
 * order in the step, exact at steady state. J9 sets the errors beside those of the frozen-rate exponential; at steps of
 * one hour (λΔt of 1 to 5): uptake 17% against its 51%, what washout leaves 3.1 times too much against 6.7.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { createKernel } from '../../src/kernel/kernel';
import type { CompartmentKernel } from '../../src/kernel/model';
import { amountAfter, amountNow, hold, vessel } from '../../src/verify/exchange';
import { reference } from './reference';
import { expectRelative, plainDrug } from './support';

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
      expectRelative(got, expected.Ci[time] as number, 1e-4, `${steps} steps`);
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

  // In f32 a step so short that its first-order error is below 10⁻⁴ moves the amount by too few units in the last
  // place; the limit of short steps is taken from longer ones.
  it.each(Object.keys(expected.Ci))(
    '%s h, extrapolated from steps of 1/50, 1/100, 1/200 h: 10⁻⁴ relative',
    (time) => {
      const [coarse, middle, fine] = [50, 100, 200].map((perHour) =>
        amountAfter(kernel, vessel(drug, { stepHours: 1 / perHour }), Math.round(Number(time) * perHour), {
          outside: [expected.Ce],
        }),
      ) as [number, number, number];
      // Richardson: the first and the second power of the step are removed.
      const limit = (8 * fine - 6 * middle + coarse) / 3;
      expectRelative(limit, expected.Ci[time] as number, 1e-4, `after ${time} h`);
      expectRelative(fine, expected.Ci[time] as number, 0.01, `after ${time} h in steps of 1/200 h`);
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
  it.each(cases)(
    '$name: smaller at steps of 0.1 h and more, within 5 per cent of it below',
    ({ name, run, table }) => {
      for (const [step, { frozen, two_stage, exact }] of Object.entries(table)) {
        const own = Math.abs(run(Number(step)) - exact);
        const theirs = Math.abs(frozen - exact);
        const errors = [own, theirs, Math.abs(two_stage - exact)].map((error) => (error / exact).toFixed(4));
        const row = `${name} ${step} h: kernel ${errors[0]}, frozen ${errors[1]}, two-stage ${errors[2]}`;
        expect(own, row).toBeLessThan(Number(step) >= 0.1 ? theirs : 1.05 * theirs);
      }
    },
  );

  it.each(cases)('$name: halving the step halves the error (first order)', ({ run, table }) => {
    const { exact } = Object.values(table)[0] as Scheme;
    const [coarse, fine] = [0.02, 0.01].map((step) => Math.abs(run(step) - exact)) as [number, number];
    expect(coarse / fine).toBeGreaterThan(1.9);
    expect(coarse / fine).toBeLessThan(2.1);
  });
});
