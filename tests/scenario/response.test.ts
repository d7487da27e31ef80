/** Responses that single ranges cannot check, and what of them reaches the kernel. */
import { describe, expect, it } from 'vitest';
import { kernelModel } from '../../src/compile/compile';
import { tissueModel } from '../../src/compile/tissue';
import { Response } from '../../src/kernel/model';
import type { Tissue } from '../../src/scenario/scenario';
import { completeScenario } from '../../src/scenario/schema';

const withDrug =
  (drug: object, more: object = {}) =>
  () =>
    completeScenario({ drugs: [{ name: 'd', ...drug }], ...more });
const points = (...rows: [number, number][]) => rows.map(([micromolar, effect]) => ({ micromolar, effect }));

describe('refused in one sentence', () => {
  it.each<[string, object, string]>([
    ['a hazard with arrest', { response: 'hazard', stasis: 0.4 }, 'drugs[0].stasis: 0.4 '],
    ['arrest beyond all', { stasis: 1.2 }, 'drugs[0].stasis: 1.2 is above 1'],
    ['an empty table', { response: 'points' }, 'drugs[0].points: [] '],
    ['a table at 0 alone', { response: 'points', points: points([0, 0]) }, 'drugs[0].points: none '],
    [
      'levels that fall',
      { response: 'points', points: points([2, 1], [1, 2]) },
      'drugs[0].points[1].micromolar: 1 µM ',
    ],
    [
      'an effect without drug',
      { response: 'points', points: points([0, 0.5], [1, 1]) },
      'drugs[0].points[0].effect: 0.5 ',
    ],
    [
      'a table that arrests more than all',
      { response: 'points', stasis: 0.8, points: points([1, 2]) },
      'drugs[0].points[0].effect: 2 times the stasis 0.8 ',
    ],
    [
      'a table too wide',
      { response: 'points', points: points([1e-6, 0], [1e5, 1]) },
      'drugs[0].points: levels ',
    ],
    [
      'a held level longer than its interval',
      { schedule: { infusionHours: 30, everyHours: 24 } },
      'drugs[0].schedule.infusionHours: 30 h is longer',
    ],
    [
      'more than a hundred infusions at once',
      { pharmacokinetics: { route: 'infusion' }, schedule: { infusionHours: 102, everyHours: 1 } },
      'drugs[0].schedule.infusionHours: 102 h every 1 h ',
    ],
  ])('%s', (_, drug, start) => {
    expect(withDrug(drug)).toThrow(start);
  });

  it('a step too long for the strongest effect of a table', () => {
    const drug = { response: 'points', killPerDay: 10, points: points([1, 30]) };
    expect(withDrug(drug, { stepHours: 1 })).toThrow('stepHours: 1 h is too long');
  });
});

describe('in the kernel', () => {
  it('a variant stretches a table by its half effect over that of the wild type', () => {
    const scenario = withDrug(
      {
        target: 't',
        response: 'points',
        halfEffectMicromolar: 2,
        points: points([1, 0.2], [4, 1]),
        variantEffects: [{ variant: 'v', halfEffectMicromolar: 10 }],
      },
      { targets: [{ name: 't', variants: [{ name: 'v' }] }] },
    )();
    const [drug] = kernelModel(scenario).drugs;
    expect(drug?.response).toBe(Response.points);
    expect(drug?.points).toEqual([
      [1, 0.2],
      [4, 1],
    ]);
    expect(drug?.alleles.map(({ halfEffect }) => halfEffect)).toEqual([1, 5]);
  });

  it('kill that follows growth spares quiescent cells of a tissue', () => {
    const scenario = withDrug(
      { killFollowsGrowth: true, tissue: { quiescentKill: 0.7 } },
      { tumour: { tissue: {} } },
    )();
    expect(kernelModel(scenario).drugs[0]?.killFollowsGrowth).toBe(true);
    expect(tissueModel(scenario, scenario.tumour.tissue as Tissue, [null]).quiescentKill).toEqual([0]);
  });
});
