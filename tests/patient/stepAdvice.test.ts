/** When a step is called too long: no preset's, a tablet a day at 12 h, and steps beside each kind of change. */
import { describe, expect, it } from 'vitest';
import { stepBias, stepWarning, TOLERATED_BIAS } from '../../src/patient/step/stepAdvice';
import { presets } from '../../src/scenario/presets';
import { completeScenario } from '../../src/scenario/schema';

const growth = { founders: 1_000_000, divisionPerDay: 0.5, deathPerDay: 0.1 };
const fromTheStart = { treatment: { begin: 'day', onDay: 0 }, untilDays: 6 };

const tabletAt = (stepHours: number, drug: object = {}) =>
  completeScenario({
    stepHours,
    tumour: growth,
    ...fromTheStart,
    drugs: [{ killPerDay: 2, pharmacokinetics: { route: 'oral' }, schedule: { doseMg: 50 }, ...drug }],
  });
/** The level inside lags behind plasma by hours, so that no level of a step stands for it. */
const slow = { passivePerHour: 0.2 };

describe('a tablet a day', () => {
  it('that cells take up slowly is too much for steps of 12 h: one sentence names a step that is short enough', () => {
    const sentence = stepWarning(tabletAt(12, slow));
    expect(sentence).toMatch(
      /^stepHours: 12 h is long .* off by about \d+%; [\d.]+ h keeps that below 1%\.$/,
    );
    const better = Number(/; ([\d.]+) h keeps/.exec(sentence ?? '')?.[1]);
    expect(better).toBeLessThan(12);
    expect(stepWarning(tabletAt(better, slow))).toBeNull();
  });

  it('that they take up at once is none, since a step has the level of its mean effect', () => {
    for (const step of [0.1, 1, 12])
      expect(stepBias(tabletAt(step)).bias, `${step} h`).toBeLessThan(TOLERATED_BIAS);
  });
});

describe('the step of a preset', () => {
  it.each(presets.map((preset) => [preset.id, preset.scenario] as const))(
    '%s is short enough',
    (_, scenario) => {
      expect(stepWarning(scenario)).toBeNull();
    },
  );

  it.each(['mdr1-pump', 'mdr1-cross-resistance', 'marrow-gene-therapy', 'methotrexate-dhfr'])(
    '%s: so is any shorter one, though amounts are rounded in each',
    (id) => {
      const { scenario } = presets.find((preset) => preset.id === id) as (typeof presets)[number];
      for (const stepHours of [0.25, 0.1, 0.05]) {
        expect(stepBias(scenario, stepHours).bias, `${stepHours} h`).toBeLessThan(TOLERATED_BIAS);
      }
    },
  );
});

describe('what changes within a step', () => {
  it('growth without crowding or drug is exact at any step', () => {
    expect(stepBias(completeScenario({ stepHours: 24, tumour: growth })).bias).toBe(0);
  });

  it('crowding counts, and the less the shorter the step', () => {
    const crowded = (stepHours: number) =>
      stepBias(
        completeScenario({
          stepHours,
          untilDays: 60,
          tumour: { founders: 1000, divisionPerDay: 1, deathPerDay: 0, crowding: 'logistic', capacity: 1e6 },
        }),
      ).bias;
    expect(crowded(24)).toBeGreaterThan(0.1);
    // N(t) of the logistic law against N e^{b(1 − N/K)Δt} step by step: in proportion to the step.
    expect(crowded(2) / crowded(1)).toBeGreaterThan(1.7);
    expect(crowded(2) / crowded(1)).toBeLessThan(2.3);
  });

  it('a rim that grows from step to step counts in a tissue', () => {
    const tissue = (stepHours: number, divisionPerDay: number) =>
      stepBias(completeScenario({ stepHours, tumour: { divisionPerDay, deathPerDay: 0, tissue: {} } })).bias;
    expect(tissue(2, 1)).toBeLessThan(TOLERATED_BIAS);
    expect(tissue(8, 1)).toBeGreaterThan(TOLERATED_BIAS);
  });

  it('drugs that wait for another to fail are each looked at by themselves', () => {
    const drugs = [0, 50].map((doseMg, index) => ({
      name: `drug ${index}`,
      killPerDay: 2,
      ...slow,
      pharmacokinetics: { route: 'oral' },
      schedule: { doseMg },
    }));
    const scenario = completeScenario({
      ...tabletAt(12),
      drugs,
      rules: [{ kind: 'switch', drug: 'drug 0', to: 'drug 1', on: 'progression' }],
    });
    expect(stepBias(scenario).bias).toBeGreaterThan(TOLERATED_BIAS);
    expect(stepBias({ ...scenario, drugs: scenario.drugs.slice(0, 1), rules: [] }).bias).toBeLessThan(
      TOLERATED_BIAS,
    );
  });
});
