/** The run in Node. */

import { createKernels } from '../../src/kernel/kernel';
import { Patient } from '../../src/patient/patient';
import { compartmentCount } from '../../src/scenario/compartments';
import type { Scenario } from '../../src/scenario/schema';
import type { Outcome } from './outcome';

export async function runInNode(scenario: Scenario, threads: number): Promise<Outcome> {
  const group = await createKernels('simd', compartmentCount(scenario), { threads });
  try {
    const begun = performance.now();
    const patient = new Patient(scenario, group);
    while (!patient.done && patient.treatmentStartHours === null) patient.advance({ milliseconds: 50 });
    const treated = performance.now();
    const cellsAtStart = patient.cells;
    while (!patient.done) patient.advance({ milliseconds: 1000 });
    const ended = performance.now();
    return {
      where: `node ${process.versions.node}`,
      threads,
      cellsAtStart,
      cells: patient.cells,
      growthSeconds: (treated - begun) / 1000,
      treatedSeconds: (ended - treated) / 1000,
      cellSteps: group.cellSteps,
      bytesPerCell: group.bytes / patient.cells,
      hash: patient.hash(),
      notes: [],
    };
  } finally {
    group.close();
  }
}
