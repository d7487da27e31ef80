/**
 * The matched model of competitive release against 20 runs of its published implementation: means over as many seeds
 * within 5% or 4 standard errors of both, whichever is wider; the order of updates differs between the two.
 */
import { describe, expect, it } from 'vitest';
import { compareRelease, REGIMES } from './competitiveRelease';

describe('competitive release', () => {
  it.each(REGIMES)('has the published populations under %s drug', async (regime) => {
    for (const { what, mean, expected, allowed } of await compareRelease(regime, 20, 120)) {
      expect(Math.abs(mean - expected), `${what}: ${mean.toFixed(1)} for ${expected}`).toBeLessThan(allowed);
    }
  });
});
