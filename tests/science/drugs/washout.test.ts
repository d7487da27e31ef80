/**
 * Washout of a drug that a saturable pump throws out or a target holds, at any step, against its differential equation
 * (docs/model.md (5), (16)).
 *
 * Catches: a wrong number in the flow of a pump, or in that of a drug that a target binds.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import type { DrugModel } from '../../../src/kernel/model';
import { amountNow, hold, vessel } from '../../../src/verify/exchange';
import { exchanged } from '../../../src/verify/theory/exchange';
import { expectRelative, plainDrug, plainTarget, type Surroundings } from '../../kit/statistics';

const STEPS = [0.01, 0.05, 0.25, 0.5, 1, 2, 4];
const pump = { pumpVmax: 5, pumpKm: 1, passivePerHour: 0.1 };
let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

/** What is left four hours after as much was inside as outside, by the kernel over what it should be, less 1. */
function error(
  changes: Partial<DrugModel>,
  abundance: number,
  around: Surroundings,
  stepHours: number,
): number {
  const drug = plainDrug(changes);
  const { kd, pumpVmax, pumpKm, passivePerHour, carrierVmax, carrierKm } = drug;
  const targets = abundance > 0 ? [plainTarget({ abundance })] : [];
  kernel.start(vessel(drug, { stepHours, targets }), 1);
  // Loaded while the pump stands still.
  hold(kernel, Math.ceil(400 / stepHours), { outside: [20], pumpActivity: 0 });
  const loaded = amountNow(kernel);
  hold(kernel, Math.round(4 / stepHours), around);
  const level = around.outside?.[0] ?? 0;
  const rates = {
    inflow: passivePerHour * level + (carrierVmax * level) / (carrierKm + level),
    leave: passivePerHour,
    pull: pumpVmax * (around.pumpActivity ?? 1),
    km: pumpKm,
    target: abundance,
    kd,
  };
  return amountNow(kernel) / exchanged(loaded, rates, 4).total - 1;
}

describe('washout of 20 µM in four hours: 1% of what is left, at any step', () => {
  const cases: [string, Partial<DrugModel>, Surroundings][] = [
    ['saturable pump', pump, {}],
    ['pump that an inhibitor leaves a third of', pump, { pumpActivity: 1 / 3 }],
    ['pump of high capacity and low affinity', { ...pump, pumpVmax: 20, pumpKm: 20 }, {}],
    ['slow pump', { ...pump, pumpVmax: 0.5 }, {}],
    ['pump, while a carrier goes on', { ...pump, carrierVmax: 4, carrierKm: 2 }, { outside: [3] }],
  ];
  it.each(cases)('%s', (_, changes, around) => {
    for (const stepHours of STEPS) {
      expect(Math.abs(error(changes, 0, around, stepHours)), `steps of ${stepHours} h`).toBeLessThan(0.01);
    }
  });

  it('20 µM, V 5 µM/h, Km 1 µM, 0.1/h besides: 0.3116 µM', () => {
    const rates = { inflow: 0, leave: 0.1, pull: 5, km: 1, target: 0, kd: 0 };
    expectRelative(exchanged(20, rates, 4).total, 0.3116, 1e-4, 'theory');
  });
});

describe('washout of what a target binds, four hours after 20 µM: 1% of what is left, at any step', () => {
  const leak = { passivePerHour: 0.5 };
  const cases: [string, Partial<DrugModel>, number, Surroundings][] = [
    ['passive exchange alone', { ...leak, kd: 0.01 }, 10, {}],
    ['passive exchange of little target', { passivePerHour: 2, kd: 0.001 }, 1, {}],
    ['as much target as drug', { ...leak, kd: 1e-4 }, 25, {}],
    ['loose target', { ...leak, kd: 2 }, 10, {}],
    ['saturable pump', { ...pump, kd: 0.01 }, 10, {}],
    ['saturable pump and the tightest target', { ...pump, kd: 1e-5 }, 3, {}],
    ['pump that an inhibitor leaves a third of', { ...pump, kd: 0.01 }, 10, { pumpActivity: 1 / 3 }],
    ['pump of high affinity', { ...pump, pumpVmax: 20, pumpKm: 0.02, kd: 0.05 }, 10, {}],
    ['carrier goes on', { ...leak, kd: 0.01, carrierVmax: 4, carrierKm: 2 }, 10, { outside: [1] }],
    [
      'pump, while a carrier goes on',
      { ...pump, kd: 0.01, carrierVmax: 4, carrierKm: 2 },
      10,
      { outside: [3] },
    ],
  ];
  it.each(cases)('%s', (_, changes, abundance, around) => {
    for (const stepHours of [0.05, 0.25, 0.5, 1, 2, 4]) {
      const off = error({ ...changes, target: 0 }, abundance, around, stepHours);
      expect(Math.abs(off), `steps of ${stepHours} h`).toBeLessThan(0.01);
    }
  });
});
