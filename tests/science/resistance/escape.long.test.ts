/**
 * Failure of treatment by one drug, 4000 treatments: standard error 0.8%. (L − D)Δt = 0.01.
 *
 * Catches: alterations twice as probable.
 *
 * @module-tag long
 */
import { expect, it } from 'vitest';
import { createKernel } from '../../../src/kernel/kernel';
import { type Escape, treatments } from '../../../src/verify/escape';
import { reference } from '../../kit/published';
import { expectWithinFour, zOfCount } from '../../kit/statistics';

it('D1_1: 4000 treatments against theory and Monte Carlo, z < 4', async () => {
  const { params, expected } = reference<
    { p_fail: number; mc: { MC_p_fail: number; se: number; MC_p_present_at_start: number } },
    Escape
  >('D1_1');
  const runs = 4000;
  const outcomes = treatments(await createKernel('simd'), params, 0.02, runs, 100_000);
  const failed = outcomes.filter(({ escaped }) => escaped).length;
  const present = outcomes.filter(({ presentAtStart }) => presentAtStart).length;
  const { MC_p_fail, se, MC_p_present_at_start } = expected.mc;
  const own = Math.sqrt((MC_p_fail * (1 - MC_p_fail)) / runs);
  const zTheory = zOfCount(failed, runs, expected.p_fail);
  const zSimulated = (failed / runs - MC_p_fail) / Math.hypot(own, se);
  console.log(`D1_1: failed ${failed / runs}, z ${zTheory} and ${zSimulated}; present ${present / runs}`);
  expectWithinFour(zTheory, 'failures against theory');
  expectWithinFour(zSimulated, 'failures against Monte Carlo');
  expectWithinFour(zOfCount(present, runs, MC_p_present_at_start), 'resistance at the start');
  expect(outcomes).toHaveLength(runs);
});
