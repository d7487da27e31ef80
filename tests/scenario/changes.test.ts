import { describe, expect, test } from 'vitest';
import { completeScenario } from '../../src/scenario/schema';

const base = {
  drugs: [{ name: 'imatinib' }],
  inhibitor: { name: 'tariquidar' },
  treatment: { begin: 'day', onDay: 3 },
};

describe('what is done by hand', () => {
  test('is nothing where nothing is said', () => {
    expect(completeScenario({})).toMatchObject({ changes: [], dosesGiven: [], parent: null });
  });

  test('is completed and kept', () => {
    const scenario = completeScenario({
      ...base,
      changes: [{ hours: 24, path: 'drugs[0].schedule.doseMg', value: 7 }],
      dosesGiven: [{ hours: 12.5, drug: 'tariquidar' }],
      parent: { hash: '595137fd97535c91', hours: 240 },
    });
    expect(scenario.changes).toEqual([{ hours: 24, path: 'drugs[0].schedule.doseMg', value: 7, line: 0 }]);
    expect(scenario.dosesGiven[0]).toMatchObject({ hours: 12.5, drug: 'tariquidar', line: 0 });
    expect(completeScenario(scenario)).toEqual(scenario);
  });

  test.each<[object, string]>([
    [
      { changes: [{ path: 'drugs[0].kdMicromolar', value: 1 }] },
      'changes[0].path: "drugs[0].kdMicromolar" cannot be changed while a run is under way.',
    ],
    [
      { changes: [{ path: 'drugs[1].schedule.doseMg', value: 1 }] },
      'changes[0].path: "drugs[1].schedule.doseMg" is no value of this scenario.',
    ],
    [
      { changes: [{ path: 'nonsense', value: 1 }] },
      'changes[0].path: "nonsense" is no value of this scenario.',
    ],
    [{ changes: [{}] }, 'changes[0].path: "" is no value of this scenario.'],
    [
      { changes: [{ path: 'untilDays', value: -1 }] },
      'changes[0]: untilDays: -1 d is below 0.01 d, the least allowed.',
    ],
    [
      { changes: [{ path: 'untilDays', value: null }] },
      'changes[0].value: expected a number, a text or true or false, got null.',
    ],
    [
      { changes: [{ hours: -1, path: 'untilDays', value: 3 }] },
      'changes[0].hours: -1 h is below 0 h, the least allowed.',
    ],
    [{ changes: { path: 'untilDays' } }, 'changes: expected a list, got {"path":"untilDays"}.'],
    [
      {
        changes: [
          { path: 'drugs[0].schedule.infusionHours', value: 100 },
          { path: 'untilDays', value: 30 },
        ],
      },
      'changes[0]: drugs[0].schedule.infusionHours: 100 h is longer than everyHours (24 h).',
    ],
    [
      { dosesGiven: [{ drug: 'imatinb' }] },
      'dosesGiven[0].drug: "imatinb" is not the name of a drug or the inhibitor; did you mean "imatinib"?',
    ],
    [{ inhibitor: { name: 'imatinib' } }, 'inhibitor.name: "imatinib" is the name of a drug.'],
  ])('%j is refused in one sentence', (more, sentence) => {
    expect(() => completeScenario({ ...base, ...more })).toThrow(sentence);
  });
});
