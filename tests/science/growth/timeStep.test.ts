/**
 * Columns of the table of time steps: each within four standard errors of theory, at steps from half an hour to half a
 * day.
 *
 * Catches: no second event of a cell in a step.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { Alteration } from '../../../src/kernel/model';
import { events, type Plan, rescue, resistance, turnover } from '../../../src/verify/timeStep';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

describe.each([0.5, 1, 2, 4])('step %d h', (stepHours) => {
  const plan = (runs: number, firstSeed: number): Plan => ({ stepHours, runs, firstSeed });

  it.each([
    ['mean, variance, extinction of 40,000 lines', () => turnover(kernel, plan(40_000, 100))],
    ['births and deaths of 1500 runs', () => events(kernel, plan(1500, 200_000))],
    ['alterations and P(no resistance) of 3000 runs', () => resistance(kernel, plan(3000, 300_000))],
  ])('%s, z < 4', (_, measure) => {
    for (const { name, expected, measured, z } of measure()) {
      expect(Math.abs(z), `${name}: ${measured}, expected ${expected}`).toBeLessThan(4);
    }
  });
});

describe.each([1, 4, 6, 12])('under strong kill, step %d h', (stepHours) => {
  it.each([Alteration.targetVariant, Alteration.pumpGain] as const)(
    'P(no resistant cell arises), kind %d, of 4000 runs, z < 4',
    (kind) => {
      const [none] = rescue(kernel, { stepHours, runs: 4000, firstSeed: 400_000 }, kind);
      expect(Math.abs(none!.z), `${none!.measured}, expected ${none!.expected}`).toBeLessThan(4);
    },
  );
});
