/** The chronicle tells what happened: every start, stop and change of a drug at its time, causes only where they are. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { compartmentPlans } from '../../src/compile/compartments';
import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { KernelGroup } from '../../src/kernel/group';
import { createKernel } from '../../src/kernel/kernel';
import { Patient } from '../../src/patient/patient';
import { grouped } from '../../src/patient/story/repeats';
import { drugInCulture, targetFromCatalogue } from '../../src/scenario/drugs';
import { presets } from '../../src/scenario/presets/index';
import { completeScenario, type Scenario, setPath } from '../../src/scenario/schema';
import type { ChronicleEntry } from '../../src/worker/protocol';
import { LONG } from '../kit/long';

// A slow or busy machine may take much longer than the few seconds these need.
vi.setConfig({ testTimeout: 240_000 });

let kernels: CompartmentKernel[];
beforeAll(async () => {
  const create = () => createKernel('simd', { tissue: true });
  kernels = [await create(), await create()];
});

function patientOf(scenario: Scenario): Patient {
  const { length } = compartmentPlans(scenario);
  return new Patient(scenario, KernelGroup.of(...kernels.slice(0, length)));
}

const preset = (id: string) => presets.find((each) => each.id === id)!.scenario;

/** Fewest cells after any step since treatment began, and when. */
const lowest = new WeakMap<Patient, { hours: number; cells: number }>();

function ran(id: string, untilDay = Infinity): Patient {
  const patient = patientOf(preset(id));
  while (!patient.done && patient.hours < untilDay * 24) {
    const { hours, cells } = patient;
    if (patient.treatmentStartHours !== null && cells < (lowest.get(patient)?.cells ?? Infinity)) {
      lowest.set(patient, { hours, cells });
    }
    patient.advance({ steps: 1 });
  }
  return patient;
}

const texts = (entries: readonly ChronicleEntry[]) => entries.map(({ text }) => text);
const ofDrugs = ({ chronicle }: Patient) => chronicle.filter(({ kind }) => kind === 'treatment');

function expectInOrder(patient: Patient): void {
  for (const entries of [patient.chronicle, patient.narrative]) {
    const times = entries.map(({ day }) => day);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(entries.filter(({ kind }) => kind === 'nadir').length).toBeLessThanOrEqual(1);
    for (const text of texts(entries)) {
      expect(text).not.toMatch(/NaN|undefined|Infinity|\w\[\d|schedule\.|drugs\./);
      expect(text).toMatch(/\.$/);
    }
  }
  // The deepest point told is that of all steps since treatment began.
  const nadir = patient.chronicle.find(({ kind }) => kind === 'nadir');
  if (nadir === undefined) return;
  const deepest = lowest.get(patient);
  if (deepest !== undefined) expect(nadir.day * 24).toBeCloseTo(deepest.hours, 6);
}

/** Hours at which the level of a drug becomes more than zero, and zero again. */
function edges(patient: Patient, drug: number): number[] {
  let was = false;
  return patient.recorder.outputs.flatMap(({ hours, plasma }) => {
    const is = plasma[drug]! > 0;
    if (is === was) return [];
    was = is;
    return [hours];
  });
}

describe('each start and stop of each drug', () => {
  test('two in turn: the second begins where the first is withdrawn, four weeks into treatment', LONG, () => {
    const patient = ran('two-drugs-in-turn', 90);
    const start = patient.treatmentStartHours! / 24;
    const told = ofDrugs(patient);
    expect(told.map(({ drug, event, day }) => [drug, event, Number((day - start).toFixed(9))])).toEqual([
      [undefined, undefined, 0],
      ['paclitaxel', 'ends', 28],
      ['doxorubicin', 'begins', 28],
    ]);
    expect(texts(told)[0]).toMatch(/^Treatment begins with paclitaxel: [\d.,M ]+cells\.$/);
    expect(texts(told).slice(1)).toEqual([
      'Paclitaxel is withdrawn after 28 days.',
      'Doxorubicin begins, 28 days into treatment: held at 0.2 µM.',
    ]);
    expectInOrder(patient);
  });

  test('one pump, many drugs: four beginnings and three ends, as the levels say', () => {
    const patient = ran('mdr1-cross-resistance');
    const { drugs, outputEveryHours } = patient.scenario;
    const told = ofDrugs(patient);
    expect(texts(told)[0]).toMatch(/^Treatment begins with paclitaxel: /);
    expect(told.filter(({ drug }) => drug === 'cisplatin').map(({ event }) => event)).toEqual(['begins']);
    drugs.forEach(({ name }, index) => {
      const days = told.filter(({ drug }) => drug === name).map(({ day }) => day);
      const times = index === 0 ? [patient.treatmentStartHours! / 24, ...days] : days;
      const seen = edges(patient, index);
      expect(times).toHaveLength(seen.length);
      times.forEach((day, at) => {
        expect(seen[at]! - 24 * day).toBeGreaterThanOrEqual(0);
        expect(seen[at]! - 24 * day).toBeLessThanOrEqual(outputEveryHours);
      });
    });
    expectInOrder(patient);
  });

  test('double minutes: the withdrawal is told', LONG, () => {
    const patient = ran('double-minutes', 75);
    const told = ofDrugs(patient).filter(({ event }) => event === 'ends');
    expect(texts(told)).toEqual(['Methotrexate is withdrawn after 50 days.']);
    expect(told[0]!.day * 24).toBeCloseTo(patient.treatmentStartHours! + 1200, 9);
    expectInOrder(patient);
  });

  test('a course of doses ends with its last, and an infusion with its end, however the run is cut', () => {
    const scenario = completeScenario({
      stepHours: 2,
      untilDays: 30,
      tumour: { founders: 2000, divisionPerDay: 0.2, deathPerDay: 0.19 },
      drugs: [
        drugInCulture('cisplatin', 0.1, {
          pharmacokinetics: { route: 'bolus', centralLitres: 50, clearanceLitresPerHour: 5 },
          schedule: { doseMg: 1, doses: 3, everyHours: 120 },
        }),
        drugInCulture('paclitaxel', 0.001, {
          pharmacokinetics: { route: 'infusion', centralLitres: 50, clearanceLitresPerHour: 5 },
          schedule: { doseMg: 0.1, doses: 1, startDay: 10, infusionHours: 48 },
        }),
        drugInCulture('doxorubicin', 0.001, {
          schedule: { levelMicromolar: 0.001, infusionHours: 24, everyHours: 48, doses: 2, startDay: 12 },
        }),
      ],
      targets: [targetFromCatalogue('tubulin'), targetFromCatalogue('topoisomerase II')],
      treatment: { begin: 'day', onDay: 1 },
    });
    const whole = patientOf(scenario);
    whole.advance({});
    expect(ofDrugs(whole).map(({ day, text }) => `${day}: ${text}`)).toEqual([
      expect.stringMatching(/^1: Treatment begins with cisplatin: /),
      '11: The last of 3 doses of cisplatin.',
      '11: Paclitaxel begins, 10 days into treatment: one dose of 0.1 mg.',
      '13: The only dose of paclitaxel ends.',
      '13: Doxorubicin begins, 12 days into treatment: 2 doses of 0.001 µM for 1 day, every 2 days.',
      '16: The last of 2 doses of doxorubicin ends.',
    ]);
    expectInOrder(whole);
    for (const steps of [1, 7]) {
      const cut = patientOf(scenario);
      while (!cut.done) cut.advance({ steps });
      expect(cut.chronicle).toEqual(whole.chronicle);
    }
  });

  test('a course made longer goes on, and is told to', () => {
    const patient = patientOf(
      completeScenario({
        untilDays: 30,
        tumour: { founders: 2000, divisionPerDay: 0.2, deathPerDay: 0.19 },
        drugs: [
          drugInCulture('cisplatin', 0.01, { schedule: { infusionHours: 24, everyHours: 96, doses: 2 } }),
        ],
        treatment: { begin: 'day', onDay: 0 },
      }),
    );
    patient.advance({ untilHours: 240 });
    patient.change('drugs[0].schedule.doses', 4);
    patient.advance({});
    expect(texts(ofDrugs(patient)).slice(1)).toEqual([
      'The last of 2 doses of cisplatin ends.',
      'Changed: the number of doses of cisplatin is now 4.',
      'Cisplatin is given again.',
      'The last of 4 doses of cisplatin ends.',
    ]);
  });
});

describe('a clone is named as the cause', () => {
  /** Looks at the kernels at the moment at which an entry of this kind is told. */
  function atEntry(
    id: string,
    kind: ChronicleEntry['kind'],
    untilDay: number,
    changes: Record<string, unknown> = {},
  ) {
    const scenario = structuredClone(preset(id));
    for (const [path, value] of Object.entries(changes)) setPath(scenario, path, value);
    const patient = patientOf(completeScenario(scenario));
    const entry = () => patient.chronicle.find((each) => each.kind === kind);
    while (entry() === undefined && !patient.done && patient.hours < untilDay * 24)
      patient.advance({ steps: 1 });
    const together = patient.together(patient.observe());
    const resistant = together.cells - together.cellsByClass[0]!;
    const clones = patient.tumours.flatMap(({ kernel }) => kernel.largestClones(64));
    const largest = Math.max(
      ...clones.filter(({ className }) => className !== 'sensitive').map(({ cells }) => cells),
    );
    return { text: entry()!.text, share: largest / resistant, resistantShare: resistant / together.cells };
  }

  test('not for a relapse of cells that do not resist', () => {
    // Behind the barrier they grow on without resisting; now and then one is altered.
    const { text, resistantShare } = atEntry('brain-sanctuary', 'relapse', 130, {
      'targets[0].variantProbability': 1e-5,
    });
    expect(resistantShare).toBeGreaterThan(0);
    expect(resistantShare).toBeLessThan(0.5);
    expect(text).toMatch(/Most of them are not resistant: [\d,]+( cells)?\./);
    expect(text).not.toContain('clone');
  });

  test('not where it holds less than half of those that resist', () => {
    // In most runs one clone leads; the first of these seeds in which none does.
    let { text, share } = { text: '', share: 1 };
    for (let seed = 1; seed <= 12 && share >= 0.5; seed++) {
      ({ text, share } = atEntry('two-drugs-in-turn', 'takeover', 70, { seed }));
    }
    expect(share).toBeLessThan(0.5);
    expect(text).toMatch(/No clone holds most of the [\d,]+ cells that resist/);
  });

  test('where it holds most of them', () => {
    const { text, share } = atEntry('mdr1-cross-resistance', 'takeover', 70);
    expect(share).toBeGreaterThan(0.5);
    expect(text).toMatch(/Most resistant cells are of one kind of founder \(10 MDR1 copies; /);
  });
});

describe('what treatment means to do again and again', () => {
  test('is no relapse while the tumour is let grow back, and one line of held and given again', () => {
    const patient = ran('competitive-release-adaptive', 160);
    expect(patient.chronicle.some(({ kind }) => kind === 'relapse')).toBe(false);
    const held = patient.chronicle.filter(({ event }) => event === 'held').length;
    expect(held).toBeGreaterThan(3);
    const lines = texts(patient.narrative).filter((text) => /held|given again/.test(text));
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(
      /^chemotherapy is held and given again \d+ times more|^chemotherapy is held \d+ times more/,
    );
    expectInOrder(patient);
  });

  test('a drug in cycles has its deepest point once, in its place, and cure takes it back', () => {
    const patient = ran('brain-temozolomide');
    expectInOrder(patient);
    expect(patient.stoppedBy).toBe('extinct');
    expect(patient.chronicle.some(({ kind }) => kind === 'nadir')).toBe(false);
    expect(patient.narrative.length).toBeLessThan(20);
    expect(patient.ended).toBe(patient.chronicle.at(-1)!.text);
  });

  test('repeats are counted, and other entries stay where they are', () => {
    const entry = (day: number, event: ChronicleEntry['event'], text: string): ChronicleEntry => ({
      ...{ day, kind: 'treatment', drug: 'x', text },
      ...(event === undefined ? {} : { event }),
    });
    const list = [
      entry(1, 'held', 'x is held: a.'),
      entry(2, 'given again', 'x is given again: b.'),
      entry(3, 'held', 'x is held: c.'),
      entry(4, undefined, 'Something else.'),
      entry(5, 'given again', 'x is given again: d.'),
    ];
    expect(texts(grouped(list.slice(0, 3)))).toEqual(texts(list.slice(0, 3)));
    expect(texts(grouped(list))).toEqual([
      'x is held: a.',
      'x is given again: b.',
      'x is held and given again once more, the last time on day 5.',
      'Something else.',
    ]);
  });

  test('arrow keys on a slider of a running patient are one change and one line', () => {
    const patient = patientOf(
      completeScenario({
        untilDays: 30,
        outputEveryHours: 1,
        tumour: { founders: 2000, divisionPerDay: 0.2, deathPerDay: 0.19 },
        drugs: [drugInCulture('cisplatin', 0.01)],
        treatment: { begin: 'day', onDay: 0 },
      }),
    );
    for (let key = 1; key <= 12; key++) {
      patient.advance({ steps: 3 });
      patient.change('drugs[0].schedule.levelMicromolar', 0.01 + key / 1000);
    }
    patient.advance({ steps: 12 });
    const lines = texts(patient.narrative).filter((text) => text.startsWith('Changed'));
    // Told of every six hours, so that of two keys in between the later one is.
    expect(lines).toEqual([
      'Changed: the level of cisplatin is now 0.011 µM.',
      'Changed: the level of cisplatin is now 0.022 µM, after 7 changes, the last time on day 1.5.',
    ]);
  });
});
