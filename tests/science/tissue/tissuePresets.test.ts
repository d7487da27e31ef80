/**
 * Presets of tissue in the small: each shows what it says it shows.
 *
 * Catches: vessels that never close.
 */
import { expect, test, vi } from 'vitest';
import { createGroup, type KernelGroup } from '../../../src/kernel/group';
import { Patient } from '../../../src/patient/patient';
import { compartmentCount } from '../../../src/scenario/compartments';
import { presets } from '../../../src/scenario/presets/index';
import { completeScenario, type Scenario, setPath } from '../../../src/scenario/schema';
import { LONG, longIf } from '../../kit/long';

vi.setConfig({ testTimeout: 120_000 });

const TISSUE = 'tumour.tissue';
type Changes = Record<string, unknown>;

function scenarioOf(id: string, changes: Changes): Scenario {
  const found = presets.find((preset) => preset.id === id);
  if (found === undefined) throw new Error(`There is no preset ${id}.`);
  const scenario = structuredClone(found.scenario);
  for (const [path, value] of Object.entries(changes)) setPath(scenario, path, value);
  return completeScenario(scenario);
}

const square = (sites: number): Changes => ({ [`${TISSUE}.sitesX`]: sites, [`${TISSUE}.sitesY`]: sites });

/** By number of compartments; a patient's kernels are given to the next one. */
const groups = new Map<number, KernelGroup>();

/** A preset with changes, to its end. */
async function ended(
  id: string,
  changes: Changes,
  adapt = (scenario: Scenario) => scenario,
): Promise<Patient> {
  const scenario = adapt(scenarioOf(id, changes));
  const count = compartmentCount(scenario);
  const group = groups.get(count) ?? (await createGroup('simd', count, { tissue: true }));
  groups.set(count, group);
  const patient = new Patient(scenario, group);
  while (!patient.done) patient.advance({});
  return patient;
}

/** What the tissue of a patient was like on a day of output. */
function tissueAt({ recorder }: Patient, day: number) {
  const row = recorder.outputs.find(({ hours }) => hours >= day * 24);
  if (row?.tissue == null) throw new Error(`There is no tissue on day ${day}.`);
  return { cells: row.cells, ...row.tissue };
}

const imbalanceOf = ({ recorder }: Patient) =>
  Math.max(...recorder.outputs.flatMap(({ tissue }) => tissue?.imbalance ?? []));

test('rim and core: the tumour shuts its vessels, rests behind its rim and dies in its core', async () => {
  // From a single cell: vessels and oxygen suffice at first.
  const size = { ...square(192), untilDays: 16, 'tumour.founders': 1 };
  const patient = await ended('rim-and-core', size);
  const open = await ended('rim-and-core', { ...size, [`${TISSUE}.vessels.lossPerDay`]: 0 });
  const [early, late] = [tissueAt(patient, 4), tissueAt(patient, 16)];
  expect(early).toMatchObject({ hypoxic: 0, debris: 0 });
  expect(late.openVessels).toBeLessThan(0.6);
  expect(late.hypoxic).toBeGreaterThan(0.05 * late.cells);
  expect(late.debris).toBeGreaterThan(0.2 * late.cells);
  expect(late.crowded + late.hypoxic).toBeGreaterThan(0.4 * late.cells);
  // Vessels that stay open keep the same tumour alive throughout.
  expect(tissueAt(open, 16)).toMatchObject({ hypoxic: 0, debris: 0 });
  // The radius grows by as much in four days as in the four before, within a third; numbers no longer double.
  const radius = (day: number) => {
    const { cells, debris } = tissueAt(patient, day);
    return Math.sqrt((cells + debris) / Math.PI);
  };
  const [first, second] = [radius(12) - radius(8), radius(16) - radius(12)];
  expect(Math.abs(second / first - 1)).toBeLessThan(1 / 3);
  expect(imbalanceOf(patient)).toBeLessThan(1e-4);
});

for (const seed of [1, 2, 3])
  test(`a drug that does not reach leaves the core, with seed ${seed}`, longIf(seed > 1), async () => {
    const size = {
      seed,
      ...square(180),
      'tumour.founders': 2500,
      'treatment.atCells': 6000,
      'stop.relapseCells': 6000,
      untilDays: 60,
    };
    const absent = `${TISSUE}.vessels.absentWithinMicrometres`;
    const core = await ended('drug-out-of-reach', { ...size, [absent]: 700 });
    const throughout = await ended('drug-out-of-reach', { ...size, [absent]: 0 });
    const lowest = ({ recorder, treatmentStartHours }: Patient) =>
      Math.min(
        ...recorder.outputs.filter(({ hours }) => hours > (treatmentStartHours ?? 0)).map((row) => row.cells),
      );
    expect(lowest(core)).toBeGreaterThan(300);
    expect(core.ended).toMatch(/^Relapse to /);
    expect(core.observation.cellsByClass[0]).toBe(core.observation.cells);
    expect(lowest(throughout)).toBeLessThan(30);
  });

test(
  'the brain keeps the cells that imatinib clears from the body, and not without its barrier',
  LONG,
  async () => {
    const size = { ...square(96), 'treatment.atCells': 6000, untilDays: 70 };
    const patient = await ended('brain-and-body', size);
    const [body, brain] = patient.compartments;
    expect(body?.cells).toBe(0);
    expect(brain?.cells).toBeGreaterThan(3000);
    // A level between cells of a ninth of that in the body.
    const levels = patient.compartments.map(({ tissueRow }) => tissueRow?.fluid[0] ?? 0);
    expect(levels[1]! / levels[0]!).toBeLessThan(0.2);
    const open = await ended('brain-and-body', size, (scenario) => {
      for (const compartment of scenario.compartments) compartment.barriers = [];
      return scenario;
    });
    expect(open.cells).toBe(0);
  },
);

test.each([1, 2, 3])('adaptive therapy holds the resistant back, with seed %i', async (seed) => {
  const size = {
    seed,
    ...square(100),
    'tumour.founders': 370,
    'tumour.resistantFounders[0].count': 30,
    'treatment.atCells': 4700,
    'stop.relapseCells': 7000,
    // It reaches as far in proportion to the smaller tissue.
    'drugs[0].tissue.decayPerHour': 0.26,
    untilDays: 1000,
  };
  const [constant, adaptive] = [
    await ended('competitive-release', size),
    await ended('competitive-release-adaptive', size),
  ];
  const daysTo = ({ hours, treatmentStartHours }: Patient) => (hours - (treatmentStartHours ?? 0)) / 24;
  for (const patient of [constant, adaptive]) {
    const [sensitive = 0, , , altered = 0] = patient.observation.cellsByClass;
    expect(patient.stoppedBy).toBe('cells');
    expect(altered).toBeGreaterThan(3 * sensitive);
  }
  expect(daysTo(adaptive)).toBeGreaterThan(1.2 * daysTo(constant));
});

test('a gradient is a ladder to amplification where the same level everywhere is a wall', LONG, async () => {
  const size = { ...square(160), untilDays: 60 };
  // Half a width is five lengths of the gradient, as in the preset.
  const gradient = await ended('amplification-in-space', { ...size, 'drugs[0].tissue.decayPerHour': 6.4 });
  const [sensitive = 0, , amplified = 0] = gradient.observation.cellsByClass;
  expect(amplified).toBeGreaterThan(sensitive);
  expect(gradient.compartments[0]?.kernel.genotypes().some(({ genotype }) => genotype.copies[0]! >= 4)).toBe(
    true,
  );
  const level = await ended('amplification-in-space', { ...size, 'drugs[0].tissue.decayPerHour': 0 });
  expect(level.cells).toBe(0);
});

test('a spheroid has a shell that divides around a core that is dead', async () => {
  const changes = { ...square(64), [`${TISSUE}.sitesZ`]: 64, 'tumour.founders': 40_000, untilDays: 2 };
  const patient = await ended('spheroid', changes);
  const { cells, hypoxic, debris } = tissueAt(patient, 2);
  expect(debris).toBeGreaterThan(100);
  expect(hypoxic).toBeGreaterThan(100);
  expect(hypoxic).toBeLessThan(cells / 4);
  // Cells that use a tenth of the oxygen keep all of it alive.
  const frugal = await ended('spheroid', { ...changes, [`${TISSUE}.oxygen.uptakePerMinute`]: 1 });
  expect(tissueAt(frugal, 2)).toMatchObject({ hypoxic: 0, debris: 0 });
});
