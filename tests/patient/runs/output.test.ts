import { describe, expect, test } from 'vitest';
import { Patient } from '../../../src/patient/patient';
import { presets } from '../../../src/scenario/presets/index';
import { completeScenario, type Scenario } from '../../../src/scenario/schema';
import { hostOf, outcomeOf, small, toEnd } from '../../kit/presetsInSmall';

const HOURS = [1, 7, 24, 480, 1000];

async function outcomes(scenario: Scenario): Promise<ReturnType<typeof outcomeOf>[]> {
  const all: ReturnType<typeof outcomeOf>[] = [];
  for (const outputEveryHours of HOURS) {
    const patient = new Patient(completeScenario({ ...scenario, outputEveryHours }), await hostOf(scenario));
    all.push(outcomeOf(toEnd(patient)));
  }
  return all;
}

describe('what is recorded of a run changes nothing in it', () => {
  test.each([
    ...presets.map(({ id }): [string, Scenario] => [id, small(id)]),
    ['several lesions', small('mdr1-pump', { 'tumour.lesions': 3, 'alterations.pumpGain': 3e-3 })],
    ['lines that die out', small('selection', { 'tumour.founders': 1, 'tumour.deathPerDay': 0.8 })],
    ['steps of 5 h', small('selection', { stepHours: 5 })],
  ])('%s', async (_, scenario) => {
    const [first, ...others] = await outcomes(scenario);
    expect(first?.chronicle.length).toBeGreaterThan(0);
    for (const other of others) expect(other).toEqual(first);
  });
});

test('a tumour is judged after every step: a partial response that an output each 20 days would miss', async () => {
  const { scenario } = presets.find(({ id }) => id === 'selection')!;
  const [first, ...others] = await outcomes(scenario);
  expect(first).toMatchObject({ stoppedBy: 'cells', response: { best: 'partial' } });
  for (const other of others) expect(other).toEqual(first);
});
