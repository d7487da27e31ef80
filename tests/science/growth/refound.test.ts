/**
 * Founders replaced: the run is that of a birth–death process from one cell, conditioned on not dying out, from its own
 * day 0 (Harris 1963, The Theory of Branching Processes).
 *
 * Catches: a line founded anew that draws the numbers of the one before.
 */
import { beforeAll, expect, test } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { Patient } from '../../../src/patient/patient';
import { completeScenario, type Scenario } from '../../../src/scenario/schema';
import { expectWithinFour } from '../../kit/statistics';

let kernel: CompartmentKernel;

beforeAll(async () => {
  kernel = await createKernel('simd');
});

const BIRTH = 1;
const DEATH = 0.8;
const CELLS = 1000;

/**
 * Mean time in which a birth–death process from one cell first counts `size`, given that it does so before it dies
 * out: with h(n) = 1 − (d/b)^n the conditioned process goes up at b n h(n+1)/h(n) and down at d n h(n−1)/h(n)
 * (Doob's transform), and the mean time from n to n + 1 follows from that from n − 1 to n.
 */
function meanDays(size: number): number {
  const h = (n: number) => 1 - (DEATH / BIRTH) ** n;
  let [total, step] = [0, 0];
  for (let n = 1; n < size; n++) {
    const up = (BIRTH * n * h(n + 1)) / h(n);
    const down = (DEATH * n * h(n - 1)) / h(n);
    step = (1 + down * step) / up;
    total += step;
  }
  return total;
}

const line = (seed: number): Scenario =>
  completeScenario({
    seed,
    stepHours: 1,
    untilDays: 400,
    untilCells: CELLS,
    tumour: { founders: 1, divisionPerDay: BIRTH, deathPerDay: DEATH },
  });

test('the clock of a founder whose line lives begins with it: mean time to 1,000 cells, |z| < 4 over 600 seeds', () => {
  const days = Array.from({ length: 600 }, (_, seed) => {
    const patient = new Patient(line(seed), kernel);
    while (!patient.done) patient.advance({});
    expect(patient.stoppedBy).toBe('cells');
    expect(patient.recorder.outputs[0]).toMatchObject({ hours: 0, cells: 1, births: 0, deaths: 0 });
    return patient.hours / 24;
  });
  const mean = days.reduce((sum, day) => sum + day, 0) / days.length;
  const variance = days.reduce((sum, day) => sum + (day - mean) ** 2, 0) / (days.length - 1);
  // A run is stopped at the end of the step in which it reaches the number: half an hour later on average.
  const wanted = meanDays(CELLS) + 0.5 / 24;
  expect(wanted).toBeCloseTo(29.2, 0);
  expectWithinFour(
    (mean - wanted) / Math.sqrt(variance / days.length),
    `${mean.toFixed(2)} days, wanted ${wanted.toFixed(2)}`,
  );
});

test('lines before the one that lives: geometric with the chance d/b of dying out, |z| < 4', () => {
  const counts = Array.from({ length: 600 }, (_, seed) => {
    const patient = new Patient(line(10_000 + seed), kernel);
    while (!patient.done) patient.advance({});
    return patient.linesBefore;
  });
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const ratio = DEATH / BIRTH;
  const sd = Math.sqrt(ratio) / (1 - ratio);
  expectWithinFour(
    (mean - ratio / (1 - ratio)) / (sd / Math.sqrt(counts.length)),
    `${mean.toFixed(2)} lines`,
  );
});

test('each line draws numbers of its own', () => {
  const twice = completeScenario({
    ...line(1),
    untilCells: 0,
    untilDays: 1,
    tumour: { ...line(1).tumour, founders: 1, divisionPerDay: 3, deathPerDay: 2.9 },
  });
  const firsts = new Set<string>();
  let lines = 0;
  for (let seed = 0; seed < 40; seed++) {
    const patient = new Patient({ ...twice, seed }, kernel);
    while (!patient.done) patient.advance({ steps: 1 });
    lines = Math.max(lines, patient.linesBefore);
    firsts.add(patient.hash());
  }
  expect(lines).toBeGreaterThan(2);
  expect(firsts.size).toBe(40);
});

test('a line that cannot be expected to live is founded once', () => {
  const dying = completeScenario({
    tumour: { founders: 3, divisionPerDay: 0.5, deathPerDay: 1 },
    untilDays: 200,
  });
  const patient = new Patient(dying, kernel);
  while (!patient.done) patient.advance({});
  expect(patient).toMatchObject({ stoppedBy: 'extinct', linesBefore: 0 });
  expect(patient.ended).toMatch(/^The last cell died on day [\d.]+, without treatment\.$/);
});

test('without replacement an extinct run is as it was', () => {
  const scenario = completeScenario({
    ...line(4),
    tumour: { ...line(4).tumour, deathPerDay: 0.95, refound: false },
  });
  const runs = [1, 40].map((steps) => {
    const patient = new Patient(scenario, kernel);
    while (!patient.done) patient.advance({ steps });
    return { hash: patient.hash(), stoppedBy: patient.stoppedBy, ended: patient.ended };
  });
  expect(runs[0]).toEqual(runs[1]);
});
