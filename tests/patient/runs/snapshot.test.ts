import { beforeAll, describe, expect, test } from 'vitest';
import { kernelModel } from '../../../src/compile/compile';
import { summaryCsv } from '../../../src/export/csv';
import type { CompartmentKernel, Variant } from '../../../src/kernel/compartmentKernel';
import { KernelGroup } from '../../../src/kernel/group';
import { createKernel } from '../../../src/kernel/kernel';
import { bytesOf, CheckpointError, saveKernels } from '../../../src/kernel/read/checkpoint';
import { Patient } from '../../../src/patient/patient';
import { fromText, SavedPatient, savePatient, toText } from '../../../src/patient/saved/snapshot';
import { compartmentCount, hasTissue } from '../../../src/scenario/compartments';
import { presets } from '../../../src/scenario/presets/index';
import { completeScenario, type Scenario, setPath } from '../../../src/scenario/schema';
import { longIf } from '../../kit/long';

/** As many as any preset has compartments. */
const MOST = Math.max(...presets.map(({ scenario }) => compartmentCount(scenario)));
/** Of the plain build, and of the whole one for scenarios with a tissue. */
interface Kernels {
  plain: CompartmentKernel[];
  whole: CompartmentKernel[];
}
let kernels: Kernels;
let spares: Kernels;
let kernel: CompartmentKernel;

beforeAll(async () => {
  const several = (variant: Variant, tissue: boolean) =>
    Promise.all(Array.from({ length: MOST }, () => createKernel(variant, { tissue })));
  const made = async (variant: Variant): Promise<Kernels> => ({
    plain: await several(variant, false),
    whole: await several(variant, true),
  });
  [kernels, spares] = await Promise.all([made('simd'), made('scalar')]);
  [kernel] = kernels.plain as [CompartmentKernel];
});

const hostOf = (scenario: Scenario, { plain, whole }: Kernels) =>
  KernelGroup.of(...(hasTissue(scenario) ? whole : plain).slice(0, compartmentCount(scenario)));

/** A preset in the small, so that a whole run takes a fraction of a second. */
function small(id: string, changes: Record<string, unknown> = {}): Scenario {
  const scenario = structuredClone(presets.find((preset) => preset.id === id)!.scenario);
  const tumour = { 'tumour.founders': 2000, 'treatment.atCells': 5000, 'stop.relapseCells': 5000 };
  if (scenario.tumour.tissue !== null) {
    const { sitesZ } = scenario.tumour.tissue;
    Object.assign(tumour, { 'tumour.founders': 300, 'tumour.tissue.sitesX': 50, 'tumour.tissue.sitesY': 50 });
    Object.assign(changes, { untilDays: 15, 'tumour.tissue.sitesZ': Math.min(sitesZ, 16) });
  }
  scenario.compartments.forEach(({ kind, founders }, index) => {
    if (kind === 'marrow') {
      Object.assign(tumour, { [`compartments[${index}].founders`]: Math.min(founders, 5000) });
    }
  });
  const all = { ...tumour, 'alterations.pumpGain': 1e-3, untilDays: 120, ...changes };
  for (const [path, value] of Object.entries(all)) setPath(scenario, path, value);
  return completeScenario(scenario);
}

const traceOf = (patient: Patient) => ({
  hash: patient.hash(),
  hours: patient.hours,
  cellSteps: patient.group.cellSteps,
  ended: patient.ended,
  stoppedBy: patient.stoppedBy,
  treatmentStartHours: patient.treatmentStartHours,
  chronicle: patient.chronicle.slice(),
  marks: patient.marks.slice(),
  plasma: patient.plasmaNow,
  inhibitor: patient.inhibitorNow,
  observation: patient.observation,
  csv: summaryCsv(patient),
  rows: patient.recorder.rows,
  thinned: patient.recorder.thinned,
  course: [patient.recorder.course.cells, ...patient.recorder.course.inside.flat()].map((column) =>
    column.slice(0, patient.recorder.rows),
  ),
});

function fileOf(patient: Patient, extra: unknown = null): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const block of savePatient(patient, extra)) blocks.push(block.slice());
  return Buffer.concat(blocks);
}

function restored(file: Uint8Array): Patient {
  const saved = new SavedPatient(bytesOf(file));
  return saved.restore(hostOf(saved.scenario, spares));
}

function toEnd(patient: Patient): Patient {
  while (!patient.done) patient.advance({ steps: 1000 });
  return patient;
}

describe('a restored patient ends as the uninterrupted one', () => {
  const cases: [string, Scenario][] = [
    ...presets.map(({ id }): [string, Scenario] => [id, small(id)]),
    [
      'many output rows, thinned',
      small('selection', { outputEveryHours: 0.1, stepHours: 0.1, untilDays: 25 }),
    ],
    ['founded again and again', small('mdr1-pump', { 'tumour.founders': 1, 'tumour.deathPerDay': 0.12 })],
  ];
  for (const [name, scenario] of cases)
    test(name, longIf(name === 'marrow-gene-therapy'), () => {
      const files: Uint8Array[] = [];
      const whole = new Patient(scenario, hostOf(scenario, kernels));
      for (let moment = 0; !whole.done && moment < 400; moment++) {
        if (moment % 5 === 0 && files.length < 12) files.push(fileOf(whole));
        whole.advance({ steps: moment < 5 ? 7 : 53 });
      }
      toEnd(whole);
      files.push(fileOf(whole));
      const expected = traceOf(whole);
      for (const file of files) expect(traceOf(toEnd(restored(file)))).toEqual(expected);
    });

  test('with an infusion running, extra doses, and changes not yet told', () => {
    const scenario = small('mdr1-pump-inhibitor', {
      'drugs[0].pharmacokinetics.route': 'infusion',
      'drugs[0].schedule.infusionHours': 30,
    });
    const whole = new Patient(scenario, kernel);
    while (whole.treatmentStartHours === null && !whole.done) whole.advance({ steps: 1 });
    whole.advance({ steps: 3 });
    whole.doseNow(0);
    whole.advance({ steps: 1 });
    whole.change('drugs[0].schedule.everyHours', 100);
    whole.doseNow(-1);
    const file = fileOf(whole);
    const expected = traceOf(toEnd(whole));
    const again = restored(file);
    expect(fileOf(again)).toEqual(file);
    expect(traceOf(toEnd(again))).toEqual(expected);
  });
});

describe('two arms from one checkpoint', () => {
  test('the same state goes on under another treatment', () => {
    const trunk = new Patient(small('selection', { untilDays: 30 }), kernel);
    while (trunk.treatmentStartHours === null) trunk.advance({ steps: 1 });
    const file = fileOf(trunk);
    const start = traceOf(trunk);
    const control = traceOf(toEnd(trunk));

    const arm = restored(file);
    expect(traceOf(arm)).toEqual(start);
    arm.change('drugs[0].schedule.levelMicromolar', 0);
    const untreated = traceOf(toEnd(arm));
    expect(untreated.hash).not.toBe(control.hash);
    expect(untreated.csv.slice(0, 3000)).toBe(control.csv.slice(0, 3000));
    expect(traceOf(toEnd(restored(file)))).toEqual(control);
  });

  test('what would need a restart is refused', () => {
    const arm = restored(fileOf(new Patient(small('selection'), kernel)));
    expect(() => arm.change('tumour.divisionPerDay', 1)).toThrow(/acts only after a restart/);
  });
});

describe('the text in front', () => {
  test('keeps numbers bit by bit', () => {
    const value = {
      numbers: [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, -0, Infinity, -Infinity, NaN],
      column: Float64Array.from({ length: 5000 }, (_, i) => Math.sqrt(i) * (i % 2 ? 1 : -1)),
      nothing: null,
      text: 'µ "quoted"',
    };
    expect(fromText(toText(value))).toEqual(value);
  });

  test('brings back what the caller added', () => {
    const patient = new Patient(small('selection'), kernel);
    const extra = { title: 'a title', seconds: 12.5 };
    expect(new SavedPatient(bytesOf(fileOf(patient, extra))).extra).toEqual(extra);
  });

  test('is refused when it is no run', () => {
    const { scenario } = presets[0] as { scenario: Scenario };
    const model = kernelModel(scenario);
    kernel.start(model, 1);
    for (const note of ['', '{}', '{"scenario": {"seed": -1}}']) {
      const blocks: Uint8Array[] = [];
      for (const block of saveKernels([{ kernel, model }], note)) blocks.push(block.slice());
      expect(() => new SavedPatient(bytesOf(Buffer.concat(blocks)))).toThrow(CheckpointError);
    }
  });
});
