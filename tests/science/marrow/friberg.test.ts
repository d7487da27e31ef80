/**
 * Blood counts after chemotherapy: see friberg.ts.
 *
 * Catches: blood one stage short; three stages in a step weighed wrong.
 */
import { expect, test, vi } from 'vitest';
import { LONG } from '../../kit/long';
import { bruno, docetaxel, expectDocetaxel, expectTwoCycles, extreme, once, published } from './friberg';

vi.setConfig({ testTimeout: 300_000 });

test.each([0.5, 4])('docetaxel 100 mg/m² over 1 h at steps of %f h', expectDocetaxel);

test('two cycles of paclitaxel at steps of 4 h', LONG, () => expectTwoCycles(4));

test('what the published equation says where S C exceeds 1 matters: stopping division alone would be another model', () => {
  const nadir = (effect: (share: number) => number) =>
    extreme(published(docetaxel, bruno, once, 28, effect), -1, [2, 14]).share;
  expect(nadir((share) => share)).toBeCloseTo(0.177, 3);
  expect(nadir((share) => Math.max(0, share))).toBeCloseTo(0.653, 3);
});
