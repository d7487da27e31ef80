/** The run at scale, at a size that takes a second. */
import { expect, it } from 'vitest';
import { outcomeLine } from '../../bench/scale/outcome';
import { scaleScenario } from '../../bench/scale/scenario';
import { runInNode } from '../../bench/scale/terminal';

it.each([
  { lesions: 1, founders: 1 },
  { lesions: 3, founders: 1000 },
])('grows, treats and keeps its cells, with one hash: $lesions lesions', async ({ lesions, founders }) => {
  const scenario = scaleScenario(200_000, lesions);
  expect(scenario.tumour).toMatchObject({ lesions, founders });
  const [one, two] = [await runInNode(scenario, 1), await runInNode(scenario, 2)];
  expect(two.hash).toBe(one.hash);
  expect(two.cellSteps).toBe(one.cellSteps);
  expect(one.cellsAtStart / 200_000).toBeGreaterThan(0.9);
  expect(one.cellsAtStart / 200_000).toBeLessThan(1.1);
  // Thirty days of division and death at 0.05 per day each: 0.4% standard deviation.
  expect(one.cells / one.cellsAtStart).toBeGreaterThan(0.95);
  expect(one.cells / one.cellsAtStart).toBeLessThan(1.1);
  expect(one.cellSteps).toBeGreaterThan(0.9 * 30 * 24 * one.cellsAtStart);
  expect(outcomeLine(one)).toMatch(/^node [\d.]+, 1 thread: .* bytes per cell, hash [0-9a-f]{16}$/);
});
