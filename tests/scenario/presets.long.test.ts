/** @module-tag long */
import { expect, test } from 'vitest';
import { createGroup } from '../../src/kernel/group';
import { CLASS_NAMES, type ClassName } from '../../src/kernel/model';
import { Patient } from '../../src/patient/patient';
import { compartmentCount } from '../../src/scenario/compartments';
import { presets } from '../../src/scenario/presets/index';

/** The class that carries the relapse; null: the tumour is cured. */
const carriers: Record<string, ClassName | null> = {
  selection: 'altered',
  mutator: 'altered',
  'two-drugs': null,
  'two-drugs-in-turn': 'several',
  'mdr1-pump': 'pump',
  'mdr1-cross-resistance': null,
  'mdr1-pump-inhibitor': null,
  'marrow-gene-therapy': null,
  'brain-sanctuary': 'sensitive',
  'brain-sanctuary-inhibitor': null,
  'brain-temozolomide': null,
  'methotrexate-dhfr': 'amplified',
  'imatinib-cml': 'altered',
  'imatinib-switch': null,
  'tamoxifen-receptor': 'lost',
};

test.each(Object.entries(carriers))(
  '%s responds to below a tenth and then ends as its title says, within two minutes',
  async (id, carrier) => {
    const { scenario } = presets.find((preset) => preset.id === id)!;
    const patient = new Patient(scenario, await createGroup('simd', compartmentCount(scenario)));
    const startedAt = performance.now();
    while (!patient.done) patient.advance({});
    expect(performance.now() - startedAt).toBeLessThan(120_000);

    const start = patient.treatmentStartHours!;
    const treated = patient.recorder.outputs.filter((row) => row.hours >= start);
    expect(Math.min(...treated.map(({ cells }) => cells))).toBeLessThan(0.1 * treated[0]!.cells);
    if (carrier === null) {
      expect(patient.stoppedBy).toBe('extinct');
    } else {
      expect(patient.stoppedBy).toBe('cells');
      expect(patient.cells).toBeGreaterThanOrEqual(scenario.stop.relapseCells);
      const share = patient.observation.cellsByClass[CLASS_NAMES.indexOf(carrier)]! / patient.cells;
      expect(share).toBeGreaterThan(0.9);
    }
  },
  300_000,
);
