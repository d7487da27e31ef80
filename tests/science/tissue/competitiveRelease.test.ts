/**
 * The published model of competitive release, its rule of kill stated exactly, against 20 runs of its published
 * implementation: means over as many seeds within 5% or 4 standard errors, whichever is wider. What lies between the
 * two, and the kernel against a plain program of its own rules to 4 standard errors: competitiveRelease.long.test.ts.
 *
 * Catches: resting cells killed as active ones are.
 */
import { describe, expect, it, vi } from 'vitest';
import { longIf } from '../../kit/long';
import { byKernel, differences, published, REGIMES } from './competitiveRelease';

vi.setConfig({ testTimeout: 300_000 });

describe('competitive release', () => {
  for (const regime of REGIMES)
    it(`has the published populations under ${regime} drug`, longIf(regime !== 'constant'), async () => {
      for (const { what, z, share } of differences(await byKernel(regime, 20), published(regime))) {
        expect(Math.min(Math.abs(z) / 4, Math.abs(share) / 0.05), what).toBeLessThan(1);
      }
    });
});
