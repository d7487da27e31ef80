/** The chronicle tells where in a tissue a tumour that has come back grows. */
import { expect, test, vi } from 'vitest';
import type { Whereabouts } from '../../src/kernel/whereabouts';
import { Patient } from '../../src/patient/patient';
import { hostOf, small } from '../kit/presetsInSmall';

vi.setConfig({ testTimeout: 120_000 });

const PLACE =
  / (The cells|Its cells) lie around a point ([\d.]+) mm from the middle of the tissue(?: and ([\d.]+) mm from the nearest open vessel)?, half of them within ([\d.]+) mm of that point\./;

/** Until the relapse has been told, and what its kernel says then. */
async function relapsed(id: string, changes: Record<string, unknown>) {
  const scenario = small(id, changes);
  const patient = new Patient(scenario, await hostOf(scenario));
  const relapse = () => patient.chronicle.find(({ kind }) => kind === 'relapse');
  while (!patient.done && relapse() === undefined) patient.advance({ steps: 1 });
  const [, whose, ...lengths] = relapse()?.text.match(PLACE) ?? [];
  return { patient, text: relapse()?.text ?? '', whose, lengths: lengths.map(Number) };
}

const told = ({ fromMiddle, fromVessel, halfWithin }: Whereabouts) =>
  [fromMiddle, fromVessel ?? Number.NaN, halfWithin].map((length) => Number((length / 1000).toPrecision(2)));

const sites = (edge: number) => ({ 'tumour.tissue.sitesX': edge, 'tumour.tissue.sitesY': edge });

test('survivors of a core without vessels: around its middle, far from every vessel', async () => {
  const { patient, text, whose, lengths } = await relapsed('drug-out-of-reach', {
    ...sites(180),
    'tumour.founders': 2500,
    'treatment.atCells': 6000,
    'stop.relapseCells': 6000,
    'alterations.pumpGain': 0,
    'tumour.tissue.vessels.absentWithinMicrometres': 700,
    untilDays: 60,
  });
  expect(text).toContain('None of them is resistant. The cells lie around');
  expect(whose).toBe('The cells');
  expect(lengths).toEqual(told(patient.compartments[0]!.kernel.whereabouts!(null)!));
  const [fromMiddle = 1, fromVessel = 0] = lengths;
  // Vessels begin 0.7 mm from the middle.
  expect(fromMiddle).toBeLessThan(0.2);
  expect(fromVessel).toBeGreaterThan(0.4);
});

test('a clone that is named as the cause: its own cells, of a tissue without vessels', async () => {
  const { patient, text, whose, lengths } = await relapsed('competitive-release', {
    ...sites(100),
    'tumour.founders': 370,
    'tumour.resistantFounders[0].count': 30,
    'treatment.atCells': 4700,
    'stop.relapseCells': 4000,
    'drugs[0].tissue.decayPerHour': 0.26,
    untilDays: 1000,
  });
  expect(text).toMatch(/which was there from the start\. Its cells lie around/);
  expect(whose).toBe('Its cells');
  const { kernel } = patient.compartments[0]!;
  const clone = kernel.largestClones(9).find(({ className }) => className !== 'sensitive')!;
  expect(lengths).toEqual(told(kernel.whereabouts!(clone.id)!));
  expect(lengths[1]).toBeNaN();
  expect(clone.cells).toBeLessThan(kernel.cells);
});
