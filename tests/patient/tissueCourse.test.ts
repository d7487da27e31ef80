/** What plots are drawn from says the same of a tissue as the summary, also when the first row is completed or rows are thinned. */
import { expect, test } from 'vitest';
import { Patient } from '../../src/patient/patient';
import { MOST_COURSE_ROWS } from '../../src/patient/record/recorder';
import { FrameCutter } from '../../src/worker/frames';
import type { RunStatus } from '../../src/worker/protocol';
import { hostOf, small, toEnd } from '../kit/presetsInSmall';

const status = {} as RunStatus;

test('short of oxygen and dead in the rows of the course, kept as they are thinned', async () => {
  const scenario = small('rim-and-core', { outputEveryHours: 1, untilDays: 220 });
  const { recorder } = toEnd(new Patient(scenario, await hostOf(scenario)));
  const { outputs, course, rows, thinned } = recorder;
  expect(outputs.length).toBeGreaterThan(MOST_COURSE_ROWS);
  expect(thinned).toBe(1);
  const byDay = new Map(outputs.map(({ hours, tissue }) => [hours / 24, tissue]));
  for (let row = 0; row < rows; row++) {
    const output = byDay.get(course.time[row]!);
    expect([course.tissue!.hypoxic[row], course.tissue!.debris[row]]).toEqual([
      output!.hypoxic,
      output!.debris,
    ]);
  }
  expect(Math.max(...course.tissue!.hypoxic)).toBeGreaterThan(10);
  expect(Math.max(...course.tissue!.debris)).toBeGreaterThan(10);
});

test('a page that has the first row gets it again once oxygen is solved', async () => {
  const scenario = small('rim-and-core');
  const patient = new Patient(scenario, await hostOf(scenario));
  const cutter = new FrameCutter(patient);
  expect(cutter.cut(status, '').course.time).toHaveLength(1);
  patient.advance({ steps: 1 });
  const { courseFrom, course } = cutter.cut(status, null);
  expect(courseFrom).toBe(0);
  expect(course.tissue!.hypoxic[0]).toBe(patient.recorder.outputs[0]!.tissue!.hypoxic);
  patient.advance({ untilHours: 48 });
  expect(cutter.cut(status, null).courseFrom).toBe(1);
});

test('cells without places have no such rows', async () => {
  const scenario = small('selection');
  const patient = new Patient(scenario, await hostOf(scenario));
  expect(patient.recorder.course.tissue).toBeNull();
  expect(new FrameCutter(patient).cut(status, '').course.tissue).toBeNull();
});
