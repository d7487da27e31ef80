/** How often a run is recorded has no say in what its blood counts and the rules that read them do. */
import { expect, test } from 'vitest';
import { createGroup } from '../../src/kernel/group';
import { Patient } from '../../src/patient/patient';
import { marrowGeneTherapy } from '../../src/scenario/presets/marrow';
import { completeScenario, type Scenario } from '../../src/scenario/schema';
import type { ChronicleEntry } from '../../src/worker/protocol';

const { scenario: preset } = marrowGeneTherapy;

/** Held and raised by its rules within two months, in small: more sensitive than the preset, so that it is held in time. */
const small: Scenario = {
  ...preset,
  untilDays: 60,
  tumour: { ...preset.tumour, founders: 10_000 },
  compartments: preset.compartments.map((marrow) => ({
    ...marrow,
    founders: 10_000,
    transducedShare: 0,
    killFactor: 0.7,
  })),
  treatment: { ...preset.treatment, begin: 'day', onDay: 0 },
};

test.each<[string, Scenario]>([
  ['a marrow that holds its drug', small],
  ['marrow-gene-therapy --seed 1 --until 160d', { ...preset, seed: 1, untilDays: 160 }],
])(
  '%s ends with one hash and one story whatever outputEveryHours',
  async (_, scenario) => {
    const runs: { hash: string; blood: number; held: ChronicleEntry[] }[] = [];
    for (const outputEveryHours of [1, 6, 24, 1000]) {
      const patient = new Patient(
        completeScenario({ ...scenario, outputEveryHours }),
        await createGroup('simd', 2),
      );
      while (!patient.done) patient.advance({});
      const held = patient.chronicle.filter(({ text }) => /is held|given again|Blood cells/.test(text));
      runs.push({ hash: patient.hash(), blood: patient.compartments[1]!.blood!.share, held });
    }
    expect(runs.map(({ hash }) => hash)).toEqual(runs.map(() => runs[0]!.hash));
    expect(runs[0]!.held.length).toBeGreaterThan(1);
    for (const run of runs) expect(run).toEqual(runs[0]);
  },
  300_000,
);
