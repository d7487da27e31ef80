/**
 * Relapse from the core of a spheroid: see sanctuary.ts.
 *
 * Catches: copies of a pump that do nothing.
 *
 * @module-tag long
 */
import { beforeAll, expect, it, vi } from 'vitest';
import { type OpenKernel, openKernel } from '../../kit/cells';
import { type Arm, type Sizes, sanctuary, treat } from './sanctuary';

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 1_800_000 });

const SEEDS = Array.from({ length: 20 }, (_, i) => 1 + i);
const sizes: Sizes = { size: [76, 76, 76], radius: 24, coarsening: 2 };
let opened: OpenKernel;
beforeAll(async () => {
  opened = await openKernel('simd', undefined, true);
});

const relapses = (arm: Arm) =>
  SEEDS.map((seed) => treat(opened, sanctuary(sizes, arm, seed), seed)).filter(
    ({ atStart, lowest, atEnd }) => lowest < atStart / 2 && atEnd >= atStart,
  ).length;

it('a spheroid of 58,000 cells that pump comes back from its core; without pump or with dense vessels it does not', () => {
  // Fisher's exact test at these limits: p = 2.6·10⁻⁷.
  expect(relapses({ pump: true, dense: false })).toBeGreaterThanOrEqual(18);
  expect(relapses({ pump: false, dense: false })).toBeLessThanOrEqual(2);
  expect(relapses({ pump: true, dense: true })).toBeLessThanOrEqual(2);
});
