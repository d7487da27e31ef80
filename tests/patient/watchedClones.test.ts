/** Clones counted for who looks on: no trace in the run, and the same picture as a run that counts them itself. */
import { describe, expect, it } from 'vitest';
import { createGroup } from '../../src/kernel/group';
import { CLASS_NAMES } from '../../src/kernel/model';
import { COUNTED_FROM } from '../../src/patient/lineage/counting';
import { watchClones } from '../../src/patient/parts';
import { Patient } from '../../src/patient/patient';
import { savePatient } from '../../src/patient/saved/snapshot';
import { compartmentCount } from '../../src/scenario/compartments';
import { completeScenario } from '../../src/scenario/schema';
import { bandsOf } from '../../src/ui/clones/layout';
import { survivors } from '../../src/ui/clones/survivors';
import type { CloneView } from '../../src/worker/clones/messages';
import { frequenciesOf, sizesOf, snapshotOf } from '../../src/worker/clones/snapshot';
import { cloneViewOf, MOST_SHOWN } from '../../src/worker/clones/view';
import { marrow } from '../kit/compartments';
import { culture } from '../kit/cultures';

const mutating = {
  ...culture,
  untilDays: 12,
  stepHours: 1,
  outputEveryHours: 6,
  tumour: { founders: 200, divisionPerDay: 0.9, deathPerDay: 0.1 },
  alterations: { pumpGain: 0.01, pumpLoss: 0.01, metabolismGain: 0.003 },
};
const scenarios = {
  'one tumour': mutating,
  'two lesions and marrow': {
    ...mutating,
    tumour: { ...mutating.tumour, lesions: 2 },
    compartments: [marrow],
  },
  'a line that dies out before one that lives': {
    ...mutating,
    untilDays: 24,
    treatment: { begin: 'never' },
    tumour: { founders: 1, divisionPerDay: 1, deathPerDay: 0.6, refound: true },
  },
};

async function patientOf(value: object): Promise<Patient> {
  const scenario = completeScenario(value);
  return new Patient(scenario, await createGroup('simd', compartmentCount(scenario), { threads: 1 }));
}

/** As the worker does it: in chunks of any length, looking now and then. */
function stream(patient: Patient): void {
  let hours = patient.hours;
  for (let turn = 0; !patient.done; turn++) {
    hours += 1 + ((turn * 7) % 23);
    patient.advance({ untilHours: Math.max(hours, patient.hours + 1) });
    if (turn % 3 === 0) cloneViewOf(patient, 1, -1);
  }
}

const view = (patient: Patient, shown = -1) => cloneViewOf(patient, 1, shown) as CloneView;
const picture = ({ clones, cells, days }: CloneView) =>
  bandsOf({ parents: clones.map(({ parent }) => parent), cells, times: days.length });

describe.each(Object.entries(scenarios))('clones of %s', (name, scenario) => {
  it('leave no trace where they are counted for who looks on', async () => {
    const plain = await patientOf(scenario);
    while (!plain.done) plain.advance({});
    const watched = await patientOf(scenario);
    watchClones(watched.parts, watched.steps);
    stream(watched);
    expect(watched.hash()).toBe(plain.hash());
    expect(watched.save()).toEqual(plain.save());
    const blocks = (patient: Patient) => Array.from(savePatient(patient), (block) => block.slice());
    expect(blocks(watched)).toEqual(blocks(plain));
    expect(cloneViewOf(plain, 1, -1)).toBeNull();
  });

  it('streamed give the picture of the run replayed with clones counted by itself', async () => {
    const streamed = await patientOf(scenario);
    watchClones(streamed.parts, streamed.steps);
    stream(streamed);
    const replayed = await patientOf({ ...scenario, cloneCountsFrom: COUNTED_FROM });
    while (!replayed.done) replayed.advance({});
    for (const shown of [-1, ...streamed.compartments.keys()]) {
      const own = view(streamed, shown);
      expect(own).toEqual(view(replayed, shown));
      expect(picture(own)).toEqual(picture(view(replayed, shown)));
      expect(own.sinceHours).toBe(0);
    }
    expect(streamed.linesBefore).toBe(replayed.linesBefore);
    expect(streamed.linesBefore > 0).toBe(name.startsWith('a line that dies out'));
    expect(view(streamed).clones.length).toBeGreaterThan(5);
  });

  it('add up to all cells at every time, and name ancestors first', async () => {
    const patient = await patientOf(scenario);
    watchClones(patient.parts, patient.steps);
    stream(patient);
    const { clones, cells, days, diversity } = view(patient);
    const outputs = new Map(patient.recorder.outputs.map((row) => [row.hours / 24, row.cells]));
    expect(days.length).toBeGreaterThan(40);
    for (const [at, day] of days.entries()) {
      expect(cells.reduce((sum, column) => sum + (column[at] as number), 0)).toBe(outputs.get(day));
      expect(diversity.clones[at]).toBeGreaterThanOrEqual(1);
    }
    expect(clones.length).toBeLessThanOrEqual(MOST_SHOWN + patient.compartments.length);
    for (const [place, { parent, cells: own, clade }] of clones.entries()) {
      expect(parent).toBeLessThan(place);
      expect(clade).toBeGreaterThanOrEqual(own);
    }
    const rows = survivors(view(patient));
    expect(rows.length).toBeGreaterThan(3);
    const above = new Set<number>();
    for (const { place, depth } of rows) {
      const { parent, clade } = clones[place]!;
      expect(parent === -1 || above.has(parent)).toBe(true);
      expect([depth === 0, clade > 0]).toEqual([parent === -1, true]);
      above.add(place);
    }
  });
});

it('counts from the moment on when somebody begins to look, and says so', async () => {
  const patient = await patientOf(mutating);
  patient.advance({ untilHours: 100 });
  watchClones(patient.parts, patient.steps);
  stream(patient);
  const late = view(patient);
  expect(late.sinceHours).toBe(100);
  expect(late.days[0]).toBe(100 / 24);
  const whole = await patientOf({ ...mutating, cloneCountsFrom: COUNTED_FROM });
  while (!whole.done) whole.advance({});
  const all = view(whole);
  expect([late.sizes, late.frequencies]).toEqual([all.sizes, all.frequencies]);
  expect(late.diversity.shannon.at(-1)).toBe(all.diversity.shannon.at(-1));
});

describe('clones that live now', () => {
  it('are ranked by size with the class of each', async () => {
    const patient = await patientOf(mutating);
    while (!patient.done) patient.advance({});
    const columns = patient.compartments.map(({ kernel }) => kernel.cloneColumns());
    const { rank, cells, classOf, clones } = sizesOf(columns, (_, id) => 1 + id);
    const sorted = [...columns[0]!.cells.entries()]
      .filter(([, own]) => own > 0)
      .map(([id, own]) => [own, columns[0]!.className[id] as number] as const)
      .sort(([a, x], [b, y]) => b - a || x - y);
    expect(clones).toBe(sorted.length);
    expect(clones).toBeGreaterThan(100);
    expect(rank[0]).toBe(1);
    expect(rank.at(-1)).toBe(clones);
    for (const [at, own] of rank.entries()) {
      expect([cells[at], classOf[at]]).toEqual(sorted[own - 1]);
      expect(CLASS_NAMES[classOf[at] as number]).toBeDefined();
    }
  });

  it('have each alteration in the bin of its frequency', async () => {
    const patient = await patientOf(mutating);
    while (!patient.done) patient.advance({});
    const columns = patient.compartments.map(({ kernel }) => kernel.cloneColumns());
    const { clades } = snapshotOf(columns, (_, id) => 1 + id);
    const { alterations, cells } = frequenciesOf(columns, clades);
    expect(cells).toBe(patient.cells);
    const expected = new Float64Array(alterations.length);
    for (const [id, carriers] of clades[0]!.entries()) {
      if (carriers === 0 || columns[0]!.parent[id] === -1) continue;
      const frequency = carriers / cells / 2;
      let bin = 0;
      while (frequency <= 2 ** -(bin + 2)) bin++;
      expected[bin]!++;
    }
    expect(alterations).toEqual(expected);
  });
});
