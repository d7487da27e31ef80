/**
 * The table of time steps: every column from 20,000 runs, printed, each within four standard errors of theory.
 *
 * Catches: no second event of a cell in a step.
 *
 * @module-tag long
 */
import { expect, it } from 'vitest';
import { Alteration } from '../../../assembly/shared/genome';
import { createKernel } from '../../../src/kernel/kernel';
import { type Column, events, rescue, resistance, turnover } from '../../../src/verify/timeStep';

const RUNS = 20_000;

it.each([
  [
    [0.25, 0.5, 1, 2, 4],
    ['turnover', 'events', 'resistance'],
  ],
  [
    [1, 4, 6, 12],
    ['target', 'pump'],
  ],
] as const)('steps of %j h: %j', async (steps, kinds) => {
  const kernel = await createKernel('simd');
  const columns = steps.flatMap((stepHours, i) => {
    const plan = { stepHours, runs: RUNS, firstSeed: 1e6 * (i + 1) };
    const measure: Record<(typeof kinds)[number], () => Column[]> = {
      turnover: () => turnover(kernel, { ...plan, runs: 10 * RUNS }),
      events: () => events(kernel, plan),
      resistance: () => resistance(kernel, plan),
      target: () => rescue(kernel, plan, Alteration.targetVariant),
      pump: () => rescue(kernel, plan, Alteration.pumpGain),
    };
    return kinds.flatMap((kind) => measure[kind]().map((column) => ({ stepHours, ...column })));
  });
  for (const { stepHours, name, expected, measured, z } of columns) {
    const error = (100 * (measured / expected - 1)).toFixed(2);
    console.log(
      `${stepHours} h, ${name}: ${measured.toPrecision(5)} for ${expected.toPrecision(5)}, ${error}%, z ${z.toFixed(2)}`,
    );
  }
  for (const { stepHours, name, z } of columns)
    expect(Math.abs(z), `${stepHours} h, ${name}`).toBeLessThan(4);
});
