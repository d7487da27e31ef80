import { describe, expect, test, vi } from 'vitest';
import { Patient } from '../../../src/patient/patient';
import { completeScenario } from '../../../src/scenario/schema';
import { hostOf, outcomeOf, small, toEnd } from '../../kit/presetsInSmall';
import { playAndReplay } from './replay';

// The page has each preset as a file of its own, which only its build makes.
vi.mock('../../../src/ui/state/presets', async () => {
  const { presets } = await import('../../../src/scenario/presets/index');
  return { presetNamed: async (id: string) => presets.find((preset) => preset.id === id) };
});

describe('a run that was interfered with', () => {
  test('is given again by its scenario, hash, chronicle and record', async () => {
    let deeds = 0;
    for (let seed = 1; seed <= 24; seed++) deeds += await playAndReplay(seed);
    expect(deeds).toBeGreaterThan(50);
  });

  test('keeps the order of what is done at one time', async () => {
    const scenario = small('imatinib-cml', { 'treatment.begin': 'never', untilDays: 3 });
    const patient = new Patient(scenario, await hostOf(scenario));
    patient.advance({ steps: 10 });
    const levels: number[] = [];
    for (const doseMg of [100, 800]) {
      patient.change('drugs[0].schedule.doseMg', doseMg);
      patient.doseNow(0);
      levels.push(doseMg);
    }
    patient.change('drugs[0].schedule.doseMg', 0);
    expect(patient.scenario.dosesGiven.map(({ afterChanges }) => afterChanges)).toEqual([1, 2]);
    const expected = outcomeOf(toEnd(patient));
    const again = new Patient(completeScenario(patient.scenario), await hostOf(scenario, 'scalar'));
    expect(outcomeOf(toEnd(again))).toEqual(expected);
    const reversed = structuredClone(patient.scenario);
    for (const dose of reversed.dosesGiven) dose.afterChanges = 3;
    expect(toEnd(new Patient(reversed, await hostOf(scenario))).hash()).not.toBe(expected.hash);
  });

  test('with changes of the end, after the end', async () => {
    const scenario = small('selection', {
      untilDays: 2,
      'treatment.begin': 'day',
      'treatment.onDay': 1,
      'stop.relapseCells': 0,
    });
    const patient = toEnd(new Patient(scenario, await hostOf(scenario)));
    expect(patient.hours).toBe(48);
    patient.change('drugs[0].schedule.levelMicromolar', 0);
    expect(patient.done).toBe(true);
    patient.change('untilDays', 4);
    const expected = outcomeOf(toEnd(patient));
    expect(expected.hours).toBe(96);
    expect(patient.chronicle.find(({ text }) => text.includes('Changed'))?.day).toBe(2);
    const again = new Patient(patient.scenario, await hostOf(scenario, 'scalar'));
    expect(outcomeOf(toEnd(again))).toEqual(expected);
  });

  test('takes what acts on the past for a mistake, and leaves no trace of it', async () => {
    const scenario = small('selection', { 'treatment.begin': 'day', 'treatment.onDay': 2, untilDays: 9 });
    const patient = new Patient(scenario, await hostOf(scenario));
    patient.advance({ untilHours: 36 });
    const early: [string, unknown, string][] = [
      ['untilDays', 1, 'untilDays: 1 lies before the present, day 1.5.'],
      ['treatment.onDay', 1, 'treatment.onDay: 1 lies before the present, day 1.5.'],
    ];
    for (const [path, value, sentence] of early) expect(() => patient.change(path, value)).toThrow(sentence);
    patient.advance({ untilHours: 120 });
    const late: [string, unknown, string][] = [
      ['treatment.onDay', 6, 'treatment.onDay: 6 comes too late; treatment began on day 2.'],
      [
        'stop.daysAfterTreatment',
        1,
        'stop.daysAfterTreatment: 1 lies before the present, day 5, 3 days into treatment.',
      ],
      [
        'drugs[0].schedule.startDay',
        2,
        'drugs[0].schedule.startDay: 2 lies before the present, day 5, 3 days into treatment.',
      ],
    ];
    for (const [path, value, sentence] of late) expect(() => patient.change(path, value)).toThrow(sentence);
    expect(patient.scenario.changes).toEqual([]);
  });

  test('tells of a change in its scenario that it cannot take', async () => {
    const scenario = small('selection', {
      'treatment.begin': 'day',
      'treatment.onDay': 1,
      untilDays: 4,
    });
    const late = { ...scenario, changes: [{ hours: 50, path: 'treatment.onDay', value: 3, line: 0 }] };
    const patient = toEnd(new Patient(late, await hostOf(scenario)));
    const note = patient.chronicle.find(({ text }) => text.startsWith('Not changed'));
    expect(note).toEqual({
      day: 50 / 24,
      kind: 'note',
      text: 'Not changed: treatment.onDay: 3 comes too late; treatment began on day 1.',
    });
    expect(patient.hash()).toBe(toEnd(new Patient(scenario, await hostOf(scenario))).hash());
  });
});
