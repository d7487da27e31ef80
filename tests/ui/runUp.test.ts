/** The run-up of a scene: the machine's pace until treatment is near, then the one that was chosen. */
import { describe, expect, it } from 'vitest';
import { createGroup } from '../../src/kernel/group';
import { Patient } from '../../src/patient/patient';
import { completeScenario } from '../../src/scenario/schema';
import { Pace } from '../../src/worker/pace';

const begun = async (treatment: Record<string, unknown>) => {
  const scenario = completeScenario({
    seed: 4,
    untilDays: 40,
    tumour: { founders: 100, divisionPerDay: 1, deathPerDay: 0 },
    drugs: [{ name: 'A', killPerDay: 1 }],
    treatment,
  });
  return new Patient(scenario, await createGroup('fastest', 1));
};

/** Until the run-up is over. */
function hurry(pace: Pace, patient: Patient): number[] {
  const seen: number[] = [];
  for (let times = 0; times < 10_000; times++) {
    const { untilHours, steps } = pace.limit(patient, 0);
    const progress = pace.runUpOf(patient);
    if (progress === null) return seen;
    expect(untilHours).toBe(Number.POSITIVE_INFINITY);
    seen.push(progress);
    patient.advance({ steps });
  }
  throw new Error('The run-up does not end.');
}

const paced = (share: number, patient: Patient) => {
  const pace = new Pace();
  pace.daysPerSecond = 1;
  pace.setOut(patient, 0, share);
  return pace;
};

describe('a run-up', () => {
  it('ends at its share of the size at which treatment begins, and the pace goes on from there', async () => {
    const patient = await begun({ begin: 'size', atCells: 100_000 });
    const pace = paced(0.1, patient);
    const seen = hurry(pace, patient);
    expect(patient.cells).toBeGreaterThanOrEqual(10_000);
    expect(patient.cells).toBeLessThan(16_000);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen[0]).toBe(0);
    // Half way by the logarithm of the size is half way.
    expect(seen.filter((progress) => progress < 0.5).length / seen.length).toBeCloseTo(0.5, 1);
    expect(pace.limit(patient, 1000).untilHours).toBeCloseTo(patient.hours + 24 * 0.25, 5);
  });

  it('ends when somebody takes a hand in it, and the pace goes on from there', async () => {
    const patient = await begun({ begin: 'size', atCells: 100_000 });
    const pace = paced(0.1, patient);
    patient.advance({ steps: 3 });
    expect(pace.runUpOf(patient)).toBeGreaterThan(0);
    pace.endRunUp(patient, 500);
    expect(pace.runUpOf(patient)).toBeNull();
    expect(pace.limit(patient, 600).untilHours).toBeCloseTo(patient.hours + 2.4, 5);
  });

  it('ends at its share of the day, at treatment at the latest, and at once where none begins', async () => {
    const byDay = await begun({ begin: 'day', onDay: 6 });
    hurry(paced(0.5, byDay), byDay);
    expect(byDay.hours / 24).toBeGreaterThanOrEqual(3);
    expect(byDay.hours / 24).toBeLessThan(3.5);
    const late = await begun({ begin: 'size', atCells: 1000 });
    hurry(paced(5, late), late);
    expect(late.treatmentStartHours).toBeGreaterThan(0);
    const never = await begun({ begin: 'never' });
    expect(hurry(paced(0.1, never), never)).toEqual([]);
  });
});
