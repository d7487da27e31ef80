/** Cross-resistance in the scenarios that come with Clonarium: closed form against cells of the kernel. */
import { describe, expect, it } from 'vitest';
import { createKernel } from '../../src/kernel/kernel';
import { presets } from '../../src/scenario/presets/index';
import { completeScenario } from '../../src/scenario/schema';
import { measureScenario, pairingsOf, theoryOf } from '../../src/verify/scenarioMatrix';
import { longIf } from '../kit/long';

const scenarioOf = (id: string) => {
  const preset = presets.find((each) => each.id === id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  return preset.scenario;
};

describe('cross-resistance in a scenario', () => {
  it.each(presets.map(({ id }) => id))('has a closed form for every mechanism of %s', (id) => {
    const scenario = scenarioOf(id);
    const pairings = pairingsOf(scenario);
    expect([...new Set(pairings.map(({ drug }) => drug))]).toEqual(scenario.drugs.map(({ name }) => name));
    for (const pairing of pairings) expect(theoryOf(pairing), pairing.mechanism.name).toBeGreaterThan(0);
  });

  for (const id of ['mdr1-pump', 'methotrexate-steps', 'imatinib-cml'])
    it(`is what cells of ${id} show, within two per cent`, longIf(id === 'methotrexate-steps'), async () => {
      const kernel = await createKernel('simd');
      const shifts = [...measureScenario(kernel, scenarioOf(id))];
      kernel.close();
      expect(shifts.filter(({ theory }) => theory > 1.5).length).toBeGreaterThan(1);
      for (const { mechanism, theory, measured, error } of shifts) {
        expect(error, `${mechanism}: theory ${theory}, measured ${measured}`).toBeLessThan(0.02);
      }
    });

  it('follows the numbers of the scenario: no pump, no shift', () => {
    const drug = { name: 'a drug', halfEffectMicromolar: 0.1, response: 'hill' };
    const shift = (pumpStrength: number, entryBlock: boolean) => {
      const pairing = pairingsOf(
        completeScenario({ drugs: [{ ...drug, pumpStrength, pumpKmMicromolar: 100, entryBlock }] }),
      ).find(({ mechanism }) => mechanism.name === 'MDR1 ×10');
      return pairing === undefined ? Number.NaN : theoryOf(pairing);
    };
    expect(shift(0, true)).toBe(1);
    // 1 + P a K_m/(K_m + C) with P 10, C 0.1, K_m 100.
    expect(shift(2, false)).toBeCloseTo(1 + (10 * 2 * 100) / 100.1, 9);
    // Entry blocked by 0.9·10/(10 + 10).
    expect(shift(2, true)).toBeCloseTo((1 + (10 * 2 * 100) / 100.1) / (1 - 0.45), 9);
  });
});
