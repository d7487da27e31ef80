import { afterAll, describe, expect, test } from 'vitest';
import { Dice } from '../../bench/fuzz/dice';
import { summaryCsv } from '../../src/export/csv';
import { createGroup, type KernelGroup } from '../../src/kernel/group';
import { createKernel, createKernels } from '../../src/kernel/kernel';
import { CLASS_COUNT } from '../../src/kernel/model';
import { bytesOf, CheckpointError } from '../../src/kernel/read/checkpoint';
import { type AdvanceLimit, Patient } from '../../src/patient/patient';
import { merged } from '../../src/patient/record/merge';
import { SavedPatient, savePatient } from '../../src/patient/saved/snapshot';
import { presets } from '../../src/scenario/presets/index';
import { completeScenario, type Scenario, setPath } from '../../src/scenario/schema';
import { LONG } from '../kit/long';

const groups = new Map<string, KernelGroup>();

afterAll(() => {
  for (const group of groups.values()) group.close();
});

/** One group for each kind that the tests ask for; a patient begins it anew. */
async function groupOf(count: number, threads = 1, spare = '', maximumBytes?: number): Promise<KernelGroup> {
  const key = `${count} ${threads} ${spare} ${maximumBytes}`;
  const group = groups.get(key) ?? (await createGroup('simd', count, { threads, maximumBytes }));
  groups.set(key, group);
  return group;
}

function small(id: string, changes: Record<string, unknown> = {}): Scenario {
  const scenario = structuredClone(presets.find((preset) => preset.id === id)!.scenario);
  const sizes = { 'treatment.atCells': 60_000, 'stop.relapseCells': 60_000, 'alterations.pumpGain': 1e-4 };
  for (const [path, value] of Object.entries({ 'tumour.lesions': 3, ...sizes, ...changes })) {
    setPath(scenario, path, value);
  }
  return completeScenario(scenario);
}

/** Founded one by one, treated at a size, with an inhibitor, an infusion and mutants. */
const pumped = small('mdr1-pump-inhibitor', {
  'alterations.pumpGain': 2e-3,
  'alterations.pumpFurtherGain': 0.05,
  'stop.daysAfterTreatment': 40,
});

const traceOf = (patient: Patient) => ({
  hash: patient.hash(),
  hours: patient.hours,
  ended: patient.ended,
  stoppedBy: patient.stoppedBy,
  treatmentStartHours: patient.treatmentStartHours,
  chronicle: patient.chronicle.slice(),
  marks: patient.marks.slice(),
  csv: summaryCsv(patient),
  rows: patient.recorder.rows,
  cells: patient.compartments.map(({ cells }) => cells),
});

function runOn(
  group: KernelGroup,
  scenario: Scenario,
  limit: AdvanceLimit | (() => AdvanceLimit) = {},
): Patient {
  const patient = new Patient(scenario, group);
  while (!patient.done) patient.advance(typeof limit === 'function' ? limit() : limit);
  return patient;
}

function fileOf(patient: Patient): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const block of savePatient(patient)) blocks.push(block.slice());
  return Buffer.concat(blocks);
}

describe('a patient with several lesions', async () => {
  const whole = traceOf(runOn(await groupOf(3), pumped));

  test('reaches treatment and its end with all of them', () => {
    expect(whole.treatmentStartHours).toBeGreaterThan(0);
    expect(whole.stoppedBy).toMatch(/time|cells/);
    expect(whole.hash).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each([1, 2, 3, 7])('gives the same run on %i threads', async (threads) => {
    expect(traceOf(runOn(await groupOf(3, threads), pumped))).toEqual(whole);
  });

  test.each<[string, AdvanceLimit | (() => AdvanceLimit)]>([
    ['one step at a time', { steps: 1 }],
    ['eleven steps at a time', { steps: 11 }],
    ['by the clock', { milliseconds: 1 }],
  ])('gives the same run %s', async (_, limit) => {
    expect(traceOf(runOn(await groupOf(3, 2), pumped, limit))).toEqual(whole);
  });

  test('gives the same run in plain TypeScript', async () => {
    const tiny = small('mdr1-pump-inhibitor', {
      'treatment.atCells': 1500,
      'stop.relapseCells': 1500,
      'alterations.pumpGain': 1e-3,
      'stop.daysAfterTreatment': 20,
    });
    const group = await createKernels('reference', 3);
    expect(traceOf(runOn(group, tiny))).toEqual(traceOf(runOn(await groupOf(3), tiny)));
  });

  test('goes on from a checkpoint of any moment as if never interrupted', LONG, async () => {
    const files: Uint8Array[] = [];
    const patient = new Patient(pumped, await groupOf(3));
    for (let moment = 0; !patient.done; moment++) {
      if (moment % 12 === 0) files.push(fileOf(patient));
      patient.advance({ steps: 37 });
    }
    files.push(fileOf(patient));
    expect(files.length).toBeGreaterThan(3);
    for (const [index, file] of files.entries()) {
      const restored = new SavedPatient(bytesOf(file)).restore(await groupOf(3, 1 + (index % 3), 'spare'));
      expect(fileOf(restored)).toEqual(file);
      while (!restored.done) restored.advance({ steps: 500 });
      expect(traceOf(restored)).toEqual(whole);
    }
  });

  test('records all together as the sum of its parts', async () => {
    const patient = runOn(await groupOf(3), pumped);
    const { recorder, compartments } = patient;
    expect(recorder.outputs.length).toBeGreaterThan(10);
    recorder.outputs.forEach((row, index) => {
      const parts = compartments.map((each) => each.recorder.outputs[index]!);
      expect(parts.map(({ hours }) => hours)).toEqual([row.hours, row.hours, row.hours]);
      expect(parts.reduce((sum, part) => sum + part.cells, 0)).toBe(row.cells);
      for (let own = 0; own < CLASS_COUNT; own++) {
        const cells = parts.map((part) => part.cellsByClass[own]!);
        expect(cells.reduce((sum, count) => sum + count)).toBe(row.cellsByClass[own]);
        const amount = parts.reduce((sum, part, i) => sum + part!.meanAmountByClass[own]! * cells[i]!, 0);
        expect(row.meanAmountByClass[own]! * row.cellsByClass[own]!).toBeCloseTo(amount, 6);
      }
    });
    const seen = merged(patient.observe());
    expect(seen.histogramByClass.reduce((sum, count) => sum + count)).toBe(patient.cells);
  });

  test('is written one compartment after another beside the total', () => {
    const [header, ...lines] = whole.csv.trimEnd().split('\n') as [string, ...string[]];
    expect(header).toMatch(/^hours,day,compartment,class,cells,fraction,/);
    const names = [...new Set(lines.map((line) => line.split(',')[2]))];
    expect(names).toEqual(['all', 'lesion 1', 'lesion 2', 'lesion 3']);
    expect(lines.length % (4 * CLASS_COUNT)).toBe(0);
  });

  test('is told lesion by lesion', () => {
    const texts = whole.chronicle.map(({ text }) => text);
    expect(texts.some((text) => /^First cell with .* \(lesion [123]\), one among about/.test(text))).toBe(
      true,
    );
    for (const text of texts) expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('wants a kernel for each', async () => {
    expect(() => new Patient(pumped, KernelOfTwo)).toThrow(/2 kernels for 3 compartments/);
  });
  const KernelOfTwo = await groupOf(2);
});

describe('lesions are founded separately', () => {
  test('the first as a tumour alone, the others each with random numbers of their own', async () => {
    const changes = { 'treatment.begin': 'never', untilDays: 9, 'tumour.founders': 20 };
    const three = runOn(await groupOf(3), small('selection', changes));
    const alone = runOn(await groupOf(1), small('selection', { ...changes, 'tumour.lesions': 1 }));
    const hashes = three.compartments.map(({ kernel }) => kernel.hash());
    expect(hashes[0]).toBe(alone.hash());
    expect(new Set(hashes).size).toBe(3);
  });

  test('and again where one dies out before treatment, while the others grow on', async () => {
    const fragile = small('mdr1-pump', {
      'tumour.lesions': 5,
      'tumour.divisionPerDay': 1.6,
      'tumour.deathPerDay': 0.8,
      'treatment.begin': 'never',
      untilDays: 18,
    });
    const patient = runOn(await groupOf(5), fragile);
    for (const { cells } of patient.compartments) expect(cells).toBeGreaterThan(0);
    const steps = patient.compartments.map(({ kernel }) => kernel.steps);
    expect(new Set(steps)).toEqual(new Set([patient.steps]));
    const refounded = patient.chronicle.find(({ text }) => text.includes('by chance'));
    expect(refounded?.text).toMatch(/The lesions have taken hold with .* lines? before them died out/);
  });
});

describe('lesions that end', () => {
  test('one that dies out waits while the others go on; the patient is cured with the last', async () => {
    const treated = small('selection', {
      'tumour.founders': 40,
      'tumour.resistantFounders[0].count': 0,
      'tumour.resistantFounders[1].count': 0,
      'tumour.resistantFounders[2].count': 0,
      'treatment.begin': 'day',
      'treatment.onDay': 4,
      untilDays: 400,
    });
    const one = runOn(await groupOf(3), treated);
    const many = runOn(await groupOf(3, 3), treated, { steps: 5 });
    expect(traceOf(many)).toEqual(traceOf(one));
    expect(one.stoppedBy).toBe('extinct');
    const deaths = one.chronicle
      .filter(({ kind }) => kind === 'extinct')
      .map(({ text, day }) => ({ text, day }));
    expect(deaths).toHaveLength(3);
    expect(deaths[0]!.text).toMatch(
      /^Extinct in lesion [123]: the last cell died [\d.]+ days into treatment\.$/,
    );
    expect(deaths[2]!.text).toMatch(/^Cured: the last cell died on day [\d.]+,/);
    expect(deaths[2]!.day).toBeGreaterThanOrEqual(deaths[0]!.day);
  });

  test('one whose memory is full ends the run at the next control time, all kept', async () => {
    const growing = small('selection', {
      'tumour.founders': 30,
      'treatment.begin': 'never',
      'tumour.divisionPerDay': 2,
      'tumour.crowding': 'none',
      untilDays: 60,
    });
    const tiny = 12 * 2 ** 20;
    const one = runOn(await groupOf(3, 1, '', tiny), growing);
    expect(one.stoppedBy).toBe('memory');
    expect(one.ended).toMatch(/^Memory is full in lesion [123] at [\d.,]+ (M )?cells on day [\d.]+;/);
    for (const limit of [{ steps: 1 }, { steps: 13 }]) {
      expect(traceOf(runOn(await groupOf(3, 3, '', tiny), growing, limit))).toEqual(traceOf(one));
    }
    expect(one.recorder.outputs.at(-1)?.cells).toBe(one.cells);
    const restored = new SavedPatient(bytesOf(fileOf(one))).restore(await groupOf(3, 1, 'spare', tiny));
    expect(traceOf(restored)).toEqual(traceOf(one));
  });
});

describe('a checkpoint of several lesions', async () => {
  const patient = new Patient(pumped, await groupOf(3, 1, 'running'));
  patient.advance({ steps: 700 });
  const file = fileOf(patient);
  const running = patient.hash();
  const spare = await groupOf(3, 1, 'damaged');
  const restore = (bytes: Uint8Array) => new SavedPatient(bytesOf(bytes)).restore(spare);

  test('five hundred damaged ones are refused with one sentence each, the run untouched', () => {
    const dice = new Dice(5);
    for (let i = 0; i < 500; i++) {
      const damaged = Uint8Array.from(file);
      const place = Math.floor(dice.next() * file.length);
      damaged[place]! ^= 1 << Math.floor(dice.next() * 8);
      const cut = i % 3 === 0 ? damaged.subarray(0, place) : damaged;
      let sentence = '';
      try {
        restore(cut);
      } catch (error) {
        if (!(error instanceof CheckpointError)) throw error;
        sentence = error.message;
      }
      expect(sentence).toMatch(/altered|cut short|version|not a checkpoint|empty/);
    }
    expect(patient.hash()).toBe(running);
    expect(restore(file).hash()).toBe(running);
  });

  test('does not open on another number of kernels', async () => {
    const kernel = await createKernel('simd');
    expect(() => new SavedPatient(bytesOf(file)).restore(kernel)).toThrow(/1 kernels for 3 compartments/);
  });
});
