/** How often a run is recorded has no say in what its blood counts and the rules that read them do. */
import { expect } from 'vitest';
import { createGroup } from '../../../src/kernel/group';
import { Patient } from '../../../src/patient/patient';
import { completeScenario, type Scenario } from '../../../src/scenario/schema';
import type { ChronicleEntry } from '../../../src/worker/protocol';

/** One hash and one story, however often the run is recorded. */
export async function expectSameWhateverRecorded(scenario: Scenario): Promise<void> {
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
}
