import { describe, expect, it } from 'vitest';
import type { CompartmentKernel } from '../../../src/kernel/compartmentKernel';
import { createKernel } from '../../../src/kernel/kernel';
import { ENVIRONMENT_STRIDE, type KernelModel } from '../../../src/kernel/model';
import { wildType } from '../../../src/kernel/numbers/genotype';
import { bytesOf, Checkpoint, saveKernels } from '../../../src/kernel/read/checkpoint';
import { randomModel } from '../../kit/randomised';
import { ball, livingModel, plainTissue } from '../../kit/randomisedTissues';

const SEED = 7;

/** A ball that grows, in tissues whose sizes are no multiples of tiles. */
function growing(size: [number, number] | [number, number, number], reach: number): KernelModel {
  const tissue = plainTissue(size, { reach, neighbours: reach === 0 ? 'vonNeumann' : 'moore' });
  const { alterations } = randomModel(1);
  return { ...livingModel(tissue, 0.08, 0.01), alterations, founders: [ball(tissue, 4)] };
}

const CASES = [
  { name: 'a plane', model: growing([300, 280], 0), steps: 300 },
  { name: 'a volume with pushing', model: growing([70, 60, 50], 3), steps: 100 },
];

function advance(kernel: CompartmentKernel, steps: number): void {
  kernel.advance(new Float32Array(steps * ENVIRONMENT_STRIDE), Infinity);
}

function run(kernel: CompartmentKernel, model: KernelModel, steps: number, chunk = steps): string {
  kernel.start(model, SEED);
  for (let done = 0; done < steps; done += chunk) advance(kernel, Math.min(chunk, steps - done));
  return stateOf(kernel);
}

const stateOf = (kernel: CompartmentKernel) =>
  [kernel.hash(), kernel.cells, kernel.births, kernel.deaths, kernel.alterations].join(' ');

describe('a growing tissue', () => {
  for (const { name, model, steps } of CASES) {
    it(`has the same bits in all builds, chunks and threads: ${name}`, async () => {
      const kernels = await Promise.all([
        createKernel('simd', { tissue: true }),
        createKernel('scalar'),
        createKernel('debug'),
        ...[2, 4, 7].map((threads) => createKernel('simd', { tissue: true, threads })),
      ]);
      const states = kernels.map((kernel, i) => run(kernel, model, steps, [steps, 7, 256, 50, steps, 31][i]));
      for (const kernel of kernels) kernel.close();
      expect(states).toEqual(states.map(() => states[0]));
      expect(kernels[0]?.alterations).toBeGreaterThan(0);
    });

    it(`goes on from a checkpoint as if never interrupted: ${name}`, async () => {
      const [kernel, other] = [await createKernel('simd', { tissue: true }), await createKernel('scalar')];
      run(kernel, model, steps / 2);
      const blocks: Uint8Array[] = [];
      for (const block of saveKernels([{ kernel, model }])) blocks.push(block.slice());
      new Checkpoint(bytesOf(Buffer.concat(blocks))).restore([{ kernel: other, model }]);
      expect(stateOf(other)).toBe(stateOf(kernel));
      advance(kernel, steps / 2);
      advance(other, steps / 2);
      expect(stateOf(other)).toBe(stateOf(kernel));
      expect(other.observe()).toEqual(kernel.observe());
    });

    it(`counts what it holds: ${name}`, async () => {
      const kernel = await createKernel('simd', { tissue: true });
      run(kernel, model, steps);
      const founders = model.founders.reduce((sum, { count }) => sum + count, 0);
      expect(kernel.cells).toBe(founders + kernel.births - kernel.deaths);
      const observation = kernel.observe();
      expect(observation.cellsByClass.reduce((sum, n) => sum + n, 0)).toBe(kernel.cells);
      const byGenotype = kernel.genotypes().reduce((sum, { cells }) => sum + cells, 0);
      const byClone = kernel.largestClones(1e4).reduce((sum, { cells }) => sum + cells, 0);
      expect([byGenotype, byClone]).toEqual([kernel.cells, kernel.cells]);
      expect(observation.tissue).toMatchObject({ normal: 0, hypoxic: 0, debris: 0, openVessels: 1 });
      const before = kernel.cells;
      const gone = kernel.resect(0.25);
      expect(kernel.cells).toBe(before - gone);
      expect(Math.abs(gone - before / 4)).toBeLessThan(4 * Math.sqrt(before * 0.1875));
    });
  }
});

describe('a tissue that memory cannot hold', () => {
  it('stops before a step that might not fit, and refuses no birth', async () => {
    const tissue = plainTissue([2000, 2000], { reach: 8 });
    const model = { ...livingModel(tissue, 0.5), founders: [ball(tissue, 100)] };
    const states: string[] = [];
    for (const threads of [1, 3]) {
      const kernel = await createKernel('simd', { tissue: true, threads, maximumBytes: 2 ** 23 });
      kernel.start(model, SEED);
      expect(kernel.advance(new Float32Array(500 * ENVIRONMENT_STRIDE), Infinity).reason).toBe('memory');
      expect(kernel.cells).toBe((model.founders[0]?.count ?? 0) + kernel.births);
      expect(kernel.observe().cellsByClass[0]).toBe(kernel.cells);
      states.push(`${kernel.bytes > 2 ** 22}`);
      kernel.close();
    }
    expect(states).toEqual(['true', 'true']);
  });
});

describe('founders of a tissue', () => {
  it('pass over sites that are taken', async () => {
    const kernel = await createKernel('simd', { tissue: true });
    const tissue = plainTissue([50, 50]);
    kernel.start({ ...livingModel(tissue, 0), founders: [ball(tissue, 5), ball(tissue, 5)] }, 1);
    expect(kernel.cells).toBe(ball(tissue, 5).count);
  });

  it('need places', async () => {
    const kernel = await createKernel('simd', { tissue: true });
    const founders = [{ count: 5, genotype: wildType() }];
    expect(() => kernel.start({ ...livingModel(plainTissue([50, 50]), 0), founders }, 1)).toThrow(
      'founder.sites: founders of a tissue need places.',
    );
  });
});
