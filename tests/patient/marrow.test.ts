/** Marrow, which makes blood: its number, what the blood shows of it, and when. */
import { describe, expect, test } from 'vitest';
import { compartmentPlans } from '../../src/compile/compartments';
import { summaryCsv } from '../../src/export/csv';
import { createKernel } from '../../src/kernel/kernel';
import type { Patient } from '../../src/patient/patient';
import { completeScenario } from '../../src/scenario/schema';
import { drugOf, fromDay, marrow, partOf, run } from '../kit/compartments';

const transitPerDay = 4 / (88.7 / 24);

/** Progenitors, three stages and the blood. */

type Chain = readonly [number, number, number, number, number];

/** Friberg's chain under a kill of the progenitors, P' = k P Circ^−γ − (k + kill) P, in small steps of Euler. */
function friberg(days: number, killPerDay: number, from: Chain): Chain {
  const dt = 1e-4;
  let [p, t1, t2, t3, circ] = from;
  for (let step = 0; step < Math.round(days / dt); step++) {
    const kdt = transitPerDay * dt;
    const born = kdt * p * Math.min(4, circ ** -0.161);
    [p, t1, t2, t3, circ] = [
      p + born - (kdt + killPerDay * dt) * p,
      t1 + kdt * (p - t1),
      t2 + kdt * (t1 - t2),
      t3 + kdt * (t2 - t3),
      circ + kdt * (t3 - circ),
    ];
  }
  return [p, t1, t2, t3, circ];
}

describe('marrow', () => {
  const treated = (more: object = {}, drug: object = {}) => ({
    stepHours: 0.5,
    untilDays: 30,
    // Small, and quick enough to live on.
    tumour: { founders: 100, divisionPerDay: 10, deathPerDay: 0, crowding: 'logistic', capacity: 300 },
    compartments: [{ ...marrow, killFactor: 0.25, ...more }],
    // Enters at once beside the days of marrow; level far above the half effect.
    drugs: [
      drugOf(50, {
        killPerDay: 2,
        schedule: { levelMicromolar: 50, infusionHours: 120, everyHours: 24_000, doses: 1 },
        ...drug,
      }),
    ],
    treatment: fromDay(5),
  });
  const shareAt = (patient: Patient, day: number) =>
    partOf(patient, 'marrow').recorder.outputs.find(({ hours }) => hours === day * 24)!.cells /
    marrow.founders;
  const bloodAt = (patient: Patient, day: number) =>
    partOf(patient, 'marrow').recorder.outputs.find(({ hours }) => hours === day * 24)!.blood;

  test('keeps its number, falls under a drug and comes back as the equation of Friberg says', async () => {
    const patient = await run(treated());
    expect(shareAt(patient, 5)).toBeCloseTo(1, 1);
    // 0.5 per day for five days from day 5 on, from where chance has left it.
    const low = friberg(5, 0.5, [shareAt(patient, 5), 1, 1, 1, 1]);
    expect(low[0]).toBeLessThan(0.4);
    expect(shareAt(patient, 10) / low[0]).toBeGreaterThan(0.97);
    expect(shareAt(patient, 10) / low[0]).toBeLessThan(1.03);
    const [, ...stages] = low;
    const [back, , , , blood] = friberg(10, 0, [shareAt(patient, 10), ...stages]);
    expect(shareAt(patient, 20) / back).toBeGreaterThan(0.97);
    expect(shareAt(patient, 20) / back).toBeLessThan(1.03);
    expect(bloodAt(patient, 20) / blood).toBeGreaterThan(0.97);
    expect(bloodAt(patient, 20) / blood).toBeLessThan(1.03);
  });

  test('shows in the blood later and less, and is told', async () => {
    const patient = await run(treated());
    const texts = patient.chronicle.map(({ text }) => text);
    expect(texts).toContainEqual(
      expect.stringMatching(/^Blood cells made by marrow have fallen below 50% of normal/),
    );
    const day = patient.chronicle.find(({ text }) => text.startsWith('Blood cells'))!.day;
    expect(day).toBeGreaterThan(7);
  });

  test('withstands more with MDR1 given to a part of it', async () => {
    const pumped = { pumpStrength: 3, pumpKmMicromolar: 1, halfEffectMicromolar: 5, hill: 2 };
    const shares: number[] = [];
    for (const transducedShare of [0, 0.3, 1]) {
      const level = { schedule: { levelMicromolar: 8, infusionHours: 120, everyHours: 24_000, doses: 1 } };
      const patient = await run(
        treated({ transducedShare, transducedCopies: 20 }, { ...pumped, ...level, killPerDay: 6 }),
      );
      shares.push(shareAt(patient, 10));
    }
    expect(shares[1]).toBeGreaterThan(1.3 * shares[0]!);
    expect(shares[2]).toBeGreaterThan(1.3 * shares[1]!);
  });

  test('holds the drug while blood cells are few, when a rule says so', async () => {
    const schedule = { levelMicromolar: 50, infusionHours: 24, everyHours: 24 };
    const rule = { kind: 'toxicity', holdBelow: 0.6, resumeAbove: 0.8, factor: 0.5 };
    const lowest = { free: 0, ruled: 0 };
    // Chance in which lines are left moves the lowest of one run by some 5%.
    for (const seed of [1, 2, 3, 4]) {
      for (const arm of ['free', 'ruled'] as const) {
        const rules = arm === 'ruled' ? [rule] : [];
        const patient = await run({ ...treated({}, { schedule }), seed, untilDays: 40, rules });
        const texts = patient.chronicle.map(({ text }) => text);
        expect(texts.some((text) => /^test drug is held: marrow at \d+% of normal\.$/.test(text))).toBe(
          arm === 'ruled',
        );
        lowest[arm] += Math.min(...partOf(patient, 'marrow').recorder.outputs.map(({ cells }) => cells));
      }
    }
    expect(lowest.ruled).toBeGreaterThan(2 * lowest.free);
  }, 240_000);

  test('is no part of the tumour: neither of its size nor of its cure', async () => {
    const patient = await run({
      untilDays: 60,
      tumour: { founders: 50, divisionPerDay: 0.6, deathPerDay: 0.1 },
      compartments: [{ ...marrow, founders: 5000, killFactor: 0.01 }],
      drugs: [drugOf(5)],
      treatment: { begin: 'size', atCells: 3000 },
    });
    expect(patient.treatmentStartHours).toBeGreaterThan(24);
    expect(patient.stoppedBy).toBe('extinct');
    expect(patient.cells).toBe(0);
    expect(partOf(patient, 'marrow').cells).toBeGreaterThan(2000);
    expect(patient.recorder.outputs[0]?.cells).toBe(50);
  });

  test.each(['simd', 'reference'] as const)(
    'without cells its blood runs out as four stages do, on the %s kernel',
    async (variant) => {
      const kernel = await createKernel(variant);
      const plan = compartmentPlans(completeScenario({ stepHours: 4, compartments: [marrow] }))[1]!;
      kernel.start({ ...plan.model, founders: [] }, 1);
      kernel.idle(60);
      const counts = kernel.circulation(0);
      expect(counts).toHaveLength(61);
      counts.forEach((share, step) => {
        // The chain empties by a Poisson law; the first step still begins without cells.
        const x = (4 / 88.7) * 4 * step;
        expect(share).toBeCloseTo(Math.exp(-x) * (1 + x + x ** 2 / 2 + x ** 3 / 6), 12);
      });
    },
  );

  test('lows are told by the step after which they are true, however rare the outputs', async () => {
    const told = await Promise.all(
      [1, 7, 1000].map(async (outputEveryHours) => {
        const patient = await run({ ...treated(), outputEveryHours });
        return patient.chronicle.filter(({ text }) => text.startsWith('Blood cells'));
      }),
    );
    expect(told[0]!.length).toBeGreaterThan(1);
    expect(told[0]![0]!.day * 24).not.toBe(Math.round(told[0]![0]!.day) * 24);
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });

  test('puts its count into summary.csv, in the rows of the marrow alone', async () => {
    const patient = await run({ ...treated({ normalGigaPerLitre: 7 }), untilDays: 12, outputEveryHours: 24 });
    const [header, ...lines] = summaryCsv(patient)
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    const at = (name: string) => header!.indexOf(name);
    expect(header!.slice(-2)).toEqual(['blood_share', 'blood_1e9_per_L']);
    for (const cells of lines) {
      expect(cells).toHaveLength(header!.length);
      const [share, count] = cells.slice(-2) as [string, string];
      if (cells[at('compartment')] !== 'marrow') expect([share, count]).toEqual(['', '']);
      else {
        const blood = bloodAt(patient, Number(cells[at('day')]));
        expect(Number(share)).toBeCloseTo(blood, 8);
        expect(Number(count)).toBeCloseTo(7 * blood, 7);
      }
    }
    expect(bloodAt(patient, 12)).toBeLessThan(0.8);
  });

  test('refuses rates that its transit time does not give', () => {
    const compartments = [{ ...marrow, divisionPerDay: 2 }];
    expect(() => completeScenario({ compartments })).toThrow(
      /^compartments\[0\]\.divisionPerDay: 2 per day is not for marrow, whose cells divide and leave at 4 over meanTransitHours \(88\.7 h\)\.$/,
    );
    const rounded = { ...marrow, divisionPerDay: 1.08, deathPerDay: 1.08 };
    expect(() => completeScenario({ compartments: [rounded] })).not.toThrow();
  });
});

test('a rule on blood cells needs a marrow and does not raise the dose', () => {
  const rules = [{ kind: 'toxicity', factor: 1 }];
  expect(() => completeScenario({ rules, drugs: [drugOf(1)] })).toThrow(
    /^rules\[0\]\.kind: "toxicity" needs a/,
  );
  const raising = { rules: [{ kind: 'toxicity', factor: 1.5 }], compartments: [marrow], drugs: [drugOf(1)] };
  expect(() => completeScenario(raising)).toThrow(/^rules\[0\]\.factor: 1\.5 would raise the dose/);
});
