/**
 * Double minutes lost by random segregation: theory against the reference, populations of cells against theory.
 *
 * Catches: double minutes dealt unevenly.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { lossInCultures, lostByOne } from '../../../src/verify/doubleMinutes';
import { reference } from '../../kit/published';
import { expectWithinFour } from '../../kit/statistics';

// A slow or busy machine may take much longer than the second these need.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

describe('M1', () => {
  const { expected } = reference<Record<string, Record<string, { P_lost: number }>>>('M1');

  it.each([1, 4])('theory: %d copies lost after 1 to 50 divisions', (copies) => {
    for (const [divisions, { P_lost }] of Object.entries(expected[`k0_${copies}`] ?? {})) {
      expect(lostByOne(Number(divisions)) ** copies).toBeCloseTo(P_lost, 12);
    }
  });

  it.each([
    [1, 2],
    [4, 2],
    [4, 6],
  ])(
    '%d copies, populations that grow e^%d-fold: share of cells that lost all, z < 4',
    (copies, divisionsPerCell) => {
      const { z } = lossInCultures(kernel, { copies, divisionsPerCell, firstSeed: 50 });
      expectWithinFour(z, 'share');
    },
  );
});
