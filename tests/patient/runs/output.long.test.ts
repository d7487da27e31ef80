/** @module-tag long */
import { expect, test } from 'vitest';
import { Patient } from '../../../src/patient/patient';
import { presets } from '../../../src/scenario/presets/index';
import { completeScenario } from '../../../src/scenario/schema';
import { hostOf, outcomeOf, toEnd } from '../../kit/presetsInSmall';

test.each(presets.map(({ id, scenario }) => [id, scenario] as const))(
  '%s as it comes gives one run whatever is recorded of it',
  async (_, scenario) => {
    const outcomes: ReturnType<typeof outcomeOf>[] = [];
    for (const outputEveryHours of [1, 7, 24, 1000]) {
      const whole = completeScenario({ ...scenario, outputEveryHours });
      outcomes.push(outcomeOf(toEnd(new Patient(whole, await hostOf(whole)))));
    }
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
  },
);
