/** The preview of a schedule in the page holds the levels that a patient on that schedule has. */
import { describe, expect, it } from 'vitest';
import { createKernel } from '../../src/kernel/kernel';
import { Patient } from '../../src/patient/patient';
import { drugFromCatalogue, drugInCulture, inhibitorFromCatalogue } from '../../src/scenario/drugs';
import { type Agent, completeScenario, type Drug } from '../../src/scenario/schema';
import { doseCount, fittingDays, MOST_DOSES, type Plan, planOf, snapHours } from '../../src/ui/schedule/plan';

const DAYS = 10;

const scenarioWith = (drug: Parameters<typeof drugFromCatalogue>[1] & { name?: string }) =>
  completeScenario({
    untilDays: DAYS,
    stepHours: 1,
    outputEveryHours: 6,
    tumour: { founders: 5, divisionPerDay: 0, deathPerDay: 0, refound: false },
    drugs: [{ ...drug, killPerDay: 0, target: '', kdMicromolar: 0, response: 'hill', variantEffects: [] }],
    treatment: { begin: 'day', onDay: 0 },
  });

function levelAt({ times, levels }: Plan, day: number): number {
  const index = times.findIndex((time) => time >= day - 1e-9);
  return levels[index]!;
}

describe('the preview of a schedule', () => {
  it.each([
    ['a tablet a day', drugFromCatalogue('imatinib')],
    [
      'three infusions',
      drugFromCatalogue('paclitaxel', { schedule: { everyHours: 72, doses: 3, startDay: 1 } }),
    ],
    ['injections', drugFromCatalogue('vincristine', { schedule: { everyHours: 30 } })],
    ['a level held', drugInCulture('imatinib', 2, { schedule: { levelMicromolar: 2, startDay: 2 } })],
    [
      'a level held by periods',
      drugInCulture('imatinib', 2, { schedule: { levelMicromolar: 2, infusionHours: 36, everyHours: 60 } }),
    ],
  ])('of %s is what the patient gets', async (_, drug) => {
    const scenario = scenarioWith(drug);
    const patient = new Patient(scenario, await createKernel('scalar'));
    while (!patient.done) patient.advance({ steps: 500 });
    const plan = planOf(scenario.drugs[0] as Drug, DAYS);
    if (plan === null) throw new Error('no plan');
    const { time, plasma } = patient.recorder.course;
    let compared = 0;
    for (let row = 0; row < time.length; row++) {
      const day = time[row]!;
      const planned = levelAt(plan, day);
      // A dose at once begins between two sides of one moment.
      if (plan.doses.some(({ from, to }) => Math.min(Math.abs(from - day), Math.abs(to - day)) < 1e-6))
        continue;
      compared++;
      expect(planned, `day ${day}`).toBeCloseTo((plasma[0] as ArrayLike<number>)[row]!, 9);
    }
    expect(compared).toBeGreaterThan(20);
    expect(plan.doses.length).toBeGreaterThan(0);
  });

  it('gives peak, trough and mean of the last interval', () => {
    const agent = (schedule: object): Agent =>
      completeScenario({
        drugs: [
          {
            molarMass: 100,
            unboundFraction: 0.5,
            pharmacokinetics: {
              route: 'bolus',
              compartments: 1,
              clearanceLitresPerHour: 10,
              centralLitres: 100,
            },
            schedule: { doseMg: 1, everyHours: 24, ...schedule },
          },
        ],
      }).drugs[0] as Drug;
    const plan = planOf(agent({ doses: 1 }), 1) as Plan;
    // 10 µmol in 100 L, half of it free; k = 0.1 /h.
    expect(plan.peakMicromolar).toBeCloseTo(0.05, 6);
    expect(plan.troughMicromolar).toBeCloseTo(0.05 * Math.exp(-2.4), 6);
    expect(plan.meanMicromolar).toBeCloseTo((0.05 * (1 - Math.exp(-2.4))) / 2.4, 6);
    expect(planOf(agent({ startDay: 30 }), 7)?.peakMicromolar).toBe(0);
    expect(planOf(agent({ everyHours: 0.1 }), 365)).toBeNull();
    expect(doseCount(agent({ everyHours: 0.1 }).schedule, 365)).toBeGreaterThan(MOST_DOSES);
    expect(doseCount(agent({ doses: 3, startDay: 1 }).schedule, 2.5)).toBe(2);
  });

  it('shows short courses whole and snaps to what a pointer can point at', () => {
    const scenario = completeScenario({
      untilDays: 400,
      drugs: [drugFromCatalogue('cisplatin', { schedule: { everyHours: 504, doses: 6 } })],
      inhibitor: inhibitorFromCatalogue('tariquidar'),
    });
    expect(fittingDays(scenario)).toBeGreaterThanOrEqual(6 * 21);
    expect(fittingDays({ ...scenario, untilDays: 50 })).toBe(50);
    expect([0.3, 1, 2.5, 7, 500].map(snapHours)).toEqual([1, 1, 3, 12, 168]);
  });
});
