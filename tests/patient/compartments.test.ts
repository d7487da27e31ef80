/** Compartments of a patient: behind barriers, of all kinds together, and what is wrong with one. */
import { describe, expect, test } from 'vitest';
import { createGroup, type KernelGroup } from '../../src/kernel/group';
import { createKernels } from '../../src/kernel/kernel';
import { bytesOf } from '../../src/kernel/read/checkpoint';
import { type AdvanceLimit, Patient } from '../../src/patient/patient';
import { SavedPatient, savePatient } from '../../src/patient/saved/snapshot';
import { brainBarrier } from '../../src/scenario/drugs';
import { completeScenario, type Scenario } from '../../src/scenario/schema';
import { drugOf, fromDay, marrow, run, still } from '../kit/compartments';

/** Mean drug per cell behind the barrier over that in the tumour, when both have come to rest. */
async function measuredRatio(barrier: object, inhibitor: object | null, cell: object = {}): Promise<number> {
  const patient = await run({
    untilDays: 4,
    tumour: { ...still, founders: 100, expressionCv: 0 },
    compartments: [
      {
        name: 'brain',
        kind: 'brain',
        founders: 100,
        ...still,
        barriers: [{ drug: 'test drug', ...barrier }],
      },
    ],
    drugs: [drugOf(1, { killPerDay: 0, ...cell })],
    inhibitor,
    treatment: fromDay(0),
  });
  const [tumour, brain] = patient.observe().map(({ meanAmount }) => meanAmount[0]);
  return brain! / tumour!;
}

describe('the blood–brain barrier', () => {
  test.each([
    [0, 0, 0],
    [99, 0, 0],
    [99, 4, 0],
    [99, 4, 1],
    [99, 4, 24],
    [20, 0, 1000],
  ])('lets 1/(1 + pump/(1 + I/Ki) + bulk) in: pump %d, bulk %d, I/Ki %d', async (pump, bulk, inhibition) => {
    const barrier = { pumpOverPermeability: pump, bulkOverPermeability: bulk };
    const inhibitor = { kiMicromolar: 0.05, schedule: { levelMicromolar: 0.05 * inhibition } };
    const theory = 1 / (1 + pump / (1 + inhibition) + bulk);
    for (const competitive of [false, true]) {
      const measured = await measuredRatio(barrier, { ...inhibitor, competitive });
      expect(measured / theory).toBeCloseTo(1, 5);
    }
  });

  test('keeps unbound temozolomide at 20.9% of plasma, 17.8% of its total (Portnow 2009), whatever the pump', async () => {
    // Portnow et al. 2009: area in the brain over area in plasma 0.178.
    const barrier = brainBarrier('temozolomide');
    for (const inhibitor of [null, { kiMicromolar: 0.01, schedule: { levelMicromolar: 10 } }]) {
      expect(await measuredRatio(barrier, inhibitor)).toBeCloseTo(0.178 / 0.85, 3);
    }
  });

  test('is a sanctuary: the tumour outside dies out, the one inside grows through treatment', async () => {
    const patient = await run({
      seed: 4,
      untilDays: 40,
      tumour: { founders: 2000, divisionPerDay: 0.6, deathPerDay: 0.3 },
      compartments: [
        {
          name: 'brain',
          kind: 'brain',
          founders: 50,
          divisionPerDay: 0.6,
          deathPerDay: 0.3,
          barriers: [{ drug: 'test drug', pumpOverPermeability: 99 }],
        },
      ],
      drugs: [drugOf(1)],
      treatment: fromDay(2),
    });
    const [tumour, brain] = patient.compartments.map(({ cells }) => cells);
    expect(tumour).toBe(0);
    expect(brain).toBeGreaterThan(100_000);
    const texts = patient.chronicle.map(({ text }) => text);
    expect(texts.some((text) => /^Extinct in tumour: the last cell died/.test(text))).toBe(true);
  });

  test('lets the inhibitor open it: the same tumour dies out', async () => {
    const scenario = (level: number) => ({
      seed: 4,
      untilDays: 60,
      tumour: { founders: 2000, divisionPerDay: 0.6, deathPerDay: 0.3 },
      compartments: [
        {
          name: 'brain',
          kind: 'brain',
          founders: 50,
          divisionPerDay: 0.6,
          deathPerDay: 0.3,
          barriers: [{ drug: 'test drug', pumpOverPermeability: 99 }],
        },
      ],
      drugs: [drugOf(1)],
      inhibitor: { kiMicromolar: 0.01, schedule: { levelMicromolar: level } },
      treatment: fromDay(2),
    });
    const opened = await run(scenario(10));
    expect(opened.stoppedBy).toBe('extinct');
    expect(opened.ended).toMatch(/^Cured/);
  });
});

describe('compartments of all kinds together', async () => {
  const bounded = { crowding: 'logistic', capacity: 20_000 };
  const scenario: Scenario = completeScenario({
    stepHours: 2,
    untilDays: 25,
    outputEveryHours: 30,
    tumour: { lesions: 2, founders: 300, divisionPerDay: 0.7, deathPerDay: 0.2, ...bounded },
    compartments: [
      {
        name: 'liver',
        kind: 'metastasis',
        founders: 40,
        divisionPerDay: 0.9,
        ...bounded,
      },
      {
        name: 'brain',
        kind: 'brain',
        founders: 40,
        ...bounded,
        barriers: [{ drug: 'test drug', pumpOverPermeability: 30 }],
      },
      { ...marrow, founders: 3000, transducedShare: 0.1 },
    ],
    alterations: { pumpGain: 1e-3 },
    drugs: [drugOf(0.8, { pumpStrength: 2, killPerDay: 2 })],
    inhibitor: { kiMicromolar: 0.1, schedule: { levelMicromolar: 0.05, startDay: 4 } },
    treatment: { begin: 'size', atCells: 8000 },
  });
  const on = async (group: KernelGroup, limit: AdvanceLimit = {}) => {
    const patient = new Patient(scenario, group);
    while (!patient.done) patient.advance(limit);
    return patient;
  };
  const traceOf = (patient: Patient) => ({
    hash: patient.hash(),
    ended: patient.ended,
    chronicle: patient.chronicle.slice(),
    cells: patient.compartments.map(({ cells }) => cells),
    blood: patient.compartments.at(-1)?.blood?.share,
  });
  const whole = traceOf(await on(await createGroup('simd', 5)));

  test('give one run, however it is cut and on any kernel', async () => {
    expect(traceOf(await on(await createGroup('simd', 5, { threads: 3 }), { steps: 1 }))).toEqual(whole);
    expect(traceOf(await on(await createGroup('scalar', 5, { threads: 8 }), { milliseconds: 1 }))).toEqual(
      whole,
    );
    const short = { ...scenario, untilDays: 8 };
    const runs = await Promise.all(
      (['simd', 'reference'] as const).map(async (variant) => {
        const patient = new Patient(short, await createKernels(variant, 5));
        while (!patient.done) patient.advance({});
        return traceOf(patient);
      }),
    );
    expect(runs[1]).toEqual(runs[0]);
  });

  test('go on from a checkpoint', async () => {
    const patient = new Patient(scenario, await createGroup('simd', 5));
    const spare = await createGroup('simd', 5);
    for (const steps of [1, 77, 60, 80]) {
      patient.advance({ steps });
      const blocks: Uint8Array[] = [];
      for (const block of savePatient(patient)) blocks.push(block.slice());
      const restored = new SavedPatient(bytesOf(Buffer.concat(blocks))).restore(spare);
      while (!restored.done) restored.advance({ steps: 100 });
      expect(traceOf(restored)).toEqual(whole);
    }
  });
});

describe('what is wrong with a compartment is said in one sentence', () => {
  test.each<[object[], RegExp]>([
    [[{ name: 'a' }, { name: 'a' }], /^compartments\[1\]\.name: "a" is used twice\.$/],
    [[{ name: 'lesion 2' }], /^compartments\[0\]\.name: "lesion 2" is a name of the tumour's own\.$/],
    [
      [{ barriers: [{ drug: 'x' }] }],
      /^compartments\[0\]\.barriers\[0\]\.drug: "x" is not the name of a drug\.$/,
    ],
    [[{ transducedShare: 0.5 }], /^compartments\[0\]\.transducedShare: 0\.5 is only for marrow/],
    [[{ kind: 'liver' }], /^compartments\[0\]\.kind: expected one of/],
    [[{ meanTransitHours: 4, kind: 'marrow', feedbackMost: 20 }], /^stepHours: 1 h is too long/],
  ])('%j', (compartments, sentence) => {
    expect(() => completeScenario({ compartments })).toThrow(sentence);
  });
});
