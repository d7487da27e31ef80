/**
 * Births, deaths, number and alterations of cells of a tissue that have room, at steps from one to eight hours.
 *
 * Catches: no second event of a cell of a tissue in a step.
 */
import { beforeAll, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { Alteration, ENVIRONMENT_STRIDE } from '../../../src/kernel/model';
import { wildType } from '../../../src/kernel/numbers/genotype';
import { livingModel, plainTissue } from '../../kit/randomisedTissues';
import { eventsInLine, expectWithinFour } from '../../kit/statistics';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd', { tissue: true });
});

const [B, D, U] = [1, 0.5, 0.02];
const DAYS = 2;
const RUNS = 16;
/** Founders so far apart that their lines do not meet; of a line of a few cells every one has room. */
const APART = 12;
const EDGE = 600;

it.each([1, 2, 4, 8])('step %d h: births, deaths, cells and alterations, z < 4', (stepHours) => {
  const tissue = plainTissue([EDGE, EDGE], { reach: 2 });
  const across = EDGE / APART;
  const sites = Uint32Array.from({ length: across * across }, (_, i) => {
    const [x, y] = [i % across, Math.floor(i / across)];
    return APART * x + 6 + EDGE * (APART * y + 6);
  });
  const model = {
    ...livingModel(tissue, B / 24, D / 24),
    stepHours,
    alterations: [{ kind: Alteration.pumpGain, target: 0, probability: U }],
    pumpCostPerDoubling: 0,
    founders: [{ count: sites.length, genotype: wildType(), sites }],
  };
  const seen = { births: 0, deaths: 0, cells: 0, alterations: 0 };
  for (let seed = 1; seed <= RUNS; seed++) {
    kernel.start(model, seed);
    kernel.advance(new Float32Array(((24 * DAYS) / stepHours) * ENVIRONMENT_STRIDE), Infinity);
    for (const key of ['births', 'deaths', 'cells', 'alterations'] as const) seen[key] += kernel[key];
  }
  const lines = RUNS * sites.length;
  const { births, deaths } = eventsInLine(B * DAYS, D * DAYS);
  const growth = Math.exp((B - D) * DAYS);
  // Only who has no pump can gain one: those grow at b(1 − u) − d.
  const rest = B * (1 - U) - D;
  const altered = (U * B * Math.expm1(rest * DAYS)) / rest;
  const theory = {
    births,
    deaths,
    cells: { mean: growth, variance: ((B + D) / (B - D)) * growth * (growth - 1) },
    alterations: { mean: altered, variance: altered + U * U * births.variance },
  };
  for (const [key, { mean, variance }] of Object.entries(theory)) {
    const z = (seen[key as keyof typeof seen] - lines * mean) / Math.sqrt(lines * variance);
    expectWithinFour(z, key);
  }
  expect(seen.cells).toBe(lines + seen.births - seen.deaths);
});
