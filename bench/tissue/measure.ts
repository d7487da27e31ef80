/** Times tissues: the same case with one thread and with more, turn by turn. */

import type { CompartmentKernel } from '../../src/kernel/compartmentKernel';
import { createKernel } from '../../src/kernel/kernel';
import type { TissueCase } from './cases';

export interface TissueRow {
  case: string;
  threads: number;
  cells: number;
  /** Sites of the lattice per living cell. */
  sitesPerCell: number;
  nsPerCellStep: number;
  nsPerCellStepMedian: number;
  stepsPerSecond: number;
  bytesPerCell: number;
  /** Time of one thread over time of these, in the same turns. */
  ratioToOneThread: number;
  /** After the last step; the same for all threads. */
  hash: string;
  /** Largest gap of the books of any field, as a share of what came in. */
  massError: number;
}

/** Steps before time is taken: fields come to rest, memory is touched. */
const WARM_STEPS = 12;

/**
 * @param rounds turns of every thread count, of `steps` steps each
 * @param variant of the kernel
 */
export async function measureTissue(
  own: TissueCase,
  threads: readonly number[],
  rounds: number,
  steps: number,
): Promise<TissueRow[]> {
  const model = own.model();
  const [x, y, z = 1] = model.tissue?.size ?? [0, 0];
  const runs: { kernel: CompartmentKernel; times: number[]; perStep: number[] }[] = [];
  for (const count of threads) {
    const kernel = await createKernel('simd', { tissue: true, threads: count });
    kernel.start(model, 1);
    kernel.advance(own.environment(0, WARM_STEPS), Infinity);
    runs.push({ kernel, times: [], perStep: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { kernel, times, perStep } of runs) {
      const { cellSteps, steps: before } = kernel;
      const environment = own.environment(before, steps);
      const begun = performance.now();
      kernel.advance(environment, Infinity);
      const nanoseconds = (performance.now() - begun) * 1e6;
      times.push(nanoseconds / (kernel.cellSteps - cellSteps));
      perStep.push(nanoseconds / steps);
    }
  }
  const single = least(runs[0]!.times);
  const rows = runs.map(({ kernel, times, perStep }) => ({
    case: own.name,
    threads: kernel.threads,
    cells: kernel.cells,
    sitesPerCell: (x * y * z) / kernel.cells,
    nsPerCellStep: least(times),
    nsPerCellStepMedian: median(times),
    stepsPerSecond: 1e9 / least(perStep),
    bytesPerCell: kernel.bytes / kernel.cells,
    ratioToOneThread: single / least(times),
    hash: kernel.hash(),
    massError: Math.max(0, ...(kernel.fields?.() ?? []).map(({ error }) => Math.abs(error))),
  }));
  for (const { kernel } of runs) kernel.close();
  return rows;
}

const least = (values: readonly number[]) => Math.min(...values);
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
