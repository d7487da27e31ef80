/**
 * The rule of one step beside the two common ones: the naive p = b/(b+d)·(1 − e^{−(b+d)Δt}), which loses part of the
 * population, and one event with probabilities A and B, exact in the mean but not in the spread. The kernel's follows
 * every birth and death within the step, and is exact in both.
 *
 * Catches: no second event of a cell in a step.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { reference } from '../../kit/published';
import {
  eventsInLine,
  expectRelative,
  expectWithinFour,
  founders,
  lineageSizes,
  mean,
  plainModel,
  stepWithoutDrug,
  variance,
  zOfMean,
  zOfVariance,
} from '../../kit/statistics';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

interface Audit {
  naive: Record<string, { mean_naive: number; exact: number }>;
  matched_variance: Record<string, { var_scheme: number; var_exact: number }>;
  probabilities: Record<string, { pb: number; pd: number; pb_exact_hazard: number; pd_exact_hazard: number }>;
}

const { params, expected } = reference<Audit>('Q1');
let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

describe('Q1: probabilities of one step', () => {
  const cells = 4_000_000;
  it.each(Object.entries(expected.probabilities))(
    '%s: deaths and births of 4·10⁶ cells, z < 4',
    (name, rule) => {
      const [b, d, dt] = (/^b(.+)_d(.+)_dt(.+)$/.exec(name) as RegExpExecArray).slice(1).map(Number) as [
        number,
        number,
        number,
      ];
      kernel.start(
        plainModel({ stepHours: dt, divisionPerHour: b, deathPerHour: d, founders: founders(cells) }),
        11,
      );
      stepWithoutDrug(kernel, 1);
      // B and A are the births and deaths to be expected of a line in the step, those that cancel among them.
      const { births, deaths } = eventsInLine(b * dt, d * dt);
      expectRelative(births.mean, rule.pb, 1e-6, 'theory of births');
      expectRelative(deaths.mean, rule.pd, 1e-6, 'theory of deaths');
      const z = (seen: number, of: { mean: number; variance: number }) =>
        (seen - cells * of.mean) / Math.sqrt(cells * of.variance);
      expectWithinFour(z(kernel.births, births), 'births');
      expectWithinFour(z(kernel.deaths, deaths), 'deaths');
      expectWithinFour(
        (kernel.cells - cells * (1 + rule.pb - rule.pd)) / Math.sqrt(cells * (rule.pb + rule.pd)),
        'growth by B − A',
      );
    },
  );
});

describe('Q1: ten days, b 0.7, d 0.3', () => {
  it.each(Object.keys(expected.naive).filter((dt) => expected.matched_variance[dt]))(
    'step %s d: exact mean and variance, z < 4; not those of the other rules',
    (dt) => {
      const { mean_naive, exact } = expected.naive[dt]!;
      const { var_scheme, var_exact } = expected.matched_variance[dt]!;
      const step = Number(dt);
      const model = plainModel({
        stepHours: 24 * step,
        divisionPerHour: params.b! / 24,
        deathPerHour: params.d! / 24,
      });
      const steps = Math.round(params.t! / step);
      const runs = step < 0.05 ? 10 : 50;
      const sizes = Array.from({ length: runs }, (_, run) =>
        lineageSizes(kernel, model, steps, 500 + run),
      ).flat();
      expectWithinFour(zOfMean(sizes, exact), 'mean');
      expectWithinFour(zOfVariance(sizes, var_exact), 'variance');
      if (step >= 0.05) expect(zOfMean(sizes, mean_naive)).toBeGreaterThan(8);
      if (step >= 0.25) expect(zOfVariance(sizes, var_scheme)).toBeGreaterThan(6);
      expect(mean(sizes)).toBeGreaterThan(mean_naive);
      expect(variance(sizes)).toBeGreaterThan(0);
    },
  );
});
