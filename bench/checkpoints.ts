/** How fast a compartment is saved and restored, in memory: what a disk adds is the disk's. */

import { createKernel } from '../src/kernel/kernel';
import { bytesOf, Checkpoint, saveKernels } from '../src/kernel/read/checkpoint';
import { type Case, environmentOf, modelOf } from './cases';
import { SEED } from './suite';

export interface CheckpointRow extends Case {
  engine: string;
  /** All bytes of the file per living cell. */
  bytesPerCell: number;
  /** 10⁶ bytes of file per second, checksums and hash of the state included; best of the repeats. */
  savedMegabytesPerSecond: number;
  restoredMegabytesPerSecond: number;
  /** Whether the restored state has the hash of the saved one. */
  hashAgrees: boolean;
  repeats: number;
}

const STEPS_BEFORE = 10;

const SIZES = [100_000, 1_000_000, 10_000_000];

/** The two larger sizes that are asked for, or the only one. */
export function checkpointCases(largest: number): Case[] {
  return SIZES.filter((cells) => cells <= largest)
    .slice(-2)
    .map((cells) => ({ cells, drugs: 1, phenotypes: 1, response: 'hill' }));
}

export async function measureCheckpoint(engine: string, own: Case, repeats: number): Promise<CheckpointRow> {
  const model = modelOf(own);
  const kernel = await createKernel('simd');
  const spare = await createKernel('simd');
  kernel.start(model, SEED);
  kernel.advance(environmentOf(own, STEPS_BEFORE), Infinity);
  let bytes = 0;
  for (const block of saveKernels([{ kernel, model }])) bytes += block.length;
  const file = new Uint8Array(bytes);
  const saving: number[] = [];
  const restoring: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    let at = 0;
    saving.push(
      millisecondsOf(() => {
        for (const block of saveKernels([{ kernel, model }])) {
          file.set(block, at);
          at += block.length;
        }
      }),
    );
    restoring.push(millisecondsOf(() => new Checkpoint(bytesOf(file)).restore([{ kernel: spare, model }])));
  }
  const rate = (milliseconds: number[]) => file.length / 1e3 / Math.max(Math.min(...milliseconds), 1e-3);
  return {
    engine,
    ...own,
    bytesPerCell: file.length / kernel.cells,
    savedMegabytesPerSecond: rate(saving),
    restoredMegabytesPerSecond: rate(restoring),
    hashAgrees: spare.hash() === kernel.hash(),
    repeats,
  };
}

function millisecondsOf(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
