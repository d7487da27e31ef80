import { describe, expect, it } from 'vitest';
import { opened, sealed } from '../../bench/fuzz/resealed';
import { createKernel } from '../../src/kernel/kernel';
import { bytesOf, CheckpointError } from '../../src/kernel/read/checkpoint';
import { Patient } from '../../src/patient/patient';
import { MarkThinner } from '../../src/patient/record/marks';
import { fromText, SavedPatient, savePatient, toText } from '../../src/patient/saved/snapshot';
import { completeScenario } from '../../src/scenario/schema';
import { culture } from '../kit/cultures';
import { damagedCheckpoints } from './runs/damaged';

type Json = Record<string, unknown>;

describe('a note that was altered, with checksums that are right', () => {
  const damage: [string, (patient: Json) => void, RegExp][] = [
    [
      'steps no number',
      (p) => Object.assign(p, { steps: Number.NaN }),
      /patient\.steps: NaN is not a whole number/,
    ],
    ['steps a text', (p) => Object.assign(p, { steps: '7' }), /patient\.steps: "7" is not a whole number/],
    ['steps missing', (p) => delete p.steps, /patient\.steps is missing/],
    ['other steps than the cells have', (p) => Object.assign(p, { steps: 3 }), /contradicts itself/],
    [
      'a dose long ago',
      (p) => Object.assign(dosing(p), { nextHours: -1e300 }),
      /nextHours: -1e\+300 is not a number from 0/,
    ],
    ['doses not marked', (p) => Object.assign(dosing(p), { doses: 1e9 }), /doses: 1000000000 is not/],
    ['a hold for ever', (p) => Object.assign(dosing(p), { anchorHours: Number.NaN }), /anchorHours/],
    ['no infusions', (p) => Object.assign(dosing(p), { infusions: {} }), /infusions: \{\} is not a list/],
    [
      'no drugs',
      (p) => Object.assign(p.therapy as Json, { drugs: [] }),
      /therapy\.drugs: 0 is not its length, 1/,
    ],
    ['no story', (p) => Object.assign(p, { story: null }), /patient\.story: null is not an object/],
    [
      'marks of no drug',
      (p) => Object.assign(p, { marks: [{ from: 0, to: 1, drug: 9, label: '' }] }),
      /marks\[0\]\.drug/,
    ],
    [
      'rows that are not there',
      (p) => Object.assign(record(p), { rows: 99_999 }),
      /values has \d+ numbers, not 99999 rows/,
    ],
    ['an end by magic', (p) => Object.assign(p, { stoppedBy: 'magic' }), /stoppedBy: "magic" is not one of/],
  ];
  const dosing = (p: Json) => ((p.therapy as Json).drugs as Json[])[0]!;
  const record = (p: Json) => (p.compartments as Json[])[0]!.record as Json;

  it.each(damage)('%s', async (_, change, sentence) => {
    const kernel = await createKernel('simd');
    const patient = new Patient(completeScenario(culture), kernel);
    patient.advance({ untilHours: 7 * 24 });
    const blocks: Uint8Array[] = [];
    for (const block of savePatient(patient)) blocks.push(block.slice());
    const parts = opened(Buffer.concat(blocks));
    const note = fromText(parts.note) as { patient: Json };
    expect(new SavedPatient(bytesOf(sealed(parts))).restore(kernel).steps).toBe(patient.steps);
    change(note.patient);
    const open = () => new SavedPatient(bytesOf(sealed({ ...parts, note: toText(note) }))).restore(kernel);
    expect(open).toThrow(CheckpointError);
    expect(open).toThrow(sentence);
  });

  it('and a hundred more, damaged at random', async () => {
    expect((await damagedCheckpoints(100, 3)).refused).toBeGreaterThan(50);
  });
});

describe('marks of very many doses', () => {
  it('are thinned from some thousand on, evenly over the time since the first', () => {
    const thinner = new MarkThinner();
    const kept: number[] = [];
    for (let dose = 0; dose < 1_000_000; dose++) {
      const from = dose / 240;
      if (thinner.keeps({ drug: 0, from, to: from, label: 'a' })) kept.push(from);
    }
    expect(kept.slice(0, 4096)).toEqual(Array.from({ length: 4096 }, (_, dose) => dose / 240));
    expect(kept.length).toBeLessThan(30_000);
    const last = kept.at(-1);
    expect(1_000_000 / 240 - last).toBeLessThan(2 * (last / 4096));
  });

  it('a run with a million of them goes on from its checkpoint', async () => {
    const kernel = await createKernel('simd');
    const drug = {
      name: 'a',
      pharmacokinetics: { route: 'bolus' },
      schedule: { everyHours: 0.1, doseMg: 1e-6 },
    };
    const scenario = completeScenario({
      stepHours: 24,
      outputEveryHours: 2400,
      untilDays: 4300,
      tumour: { founders: 5, divisionPerDay: 0, deathPerDay: 0 },
      drugs: [drug],
      treatment: { begin: 'day', onDay: 0 },
    });
    const patient = new Patient(scenario, kernel);
    patient.advance({ untilHours: 4250 * 24 });
    expect(patient.marks.length).toBeGreaterThan(4096);
    expect(patient.marks.length).toBeLessThan(30_000);
    const blocks: Uint8Array[] = [];
    for (const block of savePatient(patient)) blocks.push(block.slice());
    const file = Buffer.concat(blocks);
    expect(file.length).toBeLessThan(5e6);
    patient.advance({ steps: 1000 });
    const restored = new SavedPatient(bytesOf(file)).restore(await createKernel('simd'));
    restored.advance({ steps: 1000 });
    expect(restored.hash()).toBe(patient.hash());
    expect(restored.marks).toEqual(patient.marks);
  });
});
