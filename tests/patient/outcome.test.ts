/** For how long it is known of a run whether its tumour progressed. */
import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../src/patient/outcome/outcome';
import { Patient } from '../../src/patient/patient';
import { completeScenario } from '../../src/scenario/schema';
import { hostOf, toEnd } from '../kit/presetsInSmall';

/** Treated from day 10 on, to day 30 at most, or for `daysAfterTreatment`. */
async function treated(killPerDay: number, daysAfterTreatment = 0, begin = 'day') {
  const scenario = completeScenario({
    seed: 3,
    untilDays: 30,
    tumour: { founders: 2000, divisionPerDay: 0.3, deathPerDay: 0.1 },
    drugs: [
      {
        name: 'A',
        halfEffectMicromolar: 0.01,
        killPerDay,
        schedule: { levelMicromolar: 10, everyHours: 24, infusionHours: 24, doses: 30 },
      },
    ],
    treatment: { begin, onDay: 10 },
    stop: { relapseCells: 0, daysAfterTreatment },
  });
  return outcomeOf(await toEnd(new Patient(scenario, await hostOf(scenario))));
}

describe('a run is followed', () => {
  test('until progression', async () => {
    const { response } = await treated(0);
    expect(response?.progressionDays).toBeGreaterThan(1);
    expect(response?.followedDays).toBe(response?.progressionDays);
    // 2,000 cells that grow by 0.2 a day pass 1.728-fold after 2.73 days.
    expect(response?.followedDays).toBeCloseTo(Math.log(1.728) / 0.2, 0);
  });

  test('to its end where the tumour stays as it is', async () => {
    const { response, stoppedBy } = await treated(0.2);
    expect(stoppedBy).toBe('time');
    expect(response).toMatchObject({ progressionDays: null, cured: false, followedDays: 20 });
  });

  test('to its last planned day where the tumour is gone before it', async () => {
    const gone = await treated(5);
    expect(gone).toMatchObject({ stoppedBy: 'extinct', extinct: true, cells: 0 });
    expect(gone.hours).toBeLessThan(24 * 20);
    expect(gone.response).toMatchObject({ progressionDays: null, cured: true, followedDays: 20 });
    const { response } = await treated(5, 15);
    expect(response?.followedDays).toBe(15);
  });

  test('not at all without treatment', async () => {
    expect((await treated(5, 0, 'never')).response).toBe(null);
  });
});
