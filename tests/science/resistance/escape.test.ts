/**
 * Failure of treatment by one drug (Komarova and Wodarz 2005): a founder's tumour grows to M cells, then sensitive
 * cells die faster; resistance from before or during treatment lets it escape. (L − D)Δt = 0.02. More runs of the
 * same are in escape.long.test.ts.
 *
 * Catches: alterations twice as probable.
 */
import { describe, it, vi } from 'vitest';
import { createKernel } from '../../../src/kernel/kernel';
import { type Escape, treatments } from '../../../src/verify/escape';
import { LONG } from '../../kit/long';
import { reference } from '../../kit/published';
import { expectWithinFour, zOfCount } from '../../kit/statistics';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

interface Failure {
  p_fail: number;
  mc: { MC_p_fail: number; se: number; MC_p_present_at_start: number };
}

describe('D1: one drug', () => {
  it('D1_1: 200 treatments against theory and Monte Carlo, z < 4', LONG, async () => {
    const { params, expected } = reference<Failure, Escape & Record<string, number>>('D1_1');
    const runs = 200;
    const outcomes = treatments(await createKernel('simd'), params, 0.04, runs, 1);
    const failed = outcomes.filter(({ escaped }) => escaped).length;
    const present = outcomes.filter(({ presentAtStart }) => presentAtStart).length;
    const { MC_p_fail, se, MC_p_present_at_start } = expected.mc;
    expectWithinFour(zOfCount(failed, runs, expected.p_fail), 'failures against theory');
    const own = Math.sqrt((MC_p_fail * (1 - MC_p_fail)) / runs);
    expectWithinFour((failed / runs - MC_p_fail) / Math.hypot(own, se), 'failures against Monte Carlo');
    expectWithinFour(zOfCount(present, runs, MC_p_present_at_start), 'resistance at the start');
  });
});
