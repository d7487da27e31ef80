/** Every preset in the small, and kernels for any of them. */

import type { CompartmentKernel, Variant } from '../../src/kernel/compartmentKernel';
import { KernelGroup } from '../../src/kernel/group';
import { createKernel } from '../../src/kernel/kernel';
import type { Patient } from '../../src/patient/patient';
import { compartmentCount, hasTissue } from '../../src/scenario/compartments';
import { presets } from '../../src/scenario/presets/index';
import { completeScenario, type Scenario, setPath } from '../../src/scenario/schema';

/** A whole run of it takes a fraction of a second. */
export function small(id: string, changes: Record<string, unknown> = {}): Scenario {
  const scenario = structuredClone(presets.find((preset) => preset.id === id)!.scenario);
  const sizes: Record<string, unknown> = {
    'tumour.founders': 1000,
    'treatment.atCells': 2000,
    'stop.relapseCells': 2000,
    'alterations.pumpGain': 1e-3,
    untilDays: Math.min(scenario.untilDays, 70),
  };
  if (scenario.tumour.tissue !== null) {
    Object.assign(sizes, {
      'tumour.founders': 200,
      'tumour.tissue.sitesX': 32,
      'tumour.tissue.sitesY': 32,
      'tumour.tissue.sitesZ': Math.min(scenario.tumour.tissue.sitesZ, 8),
      'treatment.atCells': 400,
      'stop.relapseCells': 400,
      untilDays: 15,
    });
  }
  scenario.compartments.forEach((_, index) => {
    sizes[`compartments[${index}].founders`] = 1000;
  });
  for (const [path, value] of Object.entries({ ...sizes, ...changes })) setPath(scenario, path, value);
  return completeScenario(scenario);
}

const made = new Map<string, Promise<CompartmentKernel>>();

/** Kernels that every patient of a file takes in turn; `spare`: others beside them. */
export async function hostOf(
  scenario: Scenario,
  variant: Variant = 'simd',
  spare = '',
): Promise<KernelGroup> {
  const tissue = hasTissue(scenario);
  const kernels = Array.from({ length: compartmentCount(scenario) }, (_, index) => {
    const key = `${variant} ${tissue} ${index} ${spare}`;
    const kernel = made.get(key) ?? createKernel(variant, { tissue });
    made.set(key, kernel);
    return kernel;
  });
  return KernelGroup.of(...(await Promise.all(kernels)));
}

/** All that a run says of what happened in it; nothing of how it was recorded. */
export const outcomeOf = (patient: Patient) => ({
  hash: patient.hash(),
  hours: patient.hours,
  ended: patient.ended,
  stoppedBy: patient.stoppedBy,
  treatmentStartHours: patient.treatmentStartHours,
  response: patient.response,
  chronicle: patient.chronicle.slice(),
});

export function toEnd(patient: Patient): Patient {
  while (!patient.done) patient.advance({ steps: 997 });
  return patient;
}
