/** Treatment rules carried out on patients of individual cells. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { bytesOf } from '../../src/kernel/read/checkpoint';
import { Patient } from '../../src/patient/patient';
import { SavedPatient, savePatient } from '../../src/patient/saved/snapshot';
import { drugFromCatalogue, drugInCulture, targetFromCatalogue } from '../../src/scenario/drugs';
import { completeScenario, type Scenario, ScenarioError } from '../../src/scenario/schema';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 120_000 });

let kernel: CompartmentKernel;
beforeAll(async () => {
  kernel = await createKernel('simd');
});

function run(scenario: Scenario): Patient {
  const patient = new Patient(scenario, kernel);
  patient.advance({});
  return patient;
}

/** Sensitive and resistant cells that compete for one room, and a drug in culture. */
function competition(rules: object[], changes: object = {}): Scenario {
  return completeScenario({
    stepHours: 2,
    outputEveryHours: 24,
    untilDays: 400,
    tumour: {
      founders: 20_000,
      divisionPerDay: 0.4,
      deathPerDay: 0.1,
      crowding: 'logistic',
      capacity: 60_000,
      resistantFounders: [{ count: 200, target: 'BCR-ABL', variant: 'T315I' }],
    },
    targets: [targetFromCatalogue('BCR-ABL')],
    drugs: [drugInCulture('imatinib', 1)],
    treatment: { begin: 'size', atCells: 30_000 },
    stop: { relapseCells: 40_000 },
    rules,
    ...changes,
  });
}

const told = (patient: Patient) =>
  patient.chronicle.filter(({ kind }) => kind === 'treatment').map(({ text }) => text);

describe('adaptive therapy', () => {
  const adaptive = competition([{ kind: 'adaptive', drug: 'imatinib' }]);

  test('holds below half of the start, gives again at the start, and the level follows', () => {
    const patient = run(adaptive);
    const { outputs } = patient.recorder;
    const start = patient.treatmentStartHours as number;
    const treated = outputs.filter(({ hours }) => hours > start);
    const off = treated.filter(({ plasma }) => plasma[0] === 0);
    const on = treated.filter(({ plasma }) => plasma[0] === 1);
    expect(off.length).toBeGreaterThan(3);
    expect(on.length + off.length).toBe(treated.length);
    const entries = told(patient);
    expect(entries.some((text) => /^imatinib is held: burden at \d+% of its start\.$/.test(text))).toBe(true);
    expect(entries.some((text) => /^imatinib is given again: burden at/.test(text))).toBe(true);
    // Looked at once a day, burden moves less than a third in between.
    for (const { cells } of off) expect(cells).toBeLessThan(1.35 * 30_000);
    // Doses are marked while they are given, and only then.
    const held = patient.marks.filter(({ drug }) => drug === 0);
    for (const { hours } of off) {
      expect(held.some(({ from, to }) => from * 24 < hours - 24 && hours < to * 24)).toBe(false);
    }
  });

  test('sensitive cells keep resistant ones in check: control lasts longer than with the drug held on', () => {
    const days = (patient: Patient) => patient.hours / 24;
    const continuous = run(competition([]));
    expect(continuous.stoppedBy).toBe('cells');
    const adapted = run(adaptive);
    expect(days(adapted)).toBeGreaterThan(1.2 * days(continuous));
  });

  test('the run does not depend on how it is cut, nor on being saved on its way', async () => {
    const whole = run(adaptive);
    const cut = new Patient(adaptive, await createKernel('scalar'));
    let saved = false;
    while (!cut.done) {
      cut.advance({ steps: 7 });
      if (!saved && told(cut).some((text) => text.startsWith('imatinib is held'))) {
        saved = true;
        const blocks: Uint8Array[] = [];
        for (const block of savePatient(cut)) blocks.push(block.slice());
        const copy = new SavedPatient(bytesOf(Buffer.concat(blocks))).restore(await createKernel('simd'));
        copy.advance({});
        expect(copy.hash()).toBe(whole.hash());
        expect(copy.chronicle).toEqual(whole.chronicle);
        expect(copy.response).toEqual(whole.response);
      }
    }
    expect(saved).toBe(true);
    expect(cut.hash()).toBe(whole.hash());
    expect(cut.marks).toEqual(whole.marks);
  });
});

describe('cycles', () => {
  test('temozolomide on five days of 28', () => {
    const patient = run(
      completeScenario({
        stepHours: 1,
        untilDays: 70,
        tumour: { founders: 50_000, divisionPerDay: 0.1, deathPerDay: 0.05 },
        drugs: [drugFromCatalogue('temozolomide', { schedule: { doses: 0, doseMg: 1 } })],
        treatment: { begin: 'day', onDay: 3 },
        rules: [{ kind: 'cycle', drug: 'temozolomide', onDays: 5, offDays: 23 }],
      }),
    );
    const given = patient.marks.map(({ from }) => from - 3);
    expect(given).toEqual([0, 1, 2, 3, 4, 28, 29, 30, 31, 32, 56, 57, 58, 59, 60]);
  });
});

describe('escalation', () => {
  test('the level rises week by week to its limit', () => {
    const patient = run(
      completeScenario({
        stepHours: 4,
        untilDays: 40,
        outputEveryHours: 24,
        tumour: { founders: 1000, divisionPerDay: 0.2, deathPerDay: 0.19 },
        drugs: [drugInCulture('cisplatin', 0.01)],
        treatment: { begin: 'day', onDay: 1 },
        rules: [{ kind: 'escalate', drug: 'cisplatin', factor: 2, everyDays: 7, limitFactor: 8 }],
      }),
    );
    const level = (day: number) =>
      patient.recorder.outputs.find(({ hours }) => hours === 24 * day)?.plasma[0];
    expect([0, 2, 7, 9, 16, 23, 30].map(level)).toEqual([0, 0.01, 0.01, 0.02, 0.04, 0.08, 0.08]);
  });
});

describe('switch', () => {
  const lines = (rules: object[], ...names: ('dasatinib' | 'ponatinib')[]) =>
    competition(rules, {
      tumour: {
        founders: 20_000,
        divisionPerDay: 0.4,
        deathPerDay: 0.1,
        resistantFounders: [{ count: 20, target: 'BCR-ABL', variant: 'T315I' }],
      },
      drugs: [drugInCulture('imatinib', 2), ...names.map((name) => drugInCulture(name, 0.05))],
    });
  const byVariant = [
    { kind: 'switch', drug: 'imatinib', to: 'ponatinib', variant: 'T315I' },
    { kind: 'switch', drug: 'imatinib', to: 'dasatinib' },
  ];

  test('the drug that the variant calls for cures', () => {
    const patient = run(lines(byVariant, 'dasatinib', 'ponatinib'));
    expect(told(patient)).toContainEqual(
      expect.stringMatching(/^ponatinib takes the place of imatinib: progression, T315I in \d+% of cells\.$/),
    );
    expect(told(patient)[0]).toMatch(/^Treatment begins with imatinib: /);
    expect(patient.stoppedBy).toBe('extinct');
    expect(patient.response?.curedHours).not.toBeNull();
    // Drugs that wait are not given.
    expect(patient.marks.some(({ label }) => label === 'dasatinib')).toBe(false);
  });

  test('the other drug fails', () => {
    const patient = run(lines([{ kind: 'switch', drug: 'imatinib', to: 'dasatinib' }], 'dasatinib'));
    expect(patient.stoppedBy).toBe('cells');
    expect(patient.response?.best).not.toBe('progression');
    expect(patient.response?.progressedHours).not.toBeNull();
    expect(patient.marks.some(({ label }) => label === 'dasatinib')).toBe(true);
  });
});

describe('an operation', () => {
  test('takes its share on its day, is told and recorded, and growth goes on from there', () => {
    const rules = [{ kind: 'resect', onDay: 2, share: 0.9 }];
    const patient = run(
      competition(rules, { drugs: [], treatment: { begin: 'day', onDay: 5 }, untilDays: 8 }),
    );
    const cellsOn = (day: number) =>
      patient.recorder.outputs.find(({ hours }) => hours === day * 24)?.cells as number;
    // Treatment day 2 is day 7; a day's growth lies between.
    const before = cellsOn(6);
    expect(cellsOn(7) / before).toBeGreaterThan(0.09);
    expect(cellsOn(7) / before).toBeLessThan(0.15);
    expect(cellsOn(8)).toBeGreaterThan(cellsOn(7));
    expect(told(patient)).toContain('90% of tumour is removed, by the calendar.');
  });

  test('that takes everything ends the run', () => {
    const rules = [{ kind: 'resect', atCells: 1000, share: 1 }];
    const patient = run(competition(rules, { treatment: { begin: 'day', onDay: 1 } }));
    expect(patient.stoppedBy).toBe('extinct');
    expect(patient.cells).toBe(0);
  });
});

describe('rules that make no sense are refused in one sentence', () => {
  test.each([
    [
      { kind: 'adaptive', drug: 'imatnib' },
      'rules[0].drug: "imatnib" is not the name of a drug; did you mean "imatinib"?',
    ],
    [
      { kind: 'adaptive', holdBelow: 0.9, resumeAbove: 0.5 },
      'rules[0].resumeAbove: 0.5 is below holdBelow (0.9); the drug would be held and given at once.',
    ],
    [{ kind: 'escalate', factor: 1 }, 'rules[0].factor: 1 leaves the dose as it is.'],
    [
      { kind: 'escalate', factor: 2, limitFactor: 0.5 },
      'rules[0].limitFactor: 0.5 does not lie where steps of 2 lead to.',
    ],
    [{ kind: 'switch' }, 'rules[0].drug: "" names no drug to end.'],
    [{ kind: 'switch', drug: 'imatinib', to: 'imatinib' }, 'rules[0].to: "imatinib" is the drug that ends.'],
    [
      { kind: 'switch', drug: 'imatinib', to: 'ponatinib', variant: 'T315' },
      'rules[0].variant: "T315" is not the name of a variant; did you mean "T315I"?',
    ],
    [
      { kind: 'switch', drug: 'imatinib', to: 'ponatinib', on: 'finding' },
      'rules[0].variant: "" names no variant to find.',
    ],
    [
      { kind: 'resect', onDay: 3, compartment: 'tumor' },
      'rules[0].compartment: "tumor" is not the name of a compartment; did you mean "tumour"?',
    ],
    [{ kind: 'resect' }, 'rules[0].onDay: 0 names no day, and atCells no size, of the operation.'],
  ])('%o', (rule, message) => {
    const document = {
      targets: [targetFromCatalogue('BCR-ABL')],
      drugs: [drugInCulture('imatinib', 1), drugInCulture('ponatinib', 1)],
      rules: [rule],
    };
    expect(() => completeScenario(document)).toThrow(new ScenarioError(message));
  });
});
