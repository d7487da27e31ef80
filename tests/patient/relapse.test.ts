import { expect, test } from 'vitest';
import { Patient } from '../../src/patient/patient';
import { completeScenario } from '../../src/scenario/schema';
import { hostOf, toEnd } from '../kit/presetsInSmall';

/** A tumour of 2,000 cells that a drug shrinks by a rate, given for some days, and that then grows back. */
async function treated(more: {
  relapseCells: number;
  killPerDay: number;
  days?: number;
  outputEveryHours?: number;
}) {
  const { relapseCells, killPerDay, days = 3, outputEveryHours = 24 } = more;
  const scenario = completeScenario({
    seed: 3,
    untilDays: 60,
    outputEveryHours,
    tumour: { founders: 2000, divisionPerDay: 0.8, deathPerDay: 0.1 },
    drugs: [
      {
        name: 'A',
        halfEffectMicromolar: 0.01,
        killPerDay,
        schedule: { levelMicromolar: 10, everyHours: 24, infusionHours: 24, doses: days },
      },
    ],
    treatment: { begin: 'day' },
    stop: { relapseCells },
  });
  return toEnd(new Patient(scenario, await hostOf(scenario)));
}

const told = ({ chronicle }: Patient, kind: string) => chronicle.filter((entry) => entry.kind === kind);

test.each([1, 24, 1000])(
  'a size below half of the tumour treated ends no run before it has fallen, output each %i h',
  async (outputEveryHours) => {
    const patient = await treated({ relapseCells: 500, killPerDay: 2, outputEveryHours });
    expect(patient.ended).toMatch(
      /^Relapse to 5\d\d cells on day [\d.]+, [\d.]+ days after treatment began\.$/,
    );
    expect(patient.response!.lowestBurden).toBeLessThan(250);
    expect(patient.hours).toBeGreaterThan(24 * 3);
    expect(told(patient, 'relapse')).toHaveLength(1);
    expect(told(patient, 'relapse')[0]!.text).toMatch(/^Relapse: 5\d\d cells again/);
    // Its cells have no places.
    expect(told(patient, 'relapse')[0]!.text).not.toMatch(/ mm /);
  },
);

test('one that falls, but not below half of the size to relapse to, grows through treatment', async () => {
  const patient = await treated({ relapseCells: 500, killPerDay: 0.9, days: 4 });
  const { lowestBurden } = patient.response!;
  expect(lowestBurden).toBeGreaterThan(250);
  expect(lowestBurden).toBeLessThan(2000);
  expect(patient.ended).toMatch(/^The tumour grew through treatment to 4,\d{3} cells/);
});

test('a size above the one treated is no relapse for a tumour that never fell', async () => {
  const patient = await treated({ relapseCells: 5000, killPerDay: 0 });
  expect(patient.ended).toMatch(
    /^The tumour grew through treatment to 10,\d{3} cells|^The tumour grew through treatment to 10[.,\d]+/,
  );
  const fallen = await treated({ relapseCells: 5000, killPerDay: 2 });
  expect(fallen.ended).toMatch(/^Relapse to 5,\d{3} cells/);
});
