/**
 * The published model of competitive release, its rule of kill stated exactly, against 20 runs of its published
 * implementation: means over as many seeds within 5% or 4 standard errors, whichever is wider. What lies between the
 * two, and the kernel against a plain program of its own rules to 4 standard errors: competitiveRelease.long.test.ts.
 *
 * Catches: resting cells killed as active ones are.
 */
import { describe, expect, it, vi } from 'vitest';
import { byKernel, differences, published, REGIMES } from './competitiveRelease';

vi.setConfig({ testTimeout: 300_000 });

describe('competitive release', () => {
  it.each(REGIMES)('has the published populations under %s drug', async (regime) => {
    for (const { what, z, share } of differences(await byKernel(regime, 20), published(regime))) {
      expect(Math.min(Math.abs(z) / 4, Math.abs(share) / 0.05), what).toBeLessThan(1);
    }
  });
});
