/** What the page is told of several compartments together: the mean amount of a drug inside the cells of each. */
import { expect, test } from 'vitest';
import { cellsOf } from '../../src/export/lineage/cells';
import { Patient } from '../../src/patient/patient';
import { FrameCutter } from '../../src/worker/frames';
import { MOST_PLACES, type RunStatus } from '../../src/worker/protocol';
import { hostOf, small } from '../kit/presetsInSmall';

const status = {} as RunStatus;

test('is that of its cells one by one', async () => {
  const scenario = small('brain-sanctuary', { untilDays: 12, outputEveryHours: 6 });
  const patient = new Patient(scenario, await hostOf(scenario));
  const cutter = new FrameCutter(patient);
  while (!patient.done && patient.hours < 192) patient.advance({ untilHours: 192 });
  const { compartments, course } = cutter.cut(status, null);
  expect(course.time.at(-1)).toBe(8);
  const means = patient.compartments.map((compartment) => {
    const [amounts] = cellsOf(compartment).amounts;
    return amounts!.reduce((sum, amount) => sum + amount, 0) / amounts!.length;
  });
  compartments.forEach(({ inside }, index) => {
    expect(inside).toHaveLength(scenario.drugs.length);
    expect(inside[0]).toHaveLength(course.time.length);
    expect(inside[0]!.at(-1)! / means[index]!).toBeCloseTo(1, 4);
  });
  const [tumour, brain] = means;
  // What the barrier keeps out.
  expect(brain! / tumour!).toBeCloseTo(0.1, 1);
});

test('none is sent where there are more compartments than one plot tells apart', async () => {
  const scenario = small('two-drugs', { 'tumour.lesions': MOST_PLACES + 1, untilDays: 1 });
  const patient = new Patient(scenario, await hostOf(scenario));
  const { compartments } = new FrameCutter(patient).cut(status, null);
  expect(compartments).toHaveLength(MOST_PLACES + 1);
  expect(compartments.every(({ inside }) => inside.length === 0)).toBe(true);
});
