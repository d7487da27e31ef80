import { beforeAll, describe, expect, test } from 'vitest';
import { summaryCsv } from '../../src/export/csv';
import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import { type AdvanceLimit, Patient } from '../../src/patient/patient';
import { MOST_COURSE_ROWS } from '../../src/patient/record/recorder';
import { presets } from '../../src/scenario/presets/index';
import { completeScenario, type Scenario, setPath } from '../../src/scenario/schema';

let kernel: CompartmentKernel;

beforeAll(async () => {
  kernel = await createKernel('reference');
});

/** A preset with some values changed. */
function changed(id: string, changes: Record<string, unknown>): Scenario {
  const scenario = structuredClone(presets.find((preset) => preset.id === id)!.scenario);
  for (const [path, value] of Object.entries(changes)) setPath(scenario, path, value);
  return completeScenario(scenario);
}

/** Selection in the small: a hundredth of the cells. */
const smallSelection = (more: Record<string, unknown> = {}) =>
  changed('selection', {
    'tumour.founders': 500,
    'tumour.resistantFounders[0].count': 3,
    'tumour.resistantFounders[1].count': 3,
    'tumour.resistantFounders[2].count': 5,
    'treatment.atCells': 3000,
    'stop.relapseCells': 3000,
    ...more,
  });

const smallPump = (more: Record<string, unknown> = {}) =>
  changed('mdr1-pump-inhibitor', {
    'alterations.pumpGain': 1e-3,
    'alterations.pumpFurtherGain': 0.05,
    'treatment.atCells': 2000,
    'stop.relapseCells': 2000,
    'stop.daysAfterTreatment': 20,
    ...more,
  });

function runWith(scenario: Scenario, limit: AdvanceLimit | ((patient: Patient) => AdvanceLimit)): Patient {
  const patient = new Patient(scenario, kernel);
  while (!patient.done) patient.advance(typeof limit === 'function' ? limit(patient) : limit);
  return patient;
}

const traceOf = (patient: Patient) => ({
  hash: patient.hash(),
  hours: patient.hours,
  ended: patient.ended,
  stoppedBy: patient.stoppedBy,
  treatmentStartHours: patient.treatmentStartHours,
  chronicle: patient.chronicle,
  marks: patient.marks,
  csv: summaryCsv(patient),
  course: patient.recorder.course.cells.slice(0, patient.recorder.rows),
});

describe.each([
  ['a held level, by size', smallSelection()],
  ['weekly infusions and an inhibitor', smallPump()],
  [
    'doses inside steps, by the calendar',
    smallPump({
      stepHours: 5,
      'treatment.begin': 'day',
      'treatment.onDay': 20.13,
      'drugs[0].schedule.everyHours': 31.7,
      outputEveryHours: 12,
    }),
  ],
])('the cutting of a run does not matter: %s', (_, scenario) => {
  let whole: ReturnType<typeof traceOf>;

  beforeAll(() => {
    whole = traceOf(runWith(scenario, {}));
  });

  test.each<[string, AdvanceLimit | ((patient: Patient) => AdvanceLimit)]>([
    ['one step at a time', { steps: 1 }],
    ['seven steps at a time', { steps: 7 }],
    ['by hours that are no whole steps', (patient) => ({ untilHours: patient.hours + 11.3 })],
    ['by the clock', { milliseconds: 2 }],
  ])('%s', (_, limit) => {
    expect(traceOf(runWith(scenario, limit))).toEqual(whole);
  });

  test('looking does not matter either', () => {
    const patient = new Patient(scenario, kernel);
    while (!patient.done) {
      patient.advance({ steps: 20 });
      patient.observe();
      patient.compartments[0]?.kernel.largestClones(5);
      patient.hash();
    }
    expect(traceOf(patient)).toEqual(whole);
  });
});

describe('a treated tumour', () => {
  test('responds, is taken over and relapses, and says so', () => {
    const patient = runWith(smallSelection(), {});
    expect(patient.stoppedBy).toBe('cells');
    expect(patient.ended).toMatch(
      /^Relapse to 3,\d{3} cells on day [\d.]+, [\d.]+ days after treatment began\.$/,
    );
    const kinds = patient.chronicle.map(({ kind }) => kind);
    for (const kind of ['treatment', 'response', 'takeover', 'nadir', 'relapse'])
      expect(kinds).toContain(kind);
    const takeover = patient.chronicle.find(({ kind }) => kind === 'takeover');
    expect(takeover?.text).toMatch(
      /No clone holds most|of one kind of founder \(BCR-ABL T315I; [\d,]+ cells\), which was there from the start/,
    );
    for (const { text, day } of patient.chronicle) {
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(text).not.toMatch(/NaN|undefined|Infinity|!/);
      expect(day).toBeGreaterThanOrEqual(0);
    }
    expect(patient.marks).toEqual([
      { from: patient.treatmentStartHours! / 24, to: 20, drug: 0, label: 'imatinib' },
    ]);
  });

  test('starts treatment at the first step with enough cells', () => {
    const patient = new Patient(smallSelection(), kernel);
    let before = patient.cells;
    while (patient.treatmentStartHours === null) {
      before = patient.cells;
      patient.advance({ steps: 1 });
    }
    expect(before).toBeLessThan(3000);
    expect(patient.cells).toBeGreaterThanOrEqual(3000);
    expect(patient.treatmentStartHours).toBe(patient.hours);
  });

  test('is cured when the last cell dies', () => {
    const scenario = smallSelection({ 'drugs[0].schedule.levelMicromolar': 2 });
    scenario.tumour.resistantFounders = [];
    const patient = runWith(scenario, {});
    expect(patient.stoppedBy).toBe('extinct');
    expect(patient.cells).toBe(0);
    expect(patient.ended).toMatch(/^Cured: the last cell died on day [\d.]+, [\d.]+ days into treatment\.$/);
    expect(patient.observation.cells).toBe(0);
  });

  test('that does not respond ends at twice the size', () => {
    const patient = runWith(smallSelection({ 'drugs[0].schedule.levelMicromolar': 0 }), {});
    expect(patient.stoppedBy).toBe('cells');
    expect(patient.cells).toBeGreaterThanOrEqual(6000);
    expect(patient.ended).toMatch(/^The tumour grew through treatment to 6,/);
  });
});

describe('ends', () => {
  const growing = (more: object) => completeScenario({ tumour: { founders: 50 }, untilDays: 4, ...more });

  test('time', () => {
    const patient = runWith(growing({}), {});
    expect(patient.stoppedBy).toBe('time');
    expect(patient.hours).toBe(96);
    expect(patient.ended).toMatch(/^The run reached its last day, 4, with [\d,]+ cells\.$/);
  });

  test('a number of cells', () => {
    const patient = runWith(growing({ untilCells: 400 }), { milliseconds: 1 });
    expect(patient.stoppedBy).toBe('cells');
    expect(patient.cells).toBeGreaterThanOrEqual(400);
    expect(patient.cells).toBeLessThan(480);
  });

  test('days after treatment', () => {
    const treatment = { begin: 'day', onDay: 1 };
    const patient = runWith(growing({ treatment, stop: { daysAfterTreatment: 1.5 } }), {});
    expect(patient.hours).toBe(60);
  });

  test('a later last day goes on where the run ended', () => {
    const patient = runWith(growing({}), {});
    patient.change('untilDays', 5);
    expect(patient.done).toBe(false);
    while (!patient.done) patient.advance({});
    expect(patient.hash()).toBe(runWith(growing({ untilDays: 5 }), {}).hash());
  });
});

test('lines that die out are founded again, and counted', () => {
  const dying = completeScenario({
    tumour: { founders: 1, divisionPerDay: 1, deathPerDay: 0.8 },
    untilDays: 100,
    untilCells: 1500,
  });
  const patient = runWith(dying, {});
  expect(patient.cells).toBeGreaterThanOrEqual(1500);
  const note = patient.chronicle.find(({ kind }) => kind === 'note');
  expect(note?.text).toMatch(
    /^This tumour has taken hold with 1,\d{3} cells; (one line|\d+ lines) before it died out/,
  );

  setPath(dying, 'tumour.refound', false);
  const alone = runWith(dying, {});
  expect(alone.stoppedBy).toBe('extinct');
  expect(alone.ended).toContain('without treatment');
});

test('a full memory ends the run with everything kept', async () => {
  const small = await createKernel('simd', { maximumBytes: 3 * 2 ** 20 });
  const growing = completeScenario({ tumour: { founders: 1000 }, untilDays: 30 });
  const patient = new Patient(growing, small);
  while (!patient.done) patient.advance({ milliseconds: 5 });
  expect(patient.stoppedBy).toBe('memory');
  expect(patient.ended).toMatch(
    /^Memory is full at [\d,]+ cells on day [\d.]+; everything so far is kept\.$/,
  );
  expect(patient.recorder.outputs.at(-1)?.cells).toBe(patient.cells);
  expect(patient.chronicle.at(-1)?.kind).toBe('limit');
  const tooMany = completeScenario({ tumour: { founders: 10_000_000 } });
  expect(() => new Patient(tooMany, small)).toThrow(/^tumour\.founders: 10000000 cells do not fit: /);
});

describe('interventions', () => {
  test('a dose now reaches the plasma and the marks at once', () => {
    const patient = new Patient(smallPump({ 'treatment.begin': 'never', stepHours: 1 }), kernel);
    patient.advance({ steps: 10 });
    patient.doseNow(0);
    patient.doseNow(-1);
    expect(patient.inhibitorNow).toBeCloseTo(0.08, 12);
    expect(patient.marks).toEqual([
      { from: 10 / 24, to: 11 / 24, drug: 0, label: 'paclitaxel' },
      { from: 10 / 24, to: 58 / 24, drug: -1, label: 'tariquidar' },
    ]);
    patient.advance({ steps: 1 });
    expect(patient.plasmaNow[0]).toBeGreaterThan(0.05);
    expect(() => patient.doseNow(4)).toThrow('4');
  });

  test('what acts at once is changed, the rest is refused and nothing happens', () => {
    const patient = new Patient(smallSelection(), kernel);
    while (patient.treatmentStartHours === null) patient.advance({ steps: 5 });
    patient.advance({ steps: 2 });
    patient.change('drugs[0].schedule.levelMicromolar', 5);
    expect(patient.plasmaNow).toEqual([5]);
    expect(() => patient.change('tumour.divisionPerDay', 2)).toThrow('tumour.divisionPerDay: 2');
    expect(() => patient.change('treatment.atCells', 10)).toThrow('treatment.atCells: 10');
    expect(() => patient.change('drugs[0].schedule.levelMicromolar', -1)).toThrow('-1 µM');
    expect(() => patient.change('drugs[0].schedule.level', 1)).toThrow('drugs[0].schedule.level');
    expect(patient.scenario.tumour.divisionPerDay).toBe(1);
    expect(patient.plasmaNow).toEqual([5]);
  });

  test('a slider on its way leaves one entry', () => {
    const patient = new Patient(smallPump(), kernel);
    for (const dose of [150, 160, 170]) patient.change('drugs[0].schedule.doseMg', dose);
    patient.advance({ steps: 12 });
    expect(patient.chronicle.map(({ text }) => text)).toEqual([
      'Changed: the dose of paclitaxel is now 170 mg.',
    ]);
  });

  test('the scenario given is not changed', () => {
    const scenario = smallSelection();
    const patient = new Patient(scenario, kernel);
    patient.change('untilDays', 3);
    expect(scenario.untilDays).toBe(20);
  });
});

describe('the record', () => {
  test('summary.csv has one row per output time and class', () => {
    const patient = runWith(smallPump({ 'drugs[0].name': 'nab-paclitaxel, weekly' }), {});
    const lines = summaryCsv(patient).trimEnd().split('\n');
    expect(lines[0]).toBe(
      'hours,day,class,cells,fraction,nab_paclitaxel_weekly_inside_uM,nab_paclitaxel_weekly_plasma_uM,inhibitor_uM,births,deaths,alterations',
    );
    expect((lines.length - 1) % 8).toBe(0);
    expect(lines.length - 1).toBe(8 * patient.recorder.outputs.length);
    for (const line of lines) expect(line.split(',')).toHaveLength(11);
    expect(lines.join()).not.toMatch(/NaN|undefined/);
    const hours = patient.recorder.outputs.map((row) => row.hours);
    expect(new Set(hours).size).toBe(hours.length);
    expect(hours[0]).toBe(0);
    expect(hours.at(-1)).toBe(patient.hours);
  });

  test('the course is thinned, the summary is not', () => {
    const scenario = completeScenario({
      tumour: { divisionPerDay: 0, deathPerDay: 0 },
      stepHours: 0.1,
      outputEveryHours: 0.1,
      untilDays: 50,
    });
    const patient = runWith(scenario, {});
    const { recorder } = patient;
    expect(recorder.outputs).toHaveLength(12_001);
    expect(recorder.thinned).toBe(2);
    expect(recorder.rows).toBeLessThanOrEqual(MOST_COURSE_ROWS);
    const time = recorder.course.time.slice(0, recorder.rows);
    time.forEach((day, row) => {
      if (row > 0 && row < recorder.rows - 1) expect(day - time[row - 1]!).toBeCloseTo(0.4 / 24, 9);
    });
    expect(time.at(-1)).toBeCloseTo(50, 9);
  });
});
