/** Checkpoints damaged at random, half of them with checksums mended: each is refused in one sentence or runs. */
import { expect } from 'vitest';
import { Dice } from '../../../bench/fuzz/dice';
import { mutateBytes, mutateDocument } from '../../../bench/fuzz/mutate';
import { opened, sealed } from '../../../bench/fuzz/resealed';
import { createKernels } from '../../../src/kernel/kernel';
import { bytesOf, CheckpointError } from '../../../src/kernel/read/checkpoint';
import { Patient } from '../../../src/patient/patient';
import { SavedPatient, savePatient } from '../../../src/patient/saved/snapshot';
import { completeScenario } from '../../../src/scenario/schema';
import { culture } from '../../kit/cultures';

export async function damagedCheckpoints(count: number, seed: number): Promise<{ refused: number }> {
  const scenario = completeScenario(culture);
  const group = await createKernels('simd', 1);
  try {
    const patient = new Patient(scenario, group);
    patient.advance({ untilHours: 7 * 24 });
    const blocks: Uint8Array[] = [];
    for (const block of savePatient(patient)) blocks.push(block.slice());
    const file = Buffer.concat(blocks);
    const parts = opened(file);
    const dice = new Dice(seed);
    let refused = 0;
    for (let trial = 0; trial < count; trial++) {
      let damaged: Uint8Array = mutateBytes(file, dice);
      if (trial % 2 === 0) {
        const note = JSON.parse(parts.note);
        mutateDocument(note.patient, dice);
        damaged = sealed({ ...parts, note: JSON.stringify(note) });
      }
      try {
        const restored = new SavedPatient(bytesOf(damaged)).restore(group);
        restored.advance({ steps: 30 });
        expect(restored.cells).toBeGreaterThanOrEqual(0);
      } catch (error) {
        expect(error, `trial ${trial}: ${(error as Error).stack}`).toBeInstanceOf(CheckpointError);
        expect((error as Error).message).toMatch(/^[^\n]*[.?]$/);
        refused++;
      }
    }
    return { refused };
  } finally {
    group.close();
  }
}
