/** The level of mean effect against integrals of the curve over a step, and where the mean level stays the one to take. */
import { describe, expect, it } from 'vitest';
import { Dice } from '../../bench/fuzz/dice';
import { ENVIRONMENT_STRIDE } from '../../src/kernel/model';
import { levelRules } from '../../src/patient/step/meanEffect';
import { Dosing } from '../../src/patient/treatment/dosing';
import { Therapy } from '../../src/patient/treatment/therapy';
import { completeScenario, type Drug, type Scenario } from '../../src/scenario/schema';

const tablet = {
  name: 'tablet',
  passivePerHour: 1000,
  unboundFraction: 0.4,
  pharmacokinetics: { route: 'oral', absorptionPerHour: 2, clearanceLitresPerHour: 30, centralLitres: 150 },
  schedule: { doseMg: 100, everyHours: 24 },
};

const scenarioOf = (drug: object, stepHours: number, more: object = {}): Scenario =>
  completeScenario({ stepHours, targets: [{ name: 'target' }], drugs: [{ ...tablet, ...drug }], ...more });

const effectOf = ({ response, halfEffectMicromolar, hill }: Drug, level: number): number => {
  const power = (level / halfEffectMicromolar) ** hill;
  return response === 'hazard' ? Math.log1p(power) : power / (1 + power);
};

/** What cells see in the first steps of treatment. */
function seen(scenario: Scenario, steps: number): number[] {
  const therapy = new Therapy(scenario);
  therapy.begin(0);
  const row = new Float32Array(ENVIRONMENT_STRIDE);
  return Array.from({ length: steps }, (_, step) => {
    therapy.fill(row, 0, step * scenario.stepHours, (step + 1) * scenario.stepHours);
    return row[0]!;
  });
}

describe('the level of a step', () => {
  const dice = new Dice(31);
  const cases = Array.from({ length: 12 }, () => ({
    response: dice.pick(['hill', 'hazard']),
    halfEffectMicromolar: dice.decades(0.02, 2),
    hill: dice.between(0.7, 4),
    stepHours: dice.pick([0.5, 1, 3]),
  }));
  it.each(cases)(
    'has the mean effect over the step, 1%: $response, $halfEffectMicromolar µM, h $hill, $stepHours h',
    ({ stepHours, ...drug }) => {
      const scenario = scenarioOf(drug, stepHours);
      const [own] = scenario.drugs as [Drug];
      const dosing = new Dosing(own);
      dosing.begin(0);
      const parts = 2000;
      seen(scenario, 30).forEach((level, step) => {
        let mean = 0;
        for (let part = 0; part < parts; part++) {
          const from = (step + part / parts) * stepHours;
          mean += effectOf(own, dosing.advance(from, from + stepHours / parts) * own.unboundFraction) / parts;
        }
        if (mean < 1e-4) return;
        // From empty plasma a level rises in a power law, of whose first parts little is left in the mean.
        expect(Math.abs(effectOf(own, level) / mean - 1), `step ${step}`).toBeLessThan(
          step === 0 ? 0.03 : 0.01,
        );
      });
    },
  );

  it.each([
    ['a line', { response: 'linear' }],
    ['a drug that its target holds', { response: 'poison', target: 'target', kdMicromolar: 0.1 }],
    ['a drug that a carrier takes in', { carrierVmaxMicromolarPerHour: 1 }],
  ])('is the mean level for %s', (_, drug) => {
    const scenario = scenarioOf(drug, 3);
    const dosing = new Dosing(scenario.drugs[0] as Drug);
    dosing.begin(0);
    seen(scenario, 20).forEach((level, step) => {
      expect(level).toBe(Math.fround(dosing.advance(3 * step, 3 * step + 3) * 0.4));
    });
  });

  it('is the mean level in a tissue, which takes up what plasma holds, and where a barrier lowers it', () => {
    const rules = (more: object) => levelRules(scenarioOf({}, 1, more)).map((rule) => rule !== null);
    expect(rules({})).toEqual([true]);
    expect(rules({ tumour: { tissue: {} } })).toEqual([false]);
    const brain = { name: 'brain', kind: 'brain', barriers: [{ drug: 'tablet', pumpOverPermeability: 9 }] };
    expect(rules({ compartments: [brain] })).toEqual([false]);
  });

  it('stays a held level to the last bit', () => {
    const level = { pharmacokinetics: { route: 'level' }, schedule: { levelMicromolar: 0.7 } };
    expect(new Set(seen(scenarioOf(level, 1), 50))).toEqual(new Set([Math.fround(0.7 * 0.4)]));
  });
});
