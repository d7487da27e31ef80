/**
 * Two drugs at once, many runs: standard errors of 1%, and tumours of a million cells. (L − D)Δt = 0.01.
 *
 * Catches: alterations twice as probable.
 *
 * @module-tag long
 */
import { expect, it } from 'vitest';
import { createKernel } from '../../../src/kernel/kernel';
import { type Escape, treatments } from '../../../src/verify/escape';
import { failureProbability, presenceProbability, symmetricTherapy } from '../../../src/verify/theory/escape';
import { expectWithinFour, zOfCount } from '../../kit/statistics';

const fast = { n: 2, L: 1, D: 0.5, H: 1 };

it.each<[string, Escape, number, number]>([
  ['D1_4, separate resistance', { ...fast, M: 1e5, u: 2e-4 }, 2000, 500_000],
  ['E2, at a cost of 0.05', { ...fast, M: 1e5, u: 2e-4, fitness: 0.975 }, 1500, 600_000],
  ['E2, at a cost of 0.1', { ...fast, M: 1e5, u: 2e-4, fitness: 0.95 }, 1500, 700_000],
  ['E_f3, cross-resistance', { ...fast, M: 1e5, u: 2e-5, uBoth: 1e-5 }, 1500, 800_000],
  ['E_f3 with kills of 0.5 a day', { ...fast, H: 0.5, M: 1e5, u: 2e-5, uBoth: 1e-5 }, 600, 1_000_000],
  ['E_f1, cross-resistance in 10⁶ cells', { ...fast, M: 1e6, u: 1e-6, uBoth: 1e-6 }, 200, 900_000],
])('%s: failure and presence against theory, z < 4', async (name, tumour, runs, firstSeed) => {
  const outcomes = treatments(await createKernel('simd'), tumour, 0.02, runs, firstSeed);
  const theory = symmetricTherapy({ ...tumour, killTogether: 2 * tumour.H });
  const failed = outcomes.filter(({ escaped }) => escaped).length;
  const present = outcomes.filter(({ presentAtStart }) => presentAtStart).length;
  const z = zOfCount(failed, runs, failureProbability(theory));
  const zPresent = zOfCount(present, runs, presenceProbability(theory));
  console.log(`${name}: failed ${failed / runs} (z ${z}), present ${present / runs} (z ${zPresent})`);
  expectWithinFour(z, 'failures');
  expectWithinFour(zPresent, 'resistance to both at the start');
  expect(outcomes).toHaveLength(runs);
});
