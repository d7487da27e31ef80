/** Time without progression over runs: against published numbers and closed forms. */
import { describe, expect, it } from 'vitest';
import { type FollowUp, kaplanMeier, median } from '../../src/patient/outcome/survival';

/**
 * Weeks of remission of 21 patients on 6-mercaptopurine (Freireich et al. 1963 Blood 21:699); those below were still
 * in remission when last seen. Estimates, standard errors and limits as R's survival and Stata print them.
 */
const relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23];
const remitted = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
const PUBLISHED = [
  [6, 21, 3, 0.8571, 0.0764, 0.6197, 0.9516],
  [7, 17, 1, 0.8067, 0.0869, 0.5631, 0.9228],
  [10, 15, 1, 0.7529, 0.0963, 0.5032, 0.8894],
  [13, 12, 1, 0.6902, 0.1068, 0.4316, 0.8491],
  [16, 11, 1, 0.6275, 0.1141, 0.3675, 0.8049],
  [22, 7, 1, 0.5378, 0.1282, 0.2678, 0.7468],
  [23, 6, 1, 0.4482, 0.1346, 0.1881, 0.6801],
] as const;

const runs = (days: readonly number[], progressed: boolean): FollowUp[] =>
  days.map((each) => ({ days: each, progressed }));

describe('the product-limit estimate', () => {
  it('gives the published numbers of the 6-mercaptopurine trial', () => {
    const steps = kaplanMeier([...runs(remitted, false), ...runs(relapsed, true)]);
    expect(steps.map(({ days, atRisk, progressed }) => [days, atRisk, progressed])).toEqual(
      PUBLISHED.map(([days, atRisk, progressed]) => [days, atRisk, progressed]),
    );
    for (const [index, [, , , share, error, lower, upper]] of PUBLISHED.entries()) {
      const step = steps[index]!;
      expect([step.share, step.error, step.lower, step.upper].map((value) => value.toFixed(4))).toEqual(
        [share, error, lower, upper].map((value) => value.toFixed(4)),
      );
    }
    expect(median(steps)).toBe(23);
  });

  it('is the share left, with its binomial error, where every run progressed', () => {
    const steps = kaplanMeier(runs([5, 1, 4, 2, 2, 8, 3, 9, 7, 6], true));
    const left = [9, 7, 6, 5, 4, 3, 2, 1, 0];
    expect(steps).toHaveLength(left.length);
    for (const [index, { share, error }] of steps.entries()) {
      expect(share).toBeCloseTo(left[index]! / 10, 12);
      expect(error).toBeCloseTo(Math.sqrt((share * (1 - share)) / 10), 12);
    }
    expect(steps.at(-1)).toMatchObject({ lower: 0, upper: 0 });
    expect(median(steps)).toBe(4);
  });

  it('does not move with runs that were followed for less than the first progression', () => {
    const steps = kaplanMeier(runs([10, 20, 30], true));
    expect(kaplanMeier([...runs([10, 20, 30], true), ...runs([1, 2, 9.9], false)])).toEqual(steps);
  });

  it('follows an exponential law through as much censoring, and its limits hold it 95 times of 100', () => {
    // Both at rate 1: half of the runs are censored. Uniform numbers by a linear congruence (Park and Miller 1988).
    let state = 20;
    const uniform = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const time = () => -Math.log(uniform());
    const TRIALS = 1000;
    let within = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      const steps = kaplanMeier(
        Array.from({ length: 100 }, () => {
          const [progression, end] = [time(), time()];
          return { days: Math.min(progression, end), progressed: progression < end };
        }),
      );
      const { lower = 1, upper = 1 } = steps.findLast(({ days }) => days <= 0.7) ?? {};
      if (lower <= Math.exp(-0.7) && Math.exp(-0.7) <= upper) within++;
    }
    // Three standard errors of a share of 0.95, and 0.01 for the approximation by a normal law.
    const tolerance = 3 * Math.sqrt((0.95 * 0.05) / TRIALS) + 0.01;
    expect(Math.abs(within / TRIALS - 0.95)).toBeLessThan(tolerance);
  });

  it('has no step where nothing progressed', () => {
    expect(kaplanMeier([])).toEqual([]);
    expect(kaplanMeier(runs([3, 4], false))).toEqual([]);
    expect(median([])).toBe(null);
  });
});
